"""Kenniskring 14 in our own words: nobody's sentences are copied, and no fact is added.

The source gives 14 April without a year, both speakers, one person who is mentioned, and links
whose addresses are lost. What it does not give (costs, hours, inhabitants) stays empty.
"""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale

from knowledge import questions
from knowledge.demo.cases import ALMERE, WINTERSWIJK, Body, links, make
from knowledge.demo.places import list_page, opgave
from knowledge.models import (
    CasePage,
    Gemeente,
    HomePage,
    ListPage,
    Organisation,
    Passage,
    Person,
    Question,
    RecordingPage,
    ReportGemeente,
    ReportOpgave,
    ReportPage,
    ReportSpeaker,
    StartingPoint,
)
from knowledge.models.choices import Approach
from knowledge.publishing import as_system
from knowledge.setup import Say

NUMBER = 14
OCCASION = f"Kenniskring {NUMBER}"

QUESTIONS = {
    "how": "Hoe pak je kinderarmoede lokaal aan?",
    "works": "Wat werkt in een lokale aanpak, en welke obstakels kom je tegen?",
    "own": "Hoe werk je samen met inwoners en houden zij zelf de regie?",
}
COUNCIL = "Hoe krijg je de gemeenteraad mee?"
CHILDREN = "Hoe laat je kinderen meedenken over het armoedebeleid?"


@transaction.atomic
def load(say: Say) -> None:
    """Make the report, its two cases and its questions, unless the report is there."""
    if ReportPage.objects.filter(number=NUMBER).exists():
        return
    now = timezone.now()
    asked = {
        key: questions.publish(
            questions.bring_in(
                text, origin=Question.Origin.REPORT, occasion=OCCASION, opgave=opgave(1), now=now
            ),
            now=now,
        )
        for key, text in QUESTIONS.items()
    }
    with as_system("load_demo"):
        cases = [make(values) for values in (WINTERSWIJK, ALMERE)]
        report = _make_report(cases, list(asked.values()))
        for case in cases:
            case.report = report
            case.save_revision().publish()
        _advise(cases)
        _introduce()
    _answer(asked, report)
    say(f"Made the report of {OCCASION}, {len(cases)} cases and {len(asked) + 2} questions.")


def _locale() -> Locale:
    return Locale.objects.get(language_code=settings.LANGUAGE_CODE)


def _make_report(cases: list[CasePage], asked: list[Question]) -> ReportPage:
    winterswijk, almere = cases
    film = RecordingPage.objects.filter(recording__reenacted=True).first()
    page = ReportPage(
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
        ReportGemeente(gemeente=Gemeente.objects.get(slug=slug), sort_order=order)
        for order, slug in enumerate(("winterswijk", "almere"))
    ]
    page.opgaven = [ReportOpgave(opgave=opgave(1))]
    page.speakers = [ReportSpeaker(sort_order=order, **row) for order, row in enumerate(_people())]
    list_page(ListPage.Lists.REPORTS).add_child(instance=page)
    page.save_revision().publish()
    # The points in short lead to passages, which have their addresses only now.
    page.in_short = [
        ("takeaway", {"text": text, "passage": _passage(page, words).pk})
        for text, words in TAKEAWAYS
    ]
    page.save_revision().publish()
    return page


TAKEAWAYS = (
    ("Gemeenten pakken kinderarmoede op drie manieren aan.", "grofweg drie vormen"),
    ("Winterswijk maakt er een opgave van het hele dorp van.", "plan van het hele dorp"),
    ("Almere vraagt kinderen zelf, en begint bij hun droom.", "vraagt Almere alle kinderen"),
)


def _report_body(winterswijk: CasePage, almere: CasePage) -> Body:
    return [
        (
            "text",
            "<p>Hoe pak je kinderarmoede aan in je eigen gemeente? Op 14 april vertelden twee "
            "mensen hoe het bij hen gaat: wat werkt, wat zit tegen, en hoe blijven inwoners zelf "
            "aan het roer? Het was kort na de verkiezingen voor de gemeenteraad.</p>",
        ),
        ("heading", {"text": "Drie vormen van lokale aanpak"}),
        (
            "text",
            "<p>Kim Houben van Divosa komt bij gemeenten in het hele land. Zij ziet grofweg drie "
            "vormen van een lokale aanpak.</p>",
        ),
        (
            "approaches",
            {
                "items": [
                    {
                        "approach": Approach.POLICY_FIELD,
                        "text": "<p>De gemeente maakt een plan voor ieder beleidsterrein.</p>",
                    },
                    {
                        "approach": Approach.OPGAVE,
                        "text": "<p>De gemeente begint bij een grote opgave en werkt van daaruit "
                        "op alle terreinen.</p>",
                    },
                    {
                        "approach": Approach.CHILD,
                        "text": "<p>De gemeente begint bij wat een kind ziet en nodig heeft.</p>",
                    },
                ]
            },
        ),
        ("heading", {"text": "Winterswijk: werken vanuit een opgave"}),
        (
            "text",
            "<p>Winterswijk maakte zo’n vijf jaar geleden van armoede één opgave, met een groot "
            "doel: in 2040 is het dorp armoedevrij. Guido de Vries legde uit waarom. Een gemeente "
            "lost armoede niet alleen op; het is van iedereen.</p>"
            "<p>Bij elke stap vraagt de gemeente breed wie wil meedenken. Wat daaruit komt, gaat "
            "terug naar dezelfde mensen. Zo wordt het een plan van het hele dorp.</p>"
            "<p>De raad meekrijgen vraagt geduld. Raadsleden hebben minder greep dan bij een "
            "gewoon plan en willen weten wat het oplevert. De gemeente houdt dat bij. En als veel "
            "inwoners enthousiast zijn, geeft de raad vaak de tijd.</p>",
        ),
        ("case", {"page": winterswijk}),
        links(
            {
                "title": "Video over de aanpak van Winterswijk",
                "publisher": "Werk aan Winterswijk",
                "kind": "Video",
            },
            {
                "title": "De opgaven van de Alliantie Kinderarmoede, om je eigen opgave te kiezen",
                "publisher": "Alliantie Kinderarmoede",
                "kind": "Site",
            },
        ),
        ("heading", {"text": "Almere: het kind centraal"}),
        (
            "text",
            "<p>In Almere zegt een kind zelf wat het nodig heeft. Een ouder hoeft er niet bij te "
            "zijn, en er is geen moeilijk formulier. Anneke van Grotel vertelde over het project "
            "‘Als ik later groot ben’.</p>"
            "<p>In gezinnen met geldzorgen gaat het minder vaak over later. Daarom vraagt Almere "
            "alle kinderen en jongeren naar hun droom. Iedereen mag meedoen, maar het zijn vooral "
            "de kinderen om wie het gaat die zich melden.</p>"
            "<p>Uit de dromen leert de stad wat kinderen missen. In het gesprek over een droom "
            "komt ook de rest van het leven langs, zodat het gezin hulp krijgt als dat nodig is. "
            "Het gaat over wat een kind kan en wil, en niet over wat er mis is. Zo laat je "
            "kinderen meedenken.</p>",
        ),
        ("case", {"page": almere}),
        links(
            {"title": "Video: zo werkt ‘Als ik later groot ben’", "kind": "Video"},
            {"title": "Videofragment waarin een kind over haar droom vertelt", "kind": "Video"},
        ),
        ("heading", {"text": "Borging"}),
        (
            "text",
            "<p>Hoe blijft een aanpak bestaan als het project stopt? Winterswijk kijkt ver "
            "vooruit, naar 2040. Hoe de borging verder is geregeld, met geld, mensen en een "
            "besluit, staat niet in onze bron.</p>",
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


def _introduce() -> None:
    """Say on the home page who is behind the site, unless somebody did."""
    home = HomePage.objects.get(locale=_locale())
    if not home.about:
        home.about = (
            "De Kenniskring is een netwerk van mensen die in hun gemeente werken aan minder "
            "armoede onder kinderen. Wat zij van elkaar leren, staat hier. Deze site staat nu vol "
            "met voorbeelden, om uit te proberen."
        )
        home.save_revision().publish()


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
            # What the source says of the third is no role of hers: it stands in the note.
            "role": "" if mentioned else role,
            "note": role if mentioned else "",
            "organisation": Organisation.objects.get(slug=organisation),
            "mentioned": mentioned,
        }
        for slug, role, organisation, mentioned in rows
    ]


def _passage(page: Any, words: str) -> Passage:
    found = Passage.objects.live().filter(page_id=page.pk, text__contains=words)
    return found.exclude(kind=Passage.Kind.SECTION).in_order()[0]


def _answer(asked: dict[str, Question], report: ReportPage) -> None:
    """Answer three questions: with paragraphs, and one with a second of the film."""
    now = timezone.now()
    questions.answer(
        asked["how"],
        passages=[_passage(report, "grofweg drie vormen")],
        text="Er zijn drie vormen: per beleidsterrein, vanuit een opgave, of het kind centraal.",
        now=now,
    )
    questions.answer(asked["own"], passages=[_passage(report, "plan van het hele dorp")], now=now)
    # The last one stays open: from open questions the next kenniskring is planned.
    council, _children = (
        questions.publish(
            questions.bring_in(text, origin=Question.Origin.WEBSITE, opgave=opgave(1), now=now),
            now=now,
        )
        for text in (COUNCIL, CHILDREN)
    )
    film = RecordingPage.objects.filter(recording__reenacted=True).first()
    if film is not None:
        questions.answer(
            council,
            passages=[_passage(film, "wat het geld oplevert"), _passage(report, "vraagt geduld")],
            text="Laat regelmatig zien wat er verandert, en laat raadsleden het zelf horen.",
            now=now,
        )
