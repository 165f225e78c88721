"""Whether a translation fits where it goes: the limits that the form of a page would hold it to.

wagtail-localize writes what was typed or sent into the page, and asks no form. A title that is too
long for its column is an error of the database then, and a limit of a block is never seen.
"""

import json
from collections.abc import Sequence
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Field, Model
from django.utils.text import Truncator, capfirst, slugify
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail_localize.models import Translation
from wagtail_localize.strings import StringValue, validate_translation_links

# So many are named in one message.
NAMED = 5
WORDS = 60


class Place(NamedTuple):
    """Where a string stands: its name on the form, and what judges it; None of rich text."""

    name: str
    field: forms.Field | None


def refused(translation: Translation) -> list[str]:
    """Return what is wrong with each stored translation that does not fit, in order.

    Other addresses, pictures and pages that were chosen for the translation come last.
    """
    source, locale = translation.source, translation.target_locale
    page = source.as_instance()
    segments = source.stringsegment_set.order_by("order").select_related("string", "context")
    segments = segments.annotate_translation(locale, include_errors=True)
    found = [
        complaint(page, one.context.path, one.string.data, one.translation)
        for one in segments.exclude(translation=None)
    ]
    chosen = source.overridablesegment_set.order_by("order").select_related("context")
    chosen = chosen.annotate_override_json(locale, include_errors=True)
    for one in chosen.exclude(override_json=None):
        # The address of a link in a text has no field: what is shown of it is always harmless.
        if not one.context.path.endswith("'"):
            place = _place(page, one.context.path)
            wrong = _refused_by(place.field, json.loads(one.override_json))
            found.append(wrong and f"{place.name}: {wrong}")
    return [sentence for sentence in found if sentence]


def complaint(page: Model, path: str, source: str, data: str) -> str:
    """Return what is wrong with a translation, and where it stands; "" when it fits.

    page is the source, path where the string stands on it, source the string itself.
    """
    place = _place(page, path)
    wrong = _wrong(place, source, data)
    if not wrong:
        return ""
    words = Truncator(StringValue(source).render_text()).chars(WORDS)
    return _("%(place)s, bij “%(words)s”: %(wrong)s") % {
        "place": place.name,
        "words": words,
        "wrong": wrong,
    }


def listed(sentences: Sequence[str]) -> str:
    """Return the first of these sentences as one text, and how many more there are."""
    more = len(sentences) - NAMED
    named = list(sentences[:NAMED])
    if more > 0:
        named.append(_("En nog %(number)s.") % {"number": more})
    return " ".join(named)


def marked(props: str, translation: Translation) -> str:
    """Return the settings of the editor of wagtail-localize with what is wrong at its string."""
    found = json.loads(props)
    segments = {one["id"]: one for one in found["segments"] if one["type"] == "string"}
    page = translation.source.as_instance()
    for translated in found["initialStringTranslations"]:
        segment = segments.get(translated["segment_id"])
        if segment is not None:
            place = _place(page, segment["contentPath"])
            wrong = _wrong(place, segment["source"], translated["data"])
            translated["error"] = wrong or translated["error"]
    return json.dumps(found)


def _wrong(place: Place, source: str, data: str) -> str:
    try:
        StringValue.from_translated_html(data)
        validate_translation_links(source, data)
    except ValueError as error:
        return _sentence(str(error))
    words = StringValue(data).render_text()
    if not words.strip():
        return _("Hier staat niets. Vertaal de tekst, of haal deze vertaling weg.")
    if isinstance(place.field, forms.SlugField):
        # wagtail-localize makes an address of what was typed for one.
        words = slugify(words)
        if not words:
            return _("Hier staat geen letter en geen cijfer. Een adres heeft die nodig.")
    return _refused_by(place.field, words)


def _refused_by(field: forms.Field | None, value: object) -> str:
    if field is None:
        return ""
    try:
        field.clean(value)
        if isinstance(field, forms.URLField):
            # Its clean() writes "https://" before it, and here nobody keeps what it returns.
            field.run_validators(value)
    except ValidationError as error:
        return " ".join(_sentence(one) for one in error.messages)
    return ""


def _sentence(words: str) -> str:
    return f"{words.strip().rstrip('.')}."


def _place(page: Model, path: str) -> Place:
    name, *steps = path.split(".")
    column = page._meta.get_field(name)
    label = getattr(column, "verbose_name", name)
    if not isinstance(column, StreamField):
        judge = column.formfield() if isinstance(column, Field) else None
        return Place(capfirst(label), judge)
    block = _block(getattr(page, name), steps)
    names = [label, block.label] if block is not None and block.label else [label]
    judge = block.field if _is_plain(block) else None
    return Place(capfirst(": ".join(str(one) for one in names)), judge)


def _is_plain(block: blocks.Block | None) -> bool:
    return isinstance(block, blocks.FieldBlock) and not isinstance(block, blocks.RichTextBlock)


def _block(value: object, steps: Sequence[str]) -> blocks.Block | None:
    """Return the block at the end of a content path, None when there is none any more."""
    found = None
    for step in steps:
        if isinstance(value, blocks.StructValue):
            found = value.bound_blocks.get(step)
        else:
            children = value.bound_blocks if isinstance(value, ListValue) else value
            found = next((child for child in children if child.id == step), None)
        if found is None:
            return None
        value = found.value
    return found and found.block
