"""What every page's frame needs: icons, the way back, the other languages."""

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.models import Page

register = template.Library()


@register.simple_tag
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
    """Return the live pages above page, home first, as {title, url}; one query."""
    request: HttpRequest | None = context.get("request")
    above = (
        Page.objects.ancestor_of(page).filter(depth__gt=1, live=True).order_by("depth")
        if page.pk and page.depth
        else []
    )
    return [{"title": each.title, "url": each.get_url(request)} for each in above]


@register.simple_tag(takes_context=True)
def translations(context: template.Context, page: Page) -> list[dict[str, str]]:
    """Return page's live translations as {language, label, url}; one query, none for an alias."""
    request: HttpRequest | None = context.get("request")
    if not page.pk:
        return []
    others = (
        Page.objects.filter(translation_key=page.translation_key, live=True, alias_of=None)
        .exclude(pk=page.pk)
        .select_related("locale")
        .order_by("locale__language_code")
    )
    return [
        {
            "language": each.locale.language_code,
            "label": LANGUAGE_NAMES.get(each.locale.language_code, each.locale.language_code),
            "url": each.get_url(request),
        }
        for each in others
    ]


# A language is named in itself: its reader must recognise it.
LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}


@register.filter
def initials(name: str) -> str:
    """Return at most two capitals for a person's mark: "Anneke van Grotel" -> "AG"."""
    words = [word for word in str(name).split() if word[:1].isupper()] or str(name).split()
    letters = [word[0] for word in (words[:1] + words[1:][-1:])]
    return "".join(letters).upper()
