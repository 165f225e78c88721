"""A film keeps picture and sound where they stand, and says nothing beside them."""

import io
import struct
import tracemalloc
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from hypothesis import given, settings as hypothesis_settings, strategies as st

from knowledge.demo import film as demo
from knowledge.models import Recording
from knowledge.recordings import deeds as recordings, film_metadata
from knowledge.recordings.film_metadata import FilmRefused
from office.boxes import apply
from tests.knowledge.recordings.factories import make_recording
from tests.knowledge.recordings.film_samples import (
    MADE_AT,
    PICTURE_DATA,
    PLACE,
    PLACES_DATA,
    SECRET,
    box,
    in_pieces,
    mp4,
    track,
    webm,
)

FILES = Path(__file__).parent / "files"
FILMS = {
    "mp4": mp4(),
    "mp4 with long numbers": mp4(wide=True),
    **{f"mp4 with sizes in {bits} bits": mp4(bits=bits) for bits in (4, 8, 16)},
    "webm": webm(),
    "webm as it is recorded": webm(live=True),
}
# What a browser records, picture by picture: it says nowhere how long the film is.
RECORDED = {path.name: path.read_bytes() for path in sorted(FILES.iterdir())}
# Where a part of a WebM begins: a block or a cluster.
BEGINS = (b"\xa3", b"\xa0", b"\x1f\x43\xb6\x75")
# What is free space at the end may be missing.
CUT = {
    "mp4": mp4(told=False),
    "mp4 with long numbers": mp4(told=False, wide=True),
    "mp4 to watch at once": mp4(told=False, first=True),
}
# One of these comes too early for a picture.
PARTS = (0.0, 0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.99, 0.999, 1.0)


def cleaned(film: bytes) -> bytes:
    """Return the film after what was found in it is overwritten."""
    made = io.BytesIO(film)
    apply(made, film_metadata.find(io.BytesIO(film)))
    return made.getvalue()


@pytest.mark.parametrize("name", FILMS)
def test_film_says_neither_place_nor_camera_nor_time_and_nothing_moves(name):
    dirty = FILMS[name]
    made = cleaned(dirty)

    assert SECRET in dirty
    assert PLACE in dirty
    for word in (SECRET, PLACE, MADE_AT, b"xmpmeta", b"\xa9xyz"):
        assert word not in made
    assert len(made) == len(dirty)
    first = dirty.index(PICTURE_DATA)
    assert made[first : first + len(PICTURE_DATA)] == PICTURE_DATA
    assert made.count(PICTURE_DATA) == dirty.count(PICTURE_DATA)
    if PLACES_DATA in dirty:
        first = dirty.index(PLACES_DATA)
        assert not any(made[first : first + len(PLACES_DATA)])
    assert film_metadata.find(io.BytesIO(made)) == []


@pytest.mark.parametrize("name", FILMS)
def test_cleaning_that_was_stopped_halfway_is_done_again(name):
    dirty = FILMS[name]
    patches = film_metadata.find(io.BytesIO(dirty))
    for done in range(len(patches)):
        half = io.BytesIO(dirty)
        apply(half, patches[:done])
        made = cleaned(half.getvalue())
        assert SECRET not in made
        assert PLACE not in made
        assert film_metadata.find(io.BytesIO(made)) == []


def test_film_that_says_nothing_stays_as_it_is():
    film = mp4(told=False).replace(MADE_AT, bytes(4)).replace(SECRET, bytes(len(SECRET)))
    assert film_metadata.find(io.BytesIO(film)) == []
    demo_film = (demo.FOLDER / "kenniskring-14.webm").read_bytes()
    made = cleaned(demo_film)
    assert len(made) == len(demo_film)
    assert film_metadata.find(io.BytesIO(made)) == []


def is_refused(film: bytes) -> bool:
    try:
        film_metadata.find(io.BytesIO(film))
    except FilmRefused as refused:
        return str(refused).startswith("Dit bestand is beschadigd")
    return False


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", ["mp4", "mp4 with long numbers", "mp4 to watch at once", "webm"])
def test_film_that_was_cut_anywhere_is_damaged(name, part):
    whole = {**FILMS, **CUT}[name]
    assert not is_refused(whole)
    # From its header to all but one byte.
    assert is_refused(whole[: max(28, int((len(whole) - 1) * part))])


def test_every_cut_of_the_demonstrations_film_is_damaged():
    whole = (demo.FOLDER / "kenniskring-14.webm").read_bytes()
    assert not is_refused(whole)
    for length in range(100, len(whole), 9973):
        assert is_refused(whole[:length])
    assert is_refused(whole[:-1])


@pytest.mark.parametrize("name", RECORDED)
def test_film_that_a_browser_recorded_is_whole_or_ends_between_two_of_its_parts(name):
    whole = RECORDED[name]
    assert not is_refused(whole)
    accepted = [n for n in range(64, len(whole)) if not is_refused(whole[:n])]
    for length in accepted:
        # Fewer than eight bytes of a box of MP4 are none.
        near = whole[length - 8 : length + 8]
        assert whole[length:].startswith(BEGINS) or b"moof" in near or b"mfra" in near
    assert len(accepted) < 40


@pytest.mark.parametrize("name", ["webm", "mp4"])
def test_film_of_zeros_after_its_first_half_is_damaged(name):
    whole = FILMS[name]
    half = len(whole) // 2
    assert is_refused(whole[:half] + bytes(len(whole) - half))


def test_what_follows_the_end_of_a_webm_goes():
    made = cleaned(webm() + b"\0\0" + SECRET)
    assert made == cleaned(webm()) + bytes(len(SECRET) + 2)
    assert film_metadata.find(io.BytesIO(made)) == []


def test_two_live_recordings_in_one_file_are_one_film():
    assert not is_refused(webm(live=True) * 2)
    assert SECRET not in cleaned(webm(live=True) * 2)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", ["mp4", "webm"])
def test_film_that_breaks_off_is_not_stored(db, settings, tmp_path, name, part):
    settings.PROTECTED_MEDIA_ROOT = tmp_path
    whole = {**FILMS, **CUT}[name]
    film = ContentFile(whole[: max(28, int((len(whole) - 1) * part))], name="film")
    recording = make_recording()
    with pytest.raises(FilmRefused, match="Dit bestand is beschadigd"):
        recordings.put_film(recording, film=film, by=None)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert Recording.objects.get(pk=recording.pk).file.name == ""


def test_film_that_was_stored_cut_is_cleaned_up_to_there(tmp_path):
    path = tmp_path / "film.webm"
    path.write_bytes(webm()[:-200])
    assert film_metadata.clean_stored(path, dry_run=False)
    assert SECRET not in path.read_bytes()
    path.write_bytes(webm()[:400])
    assert film_metadata.clean_stored(path, dry_run=False)
    assert SECRET not in path.read_bytes()


def test_mp4_without_a_list_of_what_it_holds_is_damaged():
    film = box(b"ftyp", b"isom\0\0\2\0") + box(b"mdat", PICTURE_DATA)
    with pytest.raises(FilmRefused):
        film_metadata.find(io.BytesIO(film))
    with pytest.raises(FilmRefused):
        film_metadata.find(io.BytesIO(film + box(b"moov")))
    # Some recorders leave a few bytes.
    film_metadata.find(io.BytesIO(mp4() + b"\0\0\0"))


@pytest.mark.parametrize("name", FILMS)
def test_stored_film_is_clean(db, settings, tmp_path, name):
    settings.PROTECTED_MEDIA_ROOT = tmp_path
    recording = make_recording(film=FILMS[name])
    stored = recording.file.open().read()
    recording.file.close()
    assert stored == cleaned(FILMS[name])
    assert SECRET not in stored


def test_stored_film_is_not_clean_when_nothing_cleans_it(db, settings, tmp_path, monkeypatch):
    settings.PROTECTED_MEDIA_ROOT = tmp_path
    monkeypatch.setattr(film_metadata, "find", lambda _film: [])
    recording = make_recording(film=FILMS["mp4"])
    with recording.file.open() as stored:
        assert SECRET in stored.read()


class Counting(io.FileIO):
    """A file that counts the bytes that are read of it."""

    seen = 0

    def read(self, size: int = -1) -> bytes:
        found = super().read(size)
        self.seen += len(found)
        return found


def test_film_of_gigabytes_is_not_read_to_find_what_it_says(tmp_path):
    size, head = 5 * 1024**3, box(b"ftyp", b"isom\0\0\2\0isommp42")
    start, middle = len(head) + 16, size // 2
    words = box(b"udta", box(b"\xa9xyz", PLACE))
    pictures = [[start, middle], [middle - start, size + 16 - middle]]
    path = tmp_path / "film.mp4"
    with path.open("wb") as film:
        film.write(head + (1).to_bytes(4) + b"mdat" + (size + 16 - len(head)).to_bytes(8))
        # A hole: it takes no room on the disk.
        film.seek(size + 16)
        film.write(box(b"moov", track(b"vide", *pictures, told=words, is_long=True)))
    before = path.stat().st_size
    with Counting(path) as film:
        patches = film_metadata.find(film)
        seen = film.seen
    film_metadata.clean(path, patches)

    assert path.stat().st_size == before
    assert patches
    assert seen < 100_000
    assert not film_metadata.clean_stored(path, dry_run=False)


@pytest.mark.parametrize("name", FILMS)
@hypothesis_settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_whatever_bytes_come_they_are_cleaned_or_refused(name, data):
    film = bytearray(FILMS[name])
    for _change in range(data.draw(st.integers(1, 6))):
        film[data.draw(st.integers(32, len(film) - 1))] = data.draw(st.integers(0, 255))
    try:
        made = cleaned(bytes(film))
    except FilmRefused:
        return
    assert len(made) == len(film)


class Seen(io.BytesIO):
    """A film in memory that knows how many bytes of it were read."""

    seen = 0

    def read(self, size: int = -1, /) -> bytes:
        found = super().read(size)
        self.seen += len(found)
        return found


def refusal(content: bytes) -> str:
    """Return why a film is refused: it is read about once, and with little memory."""
    film = Seen(content)
    tracemalloc.start()
    try:
        with pytest.raises(FilmRefused) as refused:
            film_metadata.find(film)
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()
    assert film.seen < 3 * len(content)
    return str(refused.value)


@pytest.mark.parametrize("kind", [b"abcd", b"free", b"moov"])
def test_film_of_a_great_many_boxes_takes_little_memory(monkeypatch, kind):
    monkeypatch.setattr("office.boxes.MOST_PLACES", 30_000)
    assert "beschadigd" in refusal(mp4() + box(kind) * 70_000)


def test_list_of_a_great_many_chunks_takes_little_memory():
    shown = track(b"vide", [2**31] * 500_000, [1] * 500_000)
    assert "beschadigd" in refusal(box(b"ftyp", b"isom\0\0\2\0") + box(b"moov", shown))


@pytest.mark.parametrize("kind", [b"udta", b"uuid", b"meta", b"abcd", b"free"])
def test_pieces_of_a_film_keep_only_what_a_player_reads(kind):
    made = cleaned(in_pieces(told=box(kind, PLACE, SECRET)))
    assert PLACE not in made
    assert PICTURE_DATA in made
    assert made.count(b"tfhd") == made.count(b"mfhd") == 1
    assert film_metadata.find(io.BytesIO(made)) == []


def test_track_of_where_it_went_that_is_in_pieces_is_refused_in_words():
    assert "waar hij is opgenomen" in refusal(in_pieces(b"meta"))


@pytest.mark.parametrize("around", [b"stsz", b"hdlr"])
def test_unknown_boxes_deep_in_a_track_go(around):
    """One beside the tables of samples, and one beside the handler."""
    whole = track(b"vide", [28], [len(PICTURE_DATA)])
    told = box(b"udta", PLACE)
    at = whole.index(around) - 4
    made = bytearray(whole[:at] + told + whole[at:])
    outer = [b"trak", b"mdia"] + ([b"minf", b"stbl"] if around == b"stsz" else [])
    for kind in outer:
        size_at = made.index(kind) - 4
        (size,) = struct.unpack_from(">I", made, size_at)
        struct.pack_into(">I", made, size_at, size + len(told))
    head = box(b"ftyp", b"isom\0\0\2\0" + bytes(4)) + box(b"mdat", PICTURE_DATA)
    film = head + box(b"moov", bytes(made))
    assert PLACE not in cleaned(film)
    assert PICTURE_DATA in cleaned(film)


def test_few_bytes_at_the_end_of_a_film_are_blank():
    made = cleaned(mp4(told=False) + b"52.37N")
    assert made.endswith(bytes(6))


def test_what_a_film_says_is_looked_for_before_anything_is_locked(
    transactional_db, settings, tmp_path, monkeypatch
):
    settings.PROTECTED_MEDIA_ROOT = tmp_path
    recording = make_recording()
    real, locked = film_metadata.find, []

    def find(film):
        locked.append(connection.in_atomic_block)
        return real(film)

    monkeypatch.setattr(film_metadata, "find", find)
    recordings.put_film(recording, film=ContentFile(mp4(), name="film"), by=None)
    assert locked == [False]
