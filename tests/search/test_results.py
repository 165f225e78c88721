from dataclasses import replace

import pytest
from django.http import QueryDict

from search import engines, forms, indexing
from search.results import NoSuchPage, Results, find, near, total
from search.sources import FACETS
from tests.search.factories import make_document, make_passage

# The index is made from a log in the database; searching itself asks the database nothing.
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_facets(facets) -> None:
    """Use three facets whose labels ask no database."""


def results(query_string: str) -> Results:
    return find(forms.read(QueryDict(query_string), language="nl", facets=FACETS))


def ids(query_string: str) -> list[str]:
    return [hit.id for hit in results(query_string).hits]


def index(shelf, *documents) -> None:
    shelf.put(*documents)
    indexing.rebuild()


def counts(found: Results, facet: str) -> dict[str, int]:
    return {
        each.value: each.count
        for shown in found.facets
        if shown.name == facet
        for each in shown.values
    }


def test_find_asks_the_database_nothing_itself(shelf, django_assert_num_queries):
    index(shelf, make_document("page:1", "De raad."))
    with django_assert_num_queries(0):
        found = results("q=raad&soort=verslag")
    assert found.total == 1


def test_hit_names_the_passage_that_holds_the_words_when_neighbours_are_packed(shelf):
    passages = tuple(
        make_passage(text, f"p{number}", group="g")
        for number, text in enumerate(["Eerst dit.", "De raad besluit.", "Dan dat."])
    )
    index(shelf, make_document("page:1", passages=passages))
    (hit,) = results("q=raad").hits
    assert [(each.id, each.url) for each in hit.passages] == [("p1", "/p/p1/")]


def test_hit_has_at_most_two_passages_and_those_with_most_words_first(shelf):
    index(
        shelf,
        make_document("page:1", "De raad.", "Raad en daad.", "Raad, daad en geld.", "Geld."),
    )
    (hit,) = results("q=raad+daad+geld").hits
    assert [passage.id for passage in hit.passages] == ["1-3", "1-2"]


def test_hit_shows_its_summary_when_only_the_title_holds_the_word(shelf):
    index(shelf, make_document("page:1", "Tekst.", title="Raad", summary="Kort & goed."))
    (hit,) = results("q=raad").hits
    assert (hit.snippet, hit.passages) == ("Kort &amp; goed.", ())


def test_hit_shows_the_marked_summary_when_that_holds_the_word(shelf):
    index(shelf, make_document("page:1", "Tekst.", summary="Over de raad."))
    (hit,) = results("q=raad").hits
    assert (hit.snippet, hit.passages) == ("Over de <mark>raad</mark>.", ())


def test_hit_leads_to_the_second_when_the_passage_is_spoken(shelf):
    spoken = make_passage("De raad luistert.", "s", label="1:02:03", seconds=3723)
    index(shelf, make_document("page:1", passages=(spoken,)))
    (passage,) = results("q=raad").hits[0].passages
    assert (passage.seconds, passage.clock) == (3723, "1:02:03")
    assert replace(passage, seconds=9).clock == "00:09"


def test_every_hit_stands_on_one_page_when_there_are_many(shelf):
    shelf.put(*(make_document(f"page:{n:03}", "De raad. " * (n % 7 + 1)) for n in range(95)))
    index(shelf)
    pages = [ids(f"q=raad&pagina={number}") for number in range(1, 11)]
    assert [len(page) for page in pages] == [10] * 9 + [5]
    assert sorted(each for page in pages for each in page) == sorted(shelf)


def test_every_hit_stands_on_one_page_when_one_document_fills_the_first_hits(shelf):
    long = tuple(make_passage("raad " * 200, f"p{n}") for n in range(300))
    index(
        shelf,
        make_document("page:long", passages=long),
        *(make_document(f"page:{n}", "De raad en nog veel meer woorden.") for n in range(14)),
    )
    assert sorted(ids("q=raad") + ids("q=raad&pagina=2")) == sorted(shelf)


def test_find_refuses_a_page_beyond_the_last_and_keeps_the_total(shelf):
    index(shelf, *(make_document(f"page:{n}", "De raad.") for n in range(11)))
    with pytest.raises(NoSuchPage) as refused:
        results("q=raad&pagina=3")
    assert (refused.value.results.total, refused.value.results.pages) == (11, 2)


def test_newest_stand_first_when_asked(shelf):
    dates = {"page:1": "2024", "page:2": "2026-04-14", "page:3": ""}
    index(shelf, *(make_document(each, "De raad.", date_sort=date) for each, date in dates.items()))
    assert ids("q=raad&volgorde=datum") == ["page:2", "page:1", "page:3"]


def test_facet_counts_leave_its_own_filter_out_and_keep_the_others(shelf):
    index(
        shelf,
        make_document("page:1", "raad", facets={"opgave": ("a",), "gemeente": ("almere",)}),
        make_document("page:2", "raad", facets={"opgave": ("b",), "gemeente": ("almere",)}),
        make_document("page:3", "raad", facets={"opgave": ("b",), "gemeente": ("boom",)}),
    )
    found = results("q=raad&opgave=a")
    assert found.total == 1
    assert counts(found, "opgave") == {"b": 2, "a": 1}
    assert counts(found, "gemeente") == {"almere": 1}


def test_facet_keeps_a_chosen_value_that_nothing_has(shelf):
    index(shelf, make_document("page:1", "raad", facets={"opgave": ("a",)}))
    assert counts(results("q=raad&opgave=weg"), "opgave") == {"a": 1, "weg": 0}


def test_facet_shows_twelve_values_and_every_chosen_one(shelf):
    values = tuple(f"v{number:02}" for number in range(20))
    index(shelf, make_document("page:1", "raad", facets={"gemeente": values}))
    facet = next(each for each in results("q=raad&gemeente=v19").facets if each.name == "gemeente")
    assert [each.value for each in facet.head] == [*values[:12], "v19"]
    assert [each.value for each in facet.tail] == list(values[12:19])


def test_turns_name_the_first_the_last_and_the_pages_around(shelf):
    index(shelf, *(make_document(f"page:{n}", "raad") for n in range(195)))
    assert [number for number, _ in results("q=raad&pagina=10").turns] == [
        1, 0, 8, 9, 10, 11, 12, 0, 20,
    ]  # fmt: skip


def test_nothing_beyond_the_last_page_can_be_turned_to(shelf, monkeypatch):
    monkeypatch.setattr("search.results.LAST_PAGE", 2)
    index(shelf, *(make_document(f"page:{n}", "raad") for n in range(35)))
    found = results("q=raad&pagina=2")
    assert (found.total, found.pages, found.next, found.end) == (35, 2, "", True)


def test_titles_are_found_without_an_index_by_their_stems(shelf, monkeypatch):
    shelf.put(
        make_document("page:1", title="Gezinnen in Almere"),
        make_document("page:2", title="Over een gezin"),
        make_document("page:3", "Een gezin.", title="Anders"),
        make_document("page:4", title="Gezin", language="en"),
    )
    monkeypatch.setattr(indexing, "SMALL_SITE", 0)
    found = results("q=gezin+almere")
    assert ([hit.id for hit in found.hits], found.degraded) == (["page:1", "page:2"], True)


def test_total_counts_documents_without_the_database(shelf, django_assert_num_queries):
    index(shelf, make_document("page:1", "De raad.", "Nog een raad."))
    with django_assert_num_queries(0):
        assert (total("raad", language="nl"), total("", language="nl")) == (1, 0)


def test_total_is_none_when_there_is_no_index():
    assert total("raad", language="nl") == 0
    assert not (engines.current().directory / "current").exists()


def test_near_finds_three_other_documents_for_any_of_the_words(shelf, django_assert_num_queries):
    index(
        shelf,
        make_document("question:1", "Hoe krijg je de raad mee?"),
        *(make_document(f"page:{number}", f"De raad besluit {number}.") for number in range(4)),
        make_document("page:9", "Geld voor sport."),
    )
    with django_assert_num_queries(0):
        found = near("Hoe krijg je de raad mee?", language="nl", without="question:1")
    assert len(found) == 3
    assert {hit.id for hit in found} <= {f"page:{number}" for number in range(4)}


def test_near_finds_no_other_kinds_when_kinds_are_named(shelf):
    index(
        shelf,
        make_document("page:1", "De raad.", kind="verslag"),
        make_document("meeting:1", "De raad.", kind="kenniskring"),
    )
    assert [hit.id for hit in near("raad", language="nl", kinds=["verslag"])] == ["page:1"]


@pytest.mark.parametrize("text", ["", "\0", "😀", '"*' * 5_000])
def test_near_is_empty_when_there_are_no_words_to_find(shelf, text):
    index(shelf, make_document("page:1", "De raad."))
    assert near(text, language="nl") == ()


def test_near_is_empty_when_there_is_no_index():
    assert near("raad", language="nl") == ()
