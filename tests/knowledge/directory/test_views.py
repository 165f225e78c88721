import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from knowledge.directory import queries as directory
from knowledge.models import (
    Gemeente,
    Organisation,
    PageGemeente,
    PageSpeaker,
    Person,
    ReportPage,
)
from tests.knowledge.factories import make_home, make_report

pytestmark = pytest.mark.django_db


def make_gemeente(name: str) -> Gemeente:
    return Gemeente.objects.create(name=name, slug=name.lower())


def make_report_about(gemeente: Gemeente, **fields) -> ReportPage:
    report = make_report(**fields)
    PageGemeente.objects.create(page=report, gemeente=gemeente)
    return report


def make_speech(person: Person, **fields) -> ReportPage:
    report = make_report()
    organisation, _made = Organisation.objects.get_or_create(name="Gemeente A", slug="a")
    PageSpeaker.objects.create(
        page=report, person=person, role="adviseur", organisation=organisation, **fields
    )
    return report


def test_pages_about_leaves_out_what_is_not_live():
    gemeente = make_gemeente("Aadorp")
    live = make_report_about(gemeente)
    make_report_about(gemeente, live=False)

    entries = directory.pages_about(gemeente, language="nl")

    assert [entry.title for entry in entries] == [live.title]


def test_pages_about_leaves_out_other_languages():
    gemeente = make_gemeente("Aadorp")
    make_report_about(gemeente)

    assert directory.pages_about(gemeente, language="en") == []


def test_pages_about_names_a_page_with_an_alias_once():
    gemeente = make_gemeente("Aadorp")
    report = make_report_about(gemeente)
    report.create_alias(parent=make_home(), update_slug="weer")

    entries = directory.pages_about(gemeente, language="nl")

    assert [entry.url for entry in entries] == [report.url]


def test_an_appearance_on_a_page_with_an_alias_stands_once():
    person = Person.objects.create(name="An", slug="an")
    report = make_speech(person)
    report.create_alias(parent=make_home(), update_slug="weer")

    entries = directory.appearances_of(person, language="nl")

    assert [entry.url for entry in entries] == [report.url]


@pytest.mark.parametrize("count", [1, 10])
def test_pages_about_costs_the_same_for_any_number(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
):
    gemeente = make_gemeente("Aadorp")
    for _number in range(count):
        make_report_about(gemeente)

    with django_assert_max_num_queries(7):
        assert len(directory.pages_about(gemeente, language="nl")) == count


@pytest.mark.parametrize("count", [1, 10])
def test_appearances_cost_the_same_for_any_number(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
):
    person = Person.objects.create(name="An", slug="an")
    for _number in range(count):
        make_speech(person)

    with django_assert_max_num_queries(6):
        assert len(directory.appearances_of(person, language="nl")) == count


def test_an_appearance_keeps_the_role_of_that_day_and_says_who_was_only_mentioned(client: Client):
    person = Person.objects.create(name="An", slug="an")
    make_speech(person)
    make_speech(person, mentioned=True)

    html = client.get("/mensen/an/").content.decode()

    feet = BeautifulSoup(html, "html.parser").select(".kk-card__foot")
    assert sorted(foot.get_text() for foot in feet) == [
        "Genoemd: adviseur, Gemeente A",
        "adviseur, Gemeente A",
    ]


def test_a_gemeente_has_a_page_when_something_is_published(client: Client):
    gemeente = make_gemeente("Aadorp")
    report = make_report_about(gemeente)

    response = client.get("/gemeenten/aadorp/")

    assert response.status_code == 200
    assert report.title in response.content.decode()


def test_a_gemeente_without_published_pages_says_so(client: Client):
    report = make_report_about(make_gemeente("Aadorp"), live=False)

    html = client.get("/gemeenten/aadorp/").content.decode()

    assert "Over Aadorp staat hier nog niets." in html
    assert report.title not in html


def test_a_gemeente_that_nobody_knows_is_not_found(client: Client):
    assert client.get("/gemeenten/aadorp/").status_code == 404


@pytest.mark.parametrize(("mentioned", "kind"), [(False, "Spreker"), (True, "Genoemd")])
def test_a_person_who_was_only_mentioned_is_no_speaker(client: Client, mentioned: bool, kind: str):
    make_speech(Person.objects.create(name="An", slug="an"), mentioned=mentioned)

    assert f"</svg>{kind}</p>" in client.get("/mensen/an/").content.decode()


def test_the_page_of_a_person_says_whose_it_is(client: Client):
    make_speech(Person.objects.create(name="An <b>Os</b>", slug="an"))

    assert "Pagina’s met An &lt;b&gt;Os" in client.get("/mensen/an/").content.decode()


@pytest.mark.parametrize(("by_role", "status"), [(False, 200), (True, 404)])
def test_a_person_shown_by_role_has_no_page(client: Client, by_role: bool, status: int):
    person = Person.objects.create(name="An", slug="an", show_as_role=by_role)
    make_speech(person)

    assert client.get("/mensen/an/").status_code == status
