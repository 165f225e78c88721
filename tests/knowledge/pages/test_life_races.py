"""Two editors publish at once, and nothing is missed or mixed; PostgreSQL alone runs them so."""

import threading

import pytest
from django.db import transaction
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.models import Page

from knowledge.models import Passage, TextPage
from knowledge.passages import deeds as passages
from search import indexing
from search.models import IndexChange
from tests import numbered_at_once
from tests.knowledge.factories import change, make_home, make_page, text
from tests.threads import in_thread

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

WAIT = 10  # seconds; a hang guard


def publish_two_pages_at_once() -> tuple[list[str], list[str]]:
    """Publish one page slowly and another quickly; return what an index read, and should have."""
    make_home()
    first, second = make_page("<p>een</p>"), make_page("<p>twee</p>")
    slow, quick = change(first, "<p>langzaam</p>"), change(second, "<p>snel</p>")
    failures: list[BaseException] = []
    saved, may_commit = threading.Event(), threading.Event()
    read = indexing._changes(0, 100)

    def slowly() -> None:
        with transaction.atomic():
            slow.publish()
            saved.set()
            may_commit.wait(WAIT)

    thread = in_thread(slowly, failures)
    saved.wait(WAIT)
    quick.publish()
    early = indexing._changes(_last(read), 100)
    may_commit.set()
    thread.join(WAIT)
    late = indexing._changes(_last([*read, *early]), 100)
    assert failures == []
    seen = [document_id for _number, document_id in (*early, *late)]
    return seen, [f"page:{second.pk}", f"page:{first.pk}"]


def _last(changes: list[tuple[int, str]]) -> int:
    return changes[-1][0]


def test_index_reads_both_pages_when_the_first_publisher_commits_last():
    seen, expected = publish_two_pages_at_once()

    assert seen == expected


def test_index_misses_the_slow_page_when_numbers_come_from_a_sequence(monkeypatch):
    """Negative control: the test above can fail, and the reader's numbers are why it does not."""

    def read_by_sequence(after: int, limit: int) -> list[tuple[int, str]]:
        rows = IndexChange.objects.filter(pk__gt=after).order_by("pk")
        return list(rows.values_list("pk", "document_id")[:limit])

    monkeypatch.setattr(indexing, "_changes", read_by_sequence)

    seen, (quick, _slow) = publish_two_pages_at_once()

    assert seen == [quick]


@pytest.mark.parametrize(
    ("record_change", "failed"),
    [
        pytest.param(indexing.record_change, [], id="numbered by the reader"),
        # Negative control: each of the two waits for a row that the other has locked.
        pytest.param(numbered_at_once.record_change, [True], id="numbered at once"),
    ],
)
def test_pages_are_published_together_when_one_of_them_is_published_alone(
    monkeypatch, record_change, failed
):
    first, second = make_page("<p>een</p>"), make_page("<p>twee</p>")
    change(first, "<p>drie</p>")
    alone = change(second, "<p>vier</p>")
    first_recorded, second_locked = threading.Event(), threading.Event()
    failures: list[BaseException] = []

    def pause(document_id: str) -> None:
        if document_id == f"page:{first.pk}":
            record_change(document_id)
            first_recorded.set()
            second_locked.wait(WAIT)
        else:
            second_locked.set()
            first_recorded.wait(WAIT)
            record_change(document_id)

    def publish_together() -> None:
        # As the view does it: one transaction for all of them.
        with transaction.atomic():
            PublishBulkAction.execute_action(Page.objects.filter(pk__in=[first.pk, second.pk]))

    monkeypatch.setattr(indexing, "record_change", pause)

    threads = [in_thread(publish_together, failures), in_thread(alone.publish, failures)]
    for thread in threads:
        thread.join(3 * WAIT)

    assert ["deadlock detected" in str(failure) for failure in failures] == failed
    if not failed:
        live = Passage.objects.live().order_by("page_id")
        assert list(live.values_list("text", flat=True)) == ["drie", "vier"]


def test_page_and_passages_agree_when_two_publish_the_same_page_at_once():
    make_home()
    page = make_page(text(("aaaaa", "een")))
    versions = [
        change(page, text(*((f"k{version}{index}", f"v{version}") for index in range(8))))
        for version in range(6)
    ]
    failures: list[BaseException] = []

    threads = [in_thread(version.publish, failures) for version in versions]
    for thread in threads:
        thread.join(60)

    assert failures == []
    page = TextPage.objects.get(pk=page.pk)
    live = Passage.objects.live().filter(page_id=page.pk).in_order()
    says = set(live.values_list("text", flat=True))
    assert len(says) == 1
    assert says.pop() in str(page.body.get_prep_value())
    assert live.count() == 8


def test_rows_are_written_once_when_two_write_the_same_page_at_once():
    make_home()
    page = make_page("<p>een</p>")
    TextPage.objects.filter(pk=page.pk).update(
        body=change(page, "".join(f"<p>{n}</p>" for n in range(30))).as_object().body
    )
    failures: list[BaseException] = []

    def write() -> None:
        passages.write(TextPage.objects.get(pk=page.pk))

    threads = [in_thread(write, failures) for _turn in range(4)]
    for thread in threads:
        thread.join(60)

    assert failures == []
    assert Passage.objects.live().filter(page_id=page.pk).count() == 30
