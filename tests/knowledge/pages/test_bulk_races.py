"""Several pages at once beside a deed that locks the same pages; PostgreSQL alone runs them so."""

import threading
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from knowledge.models import Recording
from knowledge.pages import admin
from knowledge.recordings import deeds as recordings
from search import indexing
from tests.knowledge.factories import make_page, switch_four_eyes
from tests.knowledge.pages.desk import told
from tests.knowledge.recordings.factories import make_recording_page
from tests.threads import in_thread

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

WAIT = 10  # seconds; a hang guard


def holds(action_type: str, form: dict, chosen: Page) -> set[Page]:
    """Return the pages that are locked while an action does its work."""
    action = SimpleNamespace(cleaned_form=SimpleNamespace(cleaned_data=form))
    free: list[Page] = []
    failures: list[BaseException] = []
    others = Page.objects.select_for_update(no_key=True, skip_locked=True)
    with transaction.atomic():
        admin.hold_pages(None, action_type, [chosen], action)
        in_thread(lambda: free.extend(_read_all(others)), failures).join(WAIT)
    assert failures == []
    return set(Page.objects.all()) - set(free)


def _read_all(pages) -> list[Page]:
    with transaction.atomic():
        return list(pages)


@pytest.mark.parametrize(
    ("action_type", "below"), [("delete", True), ("publish", True), ("publish", False)]
)
def test_pages_below_are_locked_when_they_are_written_as_well(action_type, below):
    chosen = make_page()
    child = make_page(parent=chosen)
    grandchild = make_page(parent=child)
    make_page()

    held = holds(action_type, {"include_descendants": below}, chosen)

    # Whoever changes the tree holds its root first.
    assert {page.pk for page in held if not page.is_root()} == {
        chosen.pk,
        *([child.pk, grandchild.pk] if below else []),
    }


def test_a_move_locks_what_is_below_and_where_it_goes():
    chosen, place = make_page(), make_page()
    child = make_page(parent=chosen)
    make_page()

    held = holds("move", {"chooser": place}, chosen)

    assert {page.pk for page in held if not page.is_root()} == {chosen.pk, child.pk, place.pk}


def test_pages_are_locked_in_the_order_of_every_deed():
    chosen = [make_page(), make_page()]
    action = SimpleNamespace(cleaned_form=SimpleNamespace(cleaned_data={}))

    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        admin.hold_pages(None, "publish", chosen, action)

    (locking,) = (query["sql"] for query in queries if "FOR NO KEY UPDATE" in query["sql"])
    # Its first column is the number.
    assert "ORDER BY 1 ASC FOR" in locking


@pytest.mark.parametrize("held", [True, False])
@pytest.mark.parametrize("action", ["publish", "unpublish"])
def test_pages_in_bulk_and_a_deed_in_the_order_of_numbers_do_not_deadlock(
    admin_client, monkeypatch, action, held
):
    switch_four_eyes(on=False)
    lower = make_recording_page()
    higher = make_recording_page(lower.recording)
    # In the tree it comes first, though its number is the later one.
    higher.move(lower, pos="left")
    has_written, go_on = threading.Event(), threading.Event()
    failures: list[BaseException] = []
    answers: list[HttpResponse] = []
    note = indexing.record_change

    def note_slowly(*documents: str) -> None:
        note(*documents)
        if f"page:{higher.pk}" in documents and not has_written.is_set():
            has_written.set()
            go_on.wait(WAIT)

    monkeypatch.setattr(indexing, "record_change", note_slowly)
    if not held:
        # The negative control: each of the two waits for a page that the other has locked.
        monkeypatch.setattr(admin, "locks", SimpleNamespace(lock=lambda _pages: None))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])

    editor = in_thread(
        lambda: answers.append(admin_client.post(f"{url}?id={lower.pk}&id={higher.pk}")), failures
    )
    assert has_written.wait(WAIT)
    other = in_thread(
        lambda: recordings.withdraw(Recording.objects.get(pk=lower.recording_id), by=None), failures
    )
    other.join(1)
    go_on.set()
    editor.join(3 * WAIT)
    other.join(3 * WAIT)

    # Whichever of the two PostgreSQL ends: an editor reads that she can try again.
    ended = ["deadlock detected" in str(failure) for failure in failures]
    ended += ["Probeer het opnieuw" in told(answer) for answer in answers]
    assert ended.count(True) == (0 if held else 1)
    if held:
        assert [answer.status_code for answer in answers] == [302]
        assert Recording.objects.get().withdrawn
