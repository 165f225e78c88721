"""A meeting's edit form beside what is done to the meeting at the same time."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, querydict_from_html

from events.meetings import deeds as meetings
from events.meetings.forms import DAY, FOR_GOOD, MeetingForm
from events.models import Meeting, Registration, Seats
from events.registrations import deeds as registrations
from office.models import Mail, User
from tests.events.factories import (
    days,
    make_applicant,
    make_coming_meeting,
    make_kenniskringen,
)
from tests.events.meetings.desk import form_of
from tests.threads import at_once


def edit_url(meeting: Meeting) -> str:
    return reverse("wagtailsnippets_events_meeting:edit", args=[meeting.pk])


@pytest.fixture
def desk(client) -> Client:
    """Return a client of somebody who may do everything."""
    make_kenniskringen()
    client.force_login(User.objects.create_superuser("An", "an@example.org", "x"))
    return client


def while_saving(monkeypatch, deed) -> None:
    """Do the deed once, after the form was read and before it is saved."""
    clean = MeetingForm.clean
    left = [deed]

    def clean_and_do(form):
        if left:
            left.pop()()
        return clean(form)

    monkeypatch.setattr(MeetingForm, "clean", clean_and_do)


def opened(client: Client, meeting: Meeting) -> dict:
    """Return what a browser sends from the form as it was opened."""
    html = client.get(edit_url(meeting)).content.decode()
    return querydict_from_html(html, form_id="w-editor-form").dict()


def cancel(meeting: Meeting) -> None:
    meetings.cancel(Meeting.objects.get(pk=meeting.pk), reasons={"nl": "Ziek."}, now=timezone.now())


@pytest.mark.django_db
def test_cancelled_meeting_stays_cancelled_when_its_form_was_open(desk):
    meeting = make_coming_meeting()
    posted = form_of(meeting, place="Utrecht")
    cancel(meeting)

    response = desk.post(edit_url(meeting), posted)

    meeting.refresh_from_db()
    assert response.status_code == 302
    assert (meeting.state, meeting.place) == (Meeting.State.CANCELLED, "Utrecht")
    assert not Mail.objects.filter(kind="meeting_changed").exists()


@pytest.mark.django_db
def test_cancelled_meeting_stays_cancelled_when_its_form_is_being_saved(desk, monkeypatch):
    meeting = make_coming_meeting()
    while_saving(monkeypatch, lambda: cancel(meeting))

    desk.post(edit_url(meeting), form_of(meeting, place="Utrecht"))

    meeting.refresh_from_db()
    assert (meeting.state, meeting.text_in("nl").cancel_reason) == (
        Meeting.State.CANCELLED,
        "Ziek.",
    )
    assert (meeting.place, meeting.calendar_sequence > 0) == ("Utrecht", True)


@pytest.mark.django_db
def test_what_was_typed_comes_back_when_people_took_the_seats_meanwhile(desk):
    meeting = make_coming_meeting(capacity=10)
    seats = {"id": meeting.seats.get().pk, "mode": "online", "capacity": 1}
    posted = form_of(meeting, place="Utrecht", seats=inline_formset([seats], initial=1))
    for name in ("An", "Bo"):
        registrations.register(meeting, applicant=make_applicant(name), now=timezone.now())

    response = desk.post(edit_url(meeting), posted)

    html = response.content.decode()
    assert "Er zijn al 2 mensen aangemeld." in html
    assert 'value="Utrecht"' in html
    assert Seats.objects.values_list("capacity", "taken").get() == (10, 2)


def edit_beside(desk, monkeypatch, meeting, posted, deed) -> list[BaseException]:
    """Save the form while the deed is done by somebody else; return what failed."""
    return at_once(
        lambda: desk.post(edit_url(meeting), posted),
        deed,
        monkeypatch=monkeypatch,
        owner=MeetingForm,
        name="clean",
    )


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False])
def test_people_hear_last_that_it_is_cancelled_when_it_is_moved_at_the_same_moment(
    desk, monkeypatch, locked
):
    meeting = make_coming_meeting()
    registrations.register(meeting, applicant=make_applicant(), now=timezone.now())
    Mail.objects.all().delete()
    later = (meeting.starts_local + days(7)).strftime("%Y-%m-%d %H:%M")
    if not locked:
        # The negative control: the form judges the meeting as it was before it was cancelled.
        monkeypatch.setattr("events.meetings.admin.MeetingEditView.lock_rows", lambda _view: None)

    failures = edit_beside(
        desk, monkeypatch, meeting, form_of(meeting, starts_at=later), lambda: cancel(meeting)
    )

    told = list(Mail.objects.order_by("pk").values_list("kind", flat=True))
    right = ["meeting_changed", "meeting_cancelled"]
    assert failures == []
    assert (told == right) is locked
    assert Meeting.objects.get().state == Meeting.State.CANCELLED


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_register_waits_for_the_form_that_makes_the_room_smaller(desk, monkeypatch):
    meeting = make_coming_meeting(capacity=10)
    refused: list[BaseException] = []
    seats = {"id": meeting.seats.get().pk, "mode": "online", "capacity": 0}

    def register() -> None:
        try:
            registrations.register(meeting, applicant=make_applicant(), now=timezone.now())
        except registrations.MeetingIsFull as refusal:
            refused.append(refusal)

    failures = edit_beside(
        desk,
        monkeypatch,
        meeting,
        form_of(meeting, seats=inline_formset([seats], initial=1)),
        register,
    )

    assert (failures, len(refused)) == ([], 1)
    assert Seats.objects.values_list("capacity", "taken").get() == (0, 0)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_form_and_registration_do_not_deadlock(desk, monkeypatch):
    meeting = make_coming_meeting(capacity=10)
    answers: list[int] = []
    seats = {"id": meeting.seats.get().pk, "mode": "online", "capacity": 12}
    posted = form_of(meeting, seats=inline_formset([seats], initial=1))

    failures = at_once(
        lambda: registrations.register(meeting, applicant=make_applicant(), now=timezone.now()),
        lambda: answers.append(desk.post(edit_url(meeting), posted).status_code),
        monkeypatch=monkeypatch,
        # By then it holds the seat.
        owner=registrations,
        name="refuse_unless_open",
    )

    assert (failures, answers) == ([], [302])
    assert Seats.objects.values_list("capacity", "taken").get() == (12, 1)
    assert Registration.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "status"), [({"slug": "eigen-adres"}, 200), ({}, 302)])
def test_address_typed_before_the_announcement_is_not_dropped_without_a_word(desk, typed, status):
    meeting = make_coming_meeting(announced=False)
    posted = opened(desk, meeting)
    announced = meetings.announce(meeting, by=None, now=timezone.now())

    answer = desk.post(edit_url(meeting), {**posted, "place": "Utrecht", **typed})

    html = answer.content.decode()
    assert answer.status_code == status
    if typed:
        assert "aangekondigd: dit blijft zoals het hier staat. Jij vulde ‘eigen-adres’ in" in html
        again = querydict_from_html(html, form_id="w-editor-form").dict()
        assert desk.post(edit_url(meeting), again).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.number, meeting.slug) == (announced.number, announced.slug)
    assert (meeting.state, meeting.place) == (Meeting.State.ANNOUNCED, "Utrecht")


@pytest.mark.django_db
def test_title_that_a_colleague_wrote_stays_when_another_field_is_saved(desk):
    meeting = make_coming_meeting(title="Oud")
    stale = opened(desk, meeting)
    meeting.texts.update(title="Van een collega")

    desk.post(edit_url(meeting), {**stale, "place": "Utrecht"})

    meeting.refresh_from_db()
    assert (meeting.place, meeting.texts.get().title) == ("Utrecht", "Van een collega")


@pytest.mark.django_db
def test_title_that_both_wrote_is_refused_once_with_what_the_colleague_wrote(desk):
    meeting = make_coming_meeting(title="Oud")
    stale = opened(desk, meeting)
    meeting.texts.update(title="Van een collega")

    refused = desk.post(edit_url(meeting), {**stale, "texts-0-title": "Van mij"})

    html = refused.content.decode()
    assert meeting.texts.get().title == "Van een collega"
    assert "Er staat nu: ‘Van een collega’" in html
    again = querydict_from_html(html, form_id="w-editor-form").dict()
    assert again["texts-0-title"] == "Van mij"
    assert desk.post(edit_url(meeting), again).status_code == 302
    assert meeting.texts.get().title == "Van mij"


@pytest.mark.django_db
def test_day_of_a_meeting_that_was_called_off_meanwhile_stays_as_people_were_told(desk):
    # As an editor types it: without seconds.
    begin = (timezone.now() + days(10)).replace(second=0, microsecond=0)
    meeting = make_coming_meeting(starts_at=begin)
    stale = opened(desk, meeting)
    cancel(meeting)

    refused = desk.post(edit_url(meeting), {**stale, "duration": "60", "place": "Utrecht"})

    html = refused.content.decode()
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.duration, meeting.place) == (begin, 90, "")
    assert "De kenniskring is intussen afgezegd." in html
    again = querydict_from_html(html, form_id="w-editor-form").dict()
    assert desk.post(edit_url(meeting), again).status_code == 302
    meeting.refresh_from_db()
    assert (meeting.duration, meeting.place) == (90, "Utrecht")


@pytest.mark.django_db
def test_day_that_a_colleague_moved_stays_when_another_field_is_saved(desk):
    begin = (timezone.now() + days(10)).replace(second=0, microsecond=0)
    meeting = make_coming_meeting(starts_at=begin)
    stale = opened(desk, meeting)
    Meeting.objects.update(starts_at=begin + days(1), ends_at=meeting.ends_at + days(1))

    desk.post(edit_url(meeting), {**stale, "place": "Utrecht"})

    meeting.refresh_from_db()
    assert (meeting.place, meeting.starts_at) == ("Utrecht", begin + days(1))


@pytest.mark.django_db
def test_form_is_saved_when_its_day_was_moved_and_then_called_off(desk):
    begin = (timezone.now() + days(10)).replace(second=0, microsecond=0)
    meeting = make_coming_meeting(starts_at=begin)
    stale = opened(desk, meeting)
    Meeting.objects.update(starts_at=begin + days(1), ends_at=meeting.ends_at + days(1))
    cancel(meeting)
    # Whoever sees the day as fixed sends none.
    sent = {name: value for name, value in stale.items() if name not in DAY | FOR_GOOD}

    answer = desk.post(edit_url(meeting), {**sent, "place": "Utrecht"})

    meeting.refresh_from_db()
    assert answer.status_code == 302
    assert (meeting.place, meeting.starts_at) == ("Utrecht", begin + days(1))


@pytest.mark.django_db
def test_text_of_several_lines_is_not_edited_by_how_a_browser_ends_its_lines(desk):
    meeting = make_coming_meeting()
    meeting.texts.update(practical="Lees dit.\nNeem iets mee.")
    stale = opened(desk, meeting)
    meeting.texts.update(practical="Van een collega.")
    sent = {**stale, "texts-0-practical": "Lees dit.\r\nNeem iets mee.", "place": "Utrecht"}

    answer = desk.post(edit_url(meeting), sent)

    meeting.refresh_from_db()
    assert (answer.status_code, meeting.place) == (302, "Utrecht")
    assert meeting.texts.get().practical == "Van een collega."
