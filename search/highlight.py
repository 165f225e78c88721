"""Snippets: the part of a passage that holds the words, marked; nothing is analysed again."""

from collections.abc import Collection
from html import escape

from django.utils.safestring import SafeString, mark_safe

from search.units import UnitPassage, UnitText

WIDTH = 240
_LEAD = 50


def snippet(unit: UnitText, passage: UnitPassage, wanted: Collection[str]) -> SafeString:
    """Return about 240 characters of a passage as HTML in which `<mark>` is the only element."""
    text = unit.text[passage.start : passage.end]
    marks = _marks(unit, passage, wanted)
    start, end = _window(text, marks)
    parts = ["… " if start else ""]
    at = start
    for mark_start, mark_end in marks:
        if mark_start < at or mark_end > end:
            continue
        parts += [
            escape(text[at:mark_start]),
            f"<mark>{escape(text[mark_start:mark_end])}</mark>",
        ]
        at = mark_end
    parts += [escape(text[at:end]), " …" if end < len(text) else ""]
    return mark_safe("".join(parts))  # every part is escaped above


def _marks(unit: UnitText, passage: UnitPassage, wanted: Collection[str]) -> list[tuple[int, int]]:
    """Return (start, end) in the passage's text of the tokens that were looked for, not nested."""
    numbers = range(passage.first_token, passage.end_token)
    spans = sorted(
        (unit.spans[number] for number in numbers if unit.tokens[number] in wanted),
        key=lambda span: (span[0], -span[1]),
    )
    marks: list[tuple[int, int]] = []
    last = 0
    for start, end in spans:
        # A token of a label has no characters in the text; components lie inside their joined word.
        if end > start and start - passage.start >= last:
            last = end - passage.start
            marks.append((start - passage.start, last))
    return marks


def _window(text: str, marks: list[tuple[int, int]]) -> tuple[int, int]:
    """Return the part of the text to show: where most marks stand together, at whole words."""
    if len(text) <= WIDTH:
        return 0, len(text)
    best = max(
        range(len(marks)),
        key=lambda at: sum(end - marks[at][0] <= WIDTH - _LEAD for _, end in marks[at:]),
        default=None,
    )
    start = max(0, marks[best][0] - _LEAD) if best is not None else 0
    start = min(start, len(text) - WIDTH)
    if start:
        start = text.rfind(" ", 0, start + 1) + 1
    end = min(len(text), start + WIDTH)
    if end < len(text):
        end = text.rfind(" ", start + 1, end + 1)
        end = end if end > start else start + WIDTH
    return start, end
