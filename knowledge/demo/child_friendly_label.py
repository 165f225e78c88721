"""The Flemish label for child-friendly towns: its one known phase, and what must be there first.

In our own words; of further phases the source says nothing, and none is invented.
"""

from knowledge.demo import making
from knowledge.demo.cases import paragraphs
from knowledge.models import FrameworkPage, Province, Term
from knowledge.pages.publishing import as_system
from knowledge.text.choices import Audience, FrameworkForm, Level
from office.setup import Say

LABEL = "kindvriendelijke-steden-en-gemeenten"
CONDITIONS = (
    (
        Level.POLITICAL,
        "Het {council} zegt ja tegen de start. Het belooft dat een ‘strategie kindvriendelijk "
        "beleid’ later naar de gemeenteraad gaat.",
        "Komt er door verkiezingen een andere coalitie, dan kan dat laatste anders lopen.",
    ),
    (
        Level.OFFICIAL,
        "Een of meer trekkers zorgen dat alle diensten erachter staan, en vooral het "
        "managementteam.",
        "Dat kan de jeugddienst zijn, maar ook iemand anders.",
    ),
    (
        Level.WHOLE,
        "Als de strategie er is, horen het schepencollege en het managementteam regelmatig hoe het "
        "gaat.",
        "",
    ),
)


def load(say: Say) -> None:
    """Make the label when it is not there."""
    term, _made = Term.objects.get_or_create(
        word="schepencollege",
        country=Province.Country.BELGIUM,
        defaults={
            "explanation": "in Nederland: college van B en W",
            "equals": "college van B en W, college van burgemeester en wethouders",
        },
    )
    council = f'<a linktype="term" id="{term.pk}">{term.word}</a>'
    with as_system("load_demo"):
        making.page(
            FrameworkPage,
            LABEL,
            title="Label Kindvriendelijke steden en gemeenten",
            summary="Voor besturen die de rechten van elk kind waar willen maken.",
            form=FrameworkForm.LABEL,
            audiences=(Audience.PROFESSIONALS,),
            introduction=[
                paragraphs(
                    "Dit label is voor lokale besturen die alle rechten uit het "
                    "Kinderrechtenverdrag waar willen maken. Wij kennen nu één fase van het "
                    "proces. Andere fasen beschrijven we pas als we ze kennen."
                )
            ],
            phases=[
                (
                    "phase",
                    {
                        "title": "Iedereen mee",
                        "subtitle": "Iedereen kijkt dezelfde kant op",
                        "runs_throughout": True,
                    },
                ),
                ("heading", {"text": "Binnen het bestuur"}),
                paragraphs(
                    "Het begint bij enkele mensen in het bestuur die ervan overtuigd zijn. Zij "
                    "steken anderen aan. Politiek en diensten moeten er allebei breed achter "
                    "staan, en dat mag groeien. Deze stap blijft daarom het hele proces belangrijk."
                ),
                (
                    "conditions",
                    {
                        "intro": "Zonder dit kun je niet beginnen:",
                        "items": [
                            {
                                "level": level,
                                "text": f"<p>{text.format(council=council)}</p>",
                                "explanation": f"<p>{explanation}</p>" if explanation else "",
                            }
                            for level, text, explanation in CONDITIONS
                        ],
                    },
                ),
                paragraphs(
                    "Kindvriendelijk zijn raakt elk deel van het leven, en dus al het beleid. "
                    "Verdeel de verantwoordelijkheid daarom over meer sectoren. De mensen die haar "
                    "dragen, kun je samenbrengen in een ‘strategisch platform "
                    "kindvriendelijkheid’. Hoe je dat regelt, kies je zelf.",
                    "Zij bewaken in elk geval dat de hele stad of gemeente erachter blijft staan. "
                    "En zij zorgen dat iemand, of een overleg, genoeg te zeggen heeft om de "
                    "strategie te volgen.",
                ),
                ("heading", {"text": "En daarbuiten"}),
                paragraphs(
                    "Een sterk netwerk helpt. Praat het hele proces met de mensen die je kent, "
                    "zodat de band sterker wordt en meer mensen het plan steunen. Kijk in elke "
                    "fase met wie je elkaar vooruit kunt helpen.",
                    "Er zijn altijd mensen en organisaties die mee willen: een school, een leraar "
                    "met plannen, een jeugdvereniging, een hoofdanimator, iemand uit een bedrijf.",
                ),
            ],
        )
    say("The label for child-friendly towns is there.")
