"""Keys are mended, not demanded: every block, list item and paragraph of a page gets its own.

Words are mended too, to what a form would send: from none to "", without space around them or
signs that nobody sees, and with one kind of line end.
"""

import re
import uuid
from collections.abc import Iterable

from django import forms
from django.utils.text import normalize_newlines
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock

from knowledge.text import rich_text
from office.hidden_signs import without_hidden_signs

# With a paragraph's own part (40) and a hyphen it fits in a passage's key (100).
SAFE_ID = re.compile(r"[A-Za-z0-9-]{1,59}\Z")
# What the second of two equal ids is made from, so that mending twice gives the same one.
DUPLICATES = uuid.UUID("5ed0a1b4-33c2-4a4b-9d0e-6f5f1c9f2b70")


def mend(
    fields: Iterable[tuple[blocks.StreamBlock, list[dict]]],
) -> list[tuple[list[dict], bool]]:
    """Return, per field, its blocks with a key for everything, and whether anything changed.

    A field is its StreamBlock and its content as stored. Ids are unique over all fields together:
    the first of a double one keeps it.
    """
    seen: set[str] = set()
    result = []
    for block, stored in fields:
        mended = _stream(block, stored, seen)
        result.append((mended, mended != stored))
    return result


def _stream(block: blocks.StreamBlock, stored: list, seen: set[str]) -> list[dict]:
    mended = []
    for child in stored or []:
        child_block = block.child_blocks.get(child["type"])
        block_id = _own_id(child.get("id"), seen)
        value = child["value"] if child_block is None else _value(child_block, child["value"], seen)
        mended.append({**child, "id": block_id, "value": value})
    return mended


def _value(block: blocks.Block, value: object, seen: set[str]) -> object:
    if isinstance(block, blocks.StreamBlock):
        return _stream(block, value, seen)
    if isinstance(block, blocks.StructBlock) and isinstance(value, dict):
        unknown = {name: inner for name, inner in value.items() if name not in block.child_blocks}
        known = {
            name: _value(child, value.get(name), seen)
            for name, child in block.child_blocks.items()
            if name in value or _is_words(child)
        }
        return known | unknown
    if isinstance(block, blocks.ListBlock) and isinstance(value, list):
        return [_item(block.child_block, item, seen) for item in value]
    if isinstance(block, blocks.RichTextBlock) and isinstance(value, str):
        return rich_text.mend(value)
    if isinstance(block, TableBlock) and isinstance(value, dict):
        return _table(value)
    if isinstance(value, str) and _is_words(block):
        return words(value)
    # No words are stored as none by an import, or by a field that is newer than the text: a
    # translation of that fails.
    return "" if value is None and _is_words(block) else value


def words(text: str) -> str:
    """Return text as a form takes it."""
    return without_hidden_signs(normalize_newlines(text)).strip()


def _table(value: dict) -> dict:
    rows = value.get("data")
    if not isinstance(rows, list):
        return value
    return {**value, "data": [_row(row) for row in rows]} | {
        name: words(text) for name, text in value.items() if isinstance(text, str)
    }


def _row(row: object) -> object:
    if not isinstance(row, list):
        return row
    return [without_hidden_signs(cell) if isinstance(cell, str) else cell for cell in row]


def _is_words(block: blocks.Block) -> bool:
    return isinstance(block, blocks.FieldBlock) and isinstance(block.field, forms.CharField)


def _item(block: blocks.Block, item: object, seen: set[str]) -> dict:
    if isinstance(item, dict) and item.get("type") == "item" and "value" in item:
        value, item_id = item["value"], item.get("id")
    else:
        value, item_id = item, None
    # In the order in which Wagtail stores them; an id of the item comes before those inside it.
    own_id = _own_id(item_id, seen)
    return {"type": "item", "value": _value(block, value, seen), "id": own_id}


def _own_id(given: str | None, seen: set[str]) -> str:
    block_id = str(given or "")
    if not SAFE_ID.match(block_id):
        block_id = str(uuid.uuid4())
    turn = 1
    while block_id in seen:
        turn += 1
        block_id = str(uuid.uuid5(DUPLICATES, f"{given}|{turn}"))
    seen.add(block_id)
    return block_id
