"""What a browser sends of Wagtail's edit form of a page, with everything that stands in it."""

import json
from collections.abc import Callable, Iterator

from django.forms import BoundField
from django.http import HttpResponse
from django.urls import reverse
from wagtail import blocks
from wagtail.blocks.base import BlockField
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.models import Page

from office.models import User
from tests.knowledge.pages import desk

# Makes of the words in a field what somebody typed there.
Typing = Callable[[str], str]


def save_as_shown(
    user: User, page: Page, *, typed: Typing | None = None, button: str = ""
) -> HttpResponse:
    """Open the edit form of page as user and save it: untouched, or with words typed in it.

    `button` is the name of another one than that for a draft.
    """
    newest = desk.latest(page)
    form_class = type(newest).get_edit_handler().get_form_class()
    form = form_class(instance=newest, for_user=user, parent_page=newest.get_parent())
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    pressed = {button: "1"} if button else {}
    return desk.client_of(user).post(url, {**dict(_fields(form, typed)), **pressed})


def contentstate(words: str) -> str:
    """Return what the editor of rich text sends for one paragraph of words, as they were pasted."""
    block = {
        "key": "aaaaa",
        "text": words,
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    return json.dumps({"blocks": [block, {**block, "key": "bbbbb", "text": ""}], "entityMap": {}})


def _fields(form, typed: Typing | None) -> Iterator[tuple[str, object]]:
    for bound in form:
        yield from _field(bound, typed)
    for formset in form.formsets.values():
        for bound in formset.management_form:
            yield bound.html_name, bound.value()
        for place, row in enumerate(formset.forms):
            yield from _fields(row, None)
            yield f"{row.prefix}-ORDER", str(place + 1)


def _field(bound: BoundField, typed: Typing | None) -> Iterator[tuple[str, object]]:
    value = bound.value()
    if isinstance(bound.field, BlockField):
        yield from _block(bound.field.block, value, bound.html_name, typed)
        return
    if typed and isinstance(value, str) and bound.name in ("title", "summary", "subtitle"):
        value = typed(value)
    yield from _sent(bound.html_name, bound.field.widget.format_value(value))


def _sent(name: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, list):
        value = value[0] if value else ""
    if value not in (None, False, "False"):
        yield name, "on" if value is True else value


def _block(block, value, name: str, typed: Typing | None) -> Iterator[tuple[str, object]]:
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        children = value if isinstance(block, blocks.StreamBlock) else value.bound_blocks
        yield f"{name}-count", str(len(children))
        for place, child in enumerate(children):
            at = f"{name}-{place}"
            yield f"{at}-deleted", ""
            yield f"{at}-order", str(place)
            yield f"{at}-id", child.id or ""
            if isinstance(block, blocks.StreamBlock):
                yield f"{at}-type", child.block_type
            yield from _block(child.block, child.value, f"{at}-value", typed)
    elif isinstance(block, blocks.StructBlock):
        for part, child in block.child_blocks.items():
            yield from _block(child, value.get(part), f"{name}-{part}", typed)
    elif isinstance(block, TableBlock):
        yield name, json.dumps(_table(value, typed))
    elif isinstance(block, blocks.RichTextBlock) and typed:
        yield name, contentstate(typed("Woorden"))
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock) and typed:
        yield name, typed(value or "Woorden")
    else:
        yield from _sent(name, block.field.widget.format_value(block.value_for_form(value)))


def _table(value: dict, typed: Typing | None) -> dict:
    if typed is None:
        return value
    data = [[typed(cell or "") for cell in row] for row in value["data"]]
    return {**value, "data": data, "table_header_choice": "row"}
