"""A form for an address that is registered already: nothing is lost, and nothing counts yet."""

import pytest
from django.db import IntegrityError, transaction

from events.models import Registration, Repeat, Seats
from events.registrations import deeds as registrations, repeats, retention
from events.registrations.refusals import (
    IsThereAlready,
    MeetingIsFull,
    NothingToChange,
    RegistrationIsClosed,
)
from knowledge.models import Asker, Question
from office.models import Mail, User
from tests.events.factories import NOW, days, make_applicant, make_meeting

pytestmark = pytest.mark.django_db

SHARED = "info@gemeente.nl"
LATER = NOW + days(1)


def an(**fields):
    return make_applicant("An", **{"email": SHARED, **fields})


def bo(**fields):
    values = {
        "email": SHARED,
        "organisation": "Gemeente Elders",
        "question": "Hoe doen jullie dat?",
        "needs": "Schrijftolk",
        "needs_consent": True,
        "wants_report": True,
    }
    return make_applicant("Bo", **{**values, **fields})


def register(meeting, applicant, now=NOW, form_key=""):
    return registrations.register(meeting, applicant=applicant, now=now, form_key=form_key)


def taken(meeting):
    return dict(Seats.objects.filter(meeting=meeting).values_list("mode", "taken"))


def kinds():
    return list(Mail.objects.order_by("pk").values_list("kind", flat=True))


def a_repeat(meeting, applicant, **fields):
    """Return what the applicant sent for an address at which An is registered."""
    register(meeting, an(**fields))
    register(meeting, applicant, LATER)
    return Repeat.objects.get()


@pytest.mark.parametrize("form_key", ["", "of the page that the browser kept"])
def test_a_colleague_at_a_shared_mailbox_loses_nothing_and_the_mailbox_hears_of_it(form_key):
    meeting = make_meeting()
    first = register(meeting, an(), form_key=form_key)

    again = register(meeting, bo(), form_key=form_key)

    kept = Repeat.objects.get()
    assert again == first
    assert (kept.name, kept.organisation, kept.question, kept.needs, kept.wants_report) == (
        "Bo",
        "Gemeente Elders",
        "Hoe doen jullie dat?",
        "Schrijftolk",
        True,
    )
    assert taken(meeting) == {"online": 1}
    assert not Question.objects.exists()
    assert kinds() == ["registration_confirmed", "registration_link"]


@pytest.mark.parametrize(
    "said",
    [
        {"mode": "locatie"},
        {"question": "Hoe doen jullie dat?"},
        {"needs": "Tolk", "needs_consent": True},
        {"organisation": "Gemeente Elders"},
        {"wants_report": True},
    ],
)
def test_whatever_somebody_says_the_second_time_is_kept(said):
    meeting = make_meeting(location=5)

    repeat = a_repeat(meeting, an(**said))

    assert {name: getattr(repeat, name) for name in said if name != "needs_consent"} == {
        name: value for name, value in said.items() if name != "needs_consent"
    }


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"name": "  AN\u200b "},
        {"organisation": "gemeente  ergens"},
        {"needs": "Tolk"},  # without consent it is never kept
    ],
)
def test_a_repeat_that_says_nothing_new_is_a_link_and_no_more(said):
    meeting = make_meeting()
    register(meeting, an())

    register(meeting, make_applicant(said.pop("name", "An"), email=SHARED, **said), LATER)

    assert not Repeat.objects.exists()
    assert kinds() == ["registration_confirmed", "registration_link"]


def test_the_same_answers_are_kept_once():
    meeting = make_meeting()
    register(meeting, an())

    for number in range(3):
        register(meeting, bo(), LATER + days(number), form_key=f"k{number % 2}")

    assert Repeat.objects.count() == 1


def test_the_colleague_gets_a_seat_and_all_she_asked_for_when_the_mailbox_says_so():
    meeting = make_meeting()
    repeat = a_repeat(meeting, bo())

    row = registrations.join(repeat, now=LATER + days(1))

    assert (row.name, row.email, row.organisation) == ("Bo", SHARED, "Gemeente Elders")
    assert (row.needs, row.needs_consent_at, row.wants_report) == ("Schrijftolk", LATER, True)
    assert row.question.text == "Hoe doen jullie dat?"
    assert Asker.objects.get().email == SHARED
    assert taken(meeting) == {"online": 2}
    assert kinds()[-1] == "registration_confirmed"
    # Her own row is the one that her next form finds.
    register(meeting, make_applicant("Bo", email=SHARED, organisation="Gemeente Elders"), LATER)
    assert Repeat.objects.filter(settled_at=None).count() == 0


def test_a_choice_blanks_the_words_and_counts_once():
    meeting = make_meeting()
    repeat = a_repeat(meeting, bo())
    stale = Repeat.objects.get()

    row = registrations.join(repeat, now=LATER)
    again = registrations.join(stale, now=LATER)
    third = registrations.change(Repeat.objects.get(), now=LATER)

    repeat = Repeat.objects.get()
    assert (row, row) == (again, third)
    assert (repeat.name, repeat.organisation, repeat.question, repeat.needs) == ("", "", "", "")
    assert (repeat.settled_at, repeat.became) == (LATER, row)
    assert taken(meeting) == {"online": 2}


def test_two_forms_of_one_colleague_are_one_seat():
    meeting = make_meeting()
    register(meeting, an())
    register(meeting, bo(), LATER)
    register(meeting, bo(question="Iets anders?"), LATER)
    first, second = Repeat.objects.all()
    registrations.join(first, now=LATER)

    with pytest.raises(IsThereAlready, match=r"^Bo is al aangemeld met dit e-mailadres\.$"):
        registrations.join(second, now=LATER)

    assert taken(meeting) == {"online": 2}


def test_a_form_that_found_the_address_free_meanwhile_is_not_taken_twice():
    meeting = make_meeting()
    first = register(meeting, an())
    register(meeting, bo(), LATER, form_key="k")
    repeat = Repeat.objects.get()
    registrations.cancel(first, now=LATER)
    standing = register(meeting, bo(), LATER, form_key="k")

    assert registrations.join(repeat, now=LATER) == standing
    assert taken(meeting) == {"online": 1}


def test_joining_is_refused_when_there_is_no_seat_and_can_be_done_later():
    meeting = make_meeting(capacity=2)
    repeat = a_repeat(meeting, bo())
    other = register(meeting, make_applicant("Cas"), LATER)

    with pytest.raises(MeetingIsFull):
        registrations.join(repeat, now=LATER)
    registrations.cancel(other, now=LATER)
    registrations.join(repeat, now=LATER)

    assert taken(meeting) == {"online": 2}


@pytest.mark.parametrize("deed", [registrations.join, registrations.change])
def test_nothing_is_chosen_when_registration_is_closed(deed):
    repeat = a_repeat(make_meeting(closes_at=NOW + days(2)), bo())

    with pytest.raises(RegistrationIsClosed):
        deed(repeat, now=NOW + days(2))

    assert Repeat.objects.get().settled_at is None


def test_another_mode_takes_a_seat_there_and_gives_the_old_one_back():
    meeting = make_meeting(location=5)
    repeat = a_repeat(meeting, an(mode="locatie"), needs="Tolk", needs_consent=True)
    before = Registration.objects.get()

    row = registrations.change(repeat, now=LATER)

    assert (row.pk, row.mode, row.state) == (before.pk, "locatie", Registration.State.REGISTERED)
    assert row.calendar_sequence > before.calendar_sequence
    assert taken(meeting) == {"online": 0, "locatie": 1}
    # What was left empty the second time stays.
    assert (row.needs, row.needs_consent_at) == ("Tolk", NOW)
    assert kinds()[-1] == "registration_changed"


def test_the_seat_that_comes_back_is_of_the_mode_that_is_stored():
    meeting = make_meeting(location=5)
    repeat = a_repeat(meeting, an(mode="locatie"))
    read_before = Registration.objects.get()
    registrations.change(repeat, now=LATER)

    registrations.cancel(read_before, now=LATER)

    assert taken(meeting) == {"online": 0, "locatie": 0}


def test_the_seat_stays_when_the_other_mode_is_full():
    meeting = make_meeting(location=1)
    repeat = a_repeat(meeting, an(mode="locatie"))
    register(meeting, make_applicant("Cas", mode="locatie"), LATER)

    with pytest.raises(MeetingIsFull, match=r"^Op locatie is vol\. Online kan nog\.$"):
        registrations.change(repeat, now=LATER)

    assert taken(meeting) == {"online": 1, "locatie": 1}
    assert Registration.objects.get(name="An").mode == "online"


def test_new_answers_are_taken_over_and_a_question_is_brought_along_once():
    meeting = make_meeting()
    repeat = a_repeat(
        meeting,
        an(question="Wat  kost het?", needs="Tolk", needs_consent=True, wants_report=True),
        question="Wat kost het?",
    )

    row = registrations.change(repeat, now=LATER)

    assert (row.needs, row.needs_consent_at, row.wants_report) == ("Tolk", LATER, True)
    assert Question.objects.count() == 1


def test_another_question_is_brought_along_too():
    meeting = make_meeting()
    repeat = a_repeat(meeting, an(question="Wat kost het?"), question="Hoe begin je?")

    row = registrations.change(repeat, now=LATER)

    assert row.question.text == "Wat kost het?"
    # The first one was asked as well: it is a question of its own by now.
    assert set(Question.objects.values_list("text", flat=True)) == {
        "Hoe begin je?",
        "Wat kost het?",
    }


def test_a_box_that_was_left_empty_the_second_time_takes_no_wish_away():
    meeting = make_meeting()
    repeat = a_repeat(meeting, an(needs="Tolk", needs_consent=True), wants_report=True)

    assert registrations.change(repeat, now=LATER).wants_report


def test_nothing_is_changed_when_the_registration_was_cancelled_meanwhile():
    meeting = make_meeting()
    repeat = a_repeat(meeting, bo())
    registrations.cancel(repeat.registration, now=LATER)

    with pytest.raises(NothingToChange):
        registrations.change(repeat, now=LATER)
    row = registrations.join(repeat, now=LATER)

    assert not row.shares_address
    assert taken(meeting) == {"online": 1}


def test_a_form_that_is_thrown_away_changes_nothing():
    meeting = make_meeting()
    repeat = a_repeat(meeting, bo())

    repeats.discard(repeat, now=LATER)

    assert (Repeat.objects.get().settled_at, Repeat.objects.get().name) == (LATER, "")
    assert taken(meeting) == {"online": 1}
    assert registrations.join(repeat, now=LATER) is None


def test_a_full_meeting_keeps_what_its_own_people_say_and_a_colleague_reads_that_it_is_full():
    meeting = make_meeting(capacity=1)
    register(meeting, an())

    for applicant in (an(question="Wat kost het?"), bo()):
        with pytest.raises(MeetingIsFull):
            register(meeting, applicant, LATER)

    assert [repeat.name for repeat in Repeat.objects.all()] == ["An"]


def test_a_form_alone_makes_one_row_of_an_address_whoever_left():
    meeting = make_meeting()
    first = Registration.objects.get(pk=a_repeat(meeting, bo()).registration_id)
    registrations.join(Repeat.objects.get(), now=LATER)
    registrations.cancel(first, now=LATER)

    again = register(meeting, make_applicant("Cas", email=SHARED), LATER)

    assert again.name == "Bo"
    assert taken(meeting) == {"online": 1}


def test_the_database_keeps_needs_with_consent_only():
    repeat = a_repeat(make_meeting(), bo())

    with pytest.raises(IntegrityError), transaction.atomic():
        Repeat.objects.filter(pk=repeat.pk).update(needs_consent_at=None)


def test_forms_are_forgotten_after_a_week_or_with_the_meeting():
    a_repeat(make_meeting(), bo())

    assert retention.forget_repeats(LATER + days(6.9)) == 0
    assert retention.forget_repeats(LATER + days(7)) == 1


def test_forms_are_forgotten_when_the_meeting_is_over():
    meeting = make_meeting(starts_at=NOW + days(3))
    a_repeat(meeting, bo())

    assert retention.forget_repeats(meeting.ends_at) == 1


def test_the_organiser_frees_a_seat_that_nobody_will_use():
    meeting = make_meeting(capacity=1)
    row = register(meeting, make_applicant("An", email="an@gementee.nl"))

    by = User.objects.create_user("Org")
    assert registrations.free(row, by=by, now=LATER) is True
    assert registrations.free(row, by=by, now=LATER) is False

    assert taken(meeting) == {"online": 0}
    assert kinds() == ["registration_confirmed", "registration_freed"]
    register(meeting, make_applicant("An", email="an@gemeente.nl"), LATER)


def test_who_stands_there_twice_is_not_told_that_her_seat_is_gone():
    meeting = make_meeting()
    row = register(meeting, an())
    twin = register(meeting, make_applicant("An", email="other@gemeente.nl"))
    Registration.objects.filter(pk=twin.pk).update(
        email=SHARED, email_folded=row.email_folded, shares_address=True
    )
    Mail.objects.all().delete()

    registrations.cancel(twin, now=LATER)
    registrations.cancel(row, now=LATER)

    assert Mail.objects.get().ids == {"registration": row.pk}
