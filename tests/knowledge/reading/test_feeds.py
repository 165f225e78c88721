"""Atom feeds: what RFC 4287 requires, only what is public, and 304 for who has it."""

import xml.etree.ElementTree as ElementTree
from html import unescape

import pytest
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import PageViewRestriction

from knowledge.models import PageOpgave, PageSpeaker, Person
from knowledge.pages import what_changed
from tests.knowledge.factories import make_editor, make_home, make_list, make_opgave, make_report
from tests.knowledge.pages.factories import make_case

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/feeds/"


@pytest.fixture(autouse=True)
def _homes() -> None:
    for language in ("nl", "en"):
        make_home(language)
        make_list(language, slug="kennisbank")


def read(client, url: str = FEED) -> ElementTree.Element:
    """Return a feed, after looking for what RFC 4287 requires of it (§4.1)."""
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 -- our own
    for one in (feed, *feed.findall(f"{ATOM}entry")):
        for required in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{required}")) == 1, required
            assert one.find(f"{ATOM}{required}").text
        (alternate,) = [link for link in one.findall(f"{ATOM}link") if link.get("rel") != "self"]
        assert alternate.get("href").startswith("http")
    assert feed.find(f"{ATOM}author/{ATOM}name").text
    return feed


def titles(client, url: str = FEED) -> list[str]:
    return [entry.find(f"{ATOM}title").text for entry in read(client, url).findall(f"{ATOM}entry")]


def test_feed_holds_what_is_new_the_newest_first(client):
    make_report(title="Eerst")
    make_case(title="Daarna", summary="Over <b>borging</b> & geld.")

    assert titles(client) == ["Daarna", "Eerst"]
    (entry, _older) = read(client).findall(f"{ATOM}entry")
    summary = entry.find(f"{ATOM}summary")
    # A reader shows what is marked as HTML as such: no word of it may be taken for an element.
    assert summary.get("type") == "html"
    assert unescape(summary.text) == "Over <b>borging</b> & geld."
    assert strip_tags(summary.text) == summary.text


def test_page_that_is_not_public_is_in_no_feed_and_leaves_it_when_it_goes(client):
    make_report(title="Concept", live=False)
    closed, gone = make_report(title="Besloten"), make_report(title="Weg")
    assert set(titles(client)) == {"Besloten", "Weg"}

    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    gone.unpublish()

    assert titles(client) == []


def test_alias_is_no_news(client):
    make_report(title="Verslag").create_alias(update_slug="weer")

    assert titles(client) == ["Verslag"]


def test_feed_of_a_kind_holds_that_kind(client):
    make_report(title="Verslag")
    make_case(title="Voorbeeld")

    assert titles(client, "/feeds/soort/verslag/") == ["Verslag"]
    assert client.get("/feeds/soort/taart/").status_code == 404


def test_feed_of_an_opgave_holds_what_is_about_it(client):
    opgave = make_opgave(1, slug="meedoen")
    report = make_report(title="Over meedoen")
    PageOpgave.objects.create(page=report, opgave=opgave)
    make_report(title="Over iets anders")

    assert titles(client, "/feeds/opgaven/meedoen/") == ["Over meedoen"]

    opgave.unpublish()

    assert client.get("/feeds/opgaven/meedoen/").status_code == 404


def test_each_language_has_a_feed_of_its_own(client):
    make_report(title="Verslag")
    make_report(title="Report", parent=make_list("en"))

    assert titles(client, "/en/feeds/") == ["Report"]
    assert titles(client) == ["Verslag"]


def test_name_of_an_entry_stays_when_the_page_moves(client):
    report = make_report(title="Verslag")
    before = read(client).find(f"{ATOM}entry/{ATOM}id").text

    report.slug, report.title = "heel-anders", "Anders"
    report.save()

    entry = read(client).find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}id").text == before
    assert entry.find(f"{ATOM}title").text == "Anders"
    assert before.startswith("urn:uuid:")


def test_entry_is_new_when_a_change_of_it_is_said(client):
    report = make_report(title="Verslag")
    report.save_revision().publish()
    before = read(client).find(f"{ATOM}entry")

    report.refresh_from_db()
    revision = report.save_revision(user=make_editor("an"))
    what_changed.say(revision, "changed", "kosten toegevoegd")
    revision.publish()

    after = read(client).find(f"{ATOM}entry")
    assert after.find(f"{ATOM}updated").text > before.find(f"{ATOM}updated").text
    assert after.find(f"{ATOM}published").text == before.find(f"{ATOM}published").text


@pytest.mark.parametrize(
    "url", ["/feeds/", "/en/feeds/", "/feeds/soort/verslag/", "/feeds/opgaven/meedoen/"]
)
def test_feed_says_its_own_address_whichever_host_was_asked(client, settings, url):
    settings.BASE_URL = "https://kenniskring.example.org"
    settings.ALLOWED_HOSTS = ["intern.example.org"]
    make_opgave(1, slug="meedoen")

    answer = client.get(url, headers={"host": "intern.example.org"})

    feed = ElementTree.fromstring(answer.content)  # noqa: S314 -- our own
    (own,) = [link for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own.get("href") == f"https://kenniskring.example.org{url}"
    assert b"intern.example.org" not in answer.content


def test_feed_tells_no_name_of_who_is_shown_by_role(client):
    report = make_report(title="Verslag", summary="Gesprek met Bo Baas.")
    person = Person.objects.create(name="Bo Baas", slug="bo-baas")
    PageSpeaker.objects.create(page=report, person=person, role="wethouder")
    assert b"Bo Baas" in client.get(FEED).content

    person.show_as_role = True
    person.save()

    assert b"Bo Baas" not in client.get(FEED).content


def test_sign_that_no_xml_may_hold_breaks_no_feed(client):
    report = make_report()
    # As a row of before titles were cleaned.
    type(report).objects.filter(pk=report.pk).update(title="Voor\x0bna")

    assert titles(client) == ["Voorna"]


@pytest.mark.parametrize("with_page", [False, True])
def test_who_has_the_feed_is_told_that_it_is_the_same(client, with_page):
    if with_page:
        make_report(title="Verslag")
    etag = client.get(FEED)["ETag"]
    assert client.head(FEED)["ETag"] == etag

    again = client.get(FEED, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")

    make_report(title="Nieuw")
    changed = client.get(FEED, headers={"if-none-match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag
    assert changed["Cache-Control"] == "no-cache"


def test_number_of_queries_does_not_grow_with_the_pages(client, django_assert_max_num_queries):
    make_report()
    client.get(FEED)
    with django_assert_max_num_queries(12) as one:
        client.get(FEED)
    for _number in range(10):
        make_report()

    with django_assert_max_num_queries(12) as many:
        assert len(titles(client)) == 11

    assert len(many) == len(one)


def test_feeds_are_announced_in_the_head_and_under_every_page(client):
    opgave = make_opgave(1, slug="meedoen")
    cases = make_list(slug="praktijkvoorbeelden")
    page = {name: client.get(url).content.decode() for name, url in {
        "home": "/", "list": cases.url, "opgave": opgave.url}.items()}  # fmt: skip

    def announced(html: str, url: str) -> bool:
        return 'type="application/atom+xml" title="' in html and f'{url}">' in html

    assert announced(page["home"], FEED)
    assert announced(page["list"], "/feeds/soort/praktijkvoorbeeld/")
    assert announced(page["opgave"], "/feeds/opgaven/meedoen/")
    assert f'<a href="{reverse("feed")}"' in page["opgave"]
