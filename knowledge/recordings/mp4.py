"""What an MP4 says beside picture and sound (ISO/IEC 14496-12; QuickTime File Format)."""

import struct
from collections.abc import Iterable, Iterator
from heapq import merge
from itertools import chain, islice, pairwise
from typing import BinaryIO, cast

from office.boxes import Bounded, Box, Patch, blanked, boxes, freed, read, size_of
from office.damage import Damaged

# What a player reads; in `udta` and `meta` stand place, camera, title and maker, in `uuid` XMP.
_IN_FILE = {b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"ssix", b"styp"}
_IN_MOVIE = {b"mvhd", b"trak", b"mvex", b"iods", b"cmov", b"pssh"}
_IN_TRACK = {b"tkhd", b"tref", b"trgr", b"edts", b"mdia", b"load", b"tapt", b"clip", b"matt"}
_IN_MEDIA = {b"mdhd", b"hdlr", b"minf", b"elng"}
_IN_INFO = {b"vmhd", b"smhd", b"hmhd", b"nmhd", b"sthd", b"gmhd", b"hdlr", b"dinf", b"stbl"}
# Not `saiz` and `saio`: they list what stands beside samples, such as what opens a locked film.
_IN_TABLES = {
    *(b"stsd", b"stts", b"ctts", b"cslg", b"stsc", b"stsz", b"stz2", b"stco", b"co64"),
    *(b"stss", b"stsh", b"stps", b"sdtp", b"sbgp", b"sgpd", b"subs", b"padb", b"stdp"),
}
_IN_PIECE = {b"mfhd", b"traf", b"pssh"}
_IN_PIECE_OF_TRACK = {
    *(b"tfhd", b"tfdt", b"trun", b"sdtp", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio", b"senc"),
}
# Tracks of picture, sound, words, and the clock of a camera; others tell where it went.
_SHOWN = {b"vide", b"soun", b"text", b"sbtl", b"subt", b"clcp", b"subp", b"tmcd", b"pict"}
# So much of a table is read at once, and so many tracks are read beside each other.
_MOST_ROWS, _MOST_TRACKS = 4096, 100
# What a camera says is told in tens of places, or beside every second of the film.
_MOST_PATCHES = 200_000
# Recorders write one chunk after another; an editor that moves them makes few.
_MOST_MOVED = 400_000


class HiddenTrackInPieces(Damaged):
    """A track that tells where the film went is spread over its pieces, and cannot be taken out."""


def find(film: BinaryIO, *, must_be_whole: bool = True) -> list[Patch]:
    """Return what to overwrite; raises Damaged when the film breaks off, or has no contents.

    Without `must_be_whole` what it lists may be missing.
    """
    film = cast("BinaryIO", Bounded(film))
    size = size_of(film)
    kinds = {box.kind for box in boxes(film, 0, size) if box.kind in {b"moov", b"moof"}}
    if b"moov" not in kinds:
        raise Damaged("The film has no list of what it holds.")
    # A film that is written piece by piece names its tracks in every piece.
    in_pieces = b"moof" in kinds
    if must_be_whole:
        _refuse_what_is_missing(film, in_pieces=in_pieces)
    patches = list(islice(_told(film, in_pieces=in_pieces), _MOST_PATCHES + 1))
    if len(patches) > _MOST_PATCHES:
        raise Damaged(f"The film says more than {_MOST_PATCHES} things beside what it shows.")
    return patches


def length(film: BinaryIO) -> int | None:
    """Return how many milliseconds the film says it lasts, None when it does not say.

    Raises Damaged when it breaks off before it could.
    """
    film = cast("BinaryIO", Bounded(film))
    whole = Box(b"", 0, 0, size_of(film))
    for box in _within(film, _within(film, [whole], b"moov"), b"mvhd"):
        film.seek(box.body)
        # In version 1 moments and lengths have 64 bits.
        row = ">16xIQ" if read(film, 4)[0] else ">8xII"
        per_second, lasts = struct.unpack(row, read(film, struct.calcsize(row)))
        is_told = per_second and lasts not in {0, 0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF}
        return lasts * 1000 // per_second if is_told else None
    return None


def _refuse_what_is_missing(film: BinaryIO, *, in_pieces: bool) -> None:
    """Raise Damaged when the film lists what is not in the file.

    One whose list comes first may be cut in what it lists, and one that is written piece by piece
    between two pieces: then it is whole up to there.
    """
    last, ends = b"", []
    for box in boxes(film, 0, size_of(film)):
        if box.kind in {b"moof", b"mdat"}:
            last = box.kind
        elif box.kind == b"moov":
            ends.append(max((stop for _start, stop in _listed(film, box)), default=0))
    if in_pieces and last != b"mdat":
        raise Damaged("The last piece of the film has no contents.")
    end = max(ends, default=0)
    if not end and not in_pieces:
        raise Damaged("The film lists no picture and no sound.")
    if end > size_of(film):
        raise Damaged(f"The film lists what stands up to {end}, where it has no bytes.")


def _listed(film: BinaryIO, movie: Box) -> Iterator[tuple[int, int]]:
    """Yield between which offsets everything stands that a list of contents names."""
    for track in _within(film, [movie], b"trak"):
        yield from _samples(film, track)


def _told(film: BinaryIO, *, in_pieces: bool) -> Iterator[Patch]:
    """Yield what to overwrite in the whole film."""
    size = size_of(film)
    yield from _others(film, 0, size, _IN_FILE)
    if not in_pieces:
        yield from _not_listed(film)
    for box in boxes(film, 0, size):
        if box.kind == b"moof":
            yield from _in_piece(film, box)
        elif box.kind == b"moov":
            yield from _in_movie(film, box, in_pieces=in_pieces)


def _not_listed(film: BinaryIO) -> Iterator[Patch]:
    """Yield what to overwrite of the contents: all that no track lists that is shown.

    There stand tracks that are not shown, what cameras write between two samples, and what a
    program left when it took a track out. Raises Damaged when no track that is shown lists any.
    """
    size = size_of(film)
    movies = (box for box in boxes(film, 0, size) if box.kind == b"moov")
    tracks = list(islice(_shown(film, movies), _MOST_TRACKS + 1))
    if len(tracks) > _MOST_TRACKS:
        raise Damaged(f"The film has more than {_MOST_TRACKS} tracks.")
    if all(start == end for track in tracks for start, end in _samples(film, track)):
        raise Damaged("The film shows no picture and no sound.")
    around = (
        (box.start, box.body if box.kind == b"mdat" else box.end) for box in boxes(film, 0, size)
    )
    at = 0
    for start, end in merge(around, _in_order(film, tracks)):
        # Chunks mostly follow each other: then no place is looked at.
        if at < min(start, size):
            yield from blanked(film, at, min(start, size))
        at = max(at, end)
    yield from blanked(film, at, size)


def _shown(film: BinaryIO, movies: Iterable[Box]) -> Iterator[Box]:
    """Yield the tracks of picture, sound and words."""
    return (box for box in _within(film, movies, b"trak") if _handler(film, box) in _SHOWN)


def _in_order(film: BinaryIO, tracks: list[Box]) -> Iterable[tuple[int, int]]:
    """Return between which offsets all that tracks hold stands, in the order of the file."""
    if all(one <= other for track in tracks for one, other in pairwise(_samples(film, track))):
        return merge(*(_samples(film, track) for track in tracks))
    each = chain.from_iterable(_samples(film, track) for track in tracks)
    moved = list(islice(each, _MOST_MOVED + 1))
    if len(moved) > _MOST_MOVED:
        raise Damaged(f"The film holds more than {_MOST_MOVED} chunks, and not in order.")
    return sorted(moved)


def _in_movie(film: BinaryIO, movie: Box, *, in_pieces: bool) -> Iterator[Patch]:
    yield from _others(film, movie.body, movie.end, _IN_MOVIE)
    for box in boxes(film, movie.body, movie.end):
        if box.kind == b"mvhd":
            yield from _without_times(film, box)
        elif box.kind == b"trak" and _handler(film, box) in _SHOWN:
            yield from _in_track(film, box)
        elif box.kind == b"trak" and in_pieces:
            raise HiddenTrackInPieces(f"The track at {box.start} is not shown.")
        elif box.kind == b"trak":
            yield from freed(film, box)


def _others(film: BinaryIO, start: int, end: int, known: set[bytes]) -> Iterator[Patch]:
    """Yield what to overwrite of what stands beside known boxes, up to the last few bytes."""
    for box in boxes(film, start, end):
        if box.kind not in known:
            yield from freed(film, box)
        start = box.end
    yield from blanked(film, start, end)


def _in_piece(film: BinaryIO, piece: Box) -> Iterator[Patch]:
    yield from _others(film, piece.body, piece.end, _IN_PIECE)
    for box in _within(film, [piece], b"traf"):
        yield from _others(film, box.body, box.end, _IN_PIECE_OF_TRACK)


def _in_track(film: BinaryIO, track: Box) -> Iterator[Patch]:
    yield from _others(film, track.body, track.end, _IN_TRACK)
    for box in boxes(film, track.body, track.end):
        if box.kind == b"tkhd":
            yield from _without_times(film, box)
        elif box.kind == b"mdia":
            yield from _in_media(film, box)


def _in_media(film: BinaryIO, media: Box) -> Iterator[Patch]:
    yield from _others(film, media.body, media.end, _IN_MEDIA)
    for box in boxes(film, media.body, media.end):
        if box.kind == b"mdhd":
            yield from _without_times(film, box)
        elif box.kind == b"hdlr":
            yield from _without_name(film, box)
        elif box.kind == b"minf":
            yield from _others(film, box.body, box.end, _IN_INFO)
            for handler in _within(film, [box], b"hdlr"):
                yield from _without_name(film, handler)
            for tables in _within(film, [box], b"stbl"):
                yield from _others(film, tables.body, tables.end, _IN_TABLES)


def _within(film: BinaryIO, outer: Iterable[Box], kind: bytes) -> Iterator[Box]:
    """Yield the boxes of one kind that stand in others."""
    for box in outer:
        yield from (part for part in boxes(film, box.body, box.end) if part.kind == kind)


def _without_name(film: BinaryIO, handler: Box) -> list[Patch]:
    """Return the patch that blanks the name of a handler, in which cameras write theirs."""
    return blanked(film, min(handler.body + 24, handler.end), handler.end)


def _without_times(film: BinaryIO, box: Box) -> list[Patch]:
    """Return the patch that blanks when the film was made and changed."""
    film.seek(box.body)
    version = read(film, 4)[0]
    return blanked(film, box.body + 4, box.body + (20 if version == 1 else 12))


def _handler(film: BinaryIO, track: Box) -> bytes:
    """Return what kind of track it is."""
    for box in _within(film, _within(film, [track], b"mdia"), b"hdlr"):
        film.seek(box.body + 8)
        return read(film, 4)
    return b""


def _samples(film: BinaryIO, track: Box) -> Iterator[tuple[int, int]]:
    """Yield between which offsets what a track holds stands in the file, chunk by chunk."""
    info = _within(film, _within(film, [track], b"mdia"), b"minf")
    table = {
        box.kind: box
        for tables in _within(film, info, b"stbl")
        for box in boxes(film, tables.body, tables.end)
        if box.kind in _IN_TABLES
    }
    kind, row = (b"stco", ">I") if b"stco" in table else (b"co64", ">Q")
    same, sizes = _sample_sizes(film, table)
    if same and _handler(film, track) == b"soun":
        same = _size_of_sound(film, table, same)
    # A run says from which chunk on each has so many samples.
    runs = _numbers(film, table, b"stsc", ">III")
    first, following, _kind = next(runs, (0, 0, 0))
    count = 0
    for index, (start,) in enumerate(_numbers(film, table, kind, row), start=1):
        while first and first <= index:
            count = following
            first, following, _kind = next(runs, (0, 0, 0))
        yield start, start + (same * count or sum(islice(sizes, count)))


def _size_of_sound(film: BinaryIO, table: dict[bytes, Box], same: int) -> int:
    """Return how many bytes a sample of sound has at most when all are said to have `same`.

    QuickTime says one of every sample that is not packed by itself, however many it has.
    """
    described = table.get(b"stsd")
    if not described or described.end < described.body + 36:
        return same
    film.seek(described.body + 32)
    channels, bits = struct.unpack(">HH", read(film, 4))
    return same if same >= channels * bits // 8 else channels * 8


def _sample_sizes(film: BinaryIO, table: dict[bytes, Box]) -> tuple[int, Iterator[int]]:
    """Return the size that all samples have, 0 when each has its own, and those."""
    if box := table.get(b"stsz"):
        film.seek(box.body + 4)
        same, count = struct.unpack(">II", read(film, 8))
        rows = iter(()) if same else _rows(film, box, 12, ">I", count)
        return same, (size for (size,) in rows)
    if box := table.get(b"stz2"):
        film.seek(box.body + 7)
        bits, count = struct.unpack(">BI", read(film, 5))
        if bits == 4:
            packed = _rows(film, box, 12, ">B", (count + 1) // 2)
            halves = (half for (byte,) in packed for half in (byte >> 4, byte & 15))
            return 0, islice(halves, count)
        row = {8: ">B", 16: ">H"}.get(bits, ">I")
        return 0, (size for (size,) in _rows(film, box, 12, row, count))
    return 0, iter(())


def _numbers(film: BinaryIO, table: dict[bytes, Box], kind: bytes, row: str) -> Iterator[tuple]:
    """Return the rows of a table that says how many it has."""
    if kind not in table:
        return iter(())
    film.seek(table[kind].body + 4)
    (count,) = struct.unpack(">I", read(film, 4))
    return _rows(film, table[kind], 8, row, count)


def _rows(film: BinaryIO, box: Box, head: int, row: str, count: int) -> Iterator[tuple]:
    """Yield the rows of a table after its head, of which some are read at a time."""
    start, width = box.body + head, struct.calcsize(row)
    end = start + count * width
    if end > box.end:
        raise Damaged(f"The table {box.kind!r} does not fit.")
    for at in range(start, end, _MOST_ROWS * width):
        film.seek(at)
        yield from struct.iter_unpack(row, read(film, min(_MOST_ROWS * width, end - at)))
