"""Two editors publish at once, and nothing is missed or mixed; PostgreSQL alone runs them so."""

import threading

import pytest
from django.db import connection, transaction

from knowledge.models import Passage, TextPage
from knowledge.passages import deeds as passages
from search import indexing
from search.models import IndexChange
from tests.knowledge.factories import change, make_home, make_page, text
from tests.threads import in_thread

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


class Reader:
    """Reads the log as an index does: what lies beyond the last number it has seen."""

    def __init__(self) -> None:
        self.last = max(IndexChange.objects.values_list("number", flat=True), default=0)
        self.seen: list[str] = []

    def read(self) -> None:
        rows = IndexChange.objects.filter(number__gt=self.last).order_by("number")
        for number, document_id in rows.values_list("number", "document_id"):
            self.seen.append(document_id)
            self.last = number


def publish_two_pages_at_once() -> tuple[list[str], list[str]]:
    """Publish one page slowly and another quickly; return what a reader saw, and should have."""
    make_home()
    first, second = make_page("<p>een</p>"), make_page("<p>twee</p>")
    slow, quick = change(first, "<p>langzaam</p>"), change(second, "<p>snel</p>")
    reader = Reader()
    failures: list[BaseException] = []
    saved, may_commit, quick_done = threading.Event(), threading.Event(), threading.Event()

    def slowly() -> None:
        with transaction.atomic():
            slow.publish()
            saved.set()
            may_commit.wait(20)

    def quickly() -> None:
        quick.publish()
        quick_done.set()

    threads = [in_thread(slowly, failures)]
    saved.wait(20)
    threads.append(in_thread(quickly, failures))
    # With the counter the quick one waits for the slow one; with a sequence it is done by now.
    quick_done.wait(2)
    reader.read()
    may_commit.set()
    for thread in threads:
        thread.join(30)
    reader.read()
    assert failures == []
    return reader.seen, [f"page:{first.pk}", f"page:{second.pk}"]


def test_reader_sees_both_pages_when_the_first_publisher_commits_last():
    seen, expected = publish_two_pages_at_once()

    assert seen == expected


def test_reader_misses_the_slow_page_when_numbers_come_from_a_sequence(monkeypatch):
    """Negative control: the test above can fail, and the counter is why it does not."""

    def take_from_sequence(_count: int) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval('publishers_control')")
            return cursor.fetchone()[0]

    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE publishers_control START 100")
    monkeypatch.setattr(indexing, "_take_numbers", take_from_sequence)
    try:
        seen, (_slow, quick) = publish_two_pages_at_once()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP SEQUENCE publishers_control")

    assert seen == [quick]


def test_page_and_passages_agree_when_two_publish_the_same_page_at_once():
    make_home()
    page = make_page(text(("aaaaa", "een")))
    versions = [
        change(page, text(*((f"k{version}{place}", f"v{version}") for place in range(8))))
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
