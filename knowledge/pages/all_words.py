"""Everything that a page or another row says, as plain texts: its columns, blocks and own rows."""

import html
import re
from collections.abc import Iterable, Iterator

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail.fields import StreamField
from wagtail.models import Page

from office.hidden_signs import without_hidden_signs

# Where they stand and who may see them is not what they say.
NOT_SAID = frozenset({"path", "slug", "url_path", "draft_title", "uid"})
_BETWEEN_WORDS = re.compile(
    r"</?(?:blockquote|br|dd|div|dl|dt|h[1-6]|hr|li|ol|p|table|tbody|td|th|thead|tr|ul)\b[^>]*>",
    re.IGNORECASE,
)
_INSIDE_WORDS = re.compile(r"</?[a-zA-Z][^>]*>")


def texts(row: models.Model) -> list[str]:
    """Return all that a row in memory says, in the order of its columns, its own rows after them.

    Of a page that is not saved yet these are the words that were typed.
    """
    found = [text for field in columns(type(row)) for text in _of_column(row, field)]
    for relation in get_all_child_relations(type(row)):
        for child in getattr(row, relation.get_accessor_name()).all():
            found += texts(child)
    return [text for text in found if text]


def columns(model: type[models.Model]) -> list[models.Field]:
    """Return the columns of a model that hold words."""
    return [
        field
        for field in model._meta.concrete_fields
        if field.editable and field.name not in NOT_SAID and _holds_words(field)
    ]


def plain(text: str) -> str:
    """Return the words of a text or of HTML: what stands inside a word leaves no gap."""
    if "<" in text:
        text = _INSIDE_WORDS.sub("", _BETWEEN_WORDS.sub(" ", text))
    return without_hidden_signs(html.unescape(text))


def _holds_words(field: models.Field) -> bool:
    if isinstance(field, StreamField):
        return True
    # The locks, comments and so on of a page are Wagtail's.
    if field.model is Page and field.name not in ("title", "seo_title", "search_description"):
        return False
    if isinstance(field, models.SlugField | models.URLField | models.EmailField | models.FileField):
        return False
    return isinstance(field, models.CharField | models.TextField) and not field.choices


def _of_column(row: models.Model, field: models.Field) -> Iterator[str]:
    value = getattr(row, field.attname)
    if isinstance(field, StreamField):
        yield from _of_block(value.get_prep_value())
    elif value:
        yield plain(str(value))


def _of_block(value: object) -> Iterator[str]:
    """Yield the words in a stored block, whatever its kind."""
    if isinstance(value, str):
        yield plain(value)
    elif isinstance(value, dict):
        inside: Iterable = [value["value"]] if {"type", "value"} <= set(value) else value.values()
        for one in inside:
            yield from _of_block(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _of_block(one)
