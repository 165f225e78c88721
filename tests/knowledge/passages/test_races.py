"""A passage is withdrawn while its page is being published."""

import threading
from types import SimpleNamespace

import pytest

from knowledge.models import TextPage
from knowledge.passages import deeds as passages
from tests.knowledge.factories import make_page, text
from tests.knowledge.passages.passage_pages import ONE, row, stored
from tests.threads import in_thread

WAIT = 10  # seconds; a hang guard


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("held", "failed"), [(True, 0), (False, 1)])
def test_withdrawn_passage_stays_so_when_its_page_is_published_at_the_same_moment(
    monkeypatch, held, failed
):
    page = make_page(text(("aaaaa", "Geheim."), ("bbbbb", "Twee.")))
    # Another title: every row is written.
    draft = TextPage.objects.get(pk=page.pk)
    draft.title = "Nieuwe titel"
    revision = draft.save_revision()
    has_read, go_on = threading.Event(), threading.Event()
    failures: list[BaseException] = []
    check = passages._check

    def pause(*arguments) -> None:
        check(*arguments)
        if not has_read.is_set():
            has_read.set()
            go_on.wait(WAIT)

    monkeypatch.setattr(passages, "_check", pause)
    if not held:
        # The negative control: without the page held first, the two deadlock.
        monkeypatch.setattr(passages, "locks", SimpleNamespace(lock=lambda _rows: None))

    publisher = in_thread(revision.publish, failures)
    has_read.wait(WAIT)
    withdrawer = in_thread(lambda: passages.withdraw(row(page, ONE), by=None), failures)
    withdrawer.join(1)
    go_on.set()
    publisher.join(WAIT)
    withdrawer.join(WAIT)

    assert len(failures) == failed
    if held:
        assert row(page, ONE).state == "withdrawn"
        assert "Geheim" not in stored(page)
