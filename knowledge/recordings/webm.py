"""What a WebM says beside picture and sound (RFC 8794, EBML; RFC 9559, Matroska)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from office.boxes import Patch, blanked, size_of

_HEADER, _SEGMENT, _CLUSTER = 0x1A45DFA3, 0x18538067, 0x1F43B675
_INFO, _TAGS, _ATTACHMENTS, _VOID, _CHECKSUM = 0x1549A966, 0x1254C367, 0x1941A469, 0xEC, 0xBF
_IN_SEGMENT = {
    *(0x114D9B74, _INFO, 0x1654AE6B, _CLUSTER, 0x1C53BB6B, 0x1043A770),
    *(_TAGS, _ATTACHMENTS),
}
# How long the film is, and in which unit; beside it stand title, date, programs and file names.
_NEEDED_INFO = {0x2AD7B1, 0x4489}


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its id, where it starts, where its content starts, and where it ends.

    `open` when the film does not say where it ends, as one that was recorded live does not.
    """

    id: int
    start: int
    body: int
    end: int
    open: bool = False


def find(film: BinaryIO) -> list[Patch]:
    """Return what to overwrite.

    A film that breaks off plays up to there, as every live recording does, so it is read up to
    there, and what follows is no part of it to any player.
    """
    patches = []
    for segment in _elements(film, 0, size_of(film)):
        if segment.id != _SEGMENT:
            continue
        for element in _in_segment(film, segment):
            if element.id in {_TAGS, _ATTACHMENTS, _VOID}:
                patches += _void(film, element)
            elif element.id == _INFO:
                for part in _elements(film, element.body, element.end):
                    # A checksum is right of the old content alone.
                    if part.id not in _NEEDED_INFO:
                        patches += _void(film, part)
    return patches


def _in_segment(film: BinaryIO, segment: Element) -> Iterator[Element]:
    """Yield the parts of a film; a cluster without an end ends where the next part begins."""
    at = segment.body
    while element := _element(film, at, segment.end):
        if element.open:
            if element.id != _CLUSTER:
                return
            at = _end_of_cluster(film, element)
        else:
            yield element
            at = element.end


def _end_of_cluster(film: BinaryIO, cluster: Element) -> int:
    at = cluster.body
    while (part := _element(film, at, cluster.end)) and part.id not in _IN_SEGMENT:
        at = part.end
    return at


def _elements(film: BinaryIO, start: int, end: int) -> Iterator[Element]:
    while element := _element(film, start, end):
        yield element
        start = element.end


def _element(film: BinaryIO, start: int, end: int) -> Element | None:
    """Return the element that starts there, or None when there is none that fits."""
    film.seek(start)
    head = film.read(12)
    id_length = _length(head[:1], most=4)
    if not id_length:
        return None
    size_length = _length(head[id_length : id_length + 1], most=8)
    if not size_length:
        return None
    body = start + id_length + size_length
    written = int.from_bytes(head[id_length : id_length + size_length])
    size = written & ((1 << 7 * size_length) - 1)
    unknown = size == (1 << 7 * size_length) - 1
    identity = int.from_bytes(head[:id_length])
    ends = end if unknown else body + size
    if body > end:
        return None
    if ends > end:
        # A segment that was cut is read up to its end; of any other part nothing is known.
        if identity not in {_SEGMENT, _CLUSTER}:
            return None
        ends = end
    return Element(identity, start, body, ends, unknown)


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
