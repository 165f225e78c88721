import io
import struct

import pytest

from knowledge.models import Recording
from knowledge.recordings import film_metadata
from tests.knowledge.recordings.desk import form
from tests.knowledge.recordings.film_samples import VIDEO, block, box, element, mp4, webm
from tests.knowledge.recordings.test_admin import upload
from tests.knowledge.recordings.test_import_questions import asked, change, texts
from tests.knowledge.recordings.test_kept_uploads import ADD, tokens

pytestmark = pytest.mark.django_db


def of_mp4(header: bytes) -> bytes:
    """Return the beginning of a film whose list of contents has this header."""
    return box(b"ftyp", b"isom\0\0\2\0isommp42") + box(b"moov", box(b"mvhd", header))


def of_webm(*info: bytes, live: bool = False) -> bytes:
    """Return a whole film of one picture that says this about itself."""
    shown = element(0xA3, block(1, b"picture"))
    cluster = element(0x1F43B675, element(0xE7, b"\0"), shown, unknown=live)
    tracks = element(0x1654AE6B, VIDEO)
    return element(0x1A45DFA3, element(0x4282, b"webm")) + element(
        0x18538067, element(0x1549A966, *info), tracks, cluster, unknown=live
    )


# Of a millisecond, and of half a one.
UNIT, HALF_UNIT = (element(0x2AD7B1, units.to_bytes(3)) for units in (1_000_000, 500_000))


def lasting(seconds: float) -> bytes:
    """Return a film that says it lasts so long."""
    return of_webm(UNIT, element(0x4489, struct.pack(">d", seconds * 1000)))


@pytest.mark.parametrize(
    ("film", "milliseconds"),
    [
        (of_mp4(struct.pack(">4xIIII", 5, 6, 600, 55_800)), 93_000),
        (of_mp4(struct.pack(">B3xQQIQ", 1, 5, 6, 1000, 93_001)), 93_001),
        (of_mp4(struct.pack(">4xIIII", 5, 6, 0, 55_800)), None),
        # As a film that is written piece by piece says it.
        (of_mp4(struct.pack(">4xIIII", 5, 6, 600, 0)), None),
        (of_mp4(struct.pack(">4xIIII", 5, 6, 600, 0xFFFFFFFF)), None),
        (of_mp4(struct.pack(">4xIIII", 5, 6, 90_000, 0xFFFFFFFF)), None),
        (of_mp4(struct.pack(">B3xQQIQ", 1, 5, 6, 1, 1 << 60)), None),
        (of_mp4(bytes(4)), None),
        (mp4(), None),
        (lasting(93.4), 93_400),
        (of_webm(element(0x4489, struct.pack(">f", 93_000))), 93_000),
        (of_webm(HALF_UNIT, element(0x4489, struct.pack(">f", 8))), 4),
        (of_webm(UNIT, live=True), None),
        (of_webm(UNIT, element(0x4489, struct.pack(">d", float("nan")))), None),
        (of_webm(UNIT, element(0x4489, struct.pack(">d", -1))), None),
        (of_webm(UNIT, element(0x4489, b"\1\2\3")), None),
        (webm(live=True), None),
        (lasting(93)[:40], None),
    ],
)  # fmt: skip
def test_film_says_how_long_it_lasts(film, milliseconds):
    stored = io.BytesIO(film)

    assert film_metadata.length(stored) == milliseconds
    assert stored.tell() == 0


CAPTIONS = b"""WEBVTT

00:01.000 --> 00:03.000
Welkom.

00:08.000 --> 00:11.000
Het einde loopt door.

00:12.500 --> 00:15.000
Pas daarna.
"""


@pytest.mark.parametrize("is_stored", [False, True])
def test_captions_after_the_end_of_the_film_are_named_before_they_are_read(
    client, editor, is_stored
):
    film = {"film": upload("vergadering.webm", lasting(10))}
    where = ADD
    if is_stored:
        client.post(ADD, form(**film))
        where, film = change(Recording.objects.get()), {}

    response = client.post(where, form(**film, transcript=upload("woorden.vtt", CAPTIONS)))

    assert (
        "De film duurt 00:10. 1 ondertitel begint pas daarna, op 00:12: ‘Pas daarna.’."
        in response.content.decode()
    )
    again = client.post(where, form(**tokens(response), **asked(response)))
    assert again.status_code == 302
    assert len(texts(Recording.objects.get())) == 3


def test_how_long_a_film_lasts_is_read_from_it_where_nobody_says_otherwise(client, editor):
    captions = CAPTIONS.replace(b"00:12", b"00:09")
    client.post(
        ADD, form(film=upload("a.webm", lasting(93.4)), transcript=upload("a.vtt", captions))
    )
    assert Recording.objects.get().duration == 94

    client.post(change(Recording.objects.get()), form(duration="60"))
    assert Recording.objects.get().duration == 60


def test_nothing_is_asked_of_captions_beside_a_film_that_does_not_say_how_long_it_is(
    client, editor
):
    film = upload("vergadering.webm", of_webm(UNIT, live=True))

    assert (
        client.post(ADD, form(film=film, transcript=upload("a.vtt", CAPTIONS))).status_code == 302
    )
