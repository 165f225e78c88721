"""What every page's frame needs: icons, the way back, the other languages."""

from functools import cache

from django import template
from django.conf import settings
from django.core.paginator import Page as PaginatorPage
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse, translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from wagtail.models import Page

from knowledge import addresses
from knowledge.pages.queries import translated
from office.mail.kinds import absolute
from office.shared_reads import shared
from search import preferences
from search.preferences import Preference

register = template.Library()

Pairs = tuple[tuple[str, str], ...]


@register.simple_tag
@cache
def icon(name: str, css: str = "kk-icon") -> SafeString:
    """Return one of frontend/icons/ as decoration: a screen reader passes it by."""
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css,
        static("build/sprite.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def site_name(context: template.Context) -> str:
    """Return what the editors named the site."""
    site = addresses.site(context["request"]) if "request" in context else None
    return site.site_name if site and site.site_name else "De Kenniskring"


register.filter("absolute", absolute)


@register.simple_tag(takes_context=True)
def full_address(context: template.Context) -> str:
    """Return the address of the page as one types it in, without what was asked of it."""
    return absolute(context["request"].path) if "request" in context else ""


@register.simple_tag(takes_context=True)
def header(context: template.Context, agenda: str) -> SafeString:
    """Return the header; only the item of the menu that is current differs from page to page.

    `agenda` is the address of the agenda, which only templates know by its name.
    """
    path = context["request"].path if "request" in context else ""
    language = get_language()
    menu = (*_menu(language).items(), ("agenda", agenda))
    preference = preferences.of(context.get("request"))
    current = tuple(
        (preference.keeping(url), "page" if url == path else "true")
        for _, url in menu
        if url in path
    )
    at_home = path == reverse("wagtail_serve", args=[""])
    menu = tuple((name, preference.keeping(url)) for name, url in menu)
    return _header(menu, site_name(context), current, at_home, preference)


@shared
def _header(
    menu: Pairs, name: str, current: Pairs, at_home: bool, preference: Preference
) -> SafeString:
    shown = {
        "menu": dict(menu),
        "site_name": name,
        "current": dict(current),
        "at_home": at_home,
        "home": preference.keeping(reverse("wagtail_serve", args=[""])),
        "find": preference.keeping(reverse("search")),
        "kept_fields": preference.fields,
    }
    return render_to_string("includes/header.html", shown)


@register.simple_tag
def footer_links() -> SafeString:
    """Return the links at the end of every page."""
    return _footer_links(get_language())


@cache
def _footer_links(_language: str) -> SafeString:
    return render_to_string("includes/footer_links.html")


@cache
def _menu(_language: str) -> dict[str, str]:
    """Return the addresses of the main menu in the active language, by the name of the item."""
    pages = {
        "opgaven": "opgaven/",
        "knowledge": "kennisbank/",
        "meetings": "kenniskringen/",
        "recordings": "kennisbank/opnames/",
        "about": "over-ons/",
    }
    of_pages = {name: reverse("wagtail_serve", args=[path]) for name, path in pages.items()}
    return {**of_pages, "questions": reverse("question_list")}


@register.simple_tag(takes_context=True)
def ancestors(context: template.Context, page: Page) -> list[dict[str, str]]:
    """Return the live pages above page, home first, as {title, url}."""
    return list(_above(page.path[: -page.steplen])) if page.pk and page.depth else []


@shared
def _above(path: str) -> tuple[dict[str, str], ...]:
    """Return the live pages from home down to the one at path in the tree; one query."""
    paths = [path[:length] for length in range(2 * Page.steplen, len(path) + 1, Page.steplen)]
    pages = list(Page.objects.live().filter(path__in=paths).order_by("depth"))
    urls = addresses.urls(pages)
    return tuple(
        {
            "title": pgettext("front page", "Home") if page.depth == 2 else page.title,
            "url": urls.get(page.pk, ""),
        }
        for page in pages
    )


@register.simple_tag
def translations(page: Page) -> list[dict[str, str]]:
    """Return page's live translations that everybody may read as {language, label, url}."""
    return [entry for pk, entry in translated(page) if pk != page.pk]


@register.simple_tag(takes_context=True)
def route_translations(context: template.Context) -> list[dict[str, str]]:
    """Return the asked route in the other languages as {language, label, url}."""
    path = context["request"].path
    return [
        {"language": code, "label": name, "url": translate_url(path, code)}
        for code, name in settings.LANGUAGES
        if code != get_language()
    ]


@register.simple_tag
def in_language(code: str) -> SafeString | str:
    """Return the attribute that says in which language words are, "" in that of their page.

    It stands right behind the name of the element: <p{% in_language row.language %}>.
    """
    return format_html(' lang="{}"', code) if code and code != get_language() else ""


@register.simple_tag
def in_source_language() -> SafeString | str:
    """Return the attribute for words that are stored once, for all languages: in Dutch.

    Roles, the names of films and texts beside pictures are no part of a translation.
    """
    return in_language(settings.LANGUAGE_CODE)


@register.simple_tag
def route_in(language: str, url: str) -> str:
    """Return the address of a route in another language."""
    return translate_url(url, language)


@register.filter
def page_numbers(pages: PaginatorPage) -> list[int | str]:
    """Return the first, the last and the nearest page numbers, with "…" for what is left out."""
    return list(pages.paginator.get_elided_page_range(pages.number, on_each_side=2, on_ends=1))


@register.filter
def initials(name: str) -> str:
    """Return at most two capitals for a person's mark: "Anneke van Grotel" -> "AG"."""
    words = [word for word in str(name).split() if word[:1].isupper()] or str(name).split()
    letters = [word[0] for word in (words[:1] + words[1:][-1:])]
    return "".join(letters).upper()
