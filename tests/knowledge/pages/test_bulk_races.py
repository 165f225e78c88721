"""Several pages at once beside a deed that locks the same pages; PostgreSQL alone runs them so."""

import threading
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.urls import reverse
from wagtail.models import Page

from knowledge.models import Recording
from knowledge.pages import admin
from knowledge.recordings import deeds as recordings
from search import indexing
from tests.knowledge.factories import make_page, switch_four_eyes
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
    ("action_type", "form", "below"),
    [
        ("delete", {}, True),
        ("move", {}, True),
        ("publish", {"include_descendants": True}, True),
        ("publish", {"include_descendants": False}, False),
    ],
)
def test_pages_below_are_locked_when_they_are_written_as_well(action_type, form, below):
    chosen = make_page()
    child = make_page(parent=chosen)
    grandchild = make_page(parent=child)
    make_page()

    held = {page.pk for page in holds(action_type, form, chosen)}

    assert held == {chosen.pk, *([child.pk, grandchild.pk] if below else [])}


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
    answers: list[int] = []
    note = indexing.record_change

    def note_slowly(*documents: str) -> None:
        note(*documents)
        if f"page:{higher.pk}" in documents and not has_written.is_set():
            has_written.set()
            go_on.wait(WAIT)

    monkeypatch.setattr(indexing, "record_change", note_slowly)
    if not held:
        # The negative control: each of the two waits for a page that the other has locked.
        monkeypatch.setattr(admin, "_hold", lambda _pages: None)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])

    editor = in_thread(
        lambda: answers.append(
            admin_client.post(f"{url}?id={lower.pk}&id={higher.pk}").status_code
        ),
        failures,
    )
    assert has_written.wait(WAIT)
    other = in_thread(
        lambda: recordings.withdraw(Recording.objects.get(pk=lower.recording_id), by=None), failures
    )
    other.join(1)
    go_on.set()
    editor.join(3 * WAIT)
    other.join(3 * WAIT)

    assert ["deadlock detected" in str(failure) for failure in failures] == ([] if held else [True])
    if held:
        assert answers == [302]
        assert Recording.objects.get().withdrawn
