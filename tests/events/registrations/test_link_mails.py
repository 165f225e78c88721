"""The mail with the link: not beside another that holds it, and with what waits for a choice."""

from datetime import timedelta

import pytest
import time_machine

from events.models import Meeting, Registration, Repeat
from events.registrations import deeds as registrations, link_mails, mails, repeats
from office.models import Mail, User
from tests.events.factories import NOW, days, make_applicant, make_meeting, make_registration
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
    link_mails.resend(meeting, email=SHARED, now=NOW + timedelta(seconds=9))
    assert kinds() == ["registration_confirmed"]

    link_mails.resend(meeting, email=SHARED, now=NOW + link_mails.LINK_PAUSE)
    assert kinds() == ["registration_confirmed", "registration_link"]
    row.refresh_from_db()
    assert row.link_sent_at == NOW + link_mails.LINK_PAUSE


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

    link_mails.resend(meeting, email=SHARED, now=LATER + timedelta(seconds=3))

    assert kinds() == [*before, "registration_changed"]
    due = LATER + (link_mails.LINK_PAUSE if news else timedelta(seconds=2))
    assert Registration.objects.get().link_sent_at == due


def test_news_within_the_pause_goes_out_when_it_ends_and_once():
    meeting = make_meeting()
    register(meeting, an())
    register(meeting, an(), LATER)

    register(meeting, bo(), LATER)
    register(meeting, make_applicant("Cas", email=SHARED), LATER)

    mails = Mail.objects.filter(kind="registration_link").order_by("pk")
    first, second = [mail.next_try_at for mail in mails]
    assert (first, second) == (LATER, LATER + link_mails.LINK_PAUSE)


def a_mailbox_of(number, **fields):
    """Return a meeting at which so many colleagues share an address, with no mail in the outbox."""
    meeting = make_meeting(**fields)
    register(meeting, an())
    for one in range(1, number):
        name = f"P{chr(96 + one)} Jansen"
        make_registration(meeting, name, email=SHARED, shares_address=True)
    Mail.objects.all().delete()
    return meeting


def test_shared_mailbox_gets_one_mail_with_the_link_of_each_colleague():
    meeting = a_mailbox_of(10, join_url="https://meet.example/x")

    link_mails.resend(meeting, email=" INFO@gemeente.nl\u200b", now=LATER)

    mail = Mail.objects.get()
    sent = send(mail, mails.links_of_address)
    assert (mail.kind, sent.to) == ("registration_links", SHARED)
    for row in Registration.objects.all():
        assert mails.manage_url(row) in sent.text
    assert "zijn 10 collega’s aangemeld" in sent.text
    assert "9. Pi, Online: http" in sent.text
    assert sent.text.count(meeting.join_url) == 1
    # A surname is not repeated: anybody can have typed it.
    assert "Jansen" not in sent.text
    assert sent.calendar is None


def test_mail_with_all_links_has_a_pause_as_well():
    meeting = a_mailbox_of(3)

    for seconds in (0, 5, 299):
        link_mails.resend(meeting, email=SHARED, now=LATER + timedelta(seconds=seconds))
    assert kinds() == ["registration_links"]

    link_mails.resend(meeting, email=SHARED, now=LATER + link_mails.LINK_PAUSE)
    assert kinds() == ["registration_links"] * 2


def test_colleague_gets_her_link_although_another_s_was_just_mailed():
    meeting = a_mailbox_of(3)
    link_mails.send_link(Registration.objects.first(), now=LATER)

    link_mails.resend(meeting, email=SHARED, now=LATER + timedelta(seconds=5))

    assert kinds() == ["registration_link", "registration_links"]


def test_mail_with_all_links_asks_about_the_forms_too_and_forgets_who_left():
    meeting = a_mailbox_of(3)
    row = register(meeting, bo(), LATER)
    gone = Registration.objects.get(name="Pb Jansen")
    Registration.objects.filter(pk=gone.pk).update(state="cancelled", cancelled_at=LATER)
    Mail.objects.all().delete()

    link_mails.resend(meeting, email=SHARED, now=LATER + days(1))

    sent = send(Mail.objects.get(), mails.links_of_address)
    assert mails.choose_url(Repeat.objects.get()) in sent.text
    assert mails.manage_url(row) in sent.text
    assert mails.manage_url(gone) not in sent.text
    assert "Bo" not in sent.text


def test_nothing_is_mailed_when_all_left_or_the_meeting_is_off_meanwhile():
    meeting = a_mailbox_of(2)
    ids = {"registration": Registration.objects.first().pk}
    assert mails.links_of_address(ids) is not None

    Registration.objects.update(state="cancelled", cancelled_at=LATER)
    assert mails.links_of_address(ids) is None
    Registration.objects.update(state="registered", cancelled_at=None)
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.CANCELLED)
    assert mails.links_of_address(ids) is None


def send(mail, render=mails.link):
    """Return what a mail of the outbox says when it is sent, or None."""
    with time_machine.travel(mail.next_try_at, tick=False):
        return render(mail.ids)


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

    link_mails.resend(meeting, email=SHARED, now=LATER + days(1))

    assert "/aanmelding/" in send(Mail.objects.get()).text
    Mail.objects.all().delete()
    repeats.discard(Repeat.objects.get(), now=LATER)
    link_mails.resend(meeting, email=SHARED, now=LATER + days(2))
    assert kinds() == []
