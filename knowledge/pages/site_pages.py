"""The pages that every site has from the start: home, lists and furniture, in both languages."""

import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from knowledge.models import (
    CasePage,
    HomePage,
    ListPage,
    RecordingPage,
    ReportPage,
    SitePage,
    TextPage,
)
from knowledge.pages.publishing import as_system
from office.models import SiteSettings
from office.setup import Say

# From this and its first slug a page gets its translation key: so it is found again under any
# name, at any place, and as the translation of the same page in the other language.
KEYS = uuid.UUID("0b5e1c52-7f0d-4f0f-9a34-3e6f0a1d8c11")


@dataclass(frozen=True, slots=True)
class Planned:
    """A page as it is first made; after that it is the editors', with its name and its place."""

    slug: str
    kind: type[SitePage]
    titles: dict[str, str]
    summaries: dict[str, str] = field(default_factory=dict)
    lists: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    below: tuple["Planned", ...] = ()

    @property
    def key(self) -> uuid.UUID:
        """What the page has in common with its translations, from the start."""
        return uuid.uuid5(KEYS, self.slug)


HOME = Planned(
    "home",
    HomePage,
    {"nl": "De Kenniskring", "en": "De Kenniskring"},
    {
        "nl": "Wat werkt tegen kinderarmoede, van mensen die het doen.",
        "en": "What works against child poverty, from people who do it.",
    },
)
ENGLISH_HOME = {
    "heading": "What works against child poverty in your municipality?",
    "intro": "Practice examples, reports and recordings of colleagues from all over the country.",
}
DUTCH_SEARCHES = ("kinderen laten meedenken", "raad meekrijgen", "borging")

KNOWLEDGE = Planned(
    "kennisbank",
    ListPage,
    {"nl": "Kennisbank", "en": "Knowledge base"},
    {
        "nl": "Alles wat in kenniskringen is gedeeld, bij elkaar en doorzoekbaar.",
        "en": "All that was shared in our knowledge circles, together and searchable.",
    },
    ListPage.ALL,
    below=(
        Planned(
            "verslagen",
            ListPage,
            {"nl": "Verslagen", "en": "Reports"},
            {
                "nl": "Wat is er gezegd in een kenniskring? Lees het na, alinea voor alinea.",
                "en": "What was said in a knowledge circle, paragraph by paragraph.",
            },
            ReportPage.kind,
        ),
        Planned(
            "praktijkvoorbeelden",
            ListPage,
            {"nl": "Praktijkvoorbeelden", "en": "Practice examples"},
            {
                "nl": "Wat doen andere gemeenten, wat werkt en wat niet?",
                "en": "What other municipalities do, what works and what does not.",
            },
            CasePage.kind,
        ),
        Planned(
            "opnames",
            ListPage,
            {"nl": "Terugkijken", "en": "Recordings"},
            {
                "nl": "Opnames met ondertiteling en uitgeschreven tekst.",
                "en": "Recordings with captions and transcript.",
            },
            RecordingPage.kind,
        ),
    ),
)
OPGAVEN = Planned(
    "opgaven",
    ListPage,
    {"nl": "Opgaven van de Alliantie", "en": "The Alliance's opgaven"},
    {
        "nl": "Een opgave is een grote maatschappelijke opdracht waar partners samen aan werken.",
        "en": "An opgave is a large task for society on which partners work together.",
    },
    ListPage.OPGAVEN,
)
FURNITURE = (
    Planned(
        "over-ons",
        TextPage,
        {"nl": "Over ons", "en": "About us"},
        texts={
            "nl": "<p>De Kenniskring is een netwerk van mensen die in hun gemeente werken aan "
            "minder armoede onder kinderen. In kenniskringen leren zij van elkaar. Wat daar wordt "
            "gedeeld, staat op deze site.</p>"
            "<p>Iedere alinea en iedere zin uit een opname heeft een eigen adres. Zo kun je "
            "precies aanwijzen wat je bedoelt, ook in een voorstel aan je raad.</p>",
            "en": "<p>De Kenniskring is a network of people who work on less child poverty in "
            "their municipality. In knowledge circles they learn from each other. What is shared "
            "there stands on this site.</p>",
        },
    ),
    Planned(
        "contact",
        TextPage,
        {"nl": "Contact", "en": "Contact"},
        texts={
            "nl": "<p>Heb je een vraag over de inhoud? Stel die op de pagina Vragen. Dan hebben "
            "collega's er ook iets aan.</p>"
            "<p>Klopt er iets niet op deze site? Laat het de redactie weten.</p>",
            "en": "<p>Do you have a question about the content? Ask it on the page Vragen, so that "
            "colleagues can use the answer too.</p>",
        },
    ),
    Planned(
        "toegankelijkheid",
        TextPage,
        {"nl": "Toegankelijkheid", "en": "Accessibility"},
        texts={
            "nl": "<p>Iedereen moet deze site kunnen gebruiken: met een muis, met een toetsenbord, "
            "met een schermlezer, op een telefoon en zonder JavaScript. Wij bouwen hem volgens "
            "WCAG 2.2, niveau AA.</p>"
            "<p>Bij opnames staan ondertiteling en de uitgeschreven tekst.</p>"
            "<p>Kun je toch iets niet lezen of bedienen? Laat het ons weten. Dan helpen wij je en "
            "lossen wij het op.</p>",
            "en": "<p>Everybody must be able to use this site: with a mouse, a keyboard or a "
            "screen reader, on a phone and without JavaScript. We build it to WCAG 2.2, level "
            "AA.</p>",
        },
    ),
    Planned(
        "privacy",
        TextPage,
        {"nl": "Privacy", "en": "Privacy"},
        texts={
            "nl": "<p>Deze site gebruikt geen cookies en volgt je niet. Er wordt niets van een "
            "andere site geladen zonder dat je daarvoor klikt.</p>"
            "<p>Meld je je aan of stel je een vraag? Dan bewaren wij alleen wat daarvoor nodig is, "
            "en niet langer dan hieronder staat. Een computer ruimt het vanzelf op.</p>",
            "en": "<p>This site uses no cookies and does not follow you. Nothing is loaded from "
            "another site before you click for it.</p>"
            "<p>If you register or ask a question, we keep only what that needs, and no longer "
            "than it says below. A computer clears it by itself.</p>",
        },
    ),
    Planned(
        "kwetsbaarheid-melden",
        TextPage,
        {"nl": "Kwetsbaarheid melden", "en": "Report a vulnerability"},
        texts={
            "nl": "<p>Heb je een zwakke plek in deze site gevonden? Vertel het ons voordat je het "
            "anderen vertelt. Dan kunnen wij het eerst oplossen.</p>"
            "<p>Gebruik de zwakke plek niet verder dan nodig is om hem te laten zien, en bekijk "
            "geen gegevens van anderen. Dan doen wij geen aangifte.</p>",
            "en": "<p>Did you find a weakness in this site? Tell us before you tell others, so "
            "that we can mend it first.</p>",
        },
    ),
)


NAMES = {planned.key: planned.slug for planned in FURNITURE}


def first_slug(page: Page) -> str:
    """Return the slug with which a page of FURNITURE was made, whatever it is called now."""
    return NAMES.get(page.translation_key, page.slug)


def prepare(say: Say) -> None:
    """Make each page that is not there, Dutch first; what is there stays as it is.

    Every site needs these pages: one that was removed is made again.
    """
    with as_system("prepare_site"):
        root = Page.get_first_root_node()
        for language, _name in settings.WAGTAIL_CONTENT_LANGUAGES:
            locale = Locale.objects.get(language_code=language)
            home = _ensure(HOME, root, locale, say)
            if language == settings.LANGUAGE_CODE:
                _point_site_at(home)
            for planned in (KNOWLEDGE, OPGAVEN, *FURNITURE):
                _ensure(planned, home, locale, say)


def _ensure(planned: Planned, parent: Page, locale: Locale, say: Say) -> Page:
    page = _found(planned, parent, locale)
    if page is None:
        page = _make(planned, parent, locale)
        say(f"Made {locale.language_code}: {page.title}.")
    for child in planned.below:
        _ensure(child, page, locale, say)
    return page


def _found(planned: Planned, parent: Page, locale: Locale) -> Page | None:
    known = Page.objects.filter(translation_key=planned.key, locale=locale).first()
    if known is not None:
        return known
    below = planned.kind.objects.child_of(parent).filter(locale=locale)
    if planned.kind is HomePage:
        return below.first()
    if planned.lists and (page := below.filter(lists=planned.lists).first()):
        return page
    # Of whatever kind: two pages cannot have one address, and the editors' own comes first.
    return Page.objects.child_of(parent).filter(slug=planned.slug).first()


def _make(planned: Planned, parent: Page, locale: Locale) -> Page:
    language = locale.language_code
    values: dict[str, Any] = {
        "title": planned.titles[language],
        "slug": planned.slug,
        "summary": planned.summaries.get(language, ""),
        "locale": locale,
    }
    if planned.lists:
        values["lists"] = planned.lists
    if language in planned.texts:
        values["body"] = [("text", planned.texts[language])]
    if planned.kind is HomePage:
        values |= _home_values(language)
        _remove_welcome_page()
    source = _source(planned, parent, locale)
    values["translation_key"] = source.translation_key if source else planned.key
    page = planned.kind(**values)
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _home_values(language: str) -> dict[str, Any]:
    if language == settings.LANGUAGE_CODE:
        return {"example_searches": [("search", words) for words in DUTCH_SEARCHES]}
    # Two pages under one root cannot share a slug; nobody sees this one in an address.
    return {**ENGLISH_HOME, "slug": f"home-{language}"}


def _source(planned: Planned, parent: Page, locale: Locale) -> Page | None:
    """Return the Dutch page of which this is the translation."""
    dutch = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    if locale == dutch:
        return None
    dutch_parent = parent if planned.kind is HomePage else parent.get_translation_or_none(dutch)
    return dutch_parent and _found(planned, dutch_parent, dutch)


def _remove_welcome_page() -> None:
    """Remove the page that Wagtail's first migration makes, while nobody has worked on it."""
    welcome = Page.objects.filter(depth=2, slug="home").first()
    if welcome is not None and welcome.specific_class is Page and welcome.numchild == 0:
        # The site that points at it is deleted with it, and made again below.
        Site.objects.filter(root_page=welcome).delete()
        welcome.delete()


def _point_site_at(home: Page) -> None:
    address = urlsplit(settings.BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site, _made = Site.objects.get_or_create(
        is_default_site=True,
        defaults={"root_page": home, "site_name": settings.WAGTAIL_SITE_NAME, "hostname": "-"},
    )
    if (site.hostname, site.port) != (address.hostname, port):
        # Wagtail builds full addresses from here: in mail, sitemap and previews.
        site.hostname, site.port = address.hostname or "localhost", port
        site.save()
    SiteSettings.objects.get_or_create(site=site)
