"""Kenniskring 14 in our own words: no fact is added, and each speaker is quoted once or twice,
literally, briefly and with its source.

The source gives 14 April without a year, both speakers, one person who is mentioned, and links
whose addresses are lost. What it does not give (costs, hours, inhabitants) stays empty.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from knowledge.demo.cases import (
    ALMERE,
    SOURCE,
    WINTERSWIJK,
    Body,
    in_short,
    links,
    make,
    paragraphs,
    passage,
    say_where_heard,
)
from knowledge.demo.making import CHECKED_ON
from knowledge.demo.reference_data import list_page, opgave
from knowledge.models import (
    CasePage,
    Gemeente,
    ListPage,
    Organisation,
    PageGemeente,
    PageOpgave,
    PageSpeaker,
    Person,
    Question,
    RecordingPage,
    ReportPage,
    StartingPoint,
)
from knowledge.pages.publishing import as_system
from knowledge.questions import deeds as questions
from knowledge.text.choices import Approach
from office.setup import Say

NUMBER = 14
OCCASION = f"Kenniskring {NUMBER}"

QUESTIONS = {
    "how": "Hoe pak je kinderarmoede lokaal aan?",
    "works": "Wat werkt in een lokale aanpak, en welke obstakels kom je tegen?",
    "own": "Hoe werk je samen met inwoners en houden zij zelf de regie?",
}
COUNCIL = "Hoe krijg je de gemeenteraad mee?"
CHILDREN = "Hoe laat je kinderen meedenken over het armoedebeleid?"
LASTING = "Hoe regel je de borging, zodat een aanpak blijft bestaan als het project stopt?"
# Open questions: from these the next kenniskring is planned.
OPEN = (
    CHILDREN,
    "Hoe praat je met kinderen over armoede, zonder dat zij zich schamen?",
    "Hoe bereik je gezinnen die zelf niet om hulp vragen?",
    "Hoe begin je met een opgave in een kleine gemeente, met weinig uren?",
)


@transaction.atomic
def load(say: Say) -> None:
    """Make the report, its two cases and its questions, unless the report is there."""
    if ReportPage.objects.filter(number=NUMBER).exists():
        return
    asked = {
        key: _ask(text, origin=Question.Origin.REPORT, occasion=OCCASION)
        for key, text in QUESTIONS.items()
    }
    with as_system("load_demo"):
        cases = [make(values) for values in (WINTERSWIJK, ALMERE)]
        report = _make_report(cases, list(asked.values()))
        for case, heard in zip(cases, (WINTERSWIJK_HEARD, ALMERE_HEARD), strict=True):
            case.report = report
            say_where_heard(case, report, heard)
            case.save_revision().publish()
        _advise(cases)
    _answer(asked, report)
    say(f"Made the report of {OCCASION}, its {len(cases)} cases and its questions.")


def _ask(text: str, *, origin: str, occasion: str = "") -> Question:
    now = timezone.now()
    question = questions.bring_in(text, origin=origin, occasion=occasion, opgave=opgave(1), now=now)
    return questions.publish(question, now=now)


def _locale() -> Locale:
    return Locale.objects.get(language_code=settings.LANGUAGE_CODE)


def _make_report(cases: list[CasePage], asked: list[Question]) -> ReportPage:
    winterswijk, almere = cases
    film = RecordingPage.objects.filter(recording__reenacted=True).first()
    page = ReportPage(
        checked_on=CHECKED_ON,
        title="Kenniskring 14: Lokale aanpak van kinderarmoede",
        slug="kenniskring-14-lokale-aanpak-van-kinderarmoede",
        summary="Twee gemeenten vertellen hoe zij kinderarmoede aanpakken: samen met het hele "
        "dorp, en vanuit de droom van een kind.",
        number=NUMBER,
        # The year is not known, and nothing is computed into it.
        date_text="14 april",
        date_day=14,
        date_month=4,
        locale=_locale(),
        recording=film.recording if film else None,
        body=_report_body(winterswijk, almere),
        questions=[("question", {"question": question}) for question in asked],
        what_next=[
            (
                "text",
                "<p>Na de twee verhalen gingen de aanwezigen met elkaar in gesprek. Alleen het "
                "plenaire deel is opgenomen. De film op deze pagina is een ander gesprek: het is "
                "nagemaakt, met mensen die niet bestaan.</p>",
            ),
            links({"title": "Opname van het plenaire deel", "kind": "Video"}),
        ],
    )
    page.gemeenten = [
        PageGemeente(gemeente=Gemeente.objects.get(slug=slug), sort_order=order)
        for order, slug in enumerate(("winterswijk", "almere"))
    ]
    page.opgaven = [PageOpgave(opgave=opgave(1))]
    page.speakers = [PageSpeaker(sort_order=order, **row) for order, row in enumerate(_people())]
    list_page(ReportPage.kind).add_child(instance=page)
    page.save_revision().publish()
    # The points in short lead to passages, which have their addresses only now.
    page.in_short = in_short(page, TAKEAWAYS)
    mentioned = page.speakers.get(mentioned=True)
    mentioned.passage = passage(page, "grofweg drie vormen").pk
    page.speakers.add(mentioned)
    page.save_revision().publish()
    return page


TAKEAWAYS = (
    ("Gemeenten pakken kinderarmoede op drie manieren aan.", "grofweg drie vormen"),
    ("Winterswijk maakt er een opgave van het hele dorp van.", "plan van het hele dorp"),
    ("Almere vraagt kinderen zelf, en begint bij hun droom.", "vraagt Almere alle kinderen"),
)

# Points of a case, and words of the paragraph of the report that tells each of them.
WINTERSWIJK_HEARD = {
    "Iedereen krijgt ruimte": "maakt ruimte om mee te doen",
    "Het plan is van iedereen": "plan van het hele dorp",
    "Zijn veel mensen enthousiast": "vraagt wel geduld",
    "De raad heeft minder controle": "vraagt wel geduld",
}
ALMERE_HEARD = {"Alle kinderen mogen zich aanmelden": "vraagt Almere alle kinderen"}


def _report_body(winterswijk: CasePage, almere: CasePage) -> Body:
    return [
        paragraphs(
            "Hoe pak je kinderarmoede aan in je eigen gemeente? Op 14 april gaven twee mensen hun "
            "antwoord: Anneke van Grotel van de gemeente Almere en Guido de Vries van de gemeente "
            "Winterswijk. Wat gaat daar goed, en waar lopen zij tegenaan?",
            "Het ging ook over samenwerken. Hoe doe je dat met inwoners, terwijl zij zelf de regie "
            "houden? Zo kort na de gemeenteraadsverkiezingen leefden die vragen sterk.",
        ),
        ("heading", {"text": "Drie vormen van lokale aanpak"}),
        paragraphs(
            "Kim Houben werkt bij Divosa, kernpartner van de Alliantie Kinderarmoede. In haar werk "
            "komt zij bij gemeenten in het hele land. Zij ziet grofweg drie vormen van een lokale "
            "aanpak van armoede onder kinderen.",
        ),
        (
            "approaches",
            {
                "items": [
                    {
                        "approach": Approach.POLICY_FIELD,
                        "text": "<p>De gemeente kijkt naar de verschillende beleidsterreinen en "
                        "maakt daar een plan voor.</p>",
                    },
                    {
                        "approach": Approach.OPGAVE,
                        "text": "<p>De gemeente kijkt naar de grote opgaven in de samenleving, en "
                        "werkt van daaruit op verschillende beleidsterreinen.</p>",
                    },
                    {
                        "approach": Approach.CHILD,
                        "text": "<p>De gemeente stelt het kind centraal: wat ziet een kind, en wat "
                        "heeft het nodig?</p>",
                    },
                ]
            },
        ),
        paragraphs(
            "Winterswijk is een voorbeeld van de tweede vorm, Almere van de derde.",
        ),
        ("heading", {"text": "Winterswijk: werken vanuit een opgave"}),
        paragraphs(
            "Zo’n vijf jaar geleden maakte Winterswijk armoede tot een opgave, met een stevig "
            "doel: in 2040 is het dorp armoedevrij. Guido de Vries legde uit waarom. Armoede is "
            "een vraagstuk van de samenleving. Een gemeente lost het niet alleen op, en iedereen "
            "is er verantwoordelijk voor.",
            "Wie zo werkt, maakt ruimte om mee te doen en mee te praten. Bij elke stap vraagt de "
            "gemeente breed wie wil meedenken. Wat daaruit komt, gaat terug naar de mensen in de "
            "gemeente. Zo wordt het een plan van het hele dorp.",
            "De raad meekrijgen vraagt wel geduld. Raadsleden hebben minder controle, en willen "
            "soms zien wat het oplevert. De gemeente houdt dat bij. En doen veel mensen "
            "enthousiast mee, dan volgt de raad vaak. Dat geeft tijd.",
        ),
        (
            "quote",
            {
                "text": "We zijn opgavegericht gaan werken omdat armoede een maatschappelijk "
                "vraagstuk is…",
                "speaker": Person.objects.get(slug="guido-de-vries"),
                "role": "Opgaveregisseur Armoedevrij, gemeente Winterswijk",
                "source": SOURCE,
            },
        ),
        ("case", {"page": winterswijk}),
        links(
            {
                "title": "De aanpak van Winterswijk",
                "publisher": "Werk aan Winterswijk",
                "kind": "Video",
            },
            {
                "title": "De tien opgaven van de Alliantie, om je eigen opgave te kiezen",
                "publisher": "Alliantie Kinderarmoede",
                "kind": "Lijst",
                "page": list_page(ListPage.OPGAVEN).page_ptr,
            },
        ),
        ("heading", {"text": "Almere: het kind centraal"}),
        paragraphs(
            "In Almere zegt een kind zelf wat het nodig heeft. Een ouder hoeft er niet bij te "
            "zijn, en er is geen ingewikkeld formulier. Anneke van Grotel vertelde over het "
            "project ‘Als ik later groot ben’.",
            "In kwetsbare gezinnen waar armoede is, gaat het minder vaak over later. Daarom vraagt "
            "Almere alle kinderen en jongeren naar hun droom. Iedereen mag meedoen. Toch zijn het "
            "vooral de kinderen om wie het gaat die zich melden.",
            "Uit de dromen leert de stad aan welk aanbod behoefte is. In het gesprek over een "
            "droom komen ook andere leefgebieden langs. Zo blijkt of er in het gezin meer nodig "
            "is. Zo kun je kinderen laten meedenken over wat zij nodig hebben. De kracht is "
            "volgens Van Grotel dat alles om het kind draait: het komt zelf naar de gemeente toe, "
            "of stuurt een droom in.",
        ),
        (
            "quote",
            {
                "text": "We hebben het niet over problemen of wat je niet kan, maar over talenten "
                "en ambities.",
                "speaker": Person.objects.get(slug="anneke-van-grotel"),
                "role": "beleidsadviseur Kinderen in armoede & onderwijs, gemeente Almere",
                "source": SOURCE,
            },
        ),
        ("case", {"page": almere}),
        links(
            {"title": "Zo werkt ‘Als ik later groot ben’", "kind": "Video"},
            {"title": "Een kind van zeven vertelt over haar droom", "kind": "Videofragment"},
        ),
        ("heading", {"text": "Borging"}),
        paragraphs(
            "Hoe blijft een aanpak bestaan als het project stopt? Winterswijk kijkt ver vooruit, "
            "naar 2040. Hoe de borging verder is geregeld, met geld, mensen en een besluit, staat "
            "niet in onze bron.",
        ),
    ]


def _advise(cases: list[CasePage]) -> None:
    """Tell on the first opgave where to begin."""
    winterswijk, almere = cases
    page = opgave(1)
    page.starting_points = [
        StartingPoint(target=target.page_ptr, reason=reason, sort_order=order)
        for order, (target, reason) in enumerate(
            (
                (almere, "Als je kinderen zelf aan het woord wilt laten"),
                (winterswijk, "Als je het met het hele dorp wilt doen"),
            )
        )
    ]
    page.save_revision().publish()


def _people() -> list[dict[str, Any]]:
    rows = (
        (
            "anneke-van-grotel",
            "beleidsadviseur Kinderen in armoede & onderwijs",
            "gemeente-almere",
            False,
        ),
        ("guido-de-vries", "Opgaveregisseur Armoedevrij", "gemeente-winterswijk", False),
        ("kim-houben", "Divosa is kernpartner van de Alliantie Kinderarmoede", "divosa", True),
    )
    return [
        {
            "person": Person.objects.get(slug=slug),
            # What the source says of the third is not her role: it goes into the note.
            "role": "" if mentioned else role,
            "note": role if mentioned else "",
            "organisation": Organisation.objects.get(slug=organisation),
            "mentioned": mentioned,
        }
        for slug, role, organisation, mentioned in rows
    ]


def _answer(asked: dict[str, Question], report: ReportPage) -> None:
    """Bring in what colleagues asked, and answer four questions: by paragraphs and by seconds."""
    film = RecordingPage.objects.get(recording__reenacted=True)
    questions.answer(
        asked["how"],
        passages=[passage(report, "grofweg drie vormen")],
        text="Er zijn drie vormen: per beleidsterrein, vanuit een opgave, of het kind centraal.",
        now=timezone.now(),
    )
    questions.answer(
        asked["own"],
        passages=[passage(report, "plan van het hele dorp")],
        text="Vraag bij elke stap wie wil meedenken, en leg de opbrengst weer aan iedereen voor.",
        now=timezone.now(),
    )
    questions.answer(
        _ask(COUNCIL, origin=Question.Origin.WEBSITE),
        passages=[passage(report, "vraagt wel geduld"), passage(film, "wat het geld oplevert")],
        text="Betrek veel mensen, laat regelmatig zien wat er verandert, en vraag de raad om tijd.",
        now=timezone.now(),
    )
    questions.answer(
        _ask(LASTING, origin=Question.Origin.WEBSITE),
        passages=[passage(film, "Borging begint")],
        text="Begin er op dag één mee: geld in de gewone begroting, een eigenaar en een besluit.",
        now=timezone.now(),
    )
    for text in OPEN:
        _ask(text, origin=Question.Origin.WEBSITE)
