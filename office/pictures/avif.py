"""An AVIF file whose words about the picture are blank (ISO/IEC 23008-12, AV1 Image File Format).

Its parts find each other by their place in the file, so what goes is overwritten where it stands.
How the picture is turned is a property of it, and stays.
"""

import io
import struct
from collections.abc import Iterator

from office.boxes import FREE, Box, Patch, apply, blanked, boxes, freed, read, size_of
from office.damage import Damaged
from office.pictures import profile

_NEEDED = {b"ftyp", b"meta", b"mdat", b"moov"}
# Where a file says what it is, in its first box.
_BRAND = 8
_BRANDS = (b"avif", b"avis")
# Of pictures and rows of pictures in any format (ISO/IEC 23008-12, §10).
_GENERAL_BRANDS = (b"mif1", b"msf1")
# Files name a dozen, of four bytes each.
_MOST_OF_BRANDS = 1024
# What anybody may write beside what the file holds.
_FREED = {b"udta", b"uuid", FREE}
# Exif, XMP, and links.
_WORDS = {b"Exif", b"mime", b"uri "}
# The way to where colours are described, and how much stands in a box before those inside it.
_TO_COLOURS = {
    **dict.fromkeys((b"iprp", b"ipco", b"mdia", b"minf", b"stbl"), 0),
    b"stsd": 8,
    b"av01": 78,
}


def strip(data: bytes) -> bytes:
    """Return the file without the words that cameras and editors put in.

    Raises Damaged when it breaks off.
    """
    source = io.BytesIO(data)
    own = brand(data)
    # Behind a general brand, other readers than browsers try it as another kind.
    patches = [Patch(_BRAND, own)] if own and data[_BRAND : _BRAND + 4] != own else []
    for box in boxes(source, 0, size_of(source)):
        if box.kind == b"meta":
            patches += _in_meta(source, box)
        elif box.kind == b"moov":
            patches += _in_movie(source, box)
        elif box.kind not in _NEEDED:
            patches += freed(source, box)
    apply(source, patches)
    return source.getvalue()


def brand(data: bytes) -> bytes | None:
    """Return the brand of an AVIF picture, or of one that moves, that a file has; None without.

    It may stand among the brands with which the file agrees, behind one of pictures in general.
    """
    first = data[_BRAND : _BRAND + 4]
    if data[4:8] != b"ftyp" or first not in {*_BRANDS, *_GENERAL_BRANDS}:
        return None
    end = min(int.from_bytes(data[:4]), _MOST_OF_BRANDS)
    others = {data[at : at + 4] for at in range(16, end, 4)}
    return first if first in _BRANDS else next((own for own in _BRANDS if own in others), None)


def _in_movie(source: io.BytesIO, movie: Box) -> list[Patch]:
    """Return the patches of a picture that moves: of all of it, or of one of its tracks."""
    patches = []
    for box in boxes(source, movie.body, movie.end):
        if box.kind == b"meta":
            # The same Exif as in the file itself, at the same place.
            patches += _in_meta(source, box)
        elif box.kind in _FREED:
            patches += freed(source, box)
        elif box.kind == b"trak":
            patches += _in_movie(source, box)
        elif box.kind == b"mdia":
            patches += _in_colours(source, box)
    return patches


def _in_meta(source: io.BytesIO, meta: Box) -> list[Patch]:
    patches = []
    for box in boxes(source, meta.body + 4, meta.end):
        if box.kind in _FREED:
            patches += freed(source, box)
        elif box.kind == b"iprp":
            patches += _in_colours(source, box)
    return patches + _in_items(source, meta)


def _in_items(source: io.BytesIO, meta: Box) -> list[Patch]:
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
    return patches


def _in_colours(source: io.BytesIO, around: Box) -> list[Patch]:
    """Return the patches that make the colour profiles inside a box clean."""
    patches = []
    for box in boxes(source, around.body + _TO_COLOURS[around.kind], around.end):
        if box.kind in _TO_COLOURS:
            patches += _in_colours(source, box)
        elif box.kind == b"colr":
            patches += _clean_profile(source, box)
    return patches


def _clean_profile(source: io.BytesIO, colours: Box) -> list[Patch]:
    source.seek(colours.body)
    kind, found = read(source, 4), read(source, colours.end - colours.body - 4)
    if kind not in {b"prof", b"rICC"}:
        return []
    start, room = colours.body + 4, len(found)
    for with_words in (True, False):
        made = profile.clean(found, with_words=with_words)
        if made and len(made) <= room:
            is_clean = made.ljust(room, b"\0") == found
            return [] if is_clean else [Patch(start, made, colours.end)]
    # A reader passes over a kind that it does not know.
    return [Patch(colours.body, FREE, colours.end)]


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
