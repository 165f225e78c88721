"""Numbers of the log become visible in their own order, also between real transactions."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, connections, transaction

from search import engines, indexing
from search.engines.base import EngineQuery
from search.models import IndexChange
from tests.search.factories import make_document

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def in_thread(work: Callable[[], None]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def publish_slowly_and_quickly(shelf) -> list[str]:
    """Publish twice at once, the first to take its number last to commit; return what is found."""
    indexing.rebuild()
    shelf.put(make_document("page:1", "langzaam"), make_document("page:2", "snel"))
    noted, may_commit, quick_done = threading.Event(), threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            indexing.note("page:1")
            noted.set()
            may_commit.wait(10)

    def quickly() -> None:
        with transaction.atomic():
            indexing.note("page:2")
        quick_done.set()

    slow = in_thread(slowly)
    noted.wait(10)
    quick = in_thread(quickly)
    # With the counter it waits for the slow one; with a sequence it is done, index and all.
    quick_done.wait(1)
    may_commit.set()
    slow.join(10)
    quick.join(10)
    indexing.catch_up(1)
    return sorted({hit.document_id for hit in engines.current().search(EngineQuery("nl"), 10)})


def test_both_changes_are_read_when_the_first_number_commits_last(shelf):
    assert publish_slowly_and_quickly(shelf) == ["page:1", "page:2"]
    assert list(IndexChange.objects.values_list("number", "document_id")) == [
        (1, "page:1"),
        (2, "page:2"),
    ]


def test_the_slow_change_is_missed_when_numbers_come_from_a_sequence(shelf, monkeypatch):
    """Negative control: the test above can fail, and the counter is why it does not."""

    def take_from_sequence(count: int) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('search_control')")
            return cursor.fetchone()[0]

    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE search_control")
    monkeypatch.setattr(indexing, "_take_numbers", take_from_sequence)
    # The reader compares its place with the counter; here it must trust the sequence.
    monkeypatch.setattr(indexing, "_reaches", lambda state: True)
    try:
        assert publish_slowly_and_quickly(shelf) == ["page:2"]
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP SEQUENCE search_control")


def test_numbers_have_no_gaps_and_no_doubles_when_many_publish_at_once(shelf):
    indexing.rebuild()
    shelf.put(*(make_document(f"page:{n}", "snel") for n in range(24)))

    def publish(numbers: range) -> None:
        for number in numbers:
            with transaction.atomic():
                indexing.note(f"page:{number}")

    threads = [in_thread(lambda part=part: publish(range(part, 24, 4))) for part in range(4)]
    for thread in threads:
        thread.join(60)
    indexing.catch_up(1)
    assert list(IndexChange.objects.values_list("number", flat=True)) == list(range(1, 25))
    assert engines.current().count(EngineQuery("nl")) == 24
