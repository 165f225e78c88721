"""Passages in templates: pieces of a rich text with their anchors, and notices of what is gone."""

from collections.abc import Container, Iterable
from functools import cache

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext
from wagtail.blocks import BoundBlock, StructValue
from wagtail.models import Page
from wagtail.rich_text import RichText, expand_db_html

from knowledge.models import Passage
from knowledge.pages import links
from knowledge.passages import resolver
from knowledge.reading import references
from knowledge.reading.streams import PassageSource
from knowledge.text import harmless, rich_text

register = template.Library()

# A page has a menu beside every paragraph, all alike but for these.
ANY_ID, ANY_WORDS = "0" * 8, "{words}"


@register.simple_tag(takes_context=True)
def passage_pieces(context: Context, value: RichText | str, block_id: str) -> list[dict]:
    """Return the pieces of a rich text: {tag, key, anchor, id, html}, html without its own tag.

    Items of a list come together as {tag: "ul" or "ol", items: [piece, …]}; a piece with points of
    its own has them as `below`, in the same form. `id` is "" where no address exists yet.
    """
    ids = getattr(context.get("page"), "passage_ids", {})
    result: list[dict] = []
    pieces = list(rich_text.pieces(getattr(value, "source", value) or ""))
    if not pieces:
        return result
    # All at once: the links of a text are looked up together. No stored text holds the separator.
    shown = expand_db_html("\0".join(piece.html for piece in pieces)).split("\0")
    for piece, html in zip(pieces, shown, strict=True):
        entry = _entry(piece, html, block_id, ids)
        if not piece.depth:
            result.append(entry)
        elif piece.depth == 1 or not (result and result[-1].get("items")):
            _add_to_list(result, entry, piece)
        else:
            _add_to_list(result[-1]["items"][-1]["below"], entry, piece)
    return result


@register.filter
def passage_id(ids: dict[str, str], key: str) -> str:
    """Return the id of the passage with key on this page, "" without one."""
    return (ids or {}).get(key, "")


@register.filter
def source_of(sources: dict[str, PassageSource], key: str) -> PassageSource | None:
    """Return where the point with key was heard, None when it does not say, or to nobody."""
    return (sources or {}).get(key)


@register.simple_tag(takes_context=True)
def passage_menu(context: Context, passage_id: str) -> SafeString:
    """Return the menu of a passage by its id, nothing without one; its first words are its name."""
    menu = _menu(get_language()) if passage_id else ""
    words = getattr(context.get("page"), "passage_words", {}).get(passage_id, "")
    menu = menu.replace(ANY_ID, escape(passage_id))
    return mark_safe(menu.replace(ANY_WORDS, escape(words or gettext("deze alinea"))))


@cache
def _menu(language: str | None) -> str:
    """Return the menu of no passage in particular; it holds nothing that an editor can change."""
    return render_to_string("knowledge/passages/menu.html", {"id": ANY_ID, "words": ANY_WORDS})


@register.simple_tag
def with_urls(items: Iterable[BoundBlock]) -> list[tuple[BoundBlock, str, str]]:
    """Return each reference with where it leads, and what is told beside it.

    It leads to "" when nobody knows, or to a page that is not for everybody: its words are the
    editor's own and stay.
    """
    items = list(items)
    pages = links.urls(item.value["page"] for item in items if item.value["page"])
    return [(item, *_target(item.value, pages)) for item in items]


def _target(link: StructValue, pages: dict[int, str]) -> tuple[str, str]:
    url = _link_url(link, pages)
    note = references.note(
        link,
        document=link["document"],
        elsewhere=bool(harmless.address(link["url"])),
        unknown="" if url or link["page"] else gettext("de link volgt nog"),
    )
    return url, note


def _link_url(link: StructValue, pages: dict[int, str]) -> str:
    if elsewhere := harmless.address(link["url"]):
        return elsewhere
    if link["document"]:
        return link["document"].url
    if link["passage"]:
        return reverse("passage", args=[link["passage"]])
    return pages.get(link["page"].pk, "") if link["page"] else ""


@register.simple_tag
def tombstones(page: Page, shown: Container[str] = ()) -> list[dict]:
    """Return {anchor, live_successor} of what stands on page no longer; the latter is an id or "".

    `shown` are keys for which the page has something to say itself.
    """
    if not isinstance(page, Page) or not page.pk:
        return []
    rows = getattr(page, "passage_rows", [])
    fields = getattr(page, "passage_fields", [])
    # The heading of a section in which only a pointer is left has that anchor.
    standing = {one.key for one in fields if one.key and getattr(page, one.name)}
    gone = [
        row
        for row in rows
        if row.state in Passage.GONE and row.key not in shown and row.key not in standing
    ]
    successors = resolver.live_successors(gone, known=rows)
    return [{"anchor": row.anchor, "live_successor": successors.get(row.pk, "")} for row in gone]


def _entry(piece: rich_text.Piece, html: str, block_id: str, ids: dict[str, str]) -> dict:
    key = f"{block_id}-{piece.key}"
    return {
        "tag": piece.tag,
        "key": key,
        "anchor": f"p-{key}",
        "id": ids.get(key, ""),
        # The editor's own features only: Draftail and the rich text whitelist made this HTML.
        "html": mark_safe(html),
        "below": [],
    }


def _add_to_list(lists: list[dict], entry: dict, piece: rich_text.Piece) -> None:
    tag = "ol" if piece.ordered else "ul"
    if not lists or lists[-1]["tag"] != tag or piece.starts_list:
        lists.append({"tag": tag, "items": []})
    lists[-1]["items"].append(entry)
