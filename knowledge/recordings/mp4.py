"""What an MP4 says beside picture and sound (ISO/IEC 14496-12; QuickTime File Format)."""

import struct
from collections.abc import Iterator
from typing import BinaryIO

from office.boxes import Box, Patch, blanked, boxes, freed, read, size_of
from office.damage import Damaged

# What a player reads; in `udta` and `meta` stand place, camera, title and maker, in `uuid` XMP.
_IN_FILE = {b"ftyp", b"moov", b"mdat", b"moof", b"mfra", b"sidx", b"ssix", b"styp"}
_IN_MOVIE = {b"mvhd", b"trak", b"mvex", b"iods", b"cmov", b"pssh"}
_IN_TRACK = {b"tkhd", b"tref", b"trgr", b"edts", b"mdia", b"load", b"tapt", b"clip", b"matt"}
_IN_MEDIA = {b"mdhd", b"hdlr", b"minf", b"elng"}
# Tracks of picture, sound, words, and the clock of a camera; others tell where it went.
_SHOWN = {b"vide", b"soun", b"text", b"sbtl", b"subt", b"clcp", b"subp", b"tmcd", b"pict"}
_LONGEST_TABLE = 64 * 1024 * 1024


def find(film: BinaryIO, *, must_be_whole: bool = True) -> list[Patch]:
    """Return what to overwrite; raises Damaged when the film breaks off, or has no contents.

    Without `must_be_whole` what it lists may be missing.
    """
    outer = list(boxes(film, 0, size_of(film)))
    movies = [box for box in outer if box.kind == b"moov"]
    if not movies:
        raise Damaged("The film has no list of what it holds.")
    patches = _others(film, outer, _IN_FILE)
    # A film that is written piece by piece names its tracks in every piece.
    in_pieces = any(box.kind == b"moof" for box in outer)
    if must_be_whole:
        _refuse_what_is_missing(film, outer, movies, in_pieces=in_pieces)
    for movie in movies:
        inner = list(boxes(film, movie.body, movie.end))
        patches += _others(film, inner, _IN_MOVIE)
        for box in inner:
            if box.kind == b"mvhd":
                patches += _without_times(film, box)
            elif box.kind == b"trak":
                patches += _in_track(film, box, keep=in_pieces)
    return patches


def _refuse_what_is_missing(
    film: BinaryIO, outer: list[Box], movies: list[Box], *, in_pieces: bool
) -> None:
    """Raise Damaged when the film lists what is not in the file.

    One whose list comes first may be cut in what it lists, and one that is written piece by piece
    between two pieces: then it is whole up to there.
    """
    last = [box.kind for box in outer if box.kind in {b"moof", b"mdat"}][-1:]
    if in_pieces and last != [b"mdat"]:
        raise Damaged("The last piece of the film has no contents.")
    ends = [stop for movie in movies for _start, stop in _listed(film, movie)]
    if not ends and not in_pieces:
        raise Damaged("The film lists no picture and no sound.")
    if max(ends, default=0) > size_of(film):
        raise Damaged(f"The film lists what stands up to {max(ends)}, where it has no bytes.")


def _listed(film: BinaryIO, movie: Box) -> Iterator[tuple[int, int]]:
    """Yield between which offsets everything stands that a list of contents names."""
    for track in _within(film, movie):
        if track.kind == b"trak":
            inner = _within(film, track)
            media = [part for box in inner if box.kind == b"mdia" for part in _within(film, box)]
            yield from _samples(film, media)


def _others(film: BinaryIO, found: list[Box], known: set[bytes]) -> list[Patch]:
    return [patch for box in found if box.kind not in known for patch in freed(film, box)]


def _in_track(film: BinaryIO, track: Box, *, keep: bool) -> list[Patch]:
    inner = list(boxes(film, track.body, track.end))
    media = [part for box in inner if box.kind == b"mdia" for part in _within(film, box)]
    if not keep and _handler(film, media) not in _SHOWN:
        told = _samples(film, media)
        patches = [patch for start, end in told for patch in blanked(film, start, end)]
        # The list of its samples last: whoever is stopped before finds them again.
        return patches + freed(film, track)
    patches = _others(film, inner, _IN_TRACK)
    for box in [*inner, *media]:
        if box.kind in {b"tkhd", b"mdhd"}:
            patches += _without_times(film, box)
        elif box.kind == b"hdlr":
            # Its name, in which cameras write theirs.
            patches += blanked(film, min(box.body + 24, box.end), box.end)
    return patches + _others(film, media, _IN_MEDIA)


def _within(film: BinaryIO, box: Box) -> list[Box]:
    return list(boxes(film, box.body, box.end))


def _without_times(film: BinaryIO, box: Box) -> list[Patch]:
    """Return the patch that blanks when the film was made and changed."""
    film.seek(box.body)
    version = read(film, 4)[0]
    return blanked(film, box.body + 4, box.body + (20 if version == 1 else 12))


def _handler(film: BinaryIO, media: list[Box]) -> bytes:
    """Return what kind of track it is."""
    for box in media:
        if box.kind == b"hdlr":
            film.seek(box.body + 8)
            return read(film, 4)
    return b""


def _samples(film: BinaryIO, media: list[Box]) -> Iterator[tuple[int, int]]:
    """Yield between which offsets what a track holds stands in the file, chunk by chunk."""
    info = [part for box in media if box.kind == b"minf" for part in _within(film, box)]
    tables = [part for box in info if box.kind == b"stbl" for part in _within(film, box)]
    table = {box.kind: box for box in tables}
    chunks = _numbers(film, table, b"stco", ">I") or _numbers(film, table, b"co64", ">Q")
    same, sizes = _sample_sizes(film, table[b"stsz"]) if b"stsz" in table else (0, ())
    # A run says from which chunk on each has so many samples.
    runs = {first: count for first, count, _kind in _numbers(film, table, b"stsc", ">III")}
    count = done = 0
    for index, (start,) in enumerate(chunks, start=1):
        count = runs.get(index, count)
        yield start, start + (same * count or sum(sizes[done : done + count]))
        done += count


def _sample_sizes(film: BinaryIO, box: Box) -> tuple[int, tuple[int, ...]]:
    """Return the size that all samples have, 0 when each has its own, and those."""
    film.seek(box.body + 4)
    same, count = struct.unpack(">II", read(film, 8))
    if same:
        return same, ()
    return 0, struct.unpack(f">{count}I", _table(film, box, 4 * count))


def _numbers(film: BinaryIO, table: dict[bytes, Box], kind: bytes, row: str) -> list[tuple]:
    """Return the rows of a table that says how many it has."""
    if kind not in table:
        return []
    film.seek(table[kind].body + 4)
    (count,) = struct.unpack(">I", read(film, 4))
    length = struct.calcsize(row) * count
    return list(struct.iter_unpack(row, _table(film, table[kind], length)))


def _table(film: BinaryIO, box: Box, length: int) -> bytes:
    if length > min(box.end - film.tell(), _LONGEST_TABLE):
        raise Damaged(f"The table {box.kind!r} does not fit.")
    return read(film, length)
