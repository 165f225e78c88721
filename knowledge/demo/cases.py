"""Winterswijk and Almere as practice examples, in our own words.

What the source does not tell (costs, hours, inhabitants) stays empty.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from wagtail.blocks import StructValue
from wagtail.models import Locale

from knowledge.demo.making import CHECKED_ON
from knowledge.demo.reference_data import list_page, opgave
from knowledge.models import (
    CasePage,
    Gemeente,
    Organisation,
    PageAudience,
    PageGemeente,
    PageOpgave,
    Passage,
    Person,
    RecordingPage,
    SitePage,
)
from knowledge.text.choices import Approach, Audience, Change, Voice

Body = list[tuple[str, Any]]
SOURCE = "Alliantie Kinderarmoede, verslag van Kenniskring 14"


def paragraphs(*texts: str) -> tuple[str, str]:
    """Return a block of text with these paragraphs."""
    return "text", "".join(f"<p>{text}</p>" for text in texts)


def points(*texts: str) -> tuple[str, dict]:
    """Return a block with a list; each point has an address of its own."""
    return "list", {"ordered": False, "items": [{"text": f"<p>{text}</p>"} for text in texts]}


def steps(*texts: str) -> tuple[str, dict]:
    """Return a block with a numbered list."""
    return "list", {"ordered": True, "items": [{"text": f"<p>{text}</p>"} for text in texts]}


def links(*links: dict) -> tuple[str, dict]:
    """Return a block of references; one without a target is shown as not known yet."""
    return "links", {"items": list(links)}


WINTERSWIJK: dict[str, Any] = {
    "gemeente": "winterswijk",
    "audiences": [Audience.PARENTS],
    "title": "Armoedevrij in 2040: met het hele dorp aan één opgave",
    "slug": "winterswijk-armoedevrij-in-2040",
    "summary": "Winterswijk maakt van armoede een opgave van het hele dorp, niet van één dienst.",
    "approach": Approach.OPGAVE,
    # Our own reading: a goal for 2040 is the long term.
    "change": Change.TRANSFORM,
    "local_opgave": "Armoedevrij Winterswijk",
    "ambition": "Armoedevrij in 2040",
    "date_text": "zo’n vijf jaar geleden",
    "state_of": "14 april, jaar onbekend",
    "certainty": "Verteld door de gemeente zelf, niet onderzocht.",
    # A line of the re-enacted film, by words that are said in it.
    "heard": ("Nagemaakt gesprek: hoe krijg je de raad mee?", "wat het geld oplevert"),
    "takeaways": (
        ("Armoede is een opgave van iedereen, met een doel dat ver weg ligt: 2040.", "één opgave"),
        ("Bij elke stap denken inwoners mee. Zij horen terug wat eruit kwam.", "terug naar"),
        ("De raad gaat vaak mee als veel mensen enthousiast zijn.", "De raad meekrijgen"),
    ),
    "occasion": [
        paragraphs(
            "Zo’n vijf jaar geleden maakte Winterswijk armoede tot een opgave: een grote opdracht "
            "waar veel mensen samen aan werken. Het doel is stevig. In 2040 is Winterswijk "
            "armoedevrij.",
            "De gemeente koos hiervoor omdat zij armoede niet alleen kan oplossen. Het is een "
            "vraagstuk van de hele samenleving, en daar is iedereen voor verantwoordelijk.",
        )
    ],
    "steps": [
        steps(
            "Maak van armoede één opgave, met een doel dat iedereen kent. Hier is dat: "
            "armoedevrij in 2040.",
            "Haal bij elke stap breed informatie op. Vraag in de hele gemeente mensen om mee te "
            "denken.",
            "Breng alle antwoorden terug tot de kern.",
            "Ga met die kern terug naar de mensen in de gemeente.",
            "Doe dit bij elke stap opnieuw. Zo is het plan van alle inwoners samen.",
            "Houd bij wat er gebeurt, zodat je het aan de raad kunt laten zien.",
        )
    ],
    "works": [
        points(
            "Iedereen krijgt ruimte om mee te doen en mee te praten.",
            "Het plan is van iedereen, en niet alleen van de gemeente.",
            "Zijn veel mensen enthousiast? Dan volgt de raad vaak, en dat geeft tijd.",
        )
    ],
    "works_not": [
        points(
            "De raad heeft minder controle.",
            "Verandering kost tijd, terwijl de raad soms al wil zien wat het oplevert.",
        )
    ],
    "council": [
        paragraphs(
            "Wie samen met inwoners een plan maakt, geeft iets uit handen. Dat geldt ook voor de "
            "gemeenteraad: die heeft minder controle. Soms vraagt de raad om het werk inzichtelijk "
            "te maken.",
            "De raad meekrijgen lukt in Winterswijk door veel mensen te betrekken. Zijn zij "
            "enthousiast, dan volgt de raad vaak.",
        ),
        (
            "quote",
            {
                "text": "Maar het kost tijd: we doen goede dingen en we monitoren dat.",
                "speaker": "guido-de-vries",
                "role": "Opgaveregisseur Armoedevrij, gemeente Winterswijk",
                "source": SOURCE,
            },
        ),
    ],
    "partners": [
        (
            "partners",
            {
                "items": [
                    {
                        "organisation": "gemeente-winterswijk",
                        "role": "heeft een opgaveregisseur voor deze opgave",
                    },
                    {"name": "Mensen uit de hele gemeente", "role": "denken bij elke stap mee"},
                    {"name": "Gemeenteraad", "role": "vraagt om inzicht en geeft tijd"},
                ]
            },
        )
    ],
    "voices": [
        paragraphs(
            "Bij elke stap vraagt de gemeente mensen uit heel Winterswijk om mee te denken. Wat "
            "daaruit komt, gaat terug naar hen. Zo wordt het een plan van iedereen.",
            "Of ook kinderen, ouders en ervaringsdeskundigen meedachten, en wat zij veranderden, "
            "staat niet in onze bron.",
        )
    ],
    "lasting": [
        paragraphs(
            "Het doel ligt in 2040. Dat is verder weg dan één raadsperiode, en vraagt dus om "
            "borging. Hoe geld, mensen en besluit zijn geregeld, is nog niet bekend.",
        )
    ],
    "start_here": [
        steps(
            "Kies met elkaar één doel dat iedereen begrijpt.",
            "Bedenk wie je vraagt om mee te denken, en hoe zij terughoren wat je ermee doet.",
            "Spreek met de raad af wanneer je laat zien wat er gebeurt.",
        ),
        links({"title": "De aanpak van Winterswijk", "publisher": "Werk aan Winterswijk",
               "kind": "Video"}),
    ],
}  # fmt: skip

ALMERE: dict[str, Any] = {
    "gemeente": "almere",
    "audiences": [Audience.PRIMARY_SCHOOL, Audience.TWELVE_TO_EIGHTEEN],
    "title": "‘Als ik later groot ben’: kinderen vertellen zelf wat ze nodig hebben",
    "slug": "almere-als-ik-later-groot-ben",
    "summary": "Almere vraagt alle kinderen naar hun droom. Zonder ouder erbij, en zonder moeilijk "
    "formulier.",
    "approach": Approach.CHILD,
    # Our own reading: it builds on what a child can and wants.
    "change": Change.STRENGTHEN,
    "date_text": "",
    "state_of": "14 april, jaar onbekend",
    "certainty": "Verteld door de gemeente zelf, niet onderzocht.",
    # Our own reading: what the talks are about.
    "life_areas": "toekomst, gezin",
    "heard": ("Nagemaakt gesprek: hoe laat je kinderen meedenken?", "Begin klein"),
    "takeaways": (
        (
            "Een kind neemt zelf contact op: zonder ouders, zonder ingewikkeld formulier.",
            "Laat kinderen zelf",
        ),
        ("Het gesprek begint bij een droom, en niet bij een probleem.", "begint bij de droom"),
        ("Uit alle dromen samen leert de stad welk aanbod nodig is.", "naast elkaar"),
    ),
    "occasion": [
        paragraphs(
            "In Almere viel iets op. In kwetsbare gezinnen waar armoede is, praten ouders en "
            "kinderen minder over de toekomst.",
            "Daarom zette de gemeente het project ‘Als ik later groot ben’ op. Zij vraagt alle "
            "kinderen en jongeren in de stad naar hun dromen.",
        )
    ],
    "steps": [
        steps(
            "Vraag alle kinderen en jongeren naar hun droom. Iedereen mag meedoen.",
            "Laat kinderen zelf contact opnemen of hun droom insturen. Daar is geen ouder voor "
            "nodig, en geen ingewikkeld formulier.",
            "Voer een breed gesprek dat begint bij de droom. Kijk daarna naar andere leefgebieden.",
            "Bepaal of er in het gezin meer nodig is.",
            "Leg de dromen naast elkaar. Waar hebben kinderen in de stad behoefte aan?",
        )
    ],
    "works": [
        points(
            "Kinderen laten meedenken begint hier bij henzelf: zij zeggen wat zij nodig hebben.",
            "Alle kinderen mogen zich aanmelden. Toch zijn het vooral kinderen uit de doelgroep "
            "die dat doen.",
            "Het gesprek gaat over talenten en ambities.",
        ),
        (
            "quote",
            {
                "text": "We hebben het niet over problemen of wat je niet kan, maar over talenten "
                "en ambities.",
                "speaker": "anneke-van-grotel",
                "role": "beleidsadviseur Kinderen in armoede & onderwijs, gemeente Almere",
                "source": SOURCE,
            },
        ),
    ],
    "works_not": [],
    "council": [],
    "partners": [
        (
            "partners",
            {
                "items": [
                    {"organisation": "gemeente-almere", "role": "zette het project op"},
                    {"name": "Kinderen en jongeren", "role": "vertellen hun droom"},
                ]
            },
        )
    ],
    "voices": [
        (
            "voice",
            {
                "who": Voice.CHILDREN,
                "how": "Zij vertellen zelf hun droom. Zij kunnen contact opnemen of een droom "
                "insturen.",
                "changed": "De gemeente ziet aan welke activiteiten en welk aanbod kinderen in de "
                "stad behoefte hebben.",
            },
        )
    ],
    "lasting": [
        paragraphs(
            "Over borging en geld is nog niets bekend. Weet jij hoe dit project blijft bestaan? "
            "Laat het de redactie weten.",
        )
    ],
    "start_here": [
        steps(
            "Bedenk hoe een kind jou zelf kan bereiken.",
            "Vraag naar een droom, en luister naar wat ervoor nodig is.",
            "Vertel het kind wat je met het antwoord doet.",
        ),
        links(
            {"title": "Zo werkt ‘Als ik later groot ben’", "kind": "Video"},
            {"title": "Een kind van zeven vertelt over haar droom", "kind": "Videofragment"},
        ),
    ],
}


def make(values: dict[str, Any]) -> CasePage:
    """Return a published case with its rows, and with points in short that lead to passages."""
    values = dict(values)
    gemeente, audiences = values.pop("gemeente"), values.pop("audiences")
    takeaways, heard = values.pop("takeaways"), values.pop("heard")
    values["start_here"] = [*values["start_here"], _film_link(*heard)]
    for section in ("works", "council", "partners"):
        values[section] = _with_rows(values[section])
    page = CasePage(
        locale=Locale.objects.get(language_code=settings.LANGUAGE_CODE),
        checked_on=CHECKED_ON,
        **values,
    )
    page.gemeenten = [PageGemeente(gemeente=Gemeente.objects.get(slug=gemeente))]
    page.opgaven = [PageOpgave(opgave=opgave(1))]
    page.audiences = [
        PageAudience(audience=audience, sort_order=order)
        for order, audience in enumerate(audiences)
    ]
    list_page(CasePage.kind).add_child(instance=page)
    page.save_revision().publish()
    page.in_short = in_short(page, takeaways)
    page.save_revision().publish()
    return page


def in_short(page: SitePage, takeaways: Iterable[tuple[str, str]]) -> Body:
    """Return points in short; each leads to the first passage that holds its words.

    Passages have their addresses only once their page is published.
    """
    return [
        ("takeaway", {"text": text, "passage": passage(page, words).pk})
        for text, words in takeaways
    ]


def say_where_heard(case: CasePage, report: SitePage, heard: dict[str, str]) -> None:
    """Name at points of what works, and does not, the paragraph of the report that tells them."""
    for begin, words in heard.items():
        (point,) = [point for point in _points(case) if begin in point["text"].source]
        point["passage"] = passage(report, words).pk


def _points(case: CasePage) -> list[StructValue]:
    """Return the points of what works in a case, and of what does not."""
    blocks = [*case.works, *case.works_not]
    return [
        point for block in blocks if block.block_type == "list" for point in block.value["items"]
    ]


def passage(page: SitePage, words: str) -> Passage:
    """Return the first live passage of the page that holds these words."""
    return Passage.objects.live().filter(page_id=page.pk, text__contains=words).in_order()[0]


def _film_link(title: str, words: str) -> tuple[str, dict]:
    """Return a reference to the second of the film at which these words are said."""
    film = RecordingPage.objects.get(recording__reenacted=True)
    span = passage(film, words)
    return links({"title": title, "kind": f"Opname, {span.label}", "passage": span.pk})


def _with_rows(body: Body) -> Body:
    """Replace slugs by their organisations and people."""
    return [(name, _with_row(value)) for name, value in body]


def _with_row(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    value = dict(value)
    if "items" in value:
        value["items"] = [_with_row(item) for item in value["items"]]
    if "organisation" in value:
        value["organisation"] = Organisation.objects.get(slug=value["organisation"])
    if "speaker" in value:
        value["speaker"] = Person.objects.get(slug=value["speaker"])
    return value
