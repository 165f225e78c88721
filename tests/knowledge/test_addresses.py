"""Where a page is read: in bulk, under both languages, and nowhere that belongs to the system."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Locale, Page, Site

from knowledge import addresses
from knowledge.models import TextPage
from tests.knowledge.factories import make_home, make_page

pytestmark = pytest.mark.django_db

# Pages of the tree that have addresses of the system under them.
PAGES_WITH_ROUTES = {"opgaven"}


@pytest.fixture
def elsewhere():
    """A resolver, as events registers one for a report that is read at its meeting."""
    moved: dict[int, str] = {}
    addresses.ADDRESSES.register(
        "test", lambda pages: {page.pk: moved[page.pk] for page in pages if page.pk in moved}
    )
    yield moved
    del addresses.ADDRESSES._items["test"]


def test_page_has_its_address_in_the_tree():
    page = make_page(slug="over-ons")

    assert addresses.url(page) == "/over-ons/"
    assert page.url == "/over-ons/"


def test_english_page_stands_under_en():
    make_home("en")
    page = make_page(slug="over-ons")
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))

    assert addresses.url(english) == f"/en/{english.slug}/"
    assert addresses.url(make_home("en")) == "/en/"


def test_page_outside_the_site_has_no_address():
    page = make_page()
    lost = Page.get_first_root_node().add_child(instance=TextPage(title="Los", slug="los"))

    assert addresses.urls([page, lost]) == {page.pk: f"/{page.slug}/"}
    assert addresses.url(lost) == ""


def test_page_that_is_read_elsewhere_has_that_address_everywhere(elsewhere):
    page = make_page("<p>Een</p>")
    elsewhere[page.pk] = "/kenniskringen/14-lokaal/"

    page.save()

    assert addresses.url(page) == "/kenniskringen/14-lokaal/"
    assert page.url == "/kenniskringen/14-lokaal/"
    assert page.full_url.endswith("/kenniskringen/14-lokaal/")
    assert page.passages.get().owner_url == "/kenniskringen/14-lokaal/"


def test_plain_page_rows_are_resolved_too(elsewhere):
    page = make_page()
    elsewhere[page.pk] = "/elders/"

    assert addresses.urls(Page.objects.filter(pk=page.pk)) == {page.pk: "/elders/"}


def test_ten_addresses_take_as_many_queries_as_one(django_assert_num_queries):
    pages = [make_page() for _turn in range(10)]
    Site.get_site_root_paths()

    with django_assert_num_queries(0):
        addresses.urls(pages)


@pytest.mark.parametrize("slug", sorted(addresses.RESERVED_SLUGS))
def test_slug_of_the_system_is_refused_under_a_home_page(slug):
    with pytest.raises(ValidationError, match="gebruikt de site zelf"):
        make_page(slug=slug)


def test_slug_of_the_system_is_free_deeper_down():
    page = make_page(parent=make_page(), slug="zoeken")

    assert page.url.endswith("/zoeken/")


def test_every_first_word_of_a_route_is_reserved():
    def first_words(resolver: URLResolver | URLPattern, before: str = "") -> set[str]:
        route = before + str(getattr(resolver.pattern, "_route", ""))
        word, slash, _rest = route.partition("/")
        if slash and word:
            return {word} if word.replace("-", "").isalnum() else set()
        found: set[str] = set()
        for inner in getattr(resolver, "url_patterns", []):
            found |= first_words(inner, route)
        return found

    words = first_words(get_resolver())

    assert {"zoeken", "p", "beheer"} <= words
    assert words - addresses.RESERVED_SLUGS - PAGES_WITH_ROUTES == set()


# What is not there


@pytest.mark.parametrize(
    "path", ["/niet/", "/a/niet/", "/a/niet/b/", f"/{'x/' * 500}", f"/{'y' * 3000}/"]
)
def test_unknown_path_is_not_found(path, client):
    make_page(parent=make_page(slug="a"), slug="b")

    assert client.get(path).status_code == 404


def test_draft_is_not_found(client):
    make_page(slug="a", live=False)

    assert client.get("/a/").status_code == 404


def test_each_language_finds_its_own_pages(client):
    make_home("en")
    page = make_page(slug="dutch-only")

    assert client.get("/dutch-only/").status_code == 200
    assert client.get("/en/dutch-only/").status_code == 404
    assert page.url == "/dutch-only/"
