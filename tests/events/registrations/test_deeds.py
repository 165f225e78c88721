"""Taking a seat, once, and giving it back."""

import pytest
from django.db import IntegrityError, transaction

from events.models import Meeting, Registration, Seats
from events.registrations import deeds as registrations, link_mails
from events.registrations.refusals import (
    MeetingIsCancelled,
    MeetingIsFull,
    MeetingIsOver,
    RegistrationIsClosed,
)
from knowledge.models import Asker, Question
from office.models import Mail
from tests.events.factories import (
    NOW,
    days,
    make_applicant,
    make_meeting,
    make_registration,
)

pytestmark = pytest.mark.django_db


def mails():
    return list(Mail.objects.order_by("pk").values_list("kind", "ids__registration"))


def seats_taken(meeting):
    return Seats.objects.get(meeting=meeting, mode="online").taken


def test_register_takes_one_seat_and_puts_the_confirmation_in_the_outbox():
    meeting = make_meeting(capacity=2)

    row = registrations.register(meeting, applicant=make_applicant("An"), now=NOW)

    assert (row.state, row.created_at) == (Registration.State.REGISTERED, NOW)
    assert seats_taken(meeting) == 1
    assert mails() == [("registration_confirmed", row.pk)]


def test_register_refuses_without_a_row_or_a_mail_when_the_meeting_is_full():
    meeting = make_meeting(capacity=1, taken=1)

    with pytest.raises(MeetingIsFull, match=r"^Deze kenniskring is vol\.$"):
        registrations.register(meeting, applicant=make_applicant("An"), now=NOW)

    assert not Registration.objects.exists()
    assert mails() == []
    assert seats_taken(meeting) == 1


def test_register_says_what_is_still_possible_when_one_mode_is_full():
    meeting = make_meeting(capacity=1, taken=1, location=1)

    with pytest.raises(MeetingIsFull, match=r"^Online is vol\. Op locatie kan nog\.$"):
        registrations.register(meeting, applicant=make_applicant("An"), now=NOW)


def test_register_takes_the_last_seat_of_its_own_mode_only():
    meeting = make_meeting(capacity=1, taken=1, location=1)

    row = registrations.register(meeting, applicant=make_applicant(mode="locatie"), now=NOW)

    assert row.mode == "locatie"
    with pytest.raises(MeetingIsFull):
        registrations.register(meeting, applicant=make_applicant("Bo", mode="locatie"), now=NOW)


def test_a_repeat_takes_no_seat_and_sends_the_link_again():
    meeting = make_meeting()
    first = registrations.register(meeting, applicant=make_applicant("An"), now=NOW)

    again = registrations.register(
        meeting, applicant=make_applicant("Anna", email=" AN@Example.ORG"), now=NOW + days(1)
    )

    assert again == first
    assert seats_taken(meeting) == 1
    assert mails() == [("registration_confirmed", first.pk), ("registration_link", first.pk)]
    assert Registration.objects.get().name == "An"


def test_two_people_whose_addresses_look_alike_register_both():
    meeting = make_meeting()

    for email in ("an@maßwerk.de", "an@masswerk.de", "an+kring@masswerk.de"):
        registrations.register(meeting, applicant=make_applicant(email=email), now=NOW)

    assert meeting.registrations.count() == 3


def test_repeats_send_one_link_when_they_follow_each_other_closely():
    meeting = make_meeting()
    registrations.register(meeting, applicant=make_applicant(), now=NOW)

    for _attempt in range(3):
        registrations.register(meeting, applicant=make_applicant(), now=NOW + days(1))

    assert [kind for kind, _row in mails()] == ["registration_confirmed", "registration_link"]


def test_the_link_is_sent_again_after_five_minutes_and_not_before():
    meeting = make_meeting()
    row = make_registration(meeting, "An")

    sent = []
    for minutes in (0, 4.99, 5, 9.99, 10):
        link_mails.send_link(row, now=NOW + days(minutes / 24 / 60))
        sent.append(len(mails()))

    assert sent == [1, 1, 2, 2, 3]
    assert mails() == [("registration_link", row.pk)] * 3


def test_a_form_sent_twice_is_one_deed_with_one_mail():
    meeting = make_meeting(capacity=1)
    first = registrations.register(meeting, applicant=make_applicant(), now=NOW, form_key="k")

    again = registrations.register(meeting, applicant=make_applicant(), now=NOW, form_key="k")

    assert again == first
    assert mails() == [("registration_confirmed", first.pk)]


def test_a_form_sent_again_after_cancelling_does_not_register_again():
    meeting = make_meeting()
    first = registrations.register(meeting, applicant=make_applicant(), now=NOW, form_key="k")
    registrations.cancel(first, now=NOW)

    again = registrations.register(meeting, applicant=make_applicant(), now=NOW, form_key="k")

    assert again == first
    assert seats_taken(meeting) == 0
    assert [kind for kind, _row in mails()] == ["registration_confirmed", "registration_cancelled"]


def test_a_form_sent_again_for_a_colleague_registers_the_colleague():
    meeting = make_meeting()
    registrations.register(meeting, applicant=make_applicant("An"), now=NOW, form_key="k")

    registrations.register(meeting, applicant=make_applicant("Bo"), now=NOW, form_key="k")

    assert seats_taken(meeting) == 2


def test_a_form_sent_again_for_another_meeting_registers_there_too():
    first, second = make_meeting(), make_meeting()
    registrations.register(first, applicant=make_applicant("An"), now=NOW, form_key="k")

    registrations.register(second, applicant=make_applicant("An"), now=NOW, form_key="k")

    assert (seats_taken(first), seats_taken(second)) == (1, 1)


def test_a_full_meeting_answers_a_known_address_like_any_other_and_mails_its_link():
    meeting = make_meeting(capacity=1)
    first = registrations.register(meeting, applicant=make_applicant("An"), now=NOW)

    for name in ("An", "Bo"):
        with pytest.raises(MeetingIsFull):
            registrations.register(meeting, applicant=make_applicant(name), now=NOW + days(1))

    assert mails() == [("registration_confirmed", first.pk), ("registration_link", first.pk)]


@pytest.mark.parametrize(
    ("fields", "refusal", "sentence"),
    [
        ({"starts_at": NOW - days(1)}, MeetingIsOver, "Deze bijeenkomst is al geweest."),
        (
            {"starts_at": NOW - days(1), "report_due": (NOW + days(17)).date()},
            MeetingIsOver,
            "Deze bijeenkomst is al geweest. Het verslag komt uiterlijk 20 maart.",
        ),
        (
            {"closes_at": NOW},
            RegistrationIsClosed,
            "Aanmelden voor deze kenniskring kan niet meer.",
        ),
        (
            {"starts_at": NOW},
            RegistrationIsClosed,
            "Aanmelden voor deze kenniskring kan niet meer.",
        ),
        (
            {"state": Meeting.State.CANCELLED},
            MeetingIsCancelled,
            "Deze kenniskring gaat niet door.",
        ),
        (
            {"state": Meeting.State.PREPARING},
            RegistrationIsClosed,
            "Aanmelden voor deze kenniskring kan nog niet.",
        ),
    ],
)
def test_register_refuses_by_name_and_gives_the_seat_back(fields, refusal, sentence):
    meeting = make_meeting(**fields)

    with pytest.raises(refusal) as caught:
        registrations.register(meeting, applicant=make_applicant(), now=NOW)

    assert str(caught.value) == sentence
    assert seats_taken(meeting) == 0
    assert not Registration.objects.exists()


def test_register_hears_that_the_meeting_was_cancelled_after_the_page_was_shown():
    meeting = make_meeting()
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CANCELLED)

    with pytest.raises(MeetingIsCancelled):
        registrations.register(meeting, applicant=make_applicant(), now=NOW)


def test_needs_are_kept_with_consent_only():
    meeting = make_meeting()

    with_consent = registrations.register(
        meeting, applicant=make_applicant("An", needs="Tolk", needs_consent=True), now=NOW
    )
    without = registrations.register(meeting, applicant=make_applicant("Bo", needs="Tolk"), now=NOW)

    assert (with_consent.needs, with_consent.needs_consent_at) == ("Tolk", NOW)
    assert (without.needs, without.needs_consent_at) == ("", None)


def test_a_question_brought_along_goes_to_the_moderator_without_a_second_confirmation():
    meeting = make_meeting()

    row = registrations.register(
        meeting, applicant=make_applicant(question="Hoe doe je dat?"), now=NOW
    )

    question = Question.objects.get()
    assert row.question == question
    assert (question.state, question.origin) == (Question.State.NEW, Question.Origin.REGISTRATION)
    assert Asker.objects.get().state == Asker.State.CONFIRMED
    assert [kind for kind, _row in mails()] == ["registration_confirmed"]


def test_a_repeat_does_not_bring_the_question_twice():
    meeting = make_meeting()
    applicant = make_applicant(question="Hoe doe je dat?")

    registrations.register(meeting, applicant=applicant, now=NOW, form_key="k")
    registrations.register(meeting, applicant=applicant, now=NOW, form_key="k")

    assert Question.objects.count() == 1


def test_cancel_gives_the_seat_back_and_mails_so():
    meeting = make_meeting(capacity=1)
    row = registrations.register(meeting, applicant=make_applicant("An"), now=NOW)

    registrations.cancel(row, now=NOW + days(1))

    row.refresh_from_db()
    assert (row.state, row.cancelled_at) == (Registration.State.CANCELLED, NOW + days(1))
    assert seats_taken(meeting) == 0
    assert [kind for kind, _row in mails()] == ["registration_confirmed", "registration_cancelled"]
    registrations.register(meeting, applicant=make_applicant("Bo"), now=NOW)


def test_cancel_twice_gives_one_seat_back_and_mails_once():
    meeting = make_meeting()
    row = registrations.register(meeting, applicant=make_applicant("An"), now=NOW)
    registrations.register(meeting, applicant=make_applicant("Bo"), now=NOW)

    registrations.cancel(row, now=NOW)
    registrations.cancel(row, now=NOW)

    assert seats_taken(meeting) == 1
    assert [kind for kind, _row in mails()].count("registration_cancelled") == 1


@pytest.mark.parametrize("after", [0, 1])
def test_cancel_is_refused_when_the_meeting_is_over(after):
    row = make_registration(make_meeting(taken=1))

    with pytest.raises(MeetingIsOver):
        registrations.cancel(row, now=row.meeting.ends_at + days(after))


def test_somebody_who_cancelled_can_register_again_with_a_higher_sequence():
    meeting = make_meeting()
    first = registrations.register(meeting, applicant=make_applicant(), now=NOW)
    registrations.cancel(first, now=NOW)

    again = registrations.register(meeting, applicant=make_applicant(), now=NOW)

    first.refresh_from_db()
    assert again.pk != first.pk
    assert again.calendar_sequence > first.calendar_sequence
    assert seats_taken(meeting) == 1


def test_sequence_is_above_the_highest_of_the_earlier_registrations():
    meeting = make_meeting()
    for sequence in (1, 5, 2):
        make_registration(
            meeting,
            state=Registration.State.CANCELLED,
            cancelled_at=NOW,
            calendar_sequence=sequence,
        )

    again = registrations.register(meeting, applicant=make_applicant(), now=NOW)

    assert again.calendar_sequence == 6


def test_resend_mails_the_link_to_a_known_address_and_nothing_to_another():
    meeting = make_meeting()
    row = make_registration(meeting, "An")
    make_registration(make_meeting(), "Bo")

    link_mails.resend(meeting, email="An@EXAMPLE.org", now=NOW)
    link_mails.resend(meeting, email="bo@example.org", now=NOW)

    assert mails() == [("registration_link", row.pk)]


def test_resend_mails_nothing_to_who_cancelled():
    meeting = make_meeting()
    make_registration(meeting, state=Registration.State.CANCELLED, cancelled_at=NOW)

    link_mails.resend(meeting, email="an@example.org", now=NOW)

    assert mails() == []


def test_the_database_refuses_what_the_deeds_never_do():
    """The database enforces each invariant too, for every writer."""
    meeting = make_meeting(capacity=1, taken=1)
    make_registration(meeting, "An", form_key="k")

    for wrong in (
        lambda: Seats.objects.filter(meeting=meeting).update(taken=2),
        lambda: make_registration(meeting, "An"),
        lambda: make_registration(meeting, "Bo", needs="Tolk"),
        lambda: make_registration(meeting, "Bo", state=Registration.State.CANCELLED),
        lambda: Meeting.objects.filter(pk=meeting.pk).update(number=None),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_saving_a_form_of_seats_never_writes_the_counter_back():
    meeting = make_meeting(capacity=10)
    opened_before = Seats.objects.get(meeting=meeting)
    registrations.register(meeting, applicant=make_applicant(), now=NOW)

    opened_before.capacity = 20
    opened_before.save()

    seats = Seats.objects.get(meeting=meeting)
    assert (seats.capacity, seats.taken) == (20, 1)
