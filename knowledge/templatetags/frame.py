"""What every page's frame needs: icons, the way back, the other languages."""

from functools import cache

from django import template
from django.conf import settings
from django.core.paginator import Page as PaginatorPage
from django.db.models import Q
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext
from wagtail.models import Page

from knowledge import addresses, closing
from office.mail.kinds import absolute

register = template.Library()


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
def ancestors(context: template.Context, page: Page) -> list[dict[str, str]]:
    """Return the live pages above page, home first, as {title, url}."""
    return _frame(context, page)["above"]


@register.simple_tag(takes_context=True)
def translations(context: template.Context, page: Page) -> list[dict[str, str]]:
    """Return page's live translations as {language, label, url}."""
    return _frame(context, page)["others"]


@register.simple_tag(takes_context=True)
def route_translations(context: template.Context) -> list[dict[str, str]]:
    """Return the asked route in the other languages as {language, label, url}."""
    path = context["request"].path
    return [
        {"language": code, "label": LANGUAGE_NAMES[code], "url": translate_url(path, code)}
        for code, _name in settings.LANGUAGES
        if code != get_language()
    ]


@register.simple_tag
def canonical(page: Page) -> str:
    """Return the full address of the page that an alias copies, "" when nobody can read it."""
    source = page.alias_of
    readable = closing.open_to_all(Page.objects.live().filter(pk=source.pk))
    return absolute(addresses.url(source)) if readable.exists() else ""


def _frame(context: template.Context, page: Page) -> dict[str, list[dict[str, str]]]:
    """Return what stands above page and beside it in other languages; one query for both."""
    kept = context.render_context.setdefault(_frame, {})
    if page.pk not in kept:
        kept[page.pk] = _read_frame(page)
    return kept[page.pk]


def _read_frame(page: Page) -> dict[str, list[dict[str, str]]]:
    above: list[dict[str, str]] = []
    others: list[dict[str, str]] = []
    if page.pk and page.depth:
        steps = range(2, page.depth)
        paths = [page.path[: depth * page.steplen] for depth in steps]
        near = (
            Page.objects.filter(
                Q(path__in=paths) | Q(translation_key=page.translation_key, alias_of=None),
                live=True,
            )
            .exclude(pk=page.pk)
            .annotate(is_closed=closing.closed())
            .select_related("locale")
            .order_by("depth")
        )
        urls = addresses.urls(near)
        for each in near:
            language = each.locale.language_code
            title = pgettext("front page", "Home") if each.depth == 2 else each.title
            entry = {"title": title, "url": urls.get(each.pk, "")}
            if each.translation_key == page.translation_key:
                label = LANGUAGE_NAMES.get(language, language)
                if not each.is_closed:
                    others.append(entry | {"language": language, "label": label})
            else:
                above.append(entry)
    return {"above": above, "others": others}


# A language is named in itself: its reader must recognise it.
LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}


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
