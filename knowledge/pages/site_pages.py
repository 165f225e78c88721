"""The pages that every site has from the start: home, lists and furniture, in both languages."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Locale, Page, Site

from knowledge.models import (
    ActionSheetPage,
    CasePage,
    FrameworkPage,
    HomePage,
    ListPage,
    ProgrammePage,
    PublicationPage,
    ReadingGuidePage,
    RecordingPage,
    ReportPage,
)
from knowledge.pages.furniture import FURNITURE
from knowledge.pages.planned import Planned
from knowledge.pages.publishing import as_system
from office.models import SiteSettings
from office.setup import Say

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
        Planned(
            "publicaties",
            ListPage,
            {"nl": "Publicaties en handreikingen", "en": "Publications and guides"},
            {
                "nl": "Wat anderen erover schreven: wat staat erin, en waar vind je het?",
                "en": "What others wrote about it: what it says, and where to find it.",
            },
            PublicationPage.kind,
        ),
        Planned(
            "leeswijzers",
            ListPage,
            {"nl": "Leeswijzers", "en": "Reading guides"},
            {
                "nl": "Stap voor stap: vragen in een volgorde, en waar het antwoord staat.",
                "en": "Step by step: questions in an order, and where the answers are.",
            },
            ReadingGuidePage.kind,
        ),
        Planned(
            "actiebladen",
            ListPage,
            {"nl": "Actiebladen", "en": "Action sheets"},
            {
                "nl": "Eén actie uitgewerkt in acht vaste punten, van uitvoering tot borging.",
                "en": "One action worked out in eight fixed points.",
            },
            ActionSheetPage.kind,
        ),
        Planned(
            "kaders",
            ListPage,
            {"nl": "Kaders en labels", "en": "Frameworks and labels"},
            {
                "nl": "Waar werk je naartoe, en wat moet er dan geregeld zijn?",
                "en": "What to work towards, and what must be arranged for it.",
            },
            FrameworkPage.kind,
        ),
        Planned(
            "programmas",
            ListPage,
            {"nl": "Programma's en netwerken", "en": "Programmes and networks"},
            {
                "nl": "Waar werken organisaties een paar jaar samen, en wat leverde dat op?",
                "en": "Where organisations work together for some years, and what came of it.",
            },
            ProgrammePage.kind,
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
NAMES = {planned.key: planned.slug for planned in FURNITURE}


def first_slug(page: Page) -> str:
    """Return the slug with which a page of FURNITURE was made, whatever it is called now."""
    return NAMES.get(page.translation_key, page.slug)


def prepare(say: Say) -> None:
    """Make each page that is not there, Dutch first; what is there stays as editors left it.

    Every site needs these pages: one that was removed is made again, and one that is still word for
    word what an earlier version made gets the words of this one.
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
    else:
        _renew(planned, page, locale.language_code, say)
    for child in planned.below:
        _ensure(child, page, locale, say)
    return page


def _renew(planned: Planned, page: Page, language: str, say: Say) -> None:
    """Give a page that nobody touched the words of this version; what an editor wrote stays."""
    if language not in planned.former or page.specific_class is not planned.kind:
        return
    page = page.get_latest_revision_as_object() if page.latest_revision_id else page.specific
    # A draft that waits, or a page that was taken off line, is somebody's.
    if not page.live or page.has_unpublished_changes or not planned.is_former(page, language):
        return
    page.title, page.body = planned.titles[language], planned.body(language)
    page.save_revision().publish()
    say(f"Renewed {language}: {page.title}.")


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
        values["body"] = planned.body(language)
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
