"""Every engine does the same; a new one joins by one line in FACTORIES."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from search.analysis import chain
from search.engines.base import Engine, EngineQuery, IndexState, IndexUnusable, LockBusy
from search.engines.tantivy import TantivyEngine
from search.units import UnitText, units
from tests.search.factories import make_document

FACTORIES: dict[str, Callable[[Path], Engine]] = {"tantivy": TantivyEngine}


@pytest.fixture(params=FACTORIES)
def again(request, tmp_path) -> Callable[[], Engine]:
    """Return a function that opens the same index anew, as another process would."""
    return lambda: FACTORIES[request.param](tmp_path / "index")


@pytest.fixture
def engine(again) -> Engine:
    return again()


def fill(engine: Engine, *documents, number: int = 1) -> None:
    with engine.building() as index:
        for document in documents:
            index.replace(document.id, units(document))
        index.commit(IndexState("log", number))
        index.go_live()


def asked(*words: str, language: str = "nl", **filters: tuple[str, ...]) -> EngineQuery:
    return EngineQuery(language, tuple(chain(language).stem(word) for word in words), filters)


def found(engine: Engine, *tokens: str, language: str = "nl", **filters: tuple[str, ...]):
    query = asked(*tokens, language=language, **filters)
    return list(dict.fromkeys(hit.document_id for hit in engine.search(query, 100)))


def count(engine: Engine, *tokens: str, **filters: tuple[str, ...]) -> int:
    return engine.count(asked(*tokens, **filters))


def test_search_finds_the_unit_that_holds_a_token(engine):
    fill(engine, make_document("page:1", "winterswijk"), make_document("page:2", "almer"))
    assert found(engine, "winterswijk") == ["page:1"]


def test_search_finds_documents_that_hold_any_of_the_tokens(engine):
    fill(engine, make_document("page:1", "boom"), make_document("page:2", "roos"))
    assert sorted(found(engine, "boom", "roos")) == ["page:1", "page:2"]


def test_search_puts_a_title_above_a_text_that_holds_the_same_word(engine):
    fill(
        engine,
        make_document("page:1", "boom", title="Tuin"),
        make_document("page:2", "tuin", title="Boom"),
    )
    assert found(engine, "boom") == ["page:2", "page:1"]


def test_search_gives_a_payload_that_can_be_read(engine):
    fill(engine, make_document("page:1", "De boom staat er nog."))
    (hit,) = engine.search(asked("boom"), 10)
    assert UnitText(hit.payload).text == "De boom staat er nog."


def test_search_finds_nothing_when_no_document_holds_the_token(engine):
    fill(engine, make_document("page:1", "boom"))
    assert found(engine, "roos") == []


def test_search_leaves_out_other_languages(engine):
    fill(engine, make_document("page:1", "film"), make_document("page:2", "film", language="en"))
    assert (found(engine, "film"), found(engine, "film", language="en")) == (["page:1"], ["page:2"])


def test_filters_keep_documents_with_one_of_the_values_of_each_facet(engine):
    fill(
        engine,
        make_document("page:1", "boom", kind="verslag", facets={"opgave": ("a",)}),
        make_document("page:2", "boom", kind="verslag", facets={"opgave": ("b",)}),
        make_document("page:3", "boom", kind="verslag", facets={"opgave": ("c",)}),
        make_document("page:4", "boom", kind="vraag", facets={"opgave": ("a",)}),
    )
    kept = found(engine, "boom", soort=("verslag",), opgave=("a", "b"))
    assert sorted(kept) == ["page:1", "page:2"]


def test_count_counts_documents_and_not_units(engine):
    long = " ".join(["boom"] * 150)
    fill(engine, make_document("page:1", long, long, long), make_document("page:2", "boom"))
    assert count(engine, "boom") == 2


def test_count_is_of_all_documents_when_there_are_no_tokens(engine):
    fill(engine, make_document("page:1", "a", "b"), make_document("page:2", kind="vraag"))
    assert (count(engine), count(engine, soort=("vraag",))) == (2, 1)


def test_count_and_search_agree_when_tokens_stand_in_different_units(engine):
    long = " ".join(["boom"] * 150)
    fill(engine, make_document("page:1", long, " ".join(["roos"] * 150)))
    assert (count(engine, "boom", "roos"), found(engine, "boom", "roos")) == (1, ["page:1"])


def test_facets_count_documents_per_value(engine):
    long = " ".join(["boom"] * 150)
    fill(
        engine,
        make_document("page:1", long, long, facets={"opgave": ("meedoen", "thuis")}),
        make_document("page:2", "boom", kind="vraag", facets={"opgave": ("meedoen",)}),
        make_document("page:3", "roos", facets={"opgave": ("meedoen",)}),
    )
    assert engine.facets(asked("boom")) == {
        "soort": {"verslag": 1, "vraag": 1},
        "opgave": {"meedoen": 2, "thuis": 1},
    }


def test_facets_follow_the_filters_and_without_leaves_one_out(engine):
    fill(
        engine,
        make_document("page:1", "boom", facets={"opgave": ("a",)}),
        make_document("page:2", "boom", kind="vraag", facets={"opgave": ("b",)}),
    )
    query = asked("boom", opgave=("a",))
    assert engine.facets(query)["opgave"] == {"a": 1}
    assert engine.facets(query.without("opgave"))["opgave"] == {"a": 1, "b": 1}


def test_newest_gives_documents_by_date_and_page_by_page(engine):
    dates = {"page:1": "2025", "page:2": "2026-04-14", "page:3": "--04-14", "page:4": "2026-11"}
    fill(engine, *(make_document(each, "boom", date_sort=date) for each, date in dates.items()))
    query = asked("boom")
    assert engine.newest(query, 0, 2) + engine.newest(query, 2, 2) == [
        "page:4",
        "page:2",
        "page:1",
        "page:3",
    ]


def test_units_of_gives_only_units_of_the_documents_asked_for(engine):
    fill(engine, *(make_document(f"page:{n}", "boom", "roos") for n in range(5)))
    hits = engine.units_of(asked("boom"), ["page:1", "page:3"], 50)
    assert sorted(hit.document_id for hit in hits) == ["page:1", "page:3"]


def test_units_of_gives_first_units_when_there_are_no_tokens(engine):
    fill(engine, make_document("page:1", "boom", summary="Kort."))
    (hit,) = engine.units_of(asked(), ["page:1"], 50)
    assert UnitText(hit.payload).text == "Kort."


def test_replace_lets_the_new_units_be_all_there_is(engine):
    fill(engine, make_document("page:1", "boom"), make_document("page:2", "boom"))
    with engine.writing(0) as writer:
        writer.replace("page:1", units(make_document("page:1", "roos")))
        writer.replace("page:2", [])
        writer.commit(IndexState("log", 2))
    assert (found(engine, "boom"), found(engine, "roos"), count(engine)) == ([], ["page:1"], 1)


def test_replace_twice_changes_nothing(engine):
    fill(engine, make_document("page:1", "boom"))
    for number in (2, 2):
        with engine.writing(0) as writer:
            writer.replace("page:1", units(make_document("page:1", "roos")))
            writer.commit(IndexState("log", number))
    assert (found(engine, "roos"), count(engine)) == (["page:1"], 1)


def test_changes_are_not_seen_before_the_commit_and_forgotten_without_it(engine):
    fill(engine, make_document("page:1", "boom"))
    with engine.writing(0) as writer:
        writer.replace("page:1", [])
        assert found(engine, "boom") == ["page:1"]
    assert found(engine, "boom") == ["page:1"]


def test_changes_are_forgotten_when_the_writer_fails_halfway(engine):
    fill(engine, make_document("page:1", "boom"))

    def fail_halfway() -> None:
        with engine.writing(0) as writer:
            writer.replace("page:1", [])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    with engine.writing(0) as writer:
        writer.replace("page:2", units(make_document("page:2", "roos")))
        writer.commit(IndexState("log", 2))
    assert sorted(found(engine, "boom", "roos")) == ["page:1", "page:2"]


def test_another_opener_sees_a_commit_at_its_next_question(engine, again):
    fill(engine, make_document("page:1", "boom"))
    other = again()
    assert found(other, "roos") == []
    with engine.writing(0) as writer:
        writer.replace("page:2", units(make_document("page:2", "roos")))
        writer.commit(IndexState("log", 2))
    assert (found(other, "roos"), other.state().number) == (["page:2"], 2)


def test_another_opener_follows_to_a_new_index_and_goes_on(engine, again):
    fill(engine, make_document("page:1", "boom"))
    other = again()
    assert found(other, "boom") == ["page:1"]
    for number in (2, 3, 4):
        fill(engine, make_document(f"page:{number}", "boom"), number=number)
        assert (found(other, "boom"), other.state().number) == ([f"page:{number}"], number)


def test_state_is_of_the_log_that_was_committed(engine):
    fill(engine, number=42)
    assert engine.state() == IndexState("log", 42)


def test_a_new_index_is_not_seen_when_building_fails(engine):
    fill(engine, make_document("page:1", "boom"))

    def fail_halfway() -> None:
        with engine.building() as index:
            index.replace("page:2", units(make_document("page:2", "boom")))
            index.commit(IndexState("log", 9))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    assert (found(engine, "boom"), engine.state().number) == (["page:1"], 1)


def test_a_second_writer_is_refused_while_one_is_writing(engine, again):
    fill(engine)
    with ExitStack() as stack:
        stack.enter_context(engine.writing(0))
        with pytest.raises(LockBusy):
            stack.enter_context(again().writing(0))
    with again().writing(0):
        pass


def test_a_second_builder_is_refused_while_one_is_building(engine, again):
    with ExitStack() as stack:
        stack.enter_context(engine.building())
        with pytest.raises(LockBusy):
            stack.enter_context(again().building())


def test_a_writer_may_write_while_an_index_is_built(engine, again):
    fill(engine, make_document("page:1", "boom"))
    with engine.building(), again().writing(0) as writer:
        writer.replace("page:2", units(make_document("page:2", "boom")))
        writer.commit(IndexState("log", 2))
    assert sorted(found(engine, "boom")) == ["page:1", "page:2"]


def test_everything_raises_index_unusable_when_there_is_no_index(engine):
    query = asked("boom")
    for ask in (
        engine.state,
        lambda: engine.search(query, 10),
        lambda: engine.count(query),
        lambda: engine.facets(query),
        lambda: engine.newest(query, 0, 10),
        lambda: engine.units_of(query, ["page:1"], 10),
        lambda: engine.writing(0).__enter__(),
    ):
        with pytest.raises(IndexUnusable):
            ask()


def test_thousands_of_facet_values_are_all_counted(engine):
    values = tuple(f"g{number:04}" for number in range(1_200))
    fill(engine, make_document("page:1", "boom", facets={"gemeente": values}))
    assert len(engine.facets(asked("boom"))["gemeente"]) == 1_200
