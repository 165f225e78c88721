"""Every English page of the site, read for Dutch words of the frame."""

import pytest

from knowledge.models import HomePage, ListPage
from search import indexing
from tests.site_config import visible_site
from tests.site_config.english_frame import dutch_on, is_dutch
from tests.site_config.test_visible import addresses

pytestmark = pytest.mark.django_db


def english_pages(client, site) -> dict[str, str]:
    """Return every page under /en/ that the grid of addresses knows, and the errors."""
    urls = {url for found in addresses(site).values() for url in found if url.startswith("/en/")}
    urls |= {"/en/nergens/armoede/", "/en/p/zzzzzzzz/", "/en/vragen/99/", "/en/zoeken/?q=zzzzzz"}
    pages = {}
    for url in sorted(urls):
        answer = client.get(url)
        if not answer.streaming and answer["Content-Type"].startswith("text/html"):
            pages[url] = answer.content.decode()
    for url in ("/en/vragen/stellen/", "/en/fout-doorgeven/"):
        pages[f"{url} sent empty"] = client.post(url, {"email": "an@"}).content.decode()
    for meeting in ("meeting", "naming meeting"):
        row = site.made[meeting]
        url = f"/en/kenniskringen/{row.number}-{row.slug}/"
        for form in ("aanmelden/", "link-opnieuw/"):
            sent = client.post(f"{url}{form}", {"email": "an@"})
            pages[f"{url}{form} sent empty"] = sent.content.decode()
    return pages


def test_no_dutch_word_of_the_frame_is_on_an_english_page(client):
    site = visible_site.build()
    # What an editor wrote on the front page and as the name of a list.
    ListPage.objects.filter(locale__language_code="en").update(title="Knowledge")
    home = HomePage.objects.get(locale__language_code="en")
    home.heading, home.intro = "What works?", "From colleagues."
    home.save()
    indexing.catch_up()

    found = {url: dutch_on(page) for url, page in english_pages(client, site).items()}

    assert len(found) > 40
    assert {url: words for url, words in found.items() if words} == {}


@pytest.mark.parametrize(
    "words",
    [
        "Naar de inhoud",
        "Gecontroleerd op 3 november 2026 door de redactie",
        "12 oktober 2026",
        "Deze site volgt je niet. Deze site gebruikt geen cookies.",
    ],
)
def test_dutch_of_the_frame_is_known(words):
    """The negative control."""
    assert is_dutch(words)


@pytest.mark.parametrize("words", ["To the content", "Kenniskring 14", "Almere", "12 October 2026"])
def test_english_and_names_are_no_dutch(words):
    assert not is_dutch(words)


def test_dutch_that_is_marked_as_such_is_allowed():
    page = '<html lang="en"><p lang="nl">Naar de inhoud</p><p aria-label="Kruimelpad">x</p></html>'
    assert dutch_on(page) == ["Kruimelpad"]
