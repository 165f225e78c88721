"""Somebody fills a shared mailbox with invented names: nobody's words are lost without a word."""

import pytest

from events.models import Repeat
from events.registrations import deeds as registrations, repeats, retention
from events.registrations.applicant import Applicant
from office.mail.quota import TooManyMails
from office.models import Mail
from tests.events.factories import NOW, days, make_applicant, make_meeting

pytestmark = pytest.mark.django_db

SHARED = "info@gemeente.nl"
# Fifteen mails a day, in windows of a day of which eight touch the term.
MOST = 15 * (repeats.TERM.days + 1)


def send(meeting, name, now, email=SHARED):
    applicant = make_applicant(name, email=email, question=f"Vraag van {name}?")
    return registrations.register(meeting, applicant=applicant, now=now)


def prank(meeting, *, email=SHARED, number_of_days=7):
    """Send invented names every hour; return (taken, the answers of the site)."""
    taken, answers = 0, []
    for hour in range(24 * number_of_days):
        for number in range(2):
            try:
                send(meeting, f"p{hour}-{number}", NOW + days(hour / 24), email)
            except TooManyMails as refused:
                answers.append(refused.status)
            else:
                taken += 1
                answers.append(303)
    return taken, answers


def test_every_form_that_was_taken_waits_and_a_real_colleague_s_does_too():
    meeting = make_meeting(starts_at=NOW + days(40), capacity=500)
    send(meeting, "An", NOW - days(1))
    taken, _answers = prank(meeting)

    assert taken > 20
    assert Repeat.objects.count() == taken <= MOST
    later = NOW + days(8)
    send(meeting, "Bo", later)
    assert Repeat.objects.get(name="Bo").question == "Vraag van Bo?"
    # The mailbox hears of it.
    assert Mail.objects.filter(kind="registration_link").latest("pk").next_try_at >= later


def test_the_answers_tell_nothing_about_who_is_registered():
    meeting = make_meeting(starts_at=NOW + days(40), capacity=500)
    send(meeting, "An", NOW - days(2))

    _taken, of_known = prank(meeting, number_of_days=2)
    _taken, of_unknown = prank(meeting, email="nobody@gemeente.nl", number_of_days=2)

    assert of_known == of_unknown


def test_forms_of_a_prank_are_forgotten_after_a_week_like_all_others():
    meeting = make_meeting(starts_at=NOW + days(40), capacity=500)
    send(meeting, "An", NOW - days(1))
    prank(meeting, number_of_days=3)

    retention.forget_repeats(NOW + days(3) + repeats.TERM)

    assert not Repeat.objects.exists()


@pytest.mark.parametrize("same", [True, False])
def test_only_the_same_answers_are_no_news(same):
    meeting = make_meeting()
    row = send(meeting, "An", NOW)
    bo: Applicant = make_applicant("Bo", email=SHARED)
    other = bo if same else make_applicant("Bo", email=SHARED, wants_report=True)

    kept = [
        repeats.keep(row, applicant=one, now=NOW, form_key=key)
        for one, key in ((bo, "a"), (other, "b"))
    ]

    assert kept == [True, not same]
