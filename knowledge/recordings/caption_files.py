"""Files of captions as bytes: what a WebVTT or SRT file says, whoever made it. Pure.

The tools in use (Teams, Zoom, YouTube, Whisper, Word, editors of captions) each write a dialect of
their own. So a file is read as its maker meant it, no word of it is lost, and what had to be
guessed is named: one sentence per odd place, all of them at once.

Sources of the formats: https://www.w3.org/TR/webvtt1/ (only an empty line ends a cue, the header
ends at the first line with a time, cues may overlap); SRT has no standard, its times have a comma.
Libraries were tried: see docs/decisions/0010-own-reader-of-captions.md.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _, ngettext

from knowledge.recordings import caption_times, caption_words
from knowledge.recordings.caption_lines import UNSEEN, OddPlace, decode, note, short
from knowledge.recordings.transcripts import (
    MAX_CUES,
    SPAN_WORDS,
    ChapterText,
    CueText,
    TranscriptRefused,
    timestamp,
)
from office.clock import timecode

# How long words are shown of which the file does not say it: about as long as saying them takes.
SHORTEST, PER_WORD = 1000, 400
# More is no file of captions.
MOST_IN_A_CUE = 100_000
_NUMBER = re.compile(r"^\s*\d{1,6}\s*$")
# What Teams writes above a time.
_LONG_NUMBER = re.compile(r"^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:/[\d-]+)?$")
_COMMENT = re.compile(r"^(?:NOTE|STYLE|REGION)(?:\s|$)")
_CHAPTER = re.compile(r"^NOTE\s+(?:hoofdstuk|chapter):\s*(.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CaptionFile:
    """What a file says: cues in order of their start, and every place that was odd."""

    cues: tuple[CueText, ...]
    chapters: tuple[ChapterText, ...] = ()
    odd: tuple[OddPlace, ...] = ()


@dataclass(slots=True)
class _Block:
    """A cue as it stands in the file; times in milliseconds, None when they cannot be read."""

    line: int
    timing: str
    starts: int | None
    ends: int | None
    words: list[str] = field(default_factory=list)
    chapter: str = ""
    # Its own number in the file; None when it has none.
    number: int | None = None


def read(upload: bytes, *, names: Collection[str] = ()) -> CaptionFile:
    """Return the cues and chapters of a WebVTT or SRT file, and what was odd about it.

    `names` are people who are known to speak: "Naam: woorden" is then theirs. Raises
    TranscriptRefused, with a sentence that says what to do, when nothing can be made of the file.
    """
    odd: list[OddPlace] = []
    lines = decode(upload, odd).split("\n")
    count = sum("-->" in line or bool(caption_times.TIMING.match(line)) for line in lines)
    if count > MAX_CUES:
        raise TranscriptRefused(
            _("Dit bestand heeft %(count)d ondertitels. Dat mogen er hooguit %(max)d zijn.")
            % {"count": count, "max": MAX_CUES}
        )
    is_webvtt = _is_webvtt(lines)
    blocks = _blocks(lines, odd, is_webvtt=is_webvtt)
    if not blocks:
        first = next((line for line in lines if line.strip()), "")
        raise TranscriptRefused(
            _(
                "Dit bestand is geen ondertiteling: er staat geen enkele tijd in, zoals "
                "‘00:01.000 --> 00:04.000’. Het begint met ‘%(value)s’. Kies een bestand in "
                "WebVTT (.vtt) of SRT (.srt)."
            )
            % {"value": short(first)}
        )
    for block in blocks:
        if sum(map(len, block.words)) > MOST_IN_A_CUE:
            raise TranscriptRefused(
                _("Regel %(line)d: deze ondertitel heeft meer dan %(max)d tekens. Verdeel hem.")
                % {"line": block.line, "max": MOST_IN_A_CUE}
            )
    _mend_times(blocks, odd)
    cues, chapters = _cues(blocks, names, is_webvtt=is_webvtt)
    if not cues:
        raise TranscriptRefused(
            _("Dit bestand heeft geen enkele ondertitel met tekst. Kies een ander bestand.")
        )
    return CaptionFile(cues, chapters, tuple(sorted(odd, key=lambda place: place.line)))


def beside(film_ends: int | None, file: CaptionFile) -> CaptionFile:
    """Return the file with what is odd about it beside a film of so many milliseconds.

    None is a film that does not say how long it is.
    """
    after = [cue for cue in file.cues if cue.starts >= film_ends] if film_ends else []
    if not after:
        return file
    sentence = ngettext(
        "De film duurt %(length)s. %(count)d ondertitel begint pas daarna, op %(time)s: "
        "‘%(value)s’. Horen film en tekst bij elkaar? Wie kijkt, ziet die niet.",
        "De film duurt %(length)s. %(count)d ondertitels beginnen pas daarna, de eerste op "
        "%(time)s: ‘%(value)s’. Horen film en tekst bij elkaar? Wie kijkt, ziet die niet.",
        len(after),
    ) % {
        "length": timecode(film_ends // 1000),
        "count": len(after),
        "time": timecode(after[0].starts // 1000),
        "value": short(after[0].text),
    }
    return replace(file, odd=(*file.odd, OddPlace(0, sentence)))


# From lines to cues as they stand in the file


def _blocks(lines: list[str], odd: list[OddPlace], *, is_webvtt: bool) -> list[_Block]:
    found: list[_Block] = []
    chapter = ""
    for number, block in _paragraphs(lines, in_header=is_webvtt):
        if is_webvtt and _CHAPTER.match(block[0]):
            chapter = _CHAPTER.match(block[0])[1].strip()[:200]
        timed = _timed(block)
        if timed is None and _COMMENT.match(block[0]):
            if not is_webvtt:
                sentence = _(
                    "Regel %(line)d: ‘%(value)s’ is een aantekening van wie het bestand maakte. "
                    "Die wordt niet ingelezen."
                )
                said = {"line": number, "value": short(" ".join(block))}
                note(odd, OddPlace(number, sentence % said))
            continue
        if timed is None:
            _stray(found, number, block, odd)
            continue
        # Above the time stands its number or name, if anything; more belongs to nobody.
        if timed > 1:
            _stray(found, number, block[: timed - 1], odd)
        name = block[timed - 1] if timed else ""
        for cue in _in_paragraph(number + timed, block[timed:], name, odd):
            cue.chapter, chapter = chapter, ""
            found.append(cue)
    return found


def _is_webvtt(lines: list[str]) -> bool:
    first = next((line for line in lines if UNSEEN.sub("", line).strip()), "")
    return bool(re.match(r"\s*WEBVTT(?:\s|$)", UNSEEN.sub("", first)))


def _paragraphs(lines: list[str], *, in_header: bool) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of the first line, lines) of what stands between empty lines."""
    block: list[str] = []
    start = 0
    is_begun = False
    for number, line in enumerate([*lines, ""], start=1):
        if in_header:
            is_begun = is_begun or bool(UNSEEN.sub("", line).strip())
            in_header = not is_begun or (line != "" and not caption_times.TIMING.match(line))
            if in_header or line == "":
                continue
        if line != "":
            if not block:
                start = number
            block.append(line)
        elif block:
            # A paragraph of nothing but spaces says nothing.
            if any(each.strip() for each in block):
                yield start, block
            block = []


def _timed(block: list[str]) -> int | None:
    """Return the index of the first line with a time; one that cannot be read counts on top.

    With nothing below it, such a line is words ("van 10 --> 20").
    """
    for index, line in enumerate(block):
        is_like_one = index < 2 and "-->" in line and any(map(str.isdigit, line))
        if caption_times.TIMING.match(line) or (
            is_like_one and any(map(str.strip, block[index + 1 :]))
        ):
            return index
    return None


def _in_paragraph(
    number: int, block: list[str], name: str, odd: list[OddPlace]
) -> Iterator[_Block]:
    """Yield the cues of a paragraph that begins with a time: more when empty lines are missing.

    `name` stands above that time.
    """
    cue = None
    for offset, line in enumerate(block):
        if cue is None or caption_times.TIMING.match(line):
            if cue is not None:
                name = _taken_from(cue, number + offset - 1, odd)
                yield cue
            starts, ends, said = caption_times.times(line)
            own = int(name) if _NUMBER.match(name) else None
            cue = _Block(number + offset, line.strip(), starts, ends, number=own)
            cue.words += [said] if said else []
        else:
            cue.words.append(line)
    if cue is not None:
        yield cue


def _taken_from(cue: _Block, line: int, odd: list[OddPlace]) -> str:
    """Take the name of the next cue from the words of a cue, whose last line stands above a time.

    Only its successor is surely a number: any other may have been said ("in 2040").
    """
    last = cue.words[-1] if cue.words else ""
    if _LONG_NUMBER.match(last) or _is_next(last, cue.number):
        return cue.words.pop()
    if _NUMBER.match(last):
        sentence = _(
            "Regel %(line)d: ‘%(value)s’ staat vlak boven een tijd, maar is niet het volgende "
            "nummer. Het komt bij de tekst van de ondertitel ervoor."
        )
        note(odd, OddPlace(line, sentence % {"line": line, "value": short(last)}))
    return ""


def _is_next(line: str, before: int | None) -> bool:
    """Tell whether a line is the number of the cue after number `before`."""
    return before is not None and bool(_NUMBER.match(line)) and int(line) == before + 1


def _stray(found: list[_Block], number: int, block: list[str], odd: list[OddPlace]) -> None:
    """Give words that stand below no time to the cue before them, and say so.

    A number is none when the next cue would have it: an empty line stands between it and its time.
    """
    before = found[-1].number if found else 0
    block = [line for line in block if line.strip() and not _is_next(line, before)]
    if not block:
        return
    said = {"line": number, "value": short(" ".join(block))}
    if not found:
        sentence = _(
            "Regel %(line)d: ‘%(value)s’ staat voor de eerste tijd. Deze woorden worden niet "
            "ingelezen."
        )
    else:
        found[-1].words += block
        sentence = _(
            "Regel %(line)d: boven ‘%(value)s’ staat geen tijd. Deze woorden komen bij de "
            "ondertitel ervoor."
        )
    note(odd, OddPlace(number, sentence % said))


# Times


def _mend_times(blocks: list[_Block], odd: list[OddPlace]) -> None:
    """Give a time to cues of which the file has none that can be right, and say so."""
    before = 0
    for block, after in zip(blocks, _starts_after(blocks), strict=True):
        if block.starts is not None and block.ends is not None and block.starts < block.ends:
            before = block.ends
            continue
        if not any(line.strip() for line in block.words):
            continue
        unreadable = block.starts is None or block.ends is None
        starts = before if block.starts is None else block.starts
        lasts = max(SHORTEST, PER_WORD * sum(len(line.split()) for line in block.words))
        ends = starts + lasts
        if after is not None and after > starts:
            ends = min(ends, after)
        block.starts, block.ends = starts, min(ends, caption_times.LAST_TIMESTAMP + SHORTEST)
        before = block.ends
        sentence = (
            _("Regel %(line)d: dit is geen goede tijd: ‘%(value)s’. Die wordt %(mended)s.")
            if unreadable
            else _(
                "Regel %(line)d: het einde ligt niet na het begin: ‘%(value)s’. De tijd wordt "
                "%(mended)s."
            )
        )
        mended = f"{timestamp(block.starts)} --> {timestamp(block.ends)}"
        said = {"line": block.line, "value": short(block.timing), "mended": mended}
        note(odd, OddPlace(block.line, sentence % said))


def _starts_after(blocks: list[_Block]) -> list[int | None]:
    """Return for each cue the first start that can be read after it, None where there is none."""
    after: list[int | None] = []
    nearest = None
    for block in reversed(blocks):
        after.append(nearest)
        nearest = nearest if block.starts is None else block.starts
    return after[::-1]


# From blocks to what is stored


def _cues(
    blocks: list[_Block], names: Collection[str], *, is_webvtt: bool
) -> tuple[tuple[CueText, ...], tuple[ChapterText, ...]]:
    """Return the cues in order, each once, and the chapters."""
    told = [
        (block, caption_words.plain(block.words, is_webvtt=is_webvtt))
        for block in blocks
        if block.starts is not None and block.ends is not None
    ]
    lines = [lines for _block, lines in told]
    caption_words.leave_out_rolled(lines)
    heard = caption_words.Heard(names, lines)
    cues: dict[CueText, None] = {}
    chapters: dict[int, ChapterText] = {}
    chapter = ""
    for block, lines in told:
        chapter = block.chapter or chapter
        parts = list(_parts(block, heard.turns(lines)))
        if chapter and parts:
            chapters.setdefault(block.starts, ChapterText(block.starts, chapter))
            chapter = ""
        # Some programs write a cue twice.
        cues.update(dict.fromkeys(parts))
    in_order = sorted(cues, key=lambda cue: cue.starts)
    return tuple(in_order), tuple(chapters[starts] for starts in sorted(chapters))


def _parts(block: _Block, turns: list[tuple[str, str]]) -> Iterator[CueText]:
    """Yield a cue per turn, and more for one too long; time is shared out by words."""
    pieces = [
        (speaker, piece) for speaker, text in turns for piece in caption_words.cut(text, SPAN_WORDS)
    ]
    total = sum(len(text.split()) for _speaker, text in pieces)
    at = 0
    length = block.ends - block.starts
    for speaker, text in pieces:
        starts = block.starts + length * at // total
        at += len(text.split())
        ends = block.starts + length * at // total
        yield CueText(starts, max(ends, starts + 1), text, speaker)
