import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from knowledge.models import CasePage, Gemeente, ListPage, PageAudience, PageGemeente
from knowledge.models.gemeente import Size
from knowledge.reading.lists import PER_PAGE, listing
from knowledge.text.choices import Approach, Audience, Change
from tests.knowledge.factories import make_list, make_opgave, make_report
from tests.knowledge.pages.factories import make_case

pytestmark = pytest.mark.django_db


def make_all() -> ListPage:
    page = make_list(slug="kennisbank")
    page.lists = ListPage.ALL
    return page


def make_cases() -> ListPage:
    page = make_list(slug="praktijkvoorbeelden")
    page.lists = CasePage.kind
    return page


def make_gemeente(name: str, inhabitants: int | None = None, **fields) -> Gemeente:
    year = None if inhabitants is None else 2026
    return Gemeente.objects.create(
        name=name, slug=name.lower(), inhabitants=inhabitants, inhabitants_year=year, **fields
    )


def make_case_in(*gemeenten: Gemeente, **fields):
    page = make_case(**fields)
    for gemeente in gemeenten:
        PageGemeente.objects.create(page=page, gemeente=gemeente)
    return page


def ask(page: ListPage, query: str = "", language: str = "nl"):
    return listing(page, QueryDict(query), language)


def titles(cards) -> list[str]:
    return [card.title for card in cards]


def counts(found, name: str) -> list[tuple[str, int, bool]]:
    """Return (value, count, selected) of one filter."""
    (facet,) = [each for each in found.facets if each.name == name]
    return [(each.value, each.count, each.selected) for each in facet.values]


def offered(found) -> list[str]:
    return [facet.name for facet in found.facets]


def test_all_knowledge_can_be_narrowed_to_one_kind():
    make_report(title="Verslag")
    make_case(title="Voorbeeld")

    found = ask(make_all(), "soort=verslag")

    assert titles(found.cards) == ["Verslag"]
    assert counts(found, "soort") == [
        ("praktijkvoorbeeld", 1, False),
        ("verslag", 1, True),
    ]
    assert found.chips == [{"label": "Verslag", "url": "?"}]


@pytest.mark.parametrize(
    "asked",
    [
        "soort=onzin",
        "pagina=" + "9" * 20,
        "pagina=-1",
        "aanpak=%00",
        "grootte=heel+klein",
        "gemeente=nergens",
        "jaar=niet",
        "opgave=%27",
        "mijn-grootte=onzin",
        "onbekend=1",
    ],
)
def test_nonsense_in_the_address_never_breaks_a_list(asked):
    make_report(title="Verslag")

    found = ask(make_all(), asked)

    assert titles(found.cards) == ["Verslag"]
    assert (found.query, found.chips) == ("", [])


def test_cases_can_be_narrowed_to_one_approach_and_keep_it_on_the_next_page():
    make_case(title="Anders", approach=Approach.OPGAVE)
    for _each in range(PER_PAGE + 1):
        make_case(approach=Approach.CHILD)

    found = ask(make_cases(), "aanpak=kind-centraal")

    assert (found.total, len(found.cards)) == (PER_PAGE + 1, PER_PAGE)
    assert found.query == "aanpak=kind-centraal&"
    assert [one.value for one in found.approaches if one.chosen] == ["kind-centraal"]


def test_every_filter_counts_under_the_other_ones_and_not_under_itself():
    opgave = make_opgave(1, title="Meedoen", confirmed=True, slug="meedoen")
    small, large = make_gemeente("A", 9_000), make_gemeente("B", 120_000)
    one = make_case_in(small, title="Een", approach=Approach.CHILD, opgave=opgave)
    PageAudience.objects.create(page=one, audience=Audience.PROFESSIONALS)
    two = make_case_in(large, title="Twee", approach=Approach.CHILD, change=Change.SOFTEN)
    PageAudience.objects.create(page=two, audience=Audience.PRIMARY_SCHOOL)
    make_case_in(large, title="Drie", approach=Approach.OPGAVE, change=Change.TRANSFORM)

    found = ask(make_cases(), "aanpak=kind-centraal&grootte=100000-250000")

    assert titles(found.cards) == ["Twee"]
    # As if no approach were chosen, of this size; and the other way round.
    assert counts(found, "aanpak") == [("vanuit-een-opgave", 1, False), ("kind-centraal", 1, True)]
    assert counts(found, "grootte") == [("tot-10000", 1, False), ("100000-250000", 1, True)]
    assert counts(found, "gemeente") == [("b", 1, False)]
    assert counts(found, "doelgroep") == [("basisschool", 1, False)]
    assert counts(found, "verandering") == [("verzachten", 1, False)]


def test_filter_of_which_every_page_has_the_value_is_not_offered():
    make_case_in(make_gemeente("A", 9_000), approach=Approach.CHILD, change=Change.SOFTEN)
    make_case_in(make_gemeente("B", 8_000), approach=Approach.CHILD, change=Change.TRANSFORM)

    assert offered(ask(make_cases())) == ["gemeente", "verandering"]


def test_filter_with_one_value_is_offered_when_some_pages_do_not_have_it():
    opgave = make_opgave(1, title="Meedoen", confirmed=True, slug="meedoen")
    make_case_in(make_gemeente("A"), opgave=opgave)
    make_case_in(make_gemeente("B"))

    found = ask(make_cases())

    assert offered(found) == ["opgave", "gemeente"]
    assert counts(found, "opgave") == [("meedoen", 1, False)]


def test_several_values_of_one_filter_are_any_of_them():
    make_report(title="Oud", date_year=2020)
    make_report(title="Nieuw", date_year=2025)
    make_report(title="Ander", date_year=2023)
    make_report(title="Wanneer, weten we niet")

    found = ask(make_list(), "jaar=2020&jaar=2025")

    assert titles(found.cards) == ["Nieuw", "Oud"]
    assert [value for value, _count, _on in counts(found, "jaar")] == ["2025", "2023", "2020"]
    assert [chip["url"] for chip in found.chips] == ["?jaar=2025", "?jaar=2020"]


def test_value_that_exists_and_no_page_has_finds_nothing_and_says_so():
    make_gemeente("Leeg")
    make_case_in(make_gemeente("A"))

    found = ask(make_cases(), "gemeente=leeg")

    assert (found.total, found.chips) == (0, [{"label": "Leeg", "url": "?"}])


def test_values_that_nobody_knows_cost_one_query_for_each_filter():
    make_case_in(make_gemeente("A"))
    page = make_cases()

    def asked(number: int) -> int:
        values = "&".join(f"gemeente=weg-{each}&opgave=weg-{each}" for each in range(number))
        with CaptureQueriesContext(connection) as found:
            ask(page, values)
        return len(found)

    assert asked(1) == asked(15)


def test_gemeente_that_merged_is_found_as_the_one_of_today():
    today = make_gemeente("B", 120_000)
    former = make_gemeente("A", 9_000, merged_into=today, merged_on="2026-01-01")
    make_case_in(former, title="Van A", change=Change.SOFTEN)
    make_case_in(make_gemeente("C", 9_500), title="Van C")

    found = ask(make_cases(), "gemeente=a")

    assert titles(found.cards) == ["Van A"]
    assert found.chips == [{"label": "B", "url": "?"}]
    assert counts(found, "grootte") == [("100000-250000", 1, False)]


def test_page_is_found_by_each_size_of_its_gemeenten_and_counts_once():
    make_case_in(make_gemeente("A", 9_000), make_gemeente("B", 25_000), make_gemeente("C", 21_000))
    make_case_in(make_gemeente("Onbekend"))

    found = ask(make_cases(), "grootte=20000-50000")

    assert found.total == 1
    assert counts(found, "grootte") == [("tot-10000", 1, False), ("20000-50000", 1, True)]


def test_what_the_visitor_prefers_comes_first_and_hides_nothing():
    small, large = make_gemeente("A", 9_000), make_gemeente("B", 120_000)
    make_case_in(large, title="Oudste", approach=Approach.CHILD)
    make_case_in(small, title="Klein", approach=Approach.OPGAVE)
    make_case_in(small, title="Klein en kind", approach=Approach.CHILD)
    make_case_in(large, title="Nieuwste", approach=Approach.OPGAVE)

    found = ask(make_cases(), "mijn-grootte=tot-10000&mijn-aanpak=kind-centraal")

    assert [(card.title, card.preferred) for card in found.cards] == [
        ("Klein en kind", "Zoals jouw gemeente · Jouw vorm van aanpak"),
        ("Klein", "Zoals jouw gemeente"),
        ("Oudste", "Jouw vorm van aanpak"),
        ("Nieuwste", ""),
    ]
    assert found.query == "mijn-grootte=tot-10000&mijn-aanpak=kind-centraal&"
    assert [(each.label, each.count) for each in found.narrower] == [
        (Size.SMALLEST.label, 2),
        (Approach.CHILD.label, 2),
    ]
    assert found.narrower[0].url.startswith("?grootte=tot-10000&mijn-grootte=tot-10000")
    assert titles(ask(make_cases()).cards)[0] == "Nieuwste"


def test_values_are_slugs_of_the_source_language_on_an_english_list():
    opgave = make_opgave(1, title="Meedoen", confirmed=True, slug="meedoen")
    make_case(opgave=opgave)

    found = ask(make_cases(), "opgave=meedoen", "en")

    assert (found.total, [chip["label"] for chip in found.chips]) == (0, ["Meedoen"])


def test_filters_cost_no_query_while_nothing_changes(django_assert_num_queries, shared_readings):
    for at in range(3):
        make_case_in(make_gemeente(f"G{at}", 9_000 + 9_000 * at))
    cases = make_cases()
    ask(cases)

    # The page of cards with its gemeenten, and the names of the gemeenten to choose from.
    with django_assert_num_queries(3):
        ask(cases, "grootte=tot-10000&mijn-grootte=tot-10000")
