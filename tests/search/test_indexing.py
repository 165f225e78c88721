import json
import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, transaction
from django.utils import timezone

from search import engines, indexing, sources
from search.engines.base import EngineQuery, IndexUnusable
from search.engines.tantivy import TantivyEngine
from search.models import IndexChange, IndexCounter
from search.sources import Source
from tests.search.factories import make_document
from tests.search.log import found, log, number

pytestmark = pytest.mark.django_db


# Noting


def test_recorded_change_makes_a_document_found_when_the_transaction_commits(
    shelf, django_capture_on_commit_callbacks
):
    indexing.rebuild()
    shelf.put(make_document("page:1", "Winterswijk zoekt het samen uit."))
    with django_capture_on_commit_callbacks(execute=True):
        indexing.record_change("page:1")
    assert found("winterswijk") == ["page:1"]


def test_recorded_change_removes_a_document_when_its_source_leaves_it_out(
    shelf, django_capture_on_commit_callbacks
):
    shelf.put(make_document("page:1", "Winterswijk zoekt het samen uit."))
    indexing.rebuild()
    assert found("winterswijk") == ["page:1"]
    shelf.clear()
    with django_capture_on_commit_callbacks(execute=True):
        indexing.record_change("page:1")
    assert found("winterswijk") == []


def test_publishing_succeeds_when_the_index_fails(
    shelf, django_capture_on_commit_callbacks, monkeypatch, caplog
):
    indexing.rebuild()

    def broken(ids: list[str]) -> list:
        raise ZeroDivisionError(ids)

    monkeypatch.setattr(indexing, "_load", broken)
    with django_capture_on_commit_callbacks(execute=True):
        indexing.record_change("page:1")
    assert "The index could not be brought up to date" in caplog.text
    monkeypatch.undo()


def test_a_change_that_failed_is_applied_by_the_next_catch_up(
    shelf, django_capture_on_commit_callbacks
):
    indexing.rebuild()
    shelf.put(make_document("page:1", "Winterswijk."))
    with (
        engines.current().writing(0),
        pytest.MonkeyPatch.context() as patch,
        django_capture_on_commit_callbacks(execute=True),
    ):
        patch.setattr(indexing, "PATIENCE", 0.01)
        indexing.record_change("page:1")
    assert found("winterswijk") == []
    assert (indexing.catch_up(0), found("winterswijk")) == (1, ["page:1"])


def test_publishers_of_one_transaction_wait_together_and_those_of_the_next_again(
    shelf, django_capture_on_commit_callbacks, monkeypatch
):
    indexing.rebuild()
    waits: list[float] = []
    catch_up = indexing.catch_up

    def catch_up_and_tell(wait: float) -> int:
        waits.append(wait)
        return catch_up(wait)

    monkeypatch.setattr(indexing, "catch_up", catch_up_and_tell)
    monkeypatch.setattr(indexing, "PATIENCE", 0.01)
    with engines.current().writing(0):
        for _transaction in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                for number in range(20):
                    indexing.record_change(f"page:{number}")

    assert waits == [0.01, 0.01]


def test_recorded_change_is_heard_when_an_earlier_transaction_was_undone(
    shelf, django_capture_on_commit_callbacks
):
    indexing.rebuild()
    shelf.put(make_document("page:1", "Winterswijk."))
    with transaction.atomic():
        indexing.record_change("page:2")
        transaction.set_rollback(True)
    with django_capture_on_commit_callbacks(execute=True):
        indexing.record_change("page:1")
    assert found("winterswijk") == ["page:1"]


@pytest.fixture
def stumbling(shelf, monkeypatch) -> list[type[Exception]]:
    """Let the source raise what is put in this list whenever page:2 is asked for."""
    reasons: list[type[Exception]] = []

    def load(ids: list[str]) -> list:
        if reasons and "page:2" in ids:
            raise reasons[0]
        return [shelf[each] for each in ids if each in shelf]

    source = Source("page", load, lambda: sorted(shelf))
    monkeypatch.setattr(sources.SOURCES, "_items", {"page": source})
    shelf.put(*(make_document(f"page:{n}", "Winterswijk.") for n in (1, 2, 3)))
    return reasons


def test_a_document_that_cannot_be_made_does_not_hold_up_the_others(stumbling, caplog):
    indexing.rebuild()
    stumbling.append(ZeroDivisionError)
    log("page:1", "page:2", "page:3")
    assert (indexing.catch_up(0), found("winterswijk")) == (3, ["page:1", "page:3"])
    assert "Loop search failed at page:2" in caplog.text


def test_changes_stay_in_the_log_when_the_database_is_away(stumbling):
    indexing.rebuild()
    stumbling.append(OperationalError)
    log("page:2")
    with pytest.raises(OperationalError):
        indexing.catch_up(0)
    stumbling.clear()
    assert (indexing.catch_up(0), found("winterswijk")) == (1, ["page:1", "page:2", "page:3"])


# Catching up


def test_catch_up_reads_the_log_until_it_is_empty(shelf, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    indexing.rebuild()
    shelf.put(*(make_document(f"page:{n}", "Winterswijk.") for n in range(5)))
    log(*shelf)
    assert (indexing.catch_up(0), indexing.catch_up(0), number()) == (5, 0, 5)
    assert found("winterswijk") == sorted(shelf)


def test_catch_up_applied_twice_changes_nothing(shelf):
    shelf.put(make_document("page:1", "Winterswijk."))
    indexing.rebuild()
    log("page:1")
    indexing.catch_up(0)
    state_file = engines.current().directory / current_folder() / "state.json"
    state = json.loads(state_file.read_text())
    state_file.write_text(json.dumps(state | {"number": 0}))
    assert (indexing.catch_up(0), engines.current().count(EngineQuery("nl"))) == (1, 1)


def current_folder() -> str:
    return (engines.current().directory / "current").read_text()


def test_catch_up_leaves_the_work_to_who_is_writing(shelf):
    indexing.rebuild()
    log("page:1")
    with engines.current().writing(0):
        assert indexing.catch_up(0.02) == 0
    assert indexing.catch_up(0) == 1


def test_catch_up_goes_on_when_the_other_writer_is_done_in_time(shelf):
    indexing.rebuild()
    log("page:1")
    writing, done = threading.Event(), threading.Event()

    def write_briefly() -> None:
        with engines.current().writing(0):
            writing.set()
            done.wait(0.05)

    other = threading.Thread(target=write_briefly)
    other.start()
    writing.wait(10)
    applied = indexing.catch_up(10)
    other.join(10)
    assert applied == 1


def test_catch_up_makes_an_index_when_there_is_none(shelf):
    shelf.put(make_document("page:1", "Winterswijk."))
    indexing.catch_up(0)
    assert found("winterswijk") == ["page:1"]


def test_catch_up_makes_the_index_anew_when_the_analysis_changed(shelf, monkeypatch):
    shelf.put(make_document("page:1", "Winterswijk."))
    indexing.rebuild()
    before = current_folder()
    monkeypatch.setattr(TantivyEngine, "version", "2.0.0")
    indexing.catch_up(0)
    assert (current_folder() != before, found("winterswijk")) == (True, ["page:1"])


@pytest.mark.parametrize("change", ["another database", "an older database", "a pruned log"])
def test_catch_up_makes_the_index_anew_when_the_log_is_not_its_own(shelf, change):
    log("page:1", "page:2", "page:3")
    indexing.rebuild()
    shelf.put(make_document("page:9", "Winterswijk."))
    if change == "another database":
        IndexCounter.objects.update(log="00000000-0000-4000-8000-000000000000")
    elif change == "an older database":
        IndexChange.objects.filter(number=3).delete()
        IndexCounter.objects.update(value=2)
    else:
        log("page:4", "page:5")
        now = timezone.now()
        IndexChange.objects.filter(document_id="page:4").update(at=now - timedelta(days=31))
        indexing.prune(now)
    indexing.catch_up(0)
    assert (found("winterswijk"), number()) == (["page:9"], IndexCounter.objects.get().value)


def test_catch_up_reads_on_when_only_what_it_has_read_was_pruned(shelf):
    log("page:1", "page:2")
    indexing.rebuild()
    before = current_folder()
    log("page:3")
    IndexChange.objects.filter(number__lt=3).delete()
    assert (indexing.catch_up(0), current_folder()) == (1, before)


def test_catch_up_costs_four_queries_when_there_is_nothing_to_do(shelf, django_assert_num_queries):
    log("page:1")
    indexing.rebuild()
    with django_assert_num_queries(4):
        indexing.catch_up(0)


# Rebuilding


def test_rebuild_keeps_what_was_published_while_it_went_on(shelf, monkeypatch):
    shelf.put(make_document("page:1", "Winterswijk."))
    indexing.rebuild()
    load = indexing._load
    during: list[str] = []

    def load_while_someone_publishes(ids):
        documents = load(ids)
        if not during:
            during.append("published")
            shelf.put(make_document("page:2", "Winterswijk ook."))
            log("page:2")
            indexing.catch_up(0)
            assert found("winterswijk") == ["page:1", "page:2"]
        return documents

    monkeypatch.setattr(indexing, "_load", load_while_someone_publishes)
    indexing.rebuild()
    assert (found("winterswijk"), number()) == (["page:1", "page:2"], 1)


def test_rebuild_leaves_the_live_index_alone_when_it_fails(shelf, monkeypatch):
    shelf.put(make_document("page:1", "Winterswijk."))
    indexing.rebuild()

    def broken(ids: list[str]) -> dict:
        raise ZeroDivisionError(ids)

    monkeypatch.setattr(indexing, "_load", broken)
    with pytest.raises(ZeroDivisionError):
        indexing.rebuild()
    assert found("winterswijk") == ["page:1"]


def test_rebuild_reads_what_was_published_by_a_process_that_died(shelf, monkeypatch):
    load = indexing._load

    def load_while_someone_publishes(ids):
        documents = load(ids)
        if ids == ["page:1"]:
            shelf.put(make_document("page:2", "Winterswijk ook."))
            log("page:2")
        return documents

    shelf.put(make_document("page:1", "Winterswijk."))
    monkeypatch.setattr(indexing, "_load", load_while_someone_publishes)
    indexing.rebuild()
    assert (found("winterswijk"), number()) == (["page:1", "page:2"], 1)


def test_rebuild_makes_a_document_once_when_its_change_has_no_number(shelf, monkeypatch):
    made: list[str] = []
    load = indexing._load
    monkeypatch.setattr(indexing, "_load", lambda ids: made.extend(ids) or load(ids))
    shelf.put(make_document("page:1"), make_document("page:2"))
    log("page:1")
    indexing.rebuild()
    assert (made, number()) == (["page:1", "page:2"], 1)


# The first question


def test_ensure_index_leaves_a_big_site_to_the_loop(shelf, monkeypatch):
    monkeypatch.setattr(indexing, "SMALL_SITE", 2)
    shelf.put(*(make_document(f"page:{n}") for n in range(3)))
    assert indexing.ensure_index() is False
    with pytest.raises(IndexUnusable):
        engines.current().state()


def test_ensure_index_gives_up_when_someone_else_is_building(shelf):
    with engines.current().building():
        assert indexing.ensure_index() is False


# Commands


def test_rebuild_index_says_how_many_documents(shelf):
    shelf.put(make_document("page:1"), make_document("page:2"))
    out = StringIO()
    call_command("rebuild_index", stdout=out)
    assert out.getvalue() == "2 documents indexed.\n"


def test_rebuild_index_says_so_when_another_process_is_at_it(shelf):
    with engines.current().building(), pytest.raises(CommandError, match="is rebuilding"):
        call_command("rebuild_index")


def test_catch_up_command_says_how_many_changes(shelf):
    indexing.rebuild()
    log("page:1")
    out = StringIO()
    call_command("catch_up", stdout=out)
    assert out.getvalue() == "1 changes applied.\n"
