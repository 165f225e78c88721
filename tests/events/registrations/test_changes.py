"""The mail about a change: old and new of what is not as the person last heard it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail as sent
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone, translation

from events.meetings import deeds as meetings, lives
from events.meetings.appointment import Appointment
from events.registrations import mails
from office.mail import outbox
from office.models import Mail
from tests.events.factories import make_meeting, make_registration

pytestmark = pytest.mark.django_db

BEGIN = datetime(2041, 12, 10, 9, 0, tzinfo=UTC)
FIRST = "dinsdag 10 december 2041, 10.00 tot 11.30 uur"
OLD, NEW = "https://oud.example.org/x", "https://nieuw.example.org/x"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Nowhere(BaseEmailBackend):
    """A server that cannot be reached."""

    def open(self):
        raise ConnectionRefusedError


def make_row(mode="locatie", **fields):
    values = {"starts_at": BEGIN, "place": "Utrecht", "tool": "", "join_url": OLD, **fields}
    # Only who takes part online has the link.
    return make_registration(make_meeting(**values), mode=mode)


def change(row, **fields):
    """Change the meeting as its form does."""
    meeting = row.meeting
    before = Appointment.of(meeting)
    for name, value in fields.items():
        setattr(meeting, name, value)
    meeting.save()
    meetings.changed(meeting, before=before, now=timezone.now())


def send() -> list[str]:
    """Send what waits; return what each mail says is different."""
    already = len(sent.outbox)
    outbox.send_due(timezone.now() + HOUR)
    return [
        "\n".join(re.findall(r"^- (.*)$", message.body, re.MULTILINE))
        for message in sent.outbox[already:]
    ]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            {"starts_at": BEGIN + 3.5 * HOUR},
            f"Wanneer: dinsdag 10 december 2041, 13.30 tot 15.00 uur. Eerst: {FIRST}.",
        ),
        (
            {"duration": 120},
            f"Wanneer: dinsdag 10 december 2041, 10.00 tot 12.00 uur. Eerst: {FIRST}.\n"
            "Hoe lang: 120 minuten. Eerst: 90 minuten.",
        ),
        (
            {"time_zone": "America/Curacao", "starts_at": BEGIN + 5 * HOUR},
            "Wanneer: dinsdag 10 december 2041, 10.00 tot 11.30 uur (tijd in Curaçao). "
            f"Eerst: {FIRST} (tijd in Amsterdam).",
        ),
        (
            {"time_zone": "America/Curacao"},
            "Wanneer: dinsdag 10 december 2041, 05.00 tot 06.30 uur (tijd in Curaçao). "
            f"Eerst: {FIRST} (tijd in Amsterdam).\n"
            "Het moment waarop het begint, blijft hetzelfde.",
        ),
        ({"place": "Zwolle"}, "Waar: Zwolle. Eerst: Utrecht."),
        ({"place": ""}, "Waar: Online. Eerst: Utrecht."),
        ({"join_url": NEW}, "De link om mee te doen is een andere. Gebruik de link hieronder."),
        (
            {"join_url": ""},
            "De link om mee te doen die je had, werkt niet meer. De nieuwe volgt.",
        ),
    ],
)
def test_the_mail_names_old_and_new_of_each_thing_that_changed(fields, told):
    row = make_row("online" if "join_url" in fields else "locatie")
    change(row, **fields)

    assert send() == [told]
    assert OLD not in (sent.outbox[-1].body if "join_url" in fields else "")


def test_in_english():
    row = make_row()
    change(row, place="Zwolle", starts_at=BEGIN + HOUR)
    row.refresh_from_db()

    with translation.override("en"):
        text = mails.changed({"registration": row.pk}).text

    assert (
        "- When: Tuesday 10 December 2041, 11.00 to 12.30. "
        "Before: Tuesday 10 December 2041, 10.00 to 11.30.\n"
        "- Where: Zwolle. Before: Utrecht.\n\nBelow you find how it is now."
    ) in text


def test_two_changes_before_the_mail_are_told_once_from_what_was_heard():
    row = make_row()
    change(row, starts_at=BEGIN + HOUR, place="Zwolle")
    change(row, starts_at=BEGIN + 2 * HOUR)

    assert send() == [
        f"Wanneer: dinsdag 10 december 2041, 12.00 tot 13.30 uur. Eerst: {FIRST}.\n"
        "Waar: Zwolle. Eerst: Utrecht."
    ]
    assert set(Mail.objects.values_list("state", flat=True)) == {"sent", "dropped"}


def test_a_second_change_after_the_mail_is_told_from_the_first():
    row = make_row()
    change(row, place="Zwolle")
    send()
    change(row, place="Ede")

    assert send() == ["Waar: Ede. Eerst: Zwolle."]


def test_what_was_changed_back_before_the_mail_is_told_to_nobody():
    row = make_row()
    change(row, place="Zwolle")
    change(row, place="Utrecht")

    assert send() == []


def test_a_move_that_was_put_right_before_anybody_heard_of_it_is_no_move():
    row = make_row()
    change(row, starts_at=BEGIN + DAY)
    change(row, starts_at=BEGIN)

    assert send() == []
    assert not lives.life(row.meeting, now=timezone.now(), seats_left=5).is_moved


def test_a_move_that_was_heard_of_and_is_taken_back_is_a_move():
    row = make_row()
    change(row, starts_at=BEGIN + DAY)
    send()
    change(row, starts_at=BEGIN)

    assert row.meeting.moved_from == BEGIN + DAY


@pytest.mark.parametrize("late", [False, True])
def test_a_move_counts_from_what_somebody_knows(late):
    """Who registers between the two saw the second time on the page."""
    row = make_row()
    change(row, starts_at=BEGIN + DAY)
    if late:
        make_registration(row.meeting, "Bo")
    change(row, starts_at=BEGIN + 2 * DAY)

    assert row.meeting.moved_from == (BEGIN + DAY if late else BEGIN)


def test_who_registered_between_two_changes_is_told_of_the_second_alone():
    row = make_row()
    change(row, place="Zwolle")
    late = make_registration(row.meeting, "Bo", mode="locatie")
    change(row, place="Ede")

    outbox.send_due(timezone.now() + HOUR)
    told = {
        message.to[0]: re.findall(r"^- (.*)$", message.body, re.MULTILINE)
        for message in sent.outbox
    }
    assert told == {
        row.email: ["Waar: Ede. Eerst: Utrecht."],
        late.email: ["Waar: Ede. Eerst: Zwolle."],
    }


def test_a_mail_that_did_not_go_out_counts_as_unheard(settings):
    row = make_row()
    change(row, place="Zwolle")
    settings.MAIL_BACKEND = f"{__name__}.Nowhere"
    assert outbox.send_due(timezone.now()) == 0
    settings.MAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    change(row, place="Ede")

    assert send() == ["Waar: Ede. Eerst: Utrecht."]


def test_who_comes_to_the_place_hears_nothing_of_the_link():
    row = make_row("locatie")
    change(row, join_url=NEW)

    assert send() == []
    assert Mail.objects.get().state == Mail.State.DROPPED


@pytest.mark.parametrize(
    ("mode", "fields", "told"),
    [
        ("online", {"place": "Zwolle"}, []),
        ("online", {"tool": "Teams"}, ["Waar: Online via Teams. Eerst: Online via Jitsi."]),
        ("locatie", {"place": "Zwolle"}, ["Waar: Zwolle. Eerst: Utrecht."]),
        ("locatie", {"tool": "Teams"}, []),
        # Where no tool is named the address may be meant.
        ("online", {"tool": ""}, ["Waar: Online / Utrecht. Eerst: Online via Jitsi."]),
    ],
)
def test_each_hears_of_her_own_way_to_take_part(mode, fields, told):
    row = make_row(mode, tool="Jitsi")
    change(row, **fields)

    assert send() == told


def test_a_mail_from_before_it_was_noted_says_how_it_is_now():
    row = make_row()
    outbox.put("meeting_changed", registration=row.pk)

    assert send() == [""]
    assert "Deze kenniskring is gewijzigd. Hieronder staat" in sent.outbox[-1].body
