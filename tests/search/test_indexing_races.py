"""Changes are numbered in the order in which they are committed, by the readers of the log."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.db.models import Max

from search import indexing
from search.engines.base import IndexState
from search.models import IndexChange, IndexCounter
from tests.search.factories import make_document
from tests.search.log import found, rows
from tests.threads import in_thread

pytestmark = pytest.mark.django_db(transaction=True)

WAIT = 10  # seconds; a hang guard


def read_by_sequence(after: int, limit: int) -> list[tuple[int, str]]:
    """Read the log by the number that the database gives a row when it is inserted."""
    rows = IndexChange.objects.filter(pk__gt=after).order_by("pk")
    return list(rows.values_list("pk", "document_id")[:limit])


@pytest.fixture
def numbers_from_a_sequence(monkeypatch) -> None:
    """Number the changes when they are inserted, not when they are read: a negative control."""

    def log_now() -> IndexState:
        highest = IndexChange.objects.aggregate(pk=Max("pk"))["pk"] or 0
        return IndexState("sequence", highest)

    monkeypatch.setattr(indexing, "_changes", read_by_sequence)
    monkeypatch.setattr(indexing, "_log_now", log_now)
    monkeypatch.setattr(indexing, "_reaches", lambda _state: True)


@pytest.fixture
def nobody_reads(monkeypatch) -> None:
    """Let every publisher's process die right after its commit."""
    monkeypatch.setattr(indexing, "_after_publishing", lambda _wait: None)


@contextmanager
def slow_publisher(document_id: str) -> Iterator[None]:
    """Note a change at the beginning of the block and commit it at the end."""
    recorded, may_commit = threading.Event(), threading.Event()
    failures: list[BaseException] = []

    def publish() -> None:
        with transaction.atomic():
            indexing.record_change(document_id)
            recorded.set()
            may_commit.wait(WAIT)

    thread = in_thread(publish, failures)
    recorded.wait(WAIT)
    yield
    may_commit.set()
    thread.join(WAIT)
    assert failures == []


# A publisher who commits after a later one


def publish_slowly_and_quickly(shelf) -> list[str]:
    """Publish twice at once, the first recorded last to commit; return what is found."""
    indexing.rebuild()
    shelf.put(make_document("page:1", "langzaam"), make_document("page:2", "snel"))
    with slow_publisher("page:1"):
        indexing.record_change("page:2")
        assert found() == ["page:2"]
    indexing.catch_up()
    return found()


@pytest.mark.postgres
def test_slow_change_is_read_by_an_index_that_has_read_a_later_one(shelf):
    assert publish_slowly_and_quickly(shelf) == ["page:1", "page:2"]
    assert rows() == [(2, "page:1"), (1, "page:2")]


@pytest.mark.postgres
@pytest.mark.usefixtures("numbers_from_a_sequence")
def test_slow_change_is_missed_when_numbers_come_from_a_sequence(shelf):
    """Negative control: the test above can fail, and the reader's numbers are why it does not."""
    assert publish_slowly_and_quickly(shelf) == ["page:2"]


def rebuild_while_someone_publishes(shelf) -> list[str]:
    """Make the index anew between a publisher's change and the commit; return what is found."""
    with slow_publisher("page:1"):
        shelf.put(make_document("page:2", "snel"))
        indexing.record_change("page:2")
        indexing.rebuild()
        shelf.put(make_document("page:1", "langzaam"))
    indexing.catch_up()
    return found()


@pytest.mark.postgres
def test_rebuild_misses_nothing_of_a_publisher_who_commits_after_it(shelf):
    assert rebuild_while_someone_publishes(shelf) == ["page:1", "page:2"]


@pytest.mark.postgres
@pytest.mark.usefixtures("numbers_from_a_sequence")
def test_rebuild_misses_the_publisher_when_numbers_come_from_a_sequence(shelf):
    """Negative control of the test above."""
    assert rebuild_while_someone_publishes(shelf) == ["page:2"]


# Readers who number at once


@pytest.mark.postgres
@pytest.mark.usefixtures("nobody_reads")
@pytest.mark.parametrize(
    ("locked", "failed"),
    [
        (True, []),
        # Negative control: the two give one number to two changes.
        (False, ["IntegrityError"]),
    ],
)
def test_second_reader_numbers_what_the_first_one_did_not_see(monkeypatch, locked, failed):
    has_read, go_on = threading.Event(), threading.Event()
    failures: list[BaseException] = []

    def pause(execute, sql, *more):
        if sql.startswith("UPDATE search_indexchange"):
            has_read.set()
            go_on.wait(WAIT)
        return execute(sql, *more)

    def number_slowly() -> None:
        with connection.execute_wrapper(pause):
            indexing._number_changes()

    if not locked:
        monkeypatch.setattr(indexing, "_lock_counter", IndexCounter.objects.get)
    indexing._log_now()

    with slow_publisher("page:1"):
        indexing.record_change("page:2")
        first = in_thread(number_slowly, failures)
        has_read.wait(WAIT)
    second = in_thread(indexing._number_changes, failures)
    second.join(1)
    go_on.set()
    for thread in (first, second):
        thread.join(WAIT)

    assert [type(failure).__name__ for failure in failures] == failed
    if locked:
        assert rows() == [(2, "page:1"), (1, "page:2")]


def test_every_change_gets_one_number_when_many_publish_and_read_at_once(shelf):
    indexing.rebuild()
    shelf.put(*(make_document(f"page:{n}", "snel") for n in range(24)))
    failures: list[BaseException] = []

    def publish(numbers: range) -> None:
        for number in numbers:
            with transaction.atomic():
                indexing.record_change(f"page:{number}")

    threads = [
        in_thread(lambda part=part: publish(range(part, 24, 4)), failures) for part in range(4)
    ]
    for thread in threads:
        thread.join(60)

    indexing.catch_up()
    assert failures == []
    numbers, document_ids = zip(*rows(), strict=True)
    assert (sorted(numbers), sorted(document_ids)) == (list(range(1, 25)), sorted(shelf))
    assert found() == sorted(shelf)
