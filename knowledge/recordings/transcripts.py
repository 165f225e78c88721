"""Transcripts without a database: join cues into spans, and write captions and plain text.

Source of the format: https://www.w3.org/TR/webvtt1/ (the subset that carries words). Files that
others made are read by `caption_files`.
"""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from office.clock import timecode
from office.refusals import Refused

MAX_BYTES = 5 * 1024 * 1024
MAX_CUES = 20_000
SPAN_WORDS = 200
# Of a chapter, in signs.
LONGEST_TITLE = 200
REMOVED = "[weggehaald]"
SENTENCE_END = re.compile(r"[.?!…][’”'\")\]]*$")


class TranscriptRefused(Refused):
    """The file cannot be used as it is; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class CueText:
    """One caption as read from a file; `starts` and `ends` in milliseconds."""

    starts: int
    ends: int
    text: str
    speaker: str = ""


@dataclass(frozen=True, slots=True)
class ChapterText:
    """A heading in the film; `starts` in milliseconds."""

    starts: int
    title: str


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of a recording: neighbouring cues of one speaker, at most 200 words.

    `key` is the uid of the first cue and never moves; `cues` are the rows it is made of.
    """

    key: str
    seconds: int
    speaker: str
    text: str
    redacted: bool = False
    cues: tuple = field(default=(), compare=False, repr=False)

    @property
    def label(self) -> str:
        """Return the timecode: "12:34"."""
        return timecode(self.seconds)


def timestamp(milliseconds: int) -> str:
    """Return a WebVTT timestamp with hours: "00:12:34.500"."""
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"


# Spans


def span_starts(cues: Sequence[CueText], *, fixed: Iterable[int] = ()) -> set[int]:
    """Return the indexes of the cues that start a span.

    A span holds one speaker and at most 200 words, and ends at the end of a sentence where one is
    near. `fixed` are indexes that start a span whatever the words say (chapters, older spans).
    """
    fixed = set(fixed)
    starts: set[int] = set()
    words = 0
    sentence = None  # index after the last whole sentence of this span
    for index, cue in enumerate(cues):
        count = len(cue.text.split())
        if index == 0 or index in fixed or cue.speaker != cues[index - 1].speaker:
            starts.add(index)
            words, sentence = 0, None
        elif words + count > SPAN_WORDS:
            begin = sentence if sentence is not None else index
            starts.add(begin)
            words = sum(len(each.text.split()) for each in cues[begin:index])
            if words + count > SPAN_WORDS:
                starts.add(index)
                words = 0
            sentence = None
        words += count
        # A sentence that ends early would make a stump of the span before it.
        if words >= SPAN_WORDS // 2 and SENTENCE_END.search(cue.text):
            sentence = index + 1 if index + 1 < len(cues) else None
    return starts


def join(cues: Iterable) -> list[Span]:
    """Return the spans of Cue rows in order; redacted cues give no words."""
    groups: list[list] = []
    for cue in cues:
        if cue.starts_span or not groups:
            groups.append([])
        groups[-1].append(cue)
    return [
        Span(
            key=group[0].uid,
            seconds=group[0].starts // 1000,
            speaker=next((cue.speaker for cue in group if cue.speaker), ""),
            text=" ".join(" ".join(cue.text.split()) for cue in group if cue.text),
            redacted=all(cue.redacted for cue in group),
            cues=tuple(group),
        )
        for group in groups
    ]


# Writing


def to_vtt(cues: Iterable, chapters: Iterable = ()) -> str:
    """Return captions made of Cue rows; a redacted cue says "[weggehaald]"."""
    waiting = sorted(chapters, key=lambda chapter: chapter.starts)
    blocks = ["WEBVTT"]
    for cue in cues:
        while waiting and waiting[0].starts <= cue.starts:
            # An arrow in a note would begin a cue (WebVTT §4.1).
            title = _one_line(waiting.pop(0).title).replace("-->", "→")
            blocks.append(f"NOTE Hoofdstuk: {title}")
        text = REMOVED if cue.redacted else cue.text
        lines = [html.escape(line, quote=False) for line in text.splitlines() if line.strip()]
        if cue.speaker:
            lines[0] = f"<v {html.escape(_one_line(cue.speaker), quote=False)}>{lines[0]}"
        timing = f"{timestamp(cue.starts)} --> {timestamp(cue.ends)}"
        blocks.append("\n".join([cue.uid, timing, *lines]))
    return "\n\n".join(blocks) + "\n"


def to_text(spans: Iterable[Span], chapters: Iterable = ()) -> str:
    """Return the words as plain text to read or keep: chapters, timecodes, speakers."""
    waiting = sorted(chapters, key=lambda chapter: chapter.starts)
    blocks = []
    for span in spans:
        while waiting and waiting[0].starts // 1000 <= span.seconds:
            blocks.append(waiting.pop(0).title.upper())
        who = f" {span.speaker}" if span.speaker else ""
        blocks.append(f"[{span.label}]{who}\n{span.text or REMOVED}")
    return "\n\n".join(blocks) + "\n"


def _one_line(value: str) -> str:
    return " ".join(value.split())
