"""Somebody registers while the meeting is called off or moved."""

import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.meetings import deeds as meetings
from events.meetings.deeds import Appointment
from events.models import Meeting
from events.registrations import deeds as registrations
from office.models import Mail
from tests.events.factories import NOW, STARTS, days, make_applicant, make_meeting
from tests.threads import in_thread

WAIT = 10  # seconds; a hang guard


def call_off(meeting: Meeting) -> None:
    meetings.cancel(meeting, reasons={"nl": "De spreker is ziek."}, now=NOW)


def move(meeting: Meeting) -> None:
    before = Appointment.of(meeting)
    meeting.starts_at = STARTS + days(7)
    # Not the whole row: that would wait for the key of the row that is being made.
    meeting.save(update_fields=["starts_at"])
    meetings.changed(meeting, before=before, now=NOW)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("held", "mails"), [(True, 1), (False, 0)])
@pytest.mark.parametrize(
    ("deed", "kind"), [(call_off, "meeting_cancelled"), (move, "meeting_changed")]
)
def test_who_registers_at_that_moment_is_mailed_like_everybody(
    monkeypatch, deed, kind, held, mails
):
    meeting = make_meeting()
    is_registering, go_on = threading.Event(), threading.Event()
    errors: list[BaseException] = []

    def pause(*_arguments) -> int:
        # The meeting was read, the seat is taken, and the row is not made yet.
        is_registering.set()
        go_on.wait(WAIT)
        return 0

    monkeypatch.setattr(registrations, "_next_sequence", pause)
    if not held:
        # The negative control: somebody who is registering is in no list, and gets no mail.
        monkeypatch.setattr(meetings, "lock", lambda meeting: meeting)

    visitor = in_thread(
        lambda: registrations.register(meeting, applicant=make_applicant("An"), now=NOW), errors
    )
    is_registering.wait(WAIT)
    editor = in_thread(lambda: deed(Meeting.objects.get(pk=meeting.pk)), errors)
    editor.join(1)
    go_on.set()
    visitor.join(WAIT)
    editor.join(WAIT)

    assert errors == []
    assert meeting.registrations.count() == 1
    assert Mail.objects.filter(kind=kind).count() == mails


DEEDS = {
    "announce": lambda meeting: meetings.announce(meeting, by=None, now=NOW),
    "discard": meetings.discard,
    "cancel": call_off,
    "move": move,
}


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize("name", DEEDS)
def test_every_deed_locks_the_seats_before_the_meeting(name):
    # Who registers takes them in this order; one deed the other way round could deadlock with her.
    meeting = make_meeting(announced=name in ("cancel", "move"))
    with CaptureQueriesContext(connection) as captured:
        DEEDS[name](meeting)
    locks = [query["sql"] for query in captured if " FOR " in query["sql"]]
    tables = [sql.split(" FROM ")[1].split()[0].strip('"') for sql in locks]
    # Behind these two nobody else takes or gives back a seat, so her row can be locked as well; an
    # announcement gives a number, and holds them all.
    more = {"move": ["events_registration"], "announce": ["wagtailcore_locale"]}
    assert tables == ["events_seats", "events_meeting", *more.get(name, [])]
