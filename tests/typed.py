"""Type the corpus into every field that there is: fields are found, not listed.

Each value begins with a mark of its own (`w0012·`), so that a page tells which values
are on it, and whether each is there to its last character.
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.apps import apps
from django.db import models
from wagtail import blocks
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.contrib.table_block.blocks import TableBlock

from knowledge.text.blocks import PassageCodeBlock
from tests.corpus import CORPUS

ROOMS = ("events", "knowledge", "office")
# Of other apps, what our editors type into.
OTHERS = (
    "taggit.Tag",
    "wagtail_localize.StringTranslation",
    "wagtailcore.Comment",
    "wagtailcore.CommentReply",
    "wagtailcore.Page",
    "wagtailcore.TaskState",
    "wagtailredirects.Redirect",
)
# No list of passages or results cuts these off.
LONG = 240
# Breaks out of an attribute, of a comment and of text.
POLYGLOT = "\"'><i id=alive>&amp;-->"
ADDRESS = "https://goed.example/?\"'><img/src=x/onerror=alive()>"

CODE = "made by code"
NOT_TYPED = {
    "events.Registration.form_key": CODE,
    "events.Registration.language": CODE,
    "events.Registration.email_folded": CODE,
    "events.Repeat.form_key": CODE,
    "events.Repeat.language": CODE,
    "events.Meeting.time_zone": "chosen from a list",
    "events.Meeting.moved_from_zone": "chosen from a list",
    "events.Series.time_zone": "chosen from a list",
    "knowledge.Asker.email_folded": CODE,
    "knowledge.Asker.language": CODE,
    "knowledge.ContactRequest.answer_key": CODE,
    "knowledge.ContactRequest.form_key": CODE,
    "knowledge.ContactRequest.language": CODE,
    "knowledge.Gemeente.cbs_code": "six characters",
    "knowledge.Gemeente.code": "six characters",
    "knowledge.VersionNote.choice": "chosen from a list",
    "knowledge.PageSpeaker.passage": CODE,
    "knowledge.Passage.id": CODE,
    "knowledge.Passage.owner_title": "the title of its page",
    "knowledge.Passage.owner_url": CODE,
    "knowledge.Passage.language": CODE,
    "knowledge.Passage.key": CODE,
    "knowledge.Passage.label": "words of its page",
    "knowledge.Passage.text": "words of its page",
    "knowledge.Passage.text_hash": CODE,
    "knowledge.AnswerPassage.text_hash_seen": CODE,
    "knowledge.Question.form_key": CODE,
    "knowledge.QuestionEvent.label": "the name of a meeting",
    "knowledge.QuestionEvent.url": CODE,
    "knowledge.QuestionEvent.note": "the reason of a meeting",
    "knowledge.Recording.uid": CODE,
    "knowledge.Recording.media_type": CODE,
    "knowledge.Recording.withdrawn_by": "the name of a user",
    "knowledge.Rendition.filter_spec": CODE,
    "knowledge.Rendition.focal_point_key": CODE,
    "knowledge.SiteDocument.file_hash": CODE,
    "knowledge.SiteImage.file_hash": CODE,
    "knowledge.Transcript.imported_by": "the name of a user",
    "knowledge.Transcript.language": CODE,
    "knowledge.Cue.uid": CODE,
    "knowledge.Cue.told": CODE,
    "knowledge.RemovedRun.digest": CODE,
    "knowledge.RemovedRun.key_name": CODE,
    "office.Counted.key": CODE,
    "office.Fault.loop": CODE,
    "office.KeptUpload.name": "the name of a file",
    "office.KeptUpload.purpose": CODE,
    "office.KeptUpload.token": CODE,
    "office.LoopRun.name": CODE,
    "office.Mail.kind": CODE,
    "office.Mail.language": CODE,
    "office.Mail.message_id": CODE,
    "office.Remark.form_key": CODE,
    "office.Remark.path": "an address of ours, or nothing",
    "office.Remark.title": "the title of its page",
    "office.User.username": "letters, digits and @.+-_ only",
    "office.User.password": CODE,
    "wagtail_localize.StringTranslation.field_error": CODE,
    "wagtail_localize.StringTranslation.tool_name": CODE,
    "wagtailcore.Comment.contentpath": CODE,
    "wagtailcore.Comment.position": CODE,
    "wagtailcore.Page.path": CODE,
    "wagtailcore.Page.url_path": CODE,
    "wagtailcore.Page.draft_title": "the title",
    "wagtailredirects.Redirect.redirect_page_route_path": CODE,
    "wagtailredirects.Redirect.old_path": "an address: quoted when it is stored",
}

FIXED_VALUES = {
    PassageCodeBlock: lambda block, rows: rows["passage"] if block.required else "",
    blocks.URLBlock: lambda _block, _rows: ADDRESS,
    blocks.ChoiceBlock: lambda block, _rows: next(
        value for value, _name in block.field.choices if value
    ),
    blocks.BooleanBlock: lambda _block, _rows: False,
    blocks.DateBlock: lambda _block, _rows: None,
    blocks.IntegerBlock: lambda _block, _rows: None,
}


class Typed:
    """What was typed, by its mark, and into which fields."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.labels: dict[str, str] = {}
        self._next = 0

    def mark(self, label: str, words: str) -> str:
        """Return words behind a mark of their own."""
        value = f"w{len(self.values):04d}·{words}"
        self.values[value[:6]] = value
        self.labels[value[:6]] = label
        return value

    def words(self, label: str, limit: int | None = None, *, line: bool = False) -> str:
        """Return as much of the corpus as fits, each time from where it ended."""
        room = min(limit or LONG, LONG) - 6
        parts = [POLYGLOT] if room >= len(POLYGLOT) else []
        for _turn in CORPUS:
            one = CORPUS[self._next % len(CORPUS)]
            if sum(map(len, parts)) + len(parts) + len(one) > room:
                if parts[1:] or len(one) < room:
                    break
            elif not (line and _has_controls(one)):
                parts.append(one)
            self._next += 1
        return self.mark(label, " ".join(parts) or "<i id=alive>"[:room])

    def fill(self, row: models.Model, **fixed: Any) -> models.Model:
        """Type into every field of a row, and return it unsaved."""
        for field in typed_fields(type(row)):
            if isinstance(field, models.URLField):
                setattr(row, field.name, ADDRESS)
            else:
                setattr(row, field.name, self.words(label_of(type(row), field), field.max_length))
        for name, value in fixed.items():
            setattr(row, name, value)
        return row

    def stream(self, block: blocks.StreamBlock, label: str, rows: Mapping[str, Any]) -> list[dict]:
        """Return one block of each kind, with words wherever there can be some."""
        return [
            {
                "type": name,
                "id": f"{label.rpartition('.')[2]}-{name}".replace("_", "-"),
                "value": self._block(child, f"{label}.{name}", rows),
            }
            for name, child in block.child_blocks.items()
        ]

    def _block(self, block: blocks.Block, label: str, rows: Mapping[str, Any], bare=False) -> Any:
        """Return a value; `bare` leaves out what may be empty, so that no choice hides words."""
        if isinstance(block, TableBlock):
            return self.table([[self.words(label), self.words(label)] for _row in range(2)])
        if isinstance(block, blocks.BaseStreamBlock):
            return self.stream(block, label, rows)
        if isinstance(block, blocks.BaseStructBlock):
            return {
                name: self._block(child, f"{label}.{name}", rows, bare)
                for name, child in block.child_blocks.items()
            }
        if isinstance(block, blocks.ListBlock):
            return [
                {
                    "type": "item",
                    "id": f"{label}-{bare}".replace(".", "-").replace("_", "-").lower()[-59:],
                    "value": self._block(block.child_block, label, rows, bare),
                }
                for bare in (False, True)
            ]
        if isinstance(block, blocks.RichTextBlock):
            return rich_text(block, [self.words(label), self.words(label)])
        if isinstance(block, blocks.ChooserBlock):
            return None if bare and not block.required else rows[_kind_of_row(block)]
        for kind, value in FIXED_VALUES.items():
            if isinstance(block, kind):
                return value(block, rows)
        if isinstance(block, blocks.CharBlock | blocks.TextBlock):
            return self.words(label, block.field.max_length)
        raise AssertionError(f"{label}: say here how words are typed into {type(block).__name__}.")

    def table(self, cells: list[list[str]]) -> dict:
        """Return a table as it is stored."""
        return {
            "data": cells,
            "table_caption": self.words("table_caption"),
            "first_row_is_table_header": True,
            "first_col_is_header": True,
        }


def rich_text(block: blocks.RichTextBlock, paragraphs: list[str]) -> str:
    """Return what is stored when somebody types these paragraphs as plain words."""
    typed = [
        {
            "key": f"p{number:04d}",
            "text": words,
            "type": "unstyled",
            "depth": 0,
            "inlineStyleRanges": [{"offset": 1, "length": 3, "style": "BOLD"}],
            "entityRanges": [],
        }
        for number, words in enumerate(paragraphs)
    ]
    content = json.dumps({"blocks": typed, "entityMap": {}})
    return ContentstateConverter(features=block.features).to_database_format(content)


def typed_models() -> Iterator[type[models.Model]]:
    """Return every model that has a field into which somebody types."""
    for model in [*apps.get_models(), *map(apps.get_model, OTHERS)]:
        # Another test may have made a model of its own.
        is_of_a_room = model.__module__.partition(".")[0] in ROOMS
        ours = is_of_a_room or model._meta.label in OTHERS
        if ours and any(True for _field in typed_fields(model)):
            yield model


def typed_fields(model: type[models.Model]) -> Iterator[models.Field]:
    """Return the fields of text of a model into which somebody types."""
    for field in model._meta.get_fields():
        if not isinstance(field, models.CharField | models.TextField) or field.choices:
            continue
        if field.model._meta.app_label not in ROOMS and field.model._meta.label not in OTHERS:
            continue
        if isinstance(field, models.SlugField | models.EmailField):
            continue
        if label_of(model, field) not in NOT_TYPED:
            yield field


def label_of(model: type[models.Model], field: models.Field) -> str:
    """Return "room.Model.field", of the model that says so."""
    said_by = [
        one
        for one in field.model.__mro__
        if hasattr(one, "_meta")
        and one._meta.app_label in ROOMS
        and field.name in {own.name for own in one._meta.local_fields}
    ]
    return f"{(said_by or [field.model])[-1]._meta.label}.{field.name}"


def form_fields(form: type[forms.Form]) -> list[str]:
    """Return the names of the fields of a form into which somebody types words."""
    return [
        name
        for name, field in form.base_fields.items()
        if isinstance(field, forms.CharField) and not isinstance(field, forms.EmailField)
    ]


def _kind_of_row(block: blocks.ChooserBlock) -> str:
    if isinstance(block, blocks.PageChooserBlock):
        return "page"
    return block.model_class._meta.model_name


def _has_controls(words: str) -> bool:
    return any(unicodedata.category(one) in {"Cc", "Zl", "Zp"} for one in words)
