"""How changes are written to the log, numbered when it is read, and pruned."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from search import indexing
from search.models import IndexChange, IndexCounter
from tests.search.factories import make_document
from tests.search.log import found, log, number, rows

pytestmark = pytest.mark.django_db

# Noting


def test_record_change_writes_a_row_for_every_document_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        indexing.record_change("page:1", "page:2")
    indexing.record_change("question:3")
    assert rows() == [(None, "page:1"), (None, "page:2"), (None, "question:3")]


def test_record_change_without_documents_leaves_the_log_as_it_is():
    indexing.record_change()
    assert (IndexChange.objects.count(), IndexCounter.objects.count()) == (0, 0)


def test_recorded_change_is_undone_with_the_transaction_of_its_publisher():
    indexing.record_change("page:1")
    with pytest.raises(RuntimeError), transaction.atomic():
        fail_after_noting("page:2")
    indexing.record_change("page:3")
    assert rows() == [(None, "page:1"), (None, "page:3")]


def fail_after_noting(document_id: str) -> None:
    indexing.record_change(document_id)
    raise RuntimeError


# Numbering


def test_changes_are_numbered_when_the_log_is_read(shelf):
    indexing.rebuild()
    log("page:2", "page:1")
    indexing.catch_up(0)
    log("page:2")
    indexing.catch_up(0)
    assert rows() == [(1, "page:2"), (2, "page:1"), (3, "page:2")]
    assert IndexCounter.objects.get().value == number() == 3


def test_many_changes_are_numbered_without_a_gap(shelf, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    log(*(f"page:{n}" for n in range(5)))
    indexing.rebuild()
    assert [given for given, _document_id in rows()] == [1, 2, 3, 4, 5]


def test_changes_are_not_numbered_in_the_transaction_that_made_them():
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        record_and_read("page:1")


def record_and_read(document_id: str) -> None:
    indexing.record_change(document_id)
    indexing._number_changes()


# Pruning

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def grow_old(document_id: str, *, days: int) -> None:
    IndexChange.objects.filter(document_id=document_id).update(at=NOW - timedelta(days=days))


def prune_by_age_alone(now: datetime) -> None:
    IndexChange.objects.filter(at__lt=now - indexing.KEEP).delete()


def test_prune_removes_rows_older_than_thirty_days():
    log("page:1", "page:2")
    grow_old("page:1", days=31)
    grow_old("page:2", days=29)
    assert indexing.prune(NOW) == 1
    assert rows() == [(2, "page:2")]


def test_prune_leaves_the_log_alone_when_nothing_is_old():
    log("page:1")
    grow_old("page:1", days=29)
    assert (indexing.prune(NOW), rows()) == (0, [(1, "page:1")])


@pytest.mark.parametrize(
    ("prune", "expected"),
    [
        (indexing.prune, ["page:1"]),
        # Negative control: no number tells the index that something is missing.
        (prune_by_age_alone, []),
    ],
)
def test_an_old_change_is_not_lost_when_it_was_pruned_before_anyone_read_it(shelf, prune, expected):
    indexing.rebuild()
    shelf.put(make_document("page:1", "Winterswijk."))
    log("page:1")
    grow_old("page:1", days=31)
    prune(NOW)
    indexing.catch_up(0)
    assert found("winterswijk") == expected


@pytest.mark.parametrize(
    ("prune", "expected"),
    [
        (indexing.prune, ["page:1", "page:2"]),
        # Negative control: the index reads on from a younger change with a lower number.
        (prune_by_age_alone, ["page:1"]),
    ],
)
def test_a_slow_change_is_not_lost_when_it_is_older_than_the_one_before_it(shelf, prune, expected):
    indexing.rebuild()
    shelf.put(*(make_document(f"page:{n}", "Winterswijk.") for n in (1, 2)))
    log("page:1", "page:2")
    grow_old("page:1", days=29)
    grow_old("page:2", days=31)
    indexing._number_changes()
    prune(NOW)
    indexing.catch_up(0)
    assert found("winterswijk") == expected
