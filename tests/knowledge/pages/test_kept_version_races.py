"""Autosave beside a colleague who publishes the same version; PostgreSQL alone runs them so."""

import threading

import pytest
from wagtail.models import Page, Revision

from knowledge.models import SitePage
from knowledge.pages import desk_views
from search import indexing
from tests.knowledge.factories import make_page
from tests.knowledge.pages import desk
from tests.knowledge.pages.desk import NEW, OLD, words
from tests.threads import in_thread

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

WAIT = 10  # seconds; a hang guard


@pytest.mark.parametrize("held", [True, False])
def test_version_is_not_overwritten_while_a_colleague_publishes_it(monkeypatch, an, bo, held):
    page = make_page(OLD, title="Rust")
    block = page.body.get_prep_value()[0]
    first = desk.autosave(an, page, body=[{**block, "value": NEW}]).json()["revision_id"]
    published = Revision.objects.get(pk=first)
    has_written, go_on = threading.Event(), threading.Event()
    failures: list[BaseException] = []
    note = indexing.record_change

    def note_slowly(*documents: str) -> None:
        note(*documents)
        has_written.set()
        go_on.wait(WAIT)

    monkeypatch.setattr(indexing, "record_change", note_slowly)
    if not held:
        # The negative control: her save reads the page as it was before.
        monkeypatch.setattr(SitePage, "_hold", lambda _self: None)
        monkeypatch.setattr(desk_views, "_held", lambda pk: Page.objects.get(pk=pk))

    publisher = in_thread(lambda: desk.publish_in_bulk(bo, page), failures)
    assert has_written.wait(WAIT)
    body = [{**block, "value": NEW.replace("Nieuwe", "Latere")}]
    writer = in_thread(lambda: desk.autosave(an, page, published, body=body), failures)
    writer.join(1)
    go_on.set()
    publisher.join(3 * WAIT)
    writer.join(3 * WAIT)

    assert failures == []
    assert words(page) == "Nieuwe woorden."
    found = Page.objects.get(pk=page.pk)
    assert (found.live_revision, found.has_unpublished_changes) == (published, True)
    assert (found.latest_revision == published) == (not held)
