import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client, RequestFactory
from django.utils import translation
from wagtail.models import PageViewRestriction

from knowledge.models import ReportPage
from knowledge.pages import routing
from tests.knowledge.factories import make_home, make_list, make_page, make_report

pytestmark = pytest.mark.django_db


def find(path: str, language: str = "nl"):
    request = RequestFactory().get(f"/{path}")
    with translation.override(language):
        return routing.find(request, path)


def test_page_is_found_as_what_it_is_in_two_queries(django_assert_num_queries, shared_readings):
    report = make_report()
    url = report.url
    request = RequestFactory().get(url)
    # The site is shared; root paths and content types are kept by Wagtail and Django.
    routing.find(request, url)

    with django_assert_num_queries(2):
        found = routing.find(request, url)

    assert type(found) is ReportPage
    assert (found.pk, found.summary) == (report.pk, report.summary)


def test_home_answers_the_empty_path_of_its_language():
    home, english = make_home(), make_home("en")

    assert find("").pk == home.pk
    assert find("", "en").pk == english.pk


def test_page_of_another_language_is_not_found_under_this_one():
    make_page(parent=make_home("en"), slug="about")

    assert find("about/") is None
    assert find("about/", "en").slug == "about"


@pytest.mark.parametrize("path", ["nergens/", "verslagen/nergens/", "a/" * 40, "y" * 3000, "a\0b/"])
def test_nothing_is_found_where_nothing_stands(path):
    make_list()

    assert find(path) is None


def test_page_that_is_not_live_is_not_found():
    make_page(live=False, slug="concept")

    assert find("concept/") is None


def test_alias_of_a_closed_page_is_closed_too():
    closed = make_page(slug="besloten")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    alias = closed.create_alias(update_slug="alias")
    again = alias.create_alias(update_slug="nog-een")

    assert [Client().get(page.url).status_code for page in (closed, alias, again)] == [302] * 3


def test_page_below_a_closed_page_is_closed_too_and_its_neighbour_is_not():
    report, neighbour = make_report(), make_page()
    PageViewRestriction.objects.create(page=report.get_parent(), restriction_type="login")

    assert Client().get(report.url).status_code == 302
    assert Client().get(neighbour.url).status_code == 200


def test_page_that_is_deleted_while_it_is_looked_up_is_not_found(monkeypatch):
    report = make_report()
    found = routing.at(report.url_path)
    report.delete()
    monkeypatch.setattr(routing, "at", lambda _path: found)

    assert find("verslagen/iets/") is None


def test_page_of_a_type_that_is_no_longer_in_the_code_is_not_found(monkeypatch):
    gone = ContentType.objects.create(app_label="knowledge", model="oldpage")
    report = make_report()
    monkeypatch.setattr(routing, "at", lambda _path: (report.pk, gone.pk))

    assert find("verslagen/iets/") is None
    ContentType.objects.clear_cache()
