import pytest
from django.urls import reverse
from django.utils.http import http_date
from wagtail.models import PageViewRestriction

from knowledge.models import Cue
from knowledge.recordings import deeds as recordings
from tests.knowledge.factories import make_editor
from tests.knowledge.recordings.factories import FILM, WORDS, make_recording, make_recording_page

pytestmark = pytest.mark.django_db
SIZE = len(FILM)


@pytest.fixture
def page():
    return make_recording_page()


@pytest.fixture
def url(page):
    return reverse("recording_file", args=[page.recording.uid])


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_film_is_sent_whole_when_nothing_is_asked(client, url):
    response = client.get(url)

    assert (response.status_code, body(response)) == (200, FILM)
    headers = {name: response[name] for name in ("Content-Type", "Content-Length", "Accept-Ranges")}
    assert headers == {
        "Content-Type": "video/webm",
        "Content-Length": str(SIZE),
        "Accept-Ranges": "bytes",
    }
    assert response["Cache-Control"] == "no-cache"
    assert not response.cookies


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("bytes=0-9", 0, 9),
        ("bytes=100-", 100, SIZE - 1),
        ("bytes=-7", SIZE - 7, SIZE - 1),
        ("bytes=5-999999999", 5, SIZE - 1),
    ],
)
def test_film_sends_the_asked_part(client, url, asked, first, last):
    response = client.get(url, headers={"range": asked})

    assert (response.status_code, body(response)) == (206, FILM[first : last + 1])
    assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response["Content-Length"] == str(last - first + 1)


@pytest.mark.parametrize("asked", ["bytes=1-2,5-6", "bytes=x", "seconds=1-2"])
def test_film_is_sent_whole_when_the_range_cannot_be_read(client, url, asked):
    response = client.get(url, headers={"range": asked})

    assert (response.status_code, body(response)) == (200, FILM)


def test_film_says_how_long_it_is_when_the_range_lies_outside(client, url):
    response = client.get(url, headers={"range": f"bytes={SIZE}-"})

    assert (response.status_code, response["Content-Range"]) == (416, f"bytes */{SIZE}")


def test_film_head_tells_the_length_and_sends_nothing(client, url):
    response = client.head(url, headers={"range": "bytes=0-9"})

    assert (response.status_code, response["Content-Length"], body(response)) == (
        200, str(SIZE), b"",
    )  # fmt: skip


def test_film_is_not_sent_again_when_the_browser_has_it(client, url):
    first = client.get(url)
    body(first)

    response = client.get(url, headers={"if-none-match": first["ETag"]})

    assert (response.status_code, response.content) == (304, b"")


def test_film_part_is_sent_only_of_the_film_that_the_browser_knows(client, url):
    first = client.get(url)
    body(first)
    asked = {"range": "bytes=0-9"}

    same = client.get(url, headers={**asked, "if-range": first["ETag"]})
    dated = client.get(url, headers={**asked, "if-range": first["Last-Modified"]})
    other = client.get(url, headers={**asked, "if-range": '"een-andere-film"'})
    older = client.get(url, headers={**asked, "if-range": http_date(0)})

    assert [(one.status_code, len(body(one))) for one in (same, dated, other, older)] == [
        (206, 10), (206, 10), (200, SIZE), (200, SIZE),
    ]  # fmt: skip


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_film_only_reads(client, url, method):
    assert getattr(client, method)(url).status_code == 405


def test_film_is_gone_when_it_is_withdrawn_while_the_page_goes_on_as_text(client, page, url):
    recordings.withdraw(page.recording, by=None)

    gone = client.get(url, headers={"range": "bytes=0-9"})
    text = client.get(page.get_url())

    assert (gone.status_code, gone.content.decode()) == (
        410, "Deze opname is ingetrokken. De pagina met de tekst is er nog.",
    )  # fmt: skip
    assert text.status_code == 200
    assert "Vandaag gaat het over borging." in text.content.decode()
    assert "<video" not in text.content.decode()


def test_film_and_words_are_hidden_when_no_page_is_live(client, page, url):
    addresses = [url, *(reverse(f"recording_{what}", args=[page.recording.uid, "nl"])
                        for what in ("captions", "text"))]  # fmt: skip
    shown = [client.get(address).status_code for address in addresses]
    page.unpublish()

    hidden = [client.get(address).status_code for address in addresses]

    assert (shown, hidden) == ([200] * 3, [404] * 3)


def test_film_is_hidden_when_the_page_is_for_some_only(client, page, url):
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert client.get(url).status_code == 404


def test_film_is_shown_to_an_editor_before_the_page_is_live(client, page, url):
    page.unpublish()
    client.force_login(make_editor("an"))

    assert client.get(url).status_code == 200


def test_film_is_handed_to_the_web_server_when_that_is_chosen(client, page, url, settings):
    settings.PROTECTED_MEDIA = "x-accel"

    response = client.get(url)

    page.recording.refresh_from_db()
    assert response["X-Accel-Redirect"] == f"/protected/{page.recording.file.name}"
    assert (response.content, response["Content-Type"]) == (b"", "video/webm")


@pytest.mark.parametrize(
    "path",
    ["/opnames/onbekend/film.webm", "/opnames/../film.webm", "/opnames/%2e%2e%2fetc/film.webm"],
)
def test_film_is_not_found_when_there_is_no_such_recording(client, page, path):
    assert client.get(path).status_code == 404


def test_film_has_no_address_under_media(client, page):
    page.recording.refresh_from_db()

    assert client.get(f"/media/{page.recording.file.name}").status_code == 404
    with pytest.raises(NotImplementedError, match="no URL"):
        _ = page.recording.file.url


def test_captions_are_made_from_the_cues_as_they_are_now(client, page):
    recordings.redact(Cue.objects.order_by("position")[1], by=None)

    response = client.get(reverse("recording_captions", args=[page.recording.uid, "nl"]))

    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    text = response.content.decode()
    assert text.startswith("WEBVTT\n\nNOTE Hoofdstuk: Welkom\n\n")
    assert "\n00:00:02.000 --> 00:00:05.000\n[weggehaald]\n" in text
    assert "borging" not in text


def test_captions_are_not_found_in_a_language_that_has_none(client, page):
    address = reverse("recording_captions", args=[page.recording.uid, "en"])

    assert client.get(address).status_code == 404


def test_text_can_be_downloaded(client, page):
    address = reverse("recording_text", args=[page.recording.uid, "nl"])

    response = client.get(f"{address}?download=1")

    assert response["Content-Disposition"] == (
        f'attachment; filename="{page.recording.uid}-nl.txt"'
    )
    assert response.content.decode() == (
        f"{page.recording.title}\n\nWELKOM\n\n"
        "[00:00] An\nWelkom allemaal. Vandaag gaat het over borging.\n\n"
        "DE RAAD\n\n[00:05] Bo\nDe raad wil weten wat het oplevert.\n"
    )


def test_words_are_not_sent_again_when_they_are_the_same(client, page):
    address = reverse("recording_captions", args=[page.recording.uid, "nl"])
    etag = client.get(address)["ETag"]

    assert client.get(address, headers={"if-none-match": etag}).status_code == 304


# A second recording, so that nothing above passes because there is only one.
def test_each_recording_has_its_own_words(client, page):
    other = make_recording_page(make_recording(film=FILM, words=WORDS.replace("borging", "geld")))

    address = reverse("recording_text", args=[other.recording.uid, "nl"])

    assert "over geld" in client.get(address).content.decode()
