"""Of the contents of an MP4 only what its tracks of picture, sound and words list is kept."""

import io
import struct

import pytest

from knowledge.recordings import film_metadata
from tests.knowledge.recordings.film_samples import PLACE, box, in_pieces, track
from tests.knowledge.recordings.test_film_metadata import cleaned, is_refused, refusal

HEAD = box(b"ftyp", b"isom\0\0\2\0isommp42")
PICTURE, SOUND, PLACED = b"picture " * 9, b"sound " * 7, b"freeGPS " + PLACE
START = len(HEAD) + 8


def film(contents: list[bytes], *tracks: bytes) -> bytes:
    """Return a film that holds this, and lists these tracks of it."""
    return HEAD + box(b"mdat", *contents) + box(b"moov", *tracks)


def places(contents: list[bytes], one: bytes) -> list[int]:
    """Return where each piece of the contents stands that is this one."""
    starts = [START + sum(map(len, contents[:at])) for at in range(len(contents))]
    return [start for start, part in zip(starts, contents, strict=True) if part == one]


def listed(kind: bytes, contents: list[bytes], one: bytes) -> bytes:
    """Return a track that lists each piece of the contents that is this one."""
    starts = places(contents, one)
    return track(kind, starts, [len(one)] * len(starts))


@pytest.mark.parametrize("kind", [b"meta", b"camm", None])
def test_contents_that_no_shown_track_lists_are_blank_and_the_rest_stays(kind):
    """A track that is not shown lists the places, or none does: a program took it out."""
    contents = [PLACED, PICTURE, SOUND, PLACED, PICTURE, PLACED, PLACED, SOUND, PICTURE, PLACED]
    shown = [listed(b"soun", contents, SOUND), listed(b"vide", contents, PICTURE)]
    dirty = film(contents, *shown, *([listed(kind, contents, PLACED)] if kind else []))
    made = cleaned(dirty)
    end = START + sum(map(len, contents))
    blank = [bytes(len(one)) if one == PLACED else one for one in contents]
    assert made[START:end] == b"".join(blank)
    assert PLACE in dirty
    assert film_metadata.find(io.BytesIO(made)) == []


def test_chunks_that_an_editor_moved_are_all_kept():
    contents = [PICTURE, PLACED, SOUND, PLACED, PICTURE]
    first, last = places(contents, PICTURE)
    moved = track(b"vide", [last, first], [len(PICTURE)] * 2)
    made = cleaned(film(contents, moved, listed(b"soun", contents, SOUND)))
    assert PLACE not in made
    assert made.count(PICTURE) == 2
    assert made.count(SOUND) == 1


def test_film_of_a_great_many_moved_chunks_takes_little_memory(monkeypatch):
    monkeypatch.setattr("knowledge.recordings.mp4._MOST_MOVED", 1000)
    contents = [PICTURE] * 1001
    starts, sizes = places(contents, PICTURE), [len(PICTURE)] * 1001
    assert not is_refused(film(contents, track(b"vide", starts, sizes)))
    assert is_refused(film(contents, track(b"vide", starts[::-1], sizes)))
    assert not is_refused(film(contents, track(b"vide", starts[:0:-1], sizes[1:])))


def test_film_of_a_great_many_tracks_is_damaged(monkeypatch):
    monkeypatch.setattr("knowledge.recordings.mp4._MOST_TRACKS", 3)
    shown = listed(b"vide", [PICTURE], PICTURE)
    assert not is_refused(film([PICTURE], *[shown] * 3))
    assert is_refused(film([PICTURE], *[shown] * 4))


def test_tracks_that_share_what_they_hold_keep_it():
    contents = [PICTURE, PLACED]
    shown = listed(b"vide", contents, PICTURE)
    part = track(b"vide", [START + 8], [16])
    made = cleaned(film(contents, shown, part))
    assert PICTURE in made
    assert PLACE not in made


def test_film_of_which_no_track_is_shown_is_damaged_and_stays_as_it_is(tmp_path):
    contents = [PLACED] * 40
    hidden = listed(b"meta", contents, PLACED)
    empty = track(b"vide", [START], [0])
    assert "beschadigd" in refusal(film(contents, hidden))
    assert "beschadigd" in refusal(film(contents, hidden, empty))
    path = tmp_path / "film.mp4"
    path.write_bytes(film(contents, hidden, empty))
    with pytest.raises(film_metadata.FilmRefused):
        film_metadata.clean_stored(path, dry_run=False)
    assert path.read_bytes() == film(contents, hidden, empty)


@pytest.mark.parametrize(
    ("said", "channels", "bits", "kept"), [(4, 2, 16, 40), (1, 1, 8, 10), (1, 2, 16, 160)]
)
def test_sound_of_which_quicktime_says_one_byte_a_sample_is_kept_whole(said, channels, bits, kept):
    sound = bytes(range(1, 201))
    described = struct.pack(">12x4s16xHH", b"sowt", channels, bits)
    shown = track(b"soun", [START], [said], described=described, each=10)
    made = cleaned(film([sound], shown))
    assert made[START : START + 200] == sound[:kept] + bytes(200 - kept)


def test_long_tables_are_read_some_rows_at_a_time(monkeypatch):
    monkeypatch.setattr("knowledge.recordings.mp4._MOST_ROWS", 3)
    contents = [PICTURE, PLACED] * 10
    made = cleaned(film(contents, listed(b"vide", contents, PICTURE)))
    assert made.count(PICTURE) == 10
    assert PLACE not in made


def test_contents_of_a_film_in_pieces_stay_as_they_are():
    assert film_metadata.find(io.BytesIO(cleaned(in_pieces()))) == []
    assert PLACED in cleaned(
        in_pieces() + box(b"moof", box(b"mfhd", bytes(8))) + box(b"mdat", PLACED)
    )
