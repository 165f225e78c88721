"""The mail with the link: not beside another that holds it, and with what waits for a choice."""

from datetime import timedelta

import pytest
import time_machine

from events.models import Registration, Repeat
from events.registrations import deeds as registrations, mails, repeats
from office.models import Mail, User
from tests.events.factories import NOW, days, make_applicant, make_meeting
from tests.events.registrations.test_repeats import (
    LATER,
    SHARED,
    a_repeat,
    an,
    bo,
    kinds,
    register,
    taken,
)

pytestmark = pytest.mark.django_db


def test_who_sends_twice_at_once_gets_one_mail():
    meeting = make_meeting()
    row = register(meeting, an())

    register(meeting, an(), NOW + timedelta(seconds=2))
    registrations.resend(meeting, email=SHARED, now=NOW + timedelta(seconds=9))
    assert kinds() == ["registration_confirmed"]

    registrations.resend(meeting, email=SHARED, now=NOW + registrations.LINK_PAUSE)
    assert kinds() == ["registration_confirmed", "registration_link"]
    row.refresh_from_db()
    assert row.link_sent_at == NOW + registrations.LINK_PAUSE


def test_news_right_after_the_confirmation_goes_out_at_once():
    meeting = make_meeting()
    register(meeting, an())

    register(meeting, bo(), NOW + timedelta(seconds=2))

    mail = Mail.objects.get(kind="registration_link")
    assert mail.next_try_at == NOW + timedelta(seconds=2)
    assert Repeat.objects.get().name == "Bo"


@pytest.mark.parametrize("news", [False, True])
def test_mail_about_a_change_has_a_pause_too_and_a_mail_that_waits_still_goes(news):
    meeting = make_meeting()
    repeat = a_repeat(meeting, an(question="Wat kost het?"))
    if news:
        register(meeting, bo(), LATER + timedelta(seconds=1))
    before = kinds()
    registrations.change(repeat, now=LATER + timedelta(seconds=2))

    registrations.resend(meeting, email=SHARED, now=LATER + timedelta(seconds=3))

    assert kinds() == [*before, "registration_changed"]
    due = LATER + (registrations.LINK_PAUSE if news else timedelta(seconds=2))
    assert Registration.objects.get().link_sent_at == due


def test_news_within_the_pause_goes_out_when_it_ends_and_once():
    meeting = make_meeting()
    register(meeting, an())
    register(meeting, an(), LATER)

    register(meeting, bo(), LATER)
    register(meeting, make_applicant("Cas", email=SHARED), LATER)

    mails = Mail.objects.filter(kind="registration_link").order_by("pk")
    first, second = [mail.next_try_at for mail in mails]
    assert (first, second) == (LATER, LATER + registrations.LINK_PAUSE)


def test_everybody_at_a_shared_mailbox_gets_her_link_again():
    meeting = make_meeting()
    registrations.join(a_repeat(meeting, bo()), now=LATER)
    Mail.objects.all().delete()

    registrations.resend(meeting, email=" INFO@gemeente.nl\u200b", now=LATER + days(1))

    rows = Registration.objects.order_by("pk").values_list("pk", flat=True)
    assert sorted(Mail.objects.values_list("ids__registration", flat=True)) == list(rows)


def send(mail):
    """Return what a mail of the outbox says when it is sent, or None."""
    with time_machine.travel(mail.next_try_at, tick=False):
        return mails.link(mail.ids)


@pytest.mark.parametrize("leaves", ["the organiser frees it", "she withdraws"])
def test_what_a_colleague_sent_is_asked_about_although_the_first_has_left(leaves):
    meeting = make_meeting()
    row = register(meeting, an())
    register(meeting, bo(), LATER)
    # Her news waits for the end of the pause; by then An has left.
    register(meeting, make_applicant("Cas", email=SHARED), LATER)
    if leaves == "she withdraws":
        registrations.cancel(row, now=LATER)
    else:
        registrations.free(row, by=User.objects.create_user("Org"), now=LATER)

    sent = send(Mail.objects.filter(kind="registration_link").latest("pk"))

    assert sent.text.count("/aanmelding/") == 2
    assert "Die aanmelding is afgemeld." in sent.text
    assert sent.calendar is None
    cas = registrations.join(Repeat.objects.get(name="Cas"), now=LATER)
    assert (cas.state, taken(meeting)) == ("registered", {"online": 1})


def test_who_lost_the_mail_with_the_choice_gets_it_again_although_the_first_has_left():
    meeting = make_meeting()
    row = Registration.objects.get(pk=a_repeat(meeting, bo()).registration_id)
    registrations.cancel(row, now=LATER)
    Mail.objects.all().delete()

    registrations.resend(meeting, email=SHARED, now=LATER + days(1))

    assert "/aanmelding/" in send(Mail.objects.get()).text
    Mail.objects.all().delete()
    repeats.discard(Repeat.objects.get(), now=LATER)
    registrations.resend(meeting, email=SHARED, now=LATER + days(2))
    assert kinds() == []
