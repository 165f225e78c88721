"""The lists at /gemeenten/ and /mensen/."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from knowledge.directory import gemeenten, lists
from knowledge.models import (
    Gemeente,
    ListPage,
    Organisation,
    PageGemeente,
    PageSpeaker,
    Person,
    Province,
    ReportPage,
)
from tests.knowledge.factories import make_home, make_list, make_report
from tests.knowledge.pages.factories import make_case

pytestmark = pytest.mark.django_db


def make_gemeente(name: str, province: Province | None = None, **fields) -> Gemeente:
    slug = name.lower().replace("’", "").replace(" ", "-")
    return Gemeente.objects.create(name=name, slug=slug, province=province, **fields)


def about(gemeente: Gemeente, **fields) -> ReportPage:
    report = make_report(**fields)
    PageGemeente.objects.create(page=report, gemeente=gemeente)
    return report


def make_person(name: str, **fields) -> Person:
    return Person.objects.create(name=name, slug=name.lower().replace(" ", "-"), **fields)


def speaks(person: Person, *, report: ReportPage | None = None, **fields) -> ReportPage:
    report = report or make_report()
    PageSpeaker.objects.create(page=report, person=person, **fields)
    return report


def names(groups: list[lists.Group]) -> dict[str, list[str]]:
    return {group.heading: [entry.name for entry in group.entries] for group in groups}


def text(response) -> str:
    page = response.content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_gemeenten_stand_by_province_with_flanders_behind_and_none_last():
    drenthe = Province.objects.create(name="Drenthe", slug="drenthe")
    utrecht = Province.objects.create(name="Utrecht", slug="utrecht")
    antwerpen = Province.objects.create(name="Antwerpen", slug="antwerpen", country="be")
    for gemeente in (
        make_gemeente("Boom", antwerpen),
        make_gemeente("Zeist", utrecht),
        make_gemeente("Amersfoort", utrecht),
        make_gemeente("Emmen", drenthe),
        make_gemeente("Ergens"),
    ):
        about(gemeente)
    assert names(gemeenten.overview("nl").groups) == {
        "Drenthe": ["Emmen"],
        "Utrecht": ["Amersfoort", "Zeist"],
        "Antwerpen (België)": ["Boom"],
        "Zonder provincie": ["Ergens"],
    }


def test_gemeente_is_sorted_by_the_letter_that_people_look_under():
    for name in ("Heusden", "’s-Hertogenbosch", "Évreux", "Ede"):
        about(make_gemeente(name))
    (group,) = gemeenten.overview("nl").groups
    assert [one.name for one in group.entries] == ["Ede", "Évreux", "’s-Hertogenbosch", "Heusden"]


def test_gemeente_says_how_much_there_is_of_each_kind():
    gemeente = make_gemeente("Almere", inhabitants=226_630, inhabitants_year=2025)
    report = about(gemeente)
    about(gemeente)
    PageGemeente.objects.create(page=report, gemeente=gemeente)
    make_case(report=report, gemeente="Almere")
    (group,) = gemeenten.overview("nl").groups
    assert [one.counts for one in group.entries] == ["1 praktijkvoorbeeld, 2 verslagen"]


@pytest.mark.parametrize("hide", ["draft", "closed", "language", "alias"])
def test_lists_name_only_what_everybody_may_read(client, hide):
    gemeente, person = make_gemeente("Geheim"), make_person("Bo Geheim")
    report = about(gemeente, live=hide != "draft")
    speaks(person, report=report)
    if hide == "closed":
        PageViewRestriction.objects.create(page=report, restriction_type="login")
    language = "en" if hide == "language" else "nl"
    expected = {} if hide != "alias" else {"Zonder provincie": ["Geheim"]}
    if hide == "alias":
        report.create_alias(parent=make_home(), update_slug="weer")
    assert names(gemeenten.overview(language).groups) == expected
    assert names(lists.people(language)) == ({"G": ["Bo Geheim"]} if expected else {})


def test_people_stand_by_the_letter_of_their_last_name():
    for name in (
        "Anneke van Grotel",
        "Guido de Vries",
        "An",
        "Bo Öz",
        "An Øst",
        "Cas de Groot",
        "李 明",
    ):
        speaks(make_person(name))
    assert names(lists.people("nl")) == {
        "A": ["An"],
        "G": ["Cas de Groot", "Anneke van Grotel"],
        "O": ["An Øst", "Bo Öz"],
        "V": ["Guido de Vries"],
        "明": ["李 明"],
    }


def test_person_shown_by_role_is_never_in_the_list(client):
    speaks(make_person("Bo Baas", show_as_role=True), role="adviseur")
    assert lists.people("nl") == []
    page = text(client.get("/mensen/"))
    assert "Baas" not in page
    assert "Er is nog van niemand iets te lezen." in page


def test_person_has_the_role_of_her_newest_page_and_counts_her_pages_once():
    person = make_person("Bo Baas")
    organisation = Organisation.objects.create(name="Gemeente A", slug="a")
    speaks(person, role="raadslid")
    newest = speaks(person, role="wethouder", organisation=organisation)
    speaks(person, report=newest, role="gastheer")
    speaks(person)
    ((entry,),) = [group.entries for group in lists.people("nl")]
    assert (entry.role, entry.pages) == ("wethouder, Gemeente A", 3)


def test_pages_lead_to_each_other(client):
    make_home()
    gemeente, person = make_gemeente("Almere"), make_person("Bo Baas")
    speaks(person, report=about(gemeente))
    listed = client.get("/gemeenten/").content.decode()
    assert 'href="/gemeenten/almere/"' in listed
    assert 'href="/mensen/"' in listed.split("<footer")[1]
    assert 'href="/gemeenten/">Gemeenten</a>' in client.get("/gemeenten/almere/").content.decode()
    assert 'href="/mensen/">Mensen</a>' in client.get("/mensen/bo-baas/").content.decode()


def test_lists_say_so_when_there_is_nothing(client):
    assert "Er staat nog niets over gemeenten." in text(client.get("/gemeenten/"))
    assert "nothing to read in English about any municipality" in text(client.get("/en/gemeenten/"))
    assert "only in Dutch" not in text(client.get("/en/gemeenten/"))


def test_english_lists_say_what_is_only_in_dutch(client):
    speaks(make_person("Bo Baas"), report=about(make_gemeente("Almere")))
    for path in ("/gemeenten/", "/mensen/"):
        page = client.get(f"/en{path}")
        assert "1 item is only in Dutch. See the Dutch list" in text(page)
        assert f'href="{path}" hreflang="nl"' in page.content.decode()
        assert "Alleen in het Nederlands" not in text(client.get(path))


@pytest.mark.parametrize("path", ["/gemeenten/", "/mensen/", "/en/gemeenten/", "/en/mensen/"])
def test_lists_need_as_many_queries_for_fifty_as_for_ten(client, path):
    counts = []
    for number in range(50):
        speaks(make_person(f"Bo Baas{number}"), report=about(make_gemeente(f"Aadorp{number}")))
        if number in (9, 49):
            client.get(path)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(path)
            counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


@pytest.mark.parametrize("slug", ["gemeenten", "mensen", "gezond", "gereed", "fout-doorgeven"])
def test_no_page_takes_the_address_of_a_list(slug):
    from knowledge import addresses

    assert addresses.is_reserved(f"/home/{slug}/")


def links(client, url: str, where: str = "body") -> list[str]:
    page = BeautifulSoup(client.get(url).content.decode(), "html.parser")
    return [link["href"] for link in page.select(f"{where} a[href]")]


def make_list_below(parent: ListPage, **fields) -> ListPage:
    return parent.add_child(instance=ListPage(lists="verslag", locale=parent.locale, **fields))


def test_lists_are_one_press_from_home(client):
    make_home()

    assert {"/gemeenten/", "/mensen/"} <= set(links(client, "/"))


def test_page_of_the_knowledge_base_leads_to_its_lists(client):
    base = make_list(slug="kennisbank")
    make_list_below(base, title="Verslagen", slug="verslagen")
    make_list_below(base, title="Nog niet", slug="nog-niet", live=False)
    closed = make_list_below(base, title="Besloten", slug="besloten")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)

    found = links(client, base.url, "main nav[aria-label=Lijsten]")

    assert found == ["/kennisbank/verslagen/", "/gemeenten/", "/mensen/"]
    assert links(client, make_list(slug="verslagen").url, "main nav[aria-label=Lijsten]") == []
