"""The boxes of ISO base media files (ISO/IEC 14496-12): MP4 films and AVIF pictures.

What is taken out is overwritten where it stands, so that every offset in the file stays right and
a film of gigabytes is changed in a few places.
"""

import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from office.damage import Damaged

PIECE = 64 * 1024
# Three hours of pieces of a tenth of a second read fewer places; a hostile file names millions.
MOST_PLACES = 4_000_000
FREE = b"free"


@dataclass(frozen=True, slots=True)
class Box:
    """One box: its kind, where it starts, where its content starts, and where it ends."""

    kind: bytes
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Patch:
    """Bytes to overwrite: `put` at the offset `at`, and zeros from there up to `end` if given."""

    at: int
    put: bytes = b""
    end: int = 0


class Bounded:
    """A file of which only so many places are read; raises Damaged at the next one."""

    def __init__(self, source: BinaryIO, most: int | None = None) -> None:
        self._source = source
        self._left = most or MOST_PLACES
        self.read, self.tell = source.read, source.tell

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go to a place in the file."""
        self._left -= 1
        if self._left < 0:
            raise Damaged("The file names too many places.")
        return self._source.seek(offset, whence)


def boxes(source: BinaryIO, start: int, end: int) -> Iterator[Box]:
    """Yield the boxes between two offsets; raises Damaged when one does not fit between them.

    Fewer than eight bytes at the end are no box: some recorders leave a few.
    """
    while end - start >= 8:
        source.seek(start)
        size, kind = struct.unpack(">I4s", read(source, 8))
        body = start + 8
        if size == 1:
            size, body = struct.unpack(">Q", read(source, 8))[0], start + 16
        elif size == 0:
            size = end - start
        if start + size < body or start + size > end:
            raise Damaged(f"The box {kind!r} at {start} does not fit.")
        yield Box(kind, start, body, start + size)
        start += size


def read(source: BinaryIO, length: int) -> bytes:
    """Return so many bytes; raises Damaged when there are fewer."""
    found = source.read(length)
    if len(found) < length:
        raise Damaged(f"The file ends {length - len(found)} bytes too early.")
    return found


def size_of(source: BinaryIO) -> int:
    """Return how many bytes the file has."""
    return source.seek(0, 2)


def blanked(source: BinaryIO, start: int, end: int) -> list[Patch]:
    """Return the patch that makes all bytes between two offsets zero; none when they are.

    Raises Damaged when they lie beyond the end of the file.
    """
    if end > size_of(source):
        raise Damaged(f"The bytes from {start} to {end} are not there.")
    source.seek(start)
    left = end - start
    while left > 0 and (piece := source.read(min(PIECE, left))):
        if piece.strip(b"\0"):
            return [Patch(start, end=end)]
        left -= len(piece)
    return []


def freed(source: BinaryIO, box: Box) -> list[Patch]:
    """Return the patches that make a box free space without a word in it."""
    kind = [] if box.kind == FREE else [Patch(box.start + 4, FREE)]
    return kind + blanked(source, box.body, box.end)


def apply(target: BinaryIO, patches: Iterable[Patch]) -> None:
    """Overwrite what the patches say."""
    for patch in patches:
        target.seek(patch.at)
        target.write(patch.put)
        left = patch.end - patch.at - len(patch.put)
        while left > 0:
            left -= target.write(bytes(min(PIECE, left)))
