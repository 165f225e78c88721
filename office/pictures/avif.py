"""An AVIF file whose words about the picture are blank (ISO/IEC 23008-12, AV1 Image File Format).

Its parts find each other by their place in the file, so what goes is overwritten where it stands.
How the picture is turned is a property of it, and stays.
"""

import io
import struct
from collections.abc import Iterator

from office.boxes import FREE, Box, Patch, apply, blanked, boxes, freed, read, size_of
from office.damage import Damaged

_NEEDED = {b"ftyp", b"meta", b"mdat", b"moov"}
# Exif, XMP, and links.
_WORDS = {b"Exif", b"mime", b"uri "}


def strip(data: bytes) -> bytes:
    """Return the file without the words that cameras and editors put in.

    Raises Damaged when it breaks off.
    """
    source = io.BytesIO(data)
    patches: list[Patch] = []
    for box in boxes(source, 0, size_of(source)):
        if box.kind == b"meta":
            patches += _in_meta(source, box)
        elif box.kind == b"moov":
            for inner in boxes(source, box.body, box.end):
                if inner.kind in {b"udta", b"meta", b"uuid", FREE}:
                    patches += freed(source, inner)
        elif box.kind not in _NEEDED:
            patches += freed(source, box)
    apply(source, patches)
    return source.getvalue()


def _in_meta(source: io.BytesIO, meta: Box) -> list[Patch]:
    inner = {box.kind: box for box in boxes(source, meta.body + 4, meta.end)}
    patches, words = [], set()
    if b"iinf" in inner:
        for number, at, kind in _items(source, inner[b"iinf"]):
            if kind in _WORDS:
                words.add(number)
                # A reader passes over a kind that it does not know.
                patches.append(Patch(at, FREE))
            elif kind == FREE:
                words.add(number)
    if b"iloc" in inner:
        data = inner[b"idat"].body if b"idat" in inner else 0
        for number, start, end in _places(source, inner[b"iloc"], data):
            if number in words:
                patches += blanked(source, start, end)
    for kind in (b"udta", b"uuid", FREE):
        if kind in inner:
            patches += freed(source, inner[kind])
    return patches


def _items(source: io.BytesIO, iinf: Box) -> Iterator[tuple[int, int, bytes]]:
    """Yield for each item its number, where its kind is written, and that kind."""
    source.seek(iinf.body)
    version = read(source, 4)[0]
    for entry in boxes(source, iinf.body + (6 if version == 0 else 8), iinf.end):
        source.seek(entry.body)
        version = read(source, 4)[0]
        if entry.kind != b"infe" or version < 2:
            continue
        wide = version > 2
        number = int.from_bytes(read(source, 4 if wide else 2))
        at = entry.body + (10 if wide else 8)
        source.seek(at)
        yield number, at, read(source, 4)


def _places(source: io.BytesIO, iloc: Box, data: int) -> Iterator[tuple[int, int, int]]:
    """Yield for each part of an item its number and between which offsets it stands."""
    source.seek(iloc.body)
    version = read(source, 4)[0]
    sizes = struct.unpack(">H", read(source, 2))[0]
    offset_size, length_size = sizes >> 12, sizes >> 8 & 15
    base_size, index_size = sizes >> 4 & 15, sizes & 15 if version else 0

    def number(size: int) -> int:
        return int.from_bytes(read(source, size))

    found = []
    wide = 4 if version == 2 else 2
    for _item in range(number(wide)):
        item = number(wide)
        method = number(2) & 15 if version else 0
        read(source, 2)
        base = number(base_size) + (data if method == 1 else 0)
        for _part in range(number(2)):
            read(source, index_size)
            start = base + number(offset_size)
            found.append((item, start, start + number(length_size)))
            if source.tell() > iloc.end:
                raise Damaged("The places of the items do not fit.")
    yield from found
