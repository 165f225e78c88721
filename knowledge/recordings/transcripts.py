"""Transcripts without a database: read an uploaded WebVTT file strictly, join cues into spans,
and write captions and plain text back.

Source of the format: https://www.w3.org/TR/webvtt1/ (the subset that carries words).
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from office.clock import timecode
from office.refusals import Refused

MAX_BYTES = 5 * 1024 * 1024
MAX_CUES = 20_000
SPAN_WORDS = 200
REMOVED = "[weggehaald]"
LAST_TIMESTAMP = 24 * 60 * 60 * 1000

_TIME = r"(?:(\d{2,}):)?(\d{2}):(\d{2})\.(\d{3})"
_TIMING = re.compile(rf"^\s*{_TIME}\s+-->\s+{_TIME}(?:\s+.*)?$")
_TAG = re.compile(r"<[^>\n]*(?:>|$)", re.MULTILINE)
_VOICE = re.compile(r"^<v(?:\.[^\s>]*)?\s+([^>]*)>$")
_KNOWN_TAG = re.compile(r"^</?(?:c|i|b|u|v|ruby|rt|lang)(?:\.[^\s>]*)?(?:\s[^>]*)?>$")
_TIMESTAMP_TAG = re.compile(rf"^<{_TIME}>$")
_CHAPTER = re.compile(r"^NOTE\s+(?:hoofdstuk|chapter):\s*(.+)$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!…][’”'\")\]]*$")


class TranscriptRefused(Refused):
    """The file is no transcript we can use; the message says which line and what to do."""


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
class TranscriptText:
    """What an uploaded file says."""

    cues: tuple[CueText, ...]
    chapters: tuple[ChapterText, ...] = ()


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


# Reading


def parse(upload: bytes) -> TranscriptText:
    """Return the cues and chapters of a WebVTT file.

    Raises TranscriptRefused with a sentence that names the line and the value.
    """
    lines = _decode(upload).split("\n")
    if not re.match(r"^WEBVTT(?:[ \t]|$)", lines[0]):
        raise TranscriptRefused(
            _(
                "Dit bestand is geen ondertiteling: regel 1 moet ‘WEBVTT’ zijn, "
                "maar is ‘%(value)s’. Sla het bestand op als WebVTT (.vtt)."
            )
            % {"value": _short(lines[0])}
        )
    cues: list[CueText] = []
    chapters: list[ChapterText] = []
    chapter = ""
    for number, block in _blocks(lines):
        if found := _CHAPTER.match(block[0]):
            chapter = found[1].strip()[:200]
            continue
        if re.match(r"^(NOTE|STYLE|REGION)(\s|$)", block[0]):
            continue
        cue = _cue(number, block, previous=cues[-1].ends if cues else 0)
        if not cue.text:
            continue
        cues.append(cue)
        if chapter:
            chapters.append(ChapterText(cue.starts, chapter))
            chapter = ""
        if len(cues) > MAX_CUES:
            raise TranscriptRefused(
                _("Dit bestand heeft meer dan %(max)d ondertitels. Dat is te veel.")
                % {"max": MAX_CUES}
            )
    if not cues:
        raise TranscriptRefused(
            _("Dit bestand heeft geen enkele ondertitel met tekst. Kies een ander bestand.")
        )
    return TranscriptText(tuple(cues), tuple(chapters))


def check_size(size: int) -> None:
    """Raise TranscriptRefused when a file of `size` bytes is too large to be a transcript."""
    if size > MAX_BYTES:
        raise TranscriptRefused(
            _("Dit bestand is %(size)s MB. Een uitgeschreven tekst is hooguit %(max)d MB.")
            % {
                "size": f"{size / 1024 / 1024:.1f}".replace(".", ","),
                "max": MAX_BYTES // 1024 // 1024,
            }
        )


def _decode(upload: bytes) -> str:
    check_size(len(upload))
    if not upload.strip():
        raise TranscriptRefused(_("Dit bestand is leeg. Kies een ander bestand."))
    if upload.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TranscriptRefused(
            _("Dit bestand is opgeslagen als UTF-16. Sla het opnieuw op als UTF-8.")
        )
    try:
        text = upload.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise TranscriptRefused(
            _(
                "Regel %(line)d: het teken met code %(value)s is geen UTF-8. "
                "Sla het bestand opnieuw op als UTF-8."
            )
            % {
                "line": upload.count(b"\n", 0, problem.start) + 1,
                "value": f"0x{upload[problem.start]:02X}",
            }
        ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x00" in text:
        raise TranscriptRefused(
            _("Regel %(line)d: hier staat een nulteken (NUL). Haal dat teken weg.")
            % {"line": text.count("\n", 0, text.index("\x00")) + 1}
        )
    return text


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of the first line, lines) of every block after the header."""
    block: list[str] = []
    start = 0
    header = True
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            if not block:
                start = number
            block.append(line)
        elif block:
            if not header:
                yield start, block
            header = False
            block = []


def _cue(number: int, block: list[str], *, previous: int) -> CueText:
    """Return the cue in block, which starts at line `number`; the last one ended at `previous`."""
    if "-->" not in block[0]:
        if len(block) == 1 or "-->" not in block[1]:
            raise TranscriptRefused(
                _(
                    "Regel %(line)d: hier hoort een tijd te staan, zoals "
                    "‘00:01.000 --> 00:04.000’, maar er staat ‘%(value)s’."
                )
                % {"line": number, "value": _short(block[0])}
            )
        number += 1
        block = block[1:]
    starts, ends = _times(number, block[0])
    said = {"line": number, "value": _short(block[0])}
    if ends <= starts:
        raise TranscriptRefused(
            _("Regel %(line)d: het einde ligt niet na het begin: ‘%(value)s’.") % said
        )
    if ends > LAST_TIMESTAMP:
        raise TranscriptRefused(_("Regel %(line)d: deze tijd ligt na 24 uur: ‘%(value)s’.") % said)
    if starts < previous:
        raise TranscriptRefused(
            _(
                "Regel %(line)d: deze ondertitel begint (%(value)s) voordat de vorige klaar is "
                "(%(previous)s). Zet de tijden op volgorde, zonder overlap."
            )
            % {"line": number, "value": timestamp(starts), "previous": timestamp(previous)}
        )
    speaker, text = _words(number + 1, block[1:])
    if (words := len(text.split())) > SPAN_WORDS:
        raise TranscriptRefused(
            _(
                "Regel %(line)d: deze ondertitel heeft %(words)d woorden. "
                "Maak er stukken van hooguit %(max)d woorden van."
            )
            % {"line": number + 1, "words": words, "max": SPAN_WORDS}
        )
    return CueText(starts, ends, text, speaker)


def _times(number: int, line: str) -> tuple[int, int]:
    found = _TIMING.match(line)
    if found:
        parts = [int(part or 0) for part in found.groups()]
        if max(parts[1], parts[2], parts[5], parts[6]) < 60:
            return tuple(
                ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
                for hours, minutes, seconds, thousandths in (parts[:4], parts[4:])
            )
    raise TranscriptRefused(
        _(
            "Regel %(line)d: dit is geen goede tijd: ‘%(value)s’. "
            "Schrijf tijden zoals ‘00:01.000 --> 00:04.000’."
        )
        % {"line": number, "value": _short(line)}
    )


def _words(number: int, lines: list[str]) -> tuple[str, str]:
    """Return (speaker, text) of a cue's lines; formatting marks go, any other tag is refused."""
    speaker = ""
    plain = []
    for offset, line in enumerate(lines):
        for tag in _TAG.findall(line):
            if voice := _VOICE.match(tag):
                name = " ".join(html.unescape(voice[1]).split())[:120]
                if speaker and name != speaker:
                    raise TranscriptRefused(
                        _(
                            "Regel %(line)d: in één ondertitel praten twee mensen, "
                            "‘%(first)s’ en ‘%(second)s’. Maak er twee ondertitels van."
                        )
                        % {
                            "line": number + offset,
                            "first": _short(speaker),
                            "second": _short(name),
                        }
                    )
                speaker = name
            elif not (_KNOWN_TAG.match(tag) or _TIMESTAMP_TAG.match(tag)):
                raise TranscriptRefused(
                    _(
                        "Regel %(line)d: hier staat ‘%(value)s’. Opmaak met HTML kan niet. "
                        "Haal dit weg; schrijf een los ‘<’ als ‘&lt;’."
                    )
                    % {"line": number + offset, "value": _short(tag)}
                )
        plain.append(" ".join(html.unescape(_TAG.sub("", line)).split()))
    return speaker, "\n".join(line for line in plain if line)


def _short(value: str) -> str:
    value = value.strip()
    return value if len(value) <= 60 else f"{value[:59]}…"


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
        if words >= SPAN_WORDS // 2 and _SENTENCE_END.search(cue.text):
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
