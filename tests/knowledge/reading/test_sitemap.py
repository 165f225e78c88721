"""The map of the site: films, moments and parts; that it holds all is asked by the site's grid."""

import xml.etree.ElementTree as ElementTree

import pytest
from django.conf import settings

from knowledge.models import Person
from knowledge.reading import sitemap
from knowledge.recordings import deeds as recordings
from tests.knowledge.factories import make_home, make_report
from tests.knowledge.questions.factories import make_question
from tests.knowledge.recordings.factories import FILM, make_recording, make_recording_page

pytestmark = pytest.mark.django_db

SPACES = {
    "": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "video": "http://www.google.com/schemas/sitemap-video/1.1",
}
# https://developers.google.com/search/docs/crawling-indexing/sitemaps/video-sitemaps
REQUIRED_OF_A_FILM = ("thumbnail_loc", "title", "description", "content_loc")


@pytest.fixture(autouse=True)
def _home() -> None:
    make_home()


def read(client, url: str = "/sitemap.xml") -> ElementTree.Element:
    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    return ElementTree.fromstring(answer.content)  # noqa: S314 -- our own


def film_on(client) -> ElementTree.Element | None:
    return read(client).find("url/video:video", SPACES)


def test_film_of_ours_stands_on_its_page(client):
    title = "Wat werkt & <b>wat niet</b>?"
    page = make_recording_page(make_recording(FILM, duration=93), title=title, summary="Kort.")

    film = film_on(client)

    for name in REQUIRED_OF_A_FILM:
        assert film.find(f"video:{name}", SPACES).text
    assert film.find("video:title", SPACES).text == title
    assert film.find("video:duration", SPACES).text == "93"
    content = film.find("video:content_loc", SPACES).text
    assert content == f"{settings.BASE_URL}/opnames/{page.recording.uid}/film.webm"
    assert client.get(content.removeprefix(settings.BASE_URL)).status_code == 200


def test_film_that_was_withdrawn_or_is_elsewhere_stands_on_none(client):
    page = make_recording_page(make_recording(FILM))
    elsewhere = make_recording(external_url="https://youtube.com/watch?v=1")
    make_recording_page(elsewhere)
    assert film_on(client) is not None

    recordings.withdraw(page.recording, by=None)

    assert film_on(client) is None
    assert len(read(client).findall("url", SPACES)) > 2


def test_moment_is_that_of_the_last_publication(client):
    report = make_report()
    report.save_revision().publish()
    report.refresh_from_db()

    found = {
        url.find("loc", SPACES).text: url.find("lastmod", SPACES)
        for url in read(client).findall("url", SPACES)
    }

    moment = found[settings.BASE_URL + report.url].text
    assert moment.startswith(f"{report.last_published_at.astimezone():%Y-%m-%dT%H}"[:10])
    assert moment[-6] in "+-"
    # The list of questions has no moment that anybody knows.
    assert found[f"{settings.BASE_URL}/vragen/"] is None


def test_question_that_is_not_public_is_not_told(client):
    shown, waiting = make_question(), make_question(public=False)

    urls = [url.text for url in read(client).iterfind("url/loc", SPACES)]

    assert settings.BASE_URL + shown.get_absolute_url() in urls
    assert waiting.number is None


def test_person_without_a_page_is_not_told(client):
    Person.objects.create(name="An", slug="an")

    assert "/mensen/an/" not in client.get("/sitemap.xml").content.decode()


def test_map_that_is_too_large_for_one_file_names_its_parts(client, monkeypatch):
    for _number in range(4):
        make_question()
    whole = {url.text for url in read(client).iterfind("url/loc", SPACES)}
    monkeypatch.setattr(sitemap, "MOST", 3)

    index = read(client)
    parts = [url.text.removeprefix(settings.BASE_URL) for url in index.iterfind("*/loc", SPACES)]
    found = [url.text for part in parts for url in read(client, part).iterfind("url/loc", SPACES)]

    assert index.tag == f"{{{SPACES['']}}}sitemapindex"
    assert len(found) == len(set(found))
    assert set(found) == whole
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


def test_part_of_a_map_of_one_file_does_not_exist(client):
    assert client.get("/sitemap-1.xml").status_code == 404


def test_number_of_queries_does_not_grow_with_the_pages(client, django_assert_max_num_queries):
    make_report()
    make_question()
    client.get("/sitemap.xml")
    with django_assert_max_num_queries(20) as one:
        client.get("/sitemap.xml")
    for _number in range(10):
        make_report()
        make_question()
        make_recording_page(make_recording(FILM))

    with django_assert_max_num_queries(20) as many:
        client.get("/sitemap.xml")

    # The renditions of posters are asked for once there are films at all.
    assert len(many) - len(one) <= 1
