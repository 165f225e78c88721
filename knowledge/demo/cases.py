"""Winterswijk and Almere as practice examples, in our own words.

What the source does not tell (costs, hours, inhabitants) stays empty.
"""

from typing import Any

from django.conf import settings
from wagtail.models import Locale

from knowledge.demo.places import list_page, opgave
from knowledge.models import (
    CaseAudience,
    CaseGemeente,
    CaseOpgave,
    CasePage,
    Gemeente,
    ListPage,
    Organisation,
)
from knowledge.models.choices import Approach, Audience, Change

Body = list[tuple[str, Any]]


def _points(*texts: str) -> tuple[str, dict]:
    return "list", {"ordered": False, "items": [{"text": f"<p>{text}</p>"} for text in texts]}


def _steps(*texts: str) -> tuple[str, dict]:
    return "list", {"ordered": True, "items": [{"text": f"<p>{text}</p>"} for text in texts]}


def links(*links: dict) -> tuple[str, dict]:
    return "links", {"items": list(links)}


WINTERSWIJK: dict[str, Any] = {
    "gemeente": "winterswijk",
    "audiences": [Audience.PARENTS, Audience.PROFESSIONALS],
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
    "in_short": [
        ("takeaway", {"text": "Armoede is een opgave van iedereen, niet van de gemeente alleen."}),
        ("takeaway", {"text": "Bij elke stap denken inwoners mee, en zij zien terug wat er komt."}),
        ("takeaway", {"text": "De raad stuurt minder zelf, en gaat mee als inwoners het dragen."}),
    ],
    "occasion": [
        (
            "text",
            "<p>Winterswijk zag dat de gemeente armoede niet alleen kan oplossen. Het is een "
            "vraagstuk van de samenleving, en daar is iedereen voor verantwoordelijk.</p>",
        )
    ],
    "steps": [
        _steps(
            "Maak van armoede één opgave, met een doel dat iedereen kent: armoedevrij in 2040.",
            "Haal breed informatie op. Vraag in het hele dorp wie wil meedenken.",
            "Breng de antwoorden terug tot de kern.",
            "Ga met die kern terug naar de mensen die meedachten.",
            "Herhaal dit bij elke stap. Zo wordt het een plan van iedereen.",
        )
    ],
    "works": [
        _points(
            "Er komt ruimte om mee te doen en mee te beslissen.",
            "Wie meedenkt, wordt enthousiast. Dat enthousiasme krijgt ook de raad mee.",
        )
    ],
    "works_not": [
        _points(
            "De raad heeft minder controle dan bij een gewoon plan.",
            "Resultaten laten zien kost tijd, en daar vraagt de raad wel naar.",
        )
    ],
    "council": [
        (
            "text",
            "<p>De raad vraagt soms om inzicht. De gemeente houdt bij wat er gebeurt, en vertelt "
            "erbij dat verandering tijd kost. Raad meekrijgen lukt het best via inwoners: als zij "
            "enthousiast zijn, is de raad dat meestal ook, en dat geeft tijd.</p>",
        )
    ],
    "partners": [
        (
            "partners",
            {
                "items": [
                    {"organisation": "gemeente-winterswijk", "role": "houdt de opgave bij elkaar"},
                    {"name": "Inwoners van Winterswijk", "role": "denken bij elke stap mee"},
                ]
            },
        )
    ],
    "lasting": [
        (
            "text",
            "<p>Het doel ligt in 2040. Dat is verder weg dan één raadsperiode, en vraagt dus om "
            "borging. Hoe geld, mensen en besluit zijn geregeld, is nog niet bekend.</p>",
        )
    ],
    "start_here": [
        _steps(
            "Kies één opgave die ook zonder de gemeente al leeft.",
            "Bepaal wie je vraagt om mee te denken, en hoe je hun antwoord laat terugkomen.",
            "Spreek met de raad af wanneer je wat laat zien.",
        ),
        links(
            {
                "title": "Video over de aanpak",
                "publisher": "Werk aan Winterswijk",
                "kind": "Video",
            }
        ),
    ],
}

ALMERE: dict[str, Any] = {
    "gemeente": "almere",
    "audiences": [Audience.PRIMARY_SCHOOL, Audience.TWELVE_TO_EIGHTEEN],
    "title": "Kinderen vertellen zelf wat ze nodig hebben, en beginnen bij hun droom",
    "slug": "almere-als-ik-later-groot-ben",
    "summary": "Almere vraagt alle kinderen naar hun droom. Een formulier of een ouder hoeft niet.",
    "approach": Approach.CHILD,
    # Our own reading: it builds on what a child can and wants.
    "change": Change.STRENGTHEN,
    "date_text": "",
    "state_of": "14 april, jaar onbekend",
    "certainty": "Verteld door de gemeente zelf, niet onderzocht.",
    "in_short": [
        ("takeaway", {"text": "Een kind neemt zelf contact op, zonder ouders en zonder papieren."}),
        ("takeaway", {"text": "De vraag is wat je later wilt worden, niet wat er mis is."}),
        ("takeaway", {"text": "Uit de dromen leert de stad welk aanbod er ontbreekt."}),
    ],
    "occasion": [
        (
            "text",
            "<p>In gezinnen met weinig geld wordt minder over later gepraat. Dat viel Almere op. "
            "Daarom begon de stad het project ‘Als ik later groot ben’.</p>",
        )
    ],
    "steps": [
        _steps(
            "Vraag alle kinderen en jongeren in de stad naar hun droom.",
            "Laat hen die zelf insturen, of zelf contact opnemen.",
            "Voer een breed gesprek naar aanleiding van de droom.",
            "Kijk in dat gesprek of er in het gezin meer nodig is, op welk gebied ook.",
            "Tel de wensen bij elkaar op: welke activiteiten en welk aanbod missen kinderen?",
        )
    ],
    "works": [
        _points(
            "Kinderen laten meedenken begint hier bij hun eigen droom.",
            "Ieder kind mag meedoen. Toch melden zich vooral kinderen om wie het gaat.",
            "Het gesprek gaat over talent en plannen, en niet over problemen.",
        )
    ],
    "works_not": [],
    "council": [],
    "partners": [
        ("partners", {"items": [{"organisation": "gemeente-almere", "role": "trekt het project"}]})
    ],
    "lasting": [
        (
            "text",
            "<p>Over borging en geld is nog niets bekend. Weet jij hoe dit project blijft "
            "bestaan? Laat het de redactie weten.</p>",
        )
    ],
    "start_here": [
        _steps(
            "Bedenk hoe een kind jou zelf kan bereiken.",
            "Vraag naar een droom, en luister naar wat ervoor nodig is.",
            "Vertel het kind wat je met het antwoord doet.",
        ),
        links(
            {"title": "Video: zo werkt ‘Als ik later groot ben’", "kind": "Video"},
            {"title": "Videofragment waarin een kind over haar droom vertelt", "kind": "Video"},
        ),
    ],
}


def make(values: dict[str, Any]) -> CasePage:
    values = dict(values)
    gemeente, audiences = values.pop("gemeente"), values.pop("audiences")
    values["partners"] = _with_organisations(values["partners"])
    page = CasePage(locale=Locale.objects.get(language_code=settings.LANGUAGE_CODE), **values)
    page.gemeenten = [CaseGemeente(gemeente=Gemeente.objects.get(slug=gemeente))]
    page.opgaven = [CaseOpgave(opgave=opgave(1))]
    page.audiences = [
        CaseAudience(audience=audience, sort_order=order)
        for order, audience in enumerate(audiences)
    ]
    list_page(ListPage.Lists.CASES).add_child(instance=page)
    page.save_revision().publish()
    return page


def _with_organisations(body: Body) -> Body:
    """Put the organisations in the place of their slugs."""
    return [
        (
            name,
            {
                "items": [
                    {**item, "organisation": Organisation.objects.get(slug=item["organisation"])}
                    if "organisation" in item
                    else item
                    for item in value["items"]
                ]
            },
        )
        for name, value in body
    ]
