"""What a WebM says beside picture and sound (RFC 8794, EBML; RFC 9559, Matroska)."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite
from typing import BinaryIO, cast

from office.boxes import PIECE, Bounded, Patch, blanked, size_of
from office.damage import Damaged

_HEADER, _SEGMENT, _CLUSTER = 0x1A45DFA3, 0x18538067, 0x1F43B675
_INFO, _TAGS, _ATTACHMENTS, _CHAPTERS = 0x1549A966, 0x1254C367, 0x1941A469, 0x1043A770
_SEEK_HEAD, _TRACKS, _CUES = 0x114D9B74, 0x1654AE6B, 0x1C53BB6B
# Where a part of the film begins, so that a cluster that does not say where it ends has ended.
_IN_SEGMENT = {
    *(_SEEK_HEAD, _INFO, _TRACKS, _CLUSTER, _CUES, _CHAPTERS, _TAGS, _ATTACHMENTS, _HEADER),
}
_UNIT, _LASTS = 0x2AD7B1, 0x4489
_TRACK, _VIDEO, _AUDIO, _COLOUR = 0xAE, 0xE0, 0xE1, 0x55B0
_NUMBER, _KIND, _CODEC, _PRIVATE = 0xD7, 0x83, 0x86, 0x63A2
_BLOCK, _GROUP, _GROUPED = 0xA3, 0xA0, 0xA1
# What a player reads, by what it stands in; a list of its own has what is judged part by part.
_KNOWN = {
    _HEADER: {0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4282, 0x4287, 0x4285},
    _SEEK_HEAD: {0x4DBB},
    0x4DBB: {0x53AB, 0x53AC},
    # How long the film is, and in which unit; beside it stand title, date, programs, file names.
    _INFO: {_UNIT, _LASTS},
    _TRACKS: {_TRACK},
    _TRACK: {
        *(_NUMBER, 0x73C5, _KIND, 0xB9, 0x88, 0x55AA, 0x9C, 0x6DE7, 0x6DF8, 0x23E383, 0x234E7A),
        *(0x23314F, 0x537F, 0x55EE, _CODEC, _PRIVATE, 0x56AA, 0x56BB, 0x22B59C, 0x22B59D, 0xAA),
        *(0x55AB, 0x55AC, 0x55AD, 0x55AE, 0x55AF, _VIDEO, _AUDIO, 0x41E4, 0x6D80),
    },
    0x41E4: {0x41F0, 0x41E7, 0x41ED},
    _VIDEO: {
        *(0xB0, 0xBA, 0x9A, 0x9D, 0x53B8, 0x53C0, 0x53B9, 0x54AA, 0x54BB, 0x54CC, 0x54DD),
        *(0x54B0, 0x54BA, 0x54B2, 0x54B3, 0x2EB524, 0x2FB523, 0x2383E3, _COLOUR, 0x7670),
    },
    _COLOUR: {*range(0x55B1, 0x55BE), 0x55D0},
    0x55D0: set(range(0x55D1, 0x55DB)),
    0x7670: {0x7671, 0x7672, 0x7673, 0x7674, 0x7675},
    _AUDIO: {0xB5, 0x78B5, 0x9F, 0x6264, 0x52F1},
    # How the bytes of a track are packed.
    0x6D80: {0x6240},
    0x6240: {0x5031, 0x5032, 0x5033, 0x5034},
    0x5034: {0x4254, 0x4255},
    _CUES: {0xBB},
    0xBB: {0xB3, 0xB7},
    0xB7: {0xF7, 0xF1, 0xF0, 0xB2, 0x5378, 0xEA, 0xDB},
    _CLUSTER: {0xE7, 0xA7, 0xAB, _BLOCK, _GROUP},
    _GROUP: {_GROUPED, 0x75A1, 0x9B, 0xFB, 0xFA, 0x75A2, 0xA4},
    # The transparency of a picture.
    0x75A1: {0xA6},
    0xA6: {0xA5, 0xEE},
}
_STAY = {_HEADER, _SEEK_HEAD, _INFO, _TRACKS, _CLUSTER, _CUES}
# Tracks of picture, sound and subtitles, and of words that are read aloud; others are not shown.
_SHOWN_KINDS = {b"\1", b"\2", b"\x11"}
_SHOWN_WORDS = {b"D_WEBVTT/SUBTITLES", b"D_WEBVTT/CAPTIONS", b"D_WEBVTT/DESCRIPTIONS"}
# Of what follows the end of a film.
_NO_PART = 0
# Six hours that were recorded live name fewer places, and what is said beside them has tens.
_MOST_PLACES, _MOST_PATCHES = 12_000_000, 200_000


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its id, where it starts, where its content starts, and where it ends.

    `open` when the film does not say where it ends, as one that was recorded live does not; `cut`
    when it should end after the file does.
    """

    id: int
    start: int
    body: int
    end: int
    open: bool = False
    cut: bool = False


def find(film: BinaryIO, *, must_be_whole: bool = True) -> list[Patch]:
    """Return what to overwrite; raises Damaged when the film breaks off, or shows nothing.

    A film that was recorded live says nowhere how long it is: it is whole when its last part is.
    Without `must_be_whole` a film that breaks off is read up to there.
    """
    film = cast("BinaryIO", Bounded(film, _MOST_PLACES))
    patches: list[Patch] = []
    shows = False
    try:
        for element, shown in _parts_and_tracks(film):
            shows = shows or (element.id == _CLUSTER and _has_block(film, element, shown))
            for patch in _told(film, element, shown):
                patches.append(patch)
                if len(patches) > _MOST_PATCHES:
                    raise Damaged("The WebM says too much beside what it shows.")
        if not shows:
            raise Damaged("The WebM has no picture and no sound.")
    except Damaged:
        if must_be_whole:
            raise
    return patches


def length(film: BinaryIO) -> int | None:
    """Return how many milliseconds the film says it lasts; one that was recorded live says none.

    Raises Damaged when it breaks off before it could.
    """
    film = cast("BinaryIO", Bounded(film, _MOST_PLACES))
    for element in _parts(film, size_of(film)):
        if element.id == _CLUSTER:
            return None
        if element.id == _INFO:
            parts = _elements(film, element.body, element.end)
            told = {part.id: _value(film, part) for part in parts if part.id in {_UNIT, _LASTS}}
            # In units of so many nanoseconds.
            unit = int.from_bytes(told.get(_UNIT, b"")) or 1_000_000
            number = {4: ">f", 8: ">d"}.get(len(told.get(_LASTS, b"")))
            lasts = struct.unpack(number, told[_LASTS])[0] * unit / 1_000_000 if number else 0
            return round(lasts) if isfinite(lasts) and lasts > 0 else None
    return None


def _value(film: BinaryIO, element: Element) -> bytes:
    """Return the content of a number or a word, of which more than some bytes mean nothing."""
    film.seek(element.body)
    return film.read(min(element.end - element.body, 32))


def _parts_and_tracks(film: BinaryIO) -> Iterator[tuple[Element, set[int]]]:
    """Yield the parts of a film, each with the numbers of the tracks that are shown from there on.

    Raises Damaged when none is named before there is picture or sound: players look for it there.
    """
    shown: set[int] = set()
    for element in _parts(film, size_of(film)):
        if element.id == _HEADER:
            # A film that follows another numbers its tracks anew.
            shown = set()
        elif element.id == _TRACKS:
            shown |= _numbers(film, element)
        elif element.id == _CLUSTER and not shown:
            raise Damaged(f"No track that is shown is named before the part at {element.start}.")
        yield element, shown


def _told(film: BinaryIO, element: Element, shown: set[int]) -> Iterator[Patch]:
    """Yield what to overwrite in one part of a film that shows the tracks with these numbers."""
    if element.id == _NO_PART:
        yield from blanked(film, element.body, element.end)
    elif element.id in _STAY:
        yield from _within(film, element, shown)
    else:
        yield from _void(film, element)


def _within(film: BinaryIO, outer: Element, shown: set[int]) -> Iterator[Patch]:
    """Yield what to overwrite of what stands in an element: all that no player reads.

    A checksum too: it is right of the old content alone.
    """
    for part in _content(film, outer):
        if part.id not in _KNOWN[outer.id] or not _is_shown(film, part, shown):
            yield from _void(film, part)
        elif part.id in _KNOWN:
            yield from _within(film, part, shown)
        elif part.id == _PRIVATE and _codecs(film, outer) == [b"A_VORBIS"]:
            yield from _without_comments(film, part)


def _is_shown(film: BinaryIO, part: Element, shown: set[int]) -> bool:
    """Return False for a track that is not shown, and for what a cluster holds of one."""
    if part.id == _TRACK:
        return _is_shown_track(film, part)
    if part.id == _BLOCK:
        return _number_of(film, part) in shown
    if part.id == _GROUP:
        numbers = {_number_of(film, block) for block in _parts_of(film, part, _GROUPED)}
        return bool(numbers) and numbers <= shown
    return True


def _is_shown_track(film: BinaryIO, track: Element) -> bool:
    """Return whether players show a track; one that tells where a camera went is data for them."""
    kinds = [_value(film, part).lstrip(b"\0") for part in _parts_of(film, track, _KIND)]
    codecs = _codecs(film, track)
    if len(kinds) != 1 or len(codecs) != 1:
        return False
    return codecs[0] in _SHOWN_WORDS if codecs[0][:2] == b"D_" else kinds[0] in _SHOWN_KINDS


def _codecs(film: BinaryIO, track: Element) -> list[bytes]:
    return [_value(film, part).rstrip(b"\0") for part in _parts_of(film, track, _CODEC)]


def _without_comments(film: BinaryIO, private: Element) -> Iterator[Patch]:
    """Yield what makes the comments of Vorbis (artist, place, program) one blank name of a program.

    Of its three headers the second has them (RFC 9559 §5.1.4.1.21, Vorbis I §5.2.1). Nothing in it
    is read but its name, so that no length within it can lead astray.
    """
    film.seek(private.body)
    head = iter(film.read(min(private.end - private.body, PIECE)))
    more, first, second = next(head, 0), _lace(head), _lace(head)
    start = private.body + 3 + first // 255 + second // 255 + first
    end = start + second
    film.seek(start)
    if more != 2 or end > private.end or second < 16 or film.read(7) != b"\3vorbis":
        raise Damaged(f"The private data at {private.start} are not those of Vorbis.")
    yield from _put(film, start + 7, struct.pack("<I", second - 16))
    # No comment follows the name, and a bit ends the list.
    yield from blanked(film, start + 11, end - 1)
    yield from _put(film, end - 1, b"\1")


def _lace(head: Iterator[int]) -> int:
    """Return a length as Xiph writes it: bytes that are added up, the last one below 255."""
    length = 0
    for more in head:
        length += more
        if more < 255:
            break
    return length


def _put(film: BinaryIO, at: int, put: bytes) -> list[Patch]:
    film.seek(at)
    return [] if film.read(len(put)) == put else [Patch(at, put)]


def _numbers(film: BinaryIO, tracks: Element) -> set[int]:
    """Return the numbers of the tracks that are shown."""
    return {
        int.from_bytes(_value(film, number))
        for track in _parts_of(film, tracks, _TRACK)
        if _is_shown_track(film, track)
        for number in _parts_of(film, track, _NUMBER)
    }


def _number_of(film: BinaryIO, block: Element) -> int:
    """Return the number of the track that a block belongs to, with which it begins."""
    head = _value(film, block)
    length = _length(head[:1], most=8)
    return int.from_bytes(head[:length]) & ((1 << 7 * length) - 1)


def _parts_of(film: BinaryIO, outer: Element, identity: int) -> Iterator[Element]:
    return (part for part in _content(film, outer) if part.id == identity)


def _parts(film: BinaryIO, end: int) -> Iterator[Element]:
    """Yield the header and the parts of a film, and what follows its end as no part.

    What does not say where it ends, ends where the next one begins: a film at the next header.
    """
    at, is_complete = 0, False
    while at < end:
        try:
            element = _element(film, at, end)
        except Damaged:
            if not is_complete:
                raise
            yield Element(_NO_PART, at, at, end)
            return
        if element.id == _SEGMENT and element.open:
            at = element.body
            continue
        if element.id == _SEGMENT:
            yield from _in_segment(film, element)
            if element.cut:
                raise Damaged("The WebM has no end.")
            is_complete = True
        else:
            yield element
        at = _end(film, element)


def _in_segment(film: BinaryIO, segment: Element) -> Iterator[Element]:
    at = segment.body
    while at < segment.end:
        element = _element(film, at, segment.end)
        yield element
        at = _end(film, element)


def _end(film: BinaryIO, element: Element) -> int:
    """Return where a part ends; raises Damaged when nothing says so."""
    if not element.open:
        return element.end
    if element.id != _CLUSTER:
        raise Damaged(f"The part {element.id:x} at {element.start} has no end.")
    return _end_of_cluster(film, element)


def _has_block(film: BinaryIO, cluster: Element, shown: set[int]) -> bool:
    """Return whether a cluster holds any picture or sound."""
    return any(
        part.id in {_BLOCK, _GROUP} and _is_shown(film, part, shown)
        for part in _content(film, cluster)
    )


def _content(film: BinaryIO, outer: Element) -> Iterator[Element]:
    """Yield what stands in it; what does not say where it ends, ends where a part begins."""
    for part in _elements(film, outer.body, outer.end):
        if outer.open and part.id in _IN_SEGMENT:
            return
        yield part


def _end_of_cluster(film: BinaryIO, cluster: Element) -> int:
    at = cluster.body
    for part in _content(film, cluster):
        at = part.end
    return at


def _elements(film: BinaryIO, start: int, end: int) -> Iterator[Element]:
    while start < end:
        element = _element(film, start, end)
        yield element
        start = element.end


def _element(film: BinaryIO, start: int, end: int) -> Element:
    """Return the element that starts there; raises Damaged when none does, or it does not fit."""
    film.seek(start)
    head = film.read(12)
    id_length = _length(head[:1], most=4)
    size_length = _length(head[id_length : id_length + 1], most=8) if id_length else 0
    body = start + id_length + size_length
    if not size_length or body > end:
        raise Damaged(f"The WebM has no part at {start}.")
    written = int.from_bytes(head[id_length : id_length + size_length])
    size = written & ((1 << 7 * size_length) - 1)
    is_open = size == (1 << 7 * size_length) - 1
    identity = int.from_bytes(head[:id_length])
    cut = not is_open and body + size > end
    # What there is of a film itself is read.
    if cut and identity != _SEGMENT:
        raise Damaged(f"The part {identity:x} at {start} does not fit.")
    ends = end if cut or is_open else body + size
    return Element(identity, start, body, ends, is_open, cut)


def _length(first: bytes, *, most: int) -> int:
    """Return how many bytes a number of variable size has, by its first; 0 when it is none."""
    length = 9 - first[0].bit_length() if first and first[0] else 0
    return length if length <= most else 0


def _void(film: BinaryIO, element: Element) -> list[Patch]:
    """Return the patches that make an element nothing, of the same length and without a word.

    Its name goes first: what is blank in half can be read no more, and nothing is looked through.
    """
    head_length, total = element.body - element.start, element.end - element.start
    # The name of nothing has one byte, so there is room for the size of what follows.
    width = min(head_length - 1, 8)
    head = b"\xec" + (total - 1 - width | 1 << 7 * width).to_bytes(width)
    head = head.ljust(head_length, b"\0")
    return _put(film, element.start, head) + blanked(film, element.body, element.end)
