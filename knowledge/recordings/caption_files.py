"""Files of captions as bytes: what a WebVTT or SRT file says, whoever made it. Pure.

The tools in use (Teams, Zoom, YouTube, Whisper, Word, editors of captions) each write a dialect of
their own. So a file is read as its maker meant it, no word of it is lost, and what had to be
guessed is named: one sentence per odd place, all of them at once.

Sources of the formats: https://www.w3.org/TR/webvtt1/ (only an empty line ends a cue, the header
ends at the first line with a time, cues may overlap); SRT has no standard, its times have a comma.
Libraries were tried: see docs/decisions/0010-own-reader-of-captions.md.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _, ngettext

from knowledge.recordings import caption_blocks, caption_times, caption_words
from knowledge.recordings.caption_blocks import Block, ChapterName
from knowledge.recordings.caption_lines import OddPlace, decode, note, short
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


@dataclass(frozen=True, slots=True)
class CaptionFile:
    """What a file says: cues in order of their start, and every place that was odd."""

    cues: tuple[CueText, ...]
    chapters: tuple[ChapterText, ...] = ()
    odd: tuple[OddPlace, ...] = ()


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
    blocks = caption_blocks.blocks(lines, names, odd)
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
    cues, chapters = _cues(blocks, names, odd, is_webvtt=caption_blocks.is_webvtt(lines))
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


# Times


def _mend_times(blocks: list[Block], odd: list[OddPlace]) -> None:
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


def _starts_after(blocks: list[Block]) -> list[int | None]:
    """Return for each cue the first start that can be read after it, None where there is none."""
    after: list[int | None] = []
    nearest = None
    for block in reversed(blocks):
        after.append(nearest)
        nearest = nearest if block.starts is None else block.starts
    return after[::-1]


# From blocks to what is stored


def _cues(
    blocks: list[Block], names: Collection[str], odd: list[OddPlace], *, is_webvtt: bool
) -> tuple[tuple[CueText, ...], tuple[ChapterText, ...]]:
    """Return the cues in order, each once, and the chapters, each at the next cue with words."""
    told = [
        (block, caption_words.plain(block.words, is_webvtt=is_webvtt, speaker=block.speaker))
        for block in blocks
        if block.starts is not None and block.ends is not None
    ]
    lines = [lines for _block, lines in told]
    caption_words.leave_out_rolled(lines)
    heard = caption_words.Heard(names, lines)
    cues: dict[CueText, None] = {}
    chapters: dict[int, ChapterText] = {}
    waiting: list[ChapterName] = []
    for block, lines in told:
        waiting += block.chapters
        parts = list(_parts(block, heard.turns(lines)))
        if waiting and parts and block.starts not in chapters:
            chapters[block.starts] = ChapterText(block.starts, waiting.pop().title)
        if parts:
            caption_blocks.note_unread(waiting, odd)
            waiting = []
        # Some programs write a cue twice.
        cues.update(dict.fromkeys(parts))
    caption_blocks.note_unread(waiting, odd)
    in_order = sorted(cues, key=lambda cue: cue.starts)
    return tuple(in_order), tuple(chapters[starts] for starts in sorted(chapters))


def _parts(block: Block, turns: list[tuple[str, str]]) -> Iterator[CueText]:
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
