"""What a WebM says beside picture and sound (RFC 8794, EBML; RFC 9559, Matroska)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from office.boxes import Patch, blanked, size_of
from office.damage import Damaged

_HEADER, _SEGMENT, _CLUSTER = 0x1A45DFA3, 0x18538067, 0x1F43B675
_INFO, _TAGS, _ATTACHMENTS, _VOID, _CHECKSUM = 0x1549A966, 0x1254C367, 0x1941A469, 0xEC, 0xBF
_IN_SEGMENT = {
    *(0x114D9B74, _INFO, 0x1654AE6B, _CLUSTER, 0x1C53BB6B, 0x1043A770),
    *(_TAGS, _ATTACHMENTS, _HEADER),
}
_BLOCKS = {0xA3, 0xA0}
# Of what follows the end of a film.
_NO_PART = 0
# How long the film is, and in which unit; beside it stand title, date, programs and file names.
_NEEDED_INFO = {0x2AD7B1, 0x4489}


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
    patches: list[Patch] = []
    shows = False
    try:
        for element in _parts(film, size_of(film)):
            shows = shows or (element.id == _CLUSTER and _has_block(film, element))
            patches += _told(film, element)
        if not shows:
            raise Damaged("The WebM has no picture and no sound.")
    except Damaged:
        if must_be_whole:
            raise
    return patches


def _told(film: BinaryIO, element: Element) -> list[Patch]:
    """Return what to overwrite in one part of a film."""
    if element.id == _NO_PART:
        return blanked(film, element.body, element.end)
    if element.id in {_TAGS, _ATTACHMENTS, _VOID}:
        return _void(film, element)
    if element.id != _INFO:
        return []
    # A checksum is right of the old content alone.
    parts = _elements(film, element.body, element.end)
    return [patch for part in parts if part.id not in _NEEDED_INFO for patch in _void(film, part)]


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


def _has_block(film: BinaryIO, cluster: Element) -> bool:
    """Return whether a cluster holds any picture or sound."""
    return any(part.id in _BLOCKS for part in _in_cluster(film, cluster))


def _in_cluster(film: BinaryIO, cluster: Element) -> Iterator[Element]:
    at = cluster.body
    while at < cluster.end and (part := _element(film, at, cluster.end)).id not in _IN_SEGMENT:
        yield part
        at = part.end


def _end_of_cluster(film: BinaryIO, cluster: Element) -> int:
    at = cluster.body
    for part in _in_cluster(film, cluster):
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

    Its name goes last: whoever is stopped before finds it again.
    """
    head_length, total = element.body - element.start, element.end - element.start
    # The name of nothing has one byte, so there is room for the size of what follows.
    width = min(head_length - 1, 8)
    head = b"\xec" + (total - 1 - width | 1 << 7 * width).to_bytes(width)
    head = head.ljust(head_length, b"\0")
    words = blanked(film, element.body, element.end)
    film.seek(element.start)
    return words if film.read(head_length) == head else [*words, Patch(element.start, head)]
