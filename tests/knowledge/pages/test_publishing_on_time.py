"""What goes online and off line by itself: one page that breaks holds up no other."""

import pytest
from django.utils import timezone
from wagtail.models import PageLogEntry

from knowledge.models import Passage
from knowledge.pages import publishing
from knowledge.passages import deeds as passages
from office.models import Fault
from tests.knowledge.factories import change, make_page, text
from tests.knowledge.pages.desk import NEW, OLD, words

pytestmark = pytest.mark.django_db


def approve(page, body, *, by):
    revision = change(page, body, by=by)
    with publishing.as_system("test"):
        revision.approved_go_live_at = timezone.now() - timezone.timedelta(hours=1)
        revision.save(update_fields=["approved_go_live_at"])


def history(page):
    entries = PageLogEntry.objects.filter(page=page.pk, action=publishing.NOT_ON_TIME)
    return [entry.message for entry in entries]


def test_page_at_which_something_breaks_does_not_hold_up_the_next(monkeypatch, an, caplog):
    broken, fine = make_page(OLD), make_page(OLD)
    for page in (broken, fine):
        approve(page, NEW, by=an)
    with monkeypatch.context() as patch:
        write = passages.write

        def fail(page):
            if page.pk == broken.pk:
                raise ValueError("No.")
            return write(page)

        patch.setattr(passages, "write", fail)
        assert [publishing.publish_due(timezone.now()) for _minute in range(3)] == [1, 0, 0]

    assert (words(broken), words(fine)) == ("Oude woorden.", "Nieuwe woorden.")
    fault = Fault.objects.get()
    assert (fault.loop, fault.row, fault.times) == (
        "schedule",
        f"page {broken.pk}: {broken.title}",
        3,
    )
    assert len([record for record in caplog.records if record.exc_info]) == 1
    assert history(broken) == [
        "Niet op tijd online gegaan. Er ging iets mis. De site probeert het elke minuut."
    ]
    assert publishing.publish_due(timezone.now()) == 1
    assert words(broken) == "Nieuwe woorden."
    assert not Fault.objects.exists()


def test_expiry_at_which_something_breaks_does_not_hold_up_the_next(monkeypatch):
    ends = {"expire_at": timezone.now() - timezone.timedelta(hours=1)}
    broken, fine = make_page(OLD, **ends), make_page(OLD, **ends)
    hide = passages.hide

    def fail(page):
        if page.pk == broken.pk:
            raise ValueError("No.")
        return hide(page)

    monkeypatch.setattr(passages, "hide", fail)
    publishing.publish_due(timezone.now())

    assert (words(broken), words(fine)) == ("Oude woorden.", "")
    assert Fault.objects.get().row == f"page {broken.pk}: {broken.title}"


def test_history_says_why_a_page_that_was_refused_is_not_online(an):
    page = make_page(OLD + text(("bbbbb", "Geheim.")))
    approve(page, NEW + text(("bbbbb", "Geheim.")), by=an)
    passages.withdraw(Passage.objects.get(page_id=page.pk, text="Geheim."), by=None)

    publishing.publish_due(timezone.now())

    (said,) = history(page)
    assert said.startswith("Niet op tijd online gegaan. ")
    assert not Fault.objects.exists()
