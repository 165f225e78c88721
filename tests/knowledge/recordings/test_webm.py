"""A WebM keeps only what a player reads, of the tracks that it shows."""

import io
import struct

import pytest

from knowledge.recordings import film_metadata
from tests.knowledge.recordings.film_samples import (
    PICTURE_DATA,
    PLACE,
    SECRET,
    VIDEO,
    block,
    element,
    entry,
    webm,
)
from tests.knowledge.recordings.test_film_metadata import cleaned, is_refused, refusal


def webm_that_tells(told: bytes, *, live: bool) -> bytes:
    """Return a film with this in everything that holds other things."""
    head = element(0x1A45DFA3, element(0x4282, b"webm"), told)
    video = element(0xE0, element(0xB0, b"\1"), told)
    tracks = element(0x1654AE6B, entry(1, 1, b"V_VP8", video, told), told)
    cues = element(0x1C53BB6B, element(0xBB, element(0xB3, b"\0"), told))
    shown = block(1, PICTURE_DATA)
    group = element(0xA0, element(0xA1, shown), told)
    cluster = element(
        0x1F43B675, element(0xE7, b"\0"), told, group, element(0xA3, shown), unknown=live
    )
    return head + element(0x18538067, tracks, told, cluster, cluster, cues, unknown=live) + told


@pytest.mark.parametrize("live", [False, True])
@pytest.mark.parametrize("identity", [0xEC, 0xBF, 0x536E, 0x258688, 0x4281, 0x7BA9, 0x61A7, 0x4FFF])
def test_webm_keeps_only_what_a_player_reads(identity, live):
    dirty = webm_that_tells(element(identity, SECRET, PLACE), live=live)
    made = cleaned(dirty)
    assert SECRET not in made
    assert len(made) == len(dirty)
    assert made.count(PICTURE_DATA) == 4
    assert made.index(PICTURE_DATA) == dirty.index(PICTURE_DATA)
    assert film_metadata.find(io.BytesIO(made)) == []


@pytest.mark.parametrize("identity", [0x1941A469, 0x1254C367, 0x1043A770])
def test_files_tags_and_chapters_go_wherever_they_stand(identity):
    made = cleaned(webm_that_tells(element(identity, SECRET, PLACE), live=False))
    assert SECRET not in made
    assert made.count(PICTURE_DATA) == 4


def test_webm_that_says_nothing_beside_what_it_shows_stays_as_it_is():
    whole = webm_that_tells(b"", live=False)
    assert film_metadata.find(io.BytesIO(whole)) == []


@pytest.mark.parametrize("identity", [0xEC, 0x4FFF])
def test_webm_of_a_great_many_parts_takes_little_memory(monkeypatch, identity):
    monkeypatch.setattr("knowledge.recordings.webm._MOST_PLACES", 60_000)
    assert "beschadigd" in refusal(webm() + element(identity) * 50_000)


def webm_with_words(track: bytes, *, live: bool = False) -> bytes:
    """Return a film with a second track, and a block of both kinds for each."""
    head = element(0x1A45DFA3, element(0x4282, b"webm"))
    blocks = [element(0xA3, block(1, PICTURE_DATA)), element(0xA3, block(2, SECRET))]
    groups = [element(0xA0, element(0xA1, block(2, PLACE)), element(0x9B, b"\1"))]
    cluster = element(0x1F43B675, element(0xE7, b"\0"), *blocks, *groups, unknown=live)
    tracks = element(0x1654AE6B, VIDEO, track)
    return head + element(0x18538067, tracks, cluster, cluster, unknown=live)


@pytest.mark.parametrize("live", [False, True])
@pytest.mark.parametrize(
    ("kind", "codec"),
    [
        (0x21, b"D_WEBVTT/METADATA"),
        (0x11, b"D_WEBVTT/METADATA\0"),
        (0x11, b"D_GPS"),
        (0x21, b"V_VP8"),
        (0x20, b"B_VOBBTN"),
    ],
)
def test_track_of_a_webm_that_is_not_shown_goes_with_its_blocks(kind, codec, live):
    dirty = webm_with_words(entry(2, kind, codec), live=live)
    made = cleaned(dirty)
    assert SECRET not in made
    assert PLACE not in made
    assert codec not in made.replace(b"V_VP8", b"", 1)
    assert len(made) == len(dirty)
    assert made.count(PICTURE_DATA) == 2
    assert film_metadata.find(io.BytesIO(made)) == []


@pytest.mark.parametrize("live", [False, True])
@pytest.mark.parametrize(
    ("kind", "codec"),
    [
        (1, b"V_VP9"),
        (2, b"A_OPUS"),
        (0x11, b"S_TEXT/UTF8"),
        (0x11, b"D_WEBVTT/SUBTITLES"),
        (0x11, b"D_WEBVTT/CAPTIONS"),
        (0x21, b"D_WEBVTT/DESCRIPTIONS"),
    ],
)
def test_track_of_a_webm_that_is_shown_stays_as_it_is(kind, codec, live):
    whole = webm_with_words(entry(2, kind, codec), live=live)
    assert film_metadata.find(io.BytesIO(whole)) == []


def test_film_that_follows_another_has_tracks_of_its_own():
    """The number that is hidden in the first is shown in the second, and the other way round."""
    shown = webm_with_words(entry(2, 0x11, b"D_WEBVTT/CAPTIONS"), live=True)
    hidden = webm_with_words(entry(2, 0x21, b"D_WEBVTT/METADATA"), live=True)
    assert cleaned(shown + hidden + shown) == shown + cleaned(hidden) + shown


def test_webm_that_shows_no_track_is_damaged_and_stays_as_it_is(tmp_path):
    whole = webm_with_words(b"").replace(VIDEO, entry(1, 0x21, b"D_GPS"))
    assert is_refused(whole)
    late = element(0x18538067, element(0x1F43B675, element(0xA3, block(1, SECRET))))
    path = tmp_path / "film.webm"
    path.write_bytes(element(0x1A45DFA3, element(0x4282, b"webm")) + late)
    before = path.read_bytes()
    assert is_refused(before)
    assert not film_metadata.clean_stored(path, dry_run=False)
    assert path.read_bytes() == before


def vorbis(comments: bytes, *, name: bytes = b"\3vorbis") -> bytes:
    """Return the private data of a track of Vorbis: three headers, of which the second tells."""
    told = name + comments
    lace = bytes([255] * (len(told) // 255) + [len(told) % 255])
    return b"\2\x1e" + lace + b"\1vorbis".ljust(30, b"\1") + told + b"\5vorbis" + b"setup" * 9


# The name of the program, one comment of a kind that is known, and one longer than a lace.
COMMENTS = b"".join(
    struct.pack("<I", number) + text
    for number, text in (
        (11, SECRET),
        (2, b""),
        (25, b"PLACE= " + PLACE),
        (600, b"artist=" + b"An" * 290 + b"\n" * 13),
    )
)


def test_comments_of_vorbis_go_and_its_headers_stay():
    dirty = webm_with_words(entry(2, 2, b"A_VORBIS", element(0x63A2, vorbis(COMMENTS + b"\1"))))
    made = cleaned(dirty)
    blank = struct.pack("<I", len(COMMENTS) - 8) + bytes(len(COMMENTS) - 4) + b"\1"
    assert made == dirty.replace(COMMENTS + b"\1", blank)
    assert made != dirty
    assert film_metadata.find(io.BytesIO(made)) == []
    # What follows the list within its header is no part of it.
    longer = webm_with_words(entry(2, 2, b"A_VORBIS", element(0x63A2, vorbis(COMMENTS + PLACE))))
    assert PLACE in longer.partition(COMMENTS)[2][:40]
    assert PLACE not in cleaned(longer).partition(b"\5vorbis")[0]


@pytest.mark.parametrize(
    "private",
    [
        b"",
        b"\2",
        b"\2" + b"\xff" * 100_000,
        b"\1" + vorbis(COMMENTS)[1:],
        vorbis(COMMENTS)[:200],
        vorbis(bytes(8)),
        vorbis(COMMENTS, name=b"\4vorbis"),
    ],
)
def test_vorbis_whose_headers_are_not_there_is_damaged(private):
    assert is_refused(webm_with_words(entry(2, 2, b"A_VORBIS", element(0x63A2, private))))
    assert not is_refused(webm_with_words(entry(2, 2, b"A_OPUS", element(0x63A2, private))))
