"""Lines of a file of captions as the cues that stand in it: time, words, what is above it. Pure."""

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _

from knowledge.recordings import caption_times, caption_words
from knowledge.recordings.caption_lines import UNSEEN, OddPlace, note, short
from knowledge.recordings.line_words import on_one_line
from knowledge.recordings.transcripts import LONGEST_TITLE

_HEADER = re.compile(r"\s*WEBVTT(?:\s|$)")
# Those of a file put behind another one.
_NEXT_HEADER = re.compile(r"\s*WEBVTT\s*(?:$|-\s|[\w-]+[:=])")
_IN_HEADER = re.compile(r"[\w-]+[:=]")
_COMMENT = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_CHAPTER = re.compile(r"NOTE\s+(?:hoofdstuk|chapter):\s*(.+)", re.IGNORECASE)
_NUMBER = re.compile(r"\s*(\d{1,6})\s*$")
# What Teams writes above a time.
_LONG_NUMBER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?:/[\d-]+)?$")
# What Webex writes there: a number, who speaks, and her number.
_NUMBER_AND_NAME = re.compile(r'\d+ "([^"]+)"(?: \(\d+\))?$')
# From how large a part of the cues on a file is one that names its cues.
_NAMES_CUES = 0.5


@dataclass(frozen=True, slots=True)
class ChapterName:
    """A chapter that begins at the next cue with words, and the line where the file names it."""

    line: int
    title: str


@dataclass(slots=True)
class Block:
    """A cue as it stands in the file; times in milliseconds, None when they cannot be read."""

    line: int
    timing: str
    starts: int | None
    ends: int | None
    words: list[str] = field(default_factory=list)
    chapters: list[ChapterName] = field(default_factory=list)
    # What stands right above its time, when that is no number.
    above: str = ""
    # Its own number in the file; None when it has none.
    number: int | None = None
    # Who is named above its time.
    speaker: str = ""


def is_webvtt(lines: list[str]) -> bool:
    """Return whether the first line with anything on it is the header of WebVTT."""
    first = next((line for line in lines if UNSEEN.sub("", line).strip()), "")
    return bool(_HEADER.match(UNSEEN.sub("", first)))


def blocks(lines: list[str], names: Collection[str], odd: list[OddPlace]) -> list[Block]:
    """Return the cues of a file as they stand in it, and note in `odd` what had to be guessed."""
    has_header = is_webvtt(lines)
    found: list[Block] = []
    chapters: list[ChapterName] = []
    piece = None
    for number, paragraph in _paragraphs(lines, has_headers=has_header):
        if not paragraph:
            piece = number
            continue
        if has_header and (named := _CHAPTER.match("\n".join(paragraph))):
            title = on_one_line(html.unescape(named[1]))[:LONGEST_TITLE]
            chapters.append(ChapterName(number, title))
        timed = _timed(paragraph)
        if timed is None and _COMMENT.match(paragraph[0]):
            if not has_header:
                _note_comment(number, paragraph, odd)
            continue
        if timed is None:
            _stray(found[-1:], number, paragraph, odd)
            continue
        # Right above the time stands its number or name, if anything; more belongs to nobody.
        if timed > 1:
            _stray(found[-1:], number, paragraph[: timed - 1], odd)
        above = paragraph[timed - 1] if timed else ""
        for cue in _in_paragraph(number + timed, paragraph[timed:], above, odd):
            cue.chapters, chapters = chapters, []
            if piece is not None:
                _note_second_file(piece, found, cue, odd)
                piece = None
            found.append(cue)
    note_unread(chapters, odd)
    _read_above(found, names, odd, may_be_named=has_header)
    return found


def note_unread(chapters: Collection[ChapterName], odd: list[OddPlace]) -> None:
    """Note chapters at which no words begin."""
    for chapter in chapters:
        sentence = _(
            "Regel %(line)d: bij het hoofdstuk ‘%(value)s’ begint geen ondertitel. Het hoofdstuk "
            "wordt niet ingelezen."
        )
        said = {"line": chapter.line, "value": short(chapter.title)}
        note(odd, OddPlace(chapter.line, sentence % said))


def _paragraphs(lines: list[str], *, has_headers: bool) -> Iterator[tuple[int, list[str]]]:
    """Yield (number of the first line, lines) of what stands between empty lines.

    A header, which ends at an empty line or a time, comes without lines: once for each of the files
    that were put behind one another.
    """
    block: list[str] = []
    start = 0
    is_first = has_headers
    in_header = False
    for number, (line, below) in enumerate(pairwise([*lines, "", ""]), start=1):
        if has_headers and _is_header(line, below, is_first=is_first):
            if block:
                yield start, block
            yield number, []
            block, is_first, in_header = [], False, True
            continue
        if in_header:
            in_header = line != "" and not caption_times.TIMING.match(line)
            if in_header:
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


def _is_header(line: str, below: str, *, is_first: bool) -> bool:
    """Return whether a line begins a file; once one has begun, words may name WebVTT too."""
    line = UNSEEN.sub("", line)
    if is_first:
        return bool(_HEADER.match(line))
    is_below = below == "" or _IN_HEADER.match(below) or caption_times.TIMING.match(below)
    return bool(_NEXT_HEADER.match(line) and is_below)


def _timed(block: list[str]) -> int | None:
    """Return the index of the first line with a time, None when there is none.

    One that cannot be read is a time too when it is among the first two lines with words below it;
    else it is words ("van 10 --> 20").
    """
    for index, line in enumerate(block):
        is_like_one = index < 2 and "-->" in line and any(map(str.isdigit, line))
        if caption_times.TIMING.match(line) or (
            is_like_one and any(map(str.strip, block[index + 1 :]))
        ):
            return index
    return None


def _in_paragraph(
    number: int, block: list[str], above: str, odd: list[OddPlace]
) -> Iterator[Block]:
    """Yield the cues of a paragraph that begins with a time: more when empty lines are missing.

    `above` stands above that time.
    """
    cue = None
    for offset, line in enumerate(block):
        if cue is None or caption_times.TIMING.match(line):
            if cue is not None:
                above = _taken_from(cue, number + offset - 1, odd)
                yield cue
            starts, ends, said = caption_times.times(line)
            cue = Block(number + offset, line.strip(), starts, ends)
            if own := _NUMBER.match(above):
                cue.number = int(own[1])
            elif not (_LONG_NUMBER.match(above) or _COMMENT.match(above)):
                cue.above = above.strip()
            cue.words += [said] if said else []
        else:
            cue.words.append(line)
    if cue is not None:
        yield cue


def _taken_from(cue: Block, line: int, odd: list[OddPlace]) -> str:
    """Take the number of the next cue from the words of a cue, whose last line is above a time.

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
    """Return whether a line is the number of the cue after number `before`."""
    own = _NUMBER.match(line)
    return before is not None and own is not None and int(own[1]) == before + 1


def _stray(before: list[Block], number: int, block: list[str], odd: list[OddPlace]) -> None:
    """Give words that stand below no time to the cue before them, if there is one, and say so.

    A line that is the next cue's number is no words: an empty line stands between it and its time.
    """
    of_before = before[0].number if before else 0
    block = [line for line in block if line.strip() and not _is_next(line, of_before)]
    if not block:
        return
    said = {"line": number, "value": short(" ".join(block))}
    if not before:
        sentence = _(
            "Regel %(line)d: ‘%(value)s’ staat voor de eerste tijd. Deze woorden worden niet "
            "ingelezen."
        )
    else:
        before[0].words += block
        sentence = _(
            "Regel %(line)d: boven ‘%(value)s’ staat geen tijd. Deze woorden komen bij de "
            "ondertitel ervoor."
        )
    note(odd, OddPlace(number, sentence % said))


def _read_above(
    found: list[Block], names: Collection[str], odd: list[OddPlace], *, may_be_named: bool
) -> None:
    """Read what stands above times: who speaks, the name of a cue, or words of the cue before it.

    In SRT a cue has no name. In WebVTT it may: but where few have one, an empty line stands in the
    words before it.
    """
    above = [cue.above for cue in found if cue.above]
    who = caption_words.speakers_above(above, names)
    are_named = may_be_named and len(above) >= _NAMES_CUES * len(found)
    for at, cue in enumerate(found):
        with_number = _NUMBER_AND_NAME.match(cue.above)
        if with_number or cue.above in who:
            cue.speaker = with_number[1] if with_number else cue.above
        elif cue.above and not are_named:
            _stray(found[at - 1 : at] if at else [], cue.line - 1, [cue.above], odd)


def _note_comment(number: int, paragraph: list[str], odd: list[OddPlace]) -> None:
    sentence = _(
        "Regel %(line)d: ‘%(value)s’ is een aantekening van wie het bestand maakte. "
        "Die wordt niet ingelezen."
    )
    note(odd, OddPlace(number, sentence % {"line": number, "value": short(" ".join(paragraph))}))


def _note_second_file(number: int, found: list[Block], cue: Block, odd: list[OddPlace]) -> None:
    """Note that times begin anew below a second header: then the order of cues is another."""
    before = found[-1].starts if found else None
    if before is None or cue.starts is None or cue.starts >= before:
        return
    sentence = _(
        "Regel %(line)d: hier begint een tweede bestand, met tijden die opnieuw beginnen. De "
        "ondertitels staan straks op tijd door elkaar."
    )
    note(odd, OddPlace(number, sentence % {"line": number}))
