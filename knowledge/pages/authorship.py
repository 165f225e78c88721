"""Who made the words of a version of a page.

Words are compared after the normalising that saving does: a space that an editor's form trims, a
sign that nobody sees, a key that was missing and a row's number are nobody's words.
"""

import json
from collections.abc import Iterator
from typing import NamedTuple

from bs4 import BeautifulSoup
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.fields import StreamField
from wagtail.models import Revision

from knowledge.text import harmless, mending, settling
from knowledge.text.blocks import FormattedTextBlock

# What a revision holds besides its words: who, when and where, not what.
BOOKKEEPING = frozenset(
    {
        "pk",
        "alias_of",
        "content_type",
        "depth",
        "draft_title",
        "expire_at",
        "expired",
        "first_published_at",
        "go_live_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locale",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "path",
        "translation_key",
        "url_path",
        "wagtail_admin_comments",
    }
)
# A row of an inline panel gets its number, and its place among the others, when it is saved.
ROW_BOOKKEEPING = frozenset({"pk", "sort_order"})

HEADER_MARKS = ("first_row_is_table_header", "first_col_is_header")


class Version(NamedTuple):
    """Words that a page had: the first revision that held them, and the one before with others."""

    first: Revision
    earlier: Revision | None

    @property
    def makers(self) -> frozenset[int]:
        """The ids of who made these words, none when nobody did.

        Of a translation they are who translated what is new in it, whoever pressed the button.
        """
        translators = frozenset(self.first.translators.values_list("user_id", flat=True))
        return translators or frozenset({self.first.user_id} - {None})


def version(revision: Revision) -> Version:
    """Return the version that revision holds: saving words again makes nobody their maker."""
    first = revision
    earlier = (
        Revision.objects.filter(
            base_content_type_id=revision.base_content_type_id, object_id=revision.object_id
        )
        .filter(
            Q(created_at__lt=revision.created_at)
            | Q(created_at=revision.created_at, pk__lt=revision.pk)
        )
        .order_by("-created_at", "-pk")
    )
    for one in earlier.iterator(chunk_size=4):
        if not say_the_same(one, revision):
            return Version(first, one)
        first = one
    return Version(first, None)


def say_the_same(one: Revision, other: Revision) -> bool:
    """Return whether two versions of a page hold the same words."""
    if _as_stored(one.content) == _as_stored(other.content):
        return True
    return words(one) == words(other)


def words(revision: Revision) -> str:
    """Return the words of a version as text, the same on both databases and after each save."""
    kind = ContentType.objects.get_for_id(revision.content_type_id).model_class()
    return words_of(kind, revision.content)


def words_of(kind: type[models.Model], content: dict) -> str:
    """Return the words of a page of this class, whose columns and rows stand in content."""
    return json.dumps(_of_row(kind, content, BOOKKEEPING), sort_keys=True, default=str)


def _as_stored(content: dict) -> dict:
    return {name: value for name, value in content.items() if name not in BOOKKEEPING}


def _of_row(model: type[models.Model] | None, content: dict, leave_out: frozenset[str]) -> dict:
    fields = {field.name: field for field in model._meta.get_fields()} if model else {}
    # A field that is newer than the version says what it says by default.
    default = {
        name: field.get_default()
        for name, field in fields.items()
        if isinstance(field, models.Field) and field.has_default() and name not in content
    }
    said = {
        name: _of_field(fields.get(name), value)
        for name, value in {**default, **content}.items()
        if name not in leave_out
    }
    return _without_nothing(said)


def _of_field(field: models.Field | None, value: object) -> object:
    if isinstance(field, StreamField):
        return _of_block(field.stream_block, _blocks(value))
    if isinstance(field, models.ManyToOneRel) and isinstance(value, list):
        rows = sorted(value, key=_place)
        return [_of_row(field.related_model, row, ROW_BOOKKEEPING) for row in rows]
    return _plain(value)


def _place(row: dict) -> int:
    return row.get("sort_order") or 0


def _blocks(value: object) -> object:
    # PostgreSQL keeps the keys of blocks in an order of its own.
    try:
        return json.loads(value) if isinstance(value, str) else value
    except ValueError:
        return value


def _of_block(block: blocks.Block | None, value: object) -> object:
    if isinstance(block, blocks.StreamBlock) and isinstance(value, list):
        return [
            {
                "type": child["type"],
                "value": _of_block(block.child_blocks.get(child["type"]), child["value"]),
            }
            for child in value
        ]
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        return [_of_block(block.child_block, item) for item in _items(value)]
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        said = {name: _of_block(block.child_blocks.get(name), value[name]) for name in value}
        return _without_nothing(said)
    if isinstance(block, FormattedTextBlock) and isinstance(value, str):
        return _of_rich_text(settling.settled(value, tuple(block.features)))
    if isinstance(block, TableBlock) and isinstance(value, dict):
        return _of_table(block.to_python(dict(value)))
    return _plain(value)


def _of_table(value: dict) -> dict:
    # The choice of headers says what the two marks say, and an empty cell is none or no words.
    rows = [[cell or "" for cell in row] for row in value.get("data") or []]
    headers = value["table_header_choice"] if value["table_header_choice"] != "neither" else ""
    rest = {name: inner for name, inner in value.items() if name not in HEADER_MARKS}
    return _plain({**rest, "data": rows, "table_header_choice": headers})


def _items(value: list) -> Iterator[object]:
    for item in value:
        is_item = isinstance(item, dict) and item.get("type") == "item" and "value" in item
        yield item["value"] if is_item else item


def _of_rich_text(html: str) -> str:
    tree = BeautifulSoup(html, "html.parser")
    for element in tree.find_all(attrs={harmless.KEY: True}):
        del element[harmless.KEY]
    return harmless.markup(tree.contents)


def _plain(value: object) -> object:
    if isinstance(value, str):
        return mending.words(value)
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, dict):
        return _without_nothing({name: _plain(inner) for name, inner in value.items()})
    return value


def _without_nothing(said: dict) -> dict:
    """Return what says something: a form sends nothing where an import stored no key at all."""
    return {name: value for name, value in said.items() if not _is_nothing(value)}


def _is_nothing(value: object) -> bool:
    return value is None or value is False or value in ("", [], {})
