"""Looking for a gemeente: the list, its filters, the search and the page of one."""

import re

import pytest
from bs4 import BeautifulSoup

from knowledge.directory import gemeenten
from knowledge.models import Gemeente, Province
from knowledge.models.gemeente import Size
from tests.heads import head_of
from tests.knowledge.factories import make_home
from tests.knowledge.pages.factories import make_case

pytestmark = pytest.mark.django_db


def make_gemeente(name: str, inhabitants: int | None = None, **fields) -> Gemeente:
    return Gemeente.objects.create(
        name=name,
        slug=re.sub("[^a-z]", "", name.lower()),
        inhabitants=inhabitants,
        inhabitants_year=None if inhabitants is None else 2026,
        **fields,
    )


def with_page(gemeente: Gemeente, number: int = 1) -> Gemeente:
    for _page in range(number):
        make_case(gemeente=gemeente.name)
    return gemeente


def shown(client, url: str) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return BeautifulSoup(answer.content.decode(), "html.parser").main


def words(soup) -> str:
    return " ".join(soup.get_text(" ").split())


@pytest.fixture
def places() -> dict[str, Gemeente]:
    """Return gemeenten of two provinces: with pages all but Cedorp and Verdorp."""
    make_home()
    utrecht = Province.objects.create(name="Utrecht", slug="utrecht")
    limburg = Province.objects.create(name="Limburg", slug="limburg-be", country="be")
    return {
        "Aadorp": with_page(make_gemeente("Aadorp", 24_000, province=utrecht)),
        "Bedorp": with_page(make_gemeente("Bedorp", 48_000, province=limburg), 2),
        "Cedorp": make_gemeente("Cedorp", 26_000, province=utrecht),
        "Dedorp": with_page(make_gemeente("Dedorp", 80_000, province=utrecht)),
        "Verdorp": make_gemeente("Verdorp", 300_000, province=limburg, also_known_as="Fardorp"),
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Aadorp", "Dedorp", "Bedorp"]),
        ("?provincie=utrecht", ["Aadorp", "Dedorp"]),
        ("?grootte=20000-50000", ["Aadorp", "Bedorp"]),
        ("?provincie=utrecht&grootte=20000-50000", ["Aadorp"]),
        ("?provincie=limburg-be&grootte=50000-100000", []),
        ("?provincie=nergens&grootte=reusachtig", ["Aadorp", "Dedorp", "Bedorp"]),
    ],
)
def test_list_has_what_something_can_be_read_of_as_far_as_it_is_chosen(
    client, places, query, names
):
    page = shown(client, f"/gemeenten/{query}")

    assert [link.text for link in page.select(".kk-index a")] == names


def test_filters_are_counted_without_themselves_and_keep_each_other(client, places):
    page = shown(client, "/gemeenten/?provincie=utrecht&grootte=20000-50000")

    assert [(link.text, link["href"]) for link in page.select("nav a.kk-chip")] == [
        ("Utrecht (1)", "?grootte=20000-50000"),
        ("Limburg (België) (1)", "?provincie=limburg-be&grootte=20000-50000"),
        ("20.000 tot 50.000 inwoners (1)", "?provincie=utrecht"),
        (
            "50.000 tot 100.000 inwoners (1)",
            "?grootte=50000-100000&provincie=utrecht",
        ),
    ]
    assert [link.text for link in page.select("a[aria-current]")] == [
        "Utrecht (1)",
        "20.000 tot 50.000 inwoners (1)",
    ]


def test_search_says_that_nothing_is_there_and_what_is_like_it(client, places):
    page = shown(client, "/gemeenten/?naam=gemeente+cedorp")

    assert "Over Cedorp staat hier nog niets." in words(page)
    assert "Gemeenten zoals Cedorp" in words(page)
    assert [link.text for link in page.select(".kk-index a")] == ["Aadorp", "Bedorp"]
    assert page.select_one("p.kk-empty a")["href"] == "/vragen/stellen/"


def test_search_leads_to_what_is_there_and_says_where_nothing_is(client, places):
    page = shown(client, "/gemeenten/?naam=DORP")

    assert "5 gemeenten met ‘DORP’" in words(page)
    rows = {row.a.text: words(row) for row in page.select(".kk-index > li")}
    assert "2 praktijkvoorbeelden" in rows["Bedorp"]
    assert "Hier staat nog niets over." in rows["Cedorp"]


@pytest.mark.parametrize("asked", ["Vérdorp", "fardorp", "  VERDORP "])
def test_search_knows_other_names_and_plain_letters(client, places, asked):
    assert "Over Verdorp staat hier nog niets." in words(shown(client, f"/gemeenten/?naam={asked}"))


def test_whole_names_come_before_beginnings_and_those_before_the_rest():
    rows = [make_gemeente(name) for name in ("Eede", "Edegem", "Ede", "’s-Ede", "Boom")]

    found = gemeenten.matching(rows, "ede")

    assert [row.name for row in found] == ["Ede", "Edegem", "Eede", "’s-Ede"]
    assert [row.name for row in gemeenten.matching(rows, "'s-ede")] == ["’s-Ede"]
    assert gemeenten.matching(rows, "  ") == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Sint Truiden", "Sint-Truiden"),
        ("St. Truiden", "Sint-Truiden"),
        ("sudwest fryslan", "Súdwest-Fryslân"),
        ("Hengelo (O.)", "Hengelo"),
        ("Alphen aan de Rijn", "Alphen aan den Rijn"),
        ("s hertogenbosch", "'s-Hertogenbosch"),
        ("den bosch", "'s-Hertogenbosch"),
        ("Bergen NH", "Bergen (NH.)"),
        ("Bergen (NH.)", "Bergen (NH.)"),
    ],
)
def test_gemeente_is_found_however_its_name_is_written(typed, name):
    names = ["Sint-Truiden", "Súdwest-Fryslân", "Hengelo", "Alphen aan den Rijn", "Bergen (L.)"]
    rows = [make_gemeente(each) for each in [*names, "Bergen (NH.)"]]
    rows.append(make_gemeente("'s-Hertogenbosch", also_known_as="Den Bosch"))

    assert [row.name for row in gemeenten.matching(rows, typed)] == [name]


def test_search_for_a_code_finds_its_gemeente_alone():
    row = make_gemeente("Ede", code="GM0228")

    assert gemeenten.matching([row, make_gemeente("Boom")], "gm0228") == [row]
    assert gemeenten.matching([row], "gm022") == []


@pytest.mark.parametrize("asked", ["Nergenshuizen", "<script>", "a" * 5000, "%00x"])
def test_search_for_what_is_no_gemeente_says_so(client, places, asked):
    page = shown(client, f"/gemeenten/?naam={asked}")

    assert "We kennen geen gemeente met" in words(page)
    assert page.select("script") == []


def test_gemeente_that_merged_is_found_and_leads_to_the_one_of_today(client, places):
    places["Cedorp"].merged_into, places["Cedorp"].merged_on = places["Dedorp"], "2026-01-01"
    places["Cedorp"].save()

    page = shown(client, "/gemeenten/?naam=cedorp")

    (link,) = page.select(".kk-index a")
    assert (link.text, link["href"]) == ("Cedorp (nu Dedorp)", "/gemeenten/dedorp/")


def test_alike_are_of_one_size_with_pages_and_the_nearest_first(places):
    with_page(make_gemeente("Eedorp", 27_000))

    assert [one.name for one in gemeenten.alike(places["Cedorp"], "nl")] == [
        "Eedorp",
        "Aadorp",
        "Bedorp",
    ]
    assert [one.name for one in gemeenten.alike(places["Aadorp"], "nl")] == ["Eedorp", "Bedorp"]
    assert gemeenten.alike(places["Verdorp"], "nl") == []
    assert gemeenten.alike(make_gemeente("Onbekend"), "nl") == []
    assert gemeenten.alike(places["Cedorp"], "en") == []


def test_of_many_that_are_alike_the_five_nearest_are_shown(places):
    for number in range(6):
        with_page(make_gemeente(f"Dorp {chr(97 + number)}", 26_001 + number))

    shown_as_alike = [one.name for one in gemeenten.alike(places["Cedorp"], "nl")]

    assert shown_as_alike == ["Dorp a", "Dorp b", "Dorp c", "Dorp d", "Dorp e"]


def test_page_of_a_gemeente_has_its_facts_without_a_single_person(client, places):
    Gemeente.objects.filter(name="Bedorp").update(inhabitants=48_123, also_known_as="Bédorp-Bad")

    page = words(shown(client, "/gemeenten/bedorp/"))

    assert "Limburg, België" in page
    assert "ongeveer 48.000 inwoners (2026, Statbel)" in page
    assert "Heet ook Bédorp-Bad" in page
    assert "Gemeenten zoals Bedorp" in page
    assert "48.123" not in page
    assert "48123" not in page


def test_page_without_anything_is_for_people_and_for_no_search_engine(client, places):
    page = shown(client, "/gemeenten/cedorp/")
    head = head_of(client, "/gemeenten/cedorp/")

    assert "Over Cedorp staat hier nog niets." in words(page)
    assert page.select_one(".kk-empty a")["href"] == "/vragen/stellen/"
    assert (head.is_indexed, head.canonical) == (False, [])
    assert "/gemeenten/cedorp/" not in client.get("/sitemap.xml").content.decode()
    # The negative control.
    assert head_of(client, "/gemeenten/aadorp/").is_indexed
    assert "/gemeenten/aadorp/" in client.get("/sitemap.xml").content.decode()


def test_page_in_another_language_leads_to_what_is_only_in_dutch(client, places):
    page = shown(client, "/en/gemeenten/aadorp/")

    assert not head_of(client, "/en/gemeenten/aadorp/").is_indexed
    assert page.select_one("a[hreflang=nl]")["href"] == "/gemeenten/aadorp/"


def test_suggestions_are_every_name_of_the_gemeenten_of_today(places):
    places["Cedorp"].merged_into, places["Cedorp"].merged_on = places["Dedorp"], "2026-01-01"
    places["Cedorp"].save()

    assert gemeenten.suggestions() == ("Aadorp", "Bedorp", "Dedorp", "Verdorp", "Fardorp")


def test_looking_for_gemeenten_costs_the_same_for_any_number(client, django_assert_max_num_queries):
    make_home()
    for number in range(30):
        with_page(make_gemeente(f"Dorp {chr(97 + number % 26)}{'x' * number}", 30_000 + number))
    for url in ("/gemeenten/", "/gemeenten/?naam=dorp", "/gemeenten/dorpa/"):
        with django_assert_max_num_queries(20):
            client.get(url)


def test_every_size_has_a_label_in_the_list(places):
    overview = gemeenten.overview("nl", size=Size.MIDDLE)

    assert [choice.value for choice in overview.sizes] == ["20000-50000", "50000-100000"]
