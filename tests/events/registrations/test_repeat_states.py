"""A form that waits for a choice, in every state of its meeting: page, mail and desk."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.core import mail as sent_mail
from django.urls import reverse
from django.utils import timezone

from events.meetings import deeds as meetings
from events.models import Meeting, Registration, Repeat, Seats
from events.registrations import deeds as registrations, mails, repeats
from events.registrations.mails import choose_url
from events.registrations.refusals import MeetingIsCancelled
from knowledge.models import Question
from office.mail import outbox
from office.models import Mail
from tests.events.factories import (
    days,
    make_applicant,
    make_coming_meeting,
    make_kenniskringen,
    make_question,
    put_on_agenda,
)
from tests.events.meetings.desk import press, url as desk_url

pytestmark = pytest.mark.django_db

SHARED = "info@gemeente.nl"
ILL = {"nl": "De spreker is ziek.", "en": "The speaker is ill."}
QUESTION = "Hoe betaal je dat?"


def send(meeting, name, **fields):
    applicant = make_applicant(name, **{"email": SHARED, **fields})
    return registrations.register(meeting, applicant=applicant, now=timezone.now())


def waiting(*, leaves=False, **fields):
    """Return what Bea sent with the address of An, who may have left since."""
    make_kenniskringen("nl", "en")
    meeting = make_coming_meeting(english="Letting children have a say", **fields)
    first = send(meeting, "An")
    send(meeting, "Bea", question=QUESTION)
    if leaves:
        registrations.cancel(first, now=timezone.now())
    return Repeat.objects.get()


def call_off(repeat, **fields):
    meeting = Meeting.objects.get(pk=repeat.registration.meeting_id)
    return meetings.cancel(meeting, reasons=ILL, now=timezone.now(), **fields)


def page(client, repeat):
    return client.get(choose_url(repeat)).content.decode()


def buttons(html):
    return re.findall(r'name="deed" value="(\w+)"', html)


# The page


@pytest.mark.parametrize("leaves", [False, True])
def test_page_says_at_once_that_the_meeting_is_off_and_offers_to_throw_away_only(client, leaves):
    repeat = waiting(leaves=leaves)
    other = make_coming_meeting(starts_at=timezone.now() + days(20), english="Then")
    call_off(repeat, instead=other)

    html = page(client, repeat)

    assert "Gaat niet door. De spreker is ziek." in html
    assert f"De volgende is Kenniskring {other.number}, op {other.slot.words}." in html
    assert other.path_in("nl") in html
    assert buttons(html) == ["discard"]
    assert "nl-button--primary" not in html


def test_sentence_about_the_next_date_runs_on_in_one_paragraph(client):
    """The bar is a row of boxes: on a phone a link of its own became a column of syllables."""
    repeat = waiting()
    call_off(repeat, instead=make_coming_meeting(starts_at=timezone.now() + days(20)))

    for address in (choose_url(repeat), mails.manage_url(repeat.registration)):
        html = BeautifulSoup(client.get(address).content, "html.parser")
        [text] = html.select(".kk-state > *")
        assert text.name == "p"
        assert text.select_one("a").get_text().startswith("De volgende is ")


def test_what_was_filled_in_is_said_to_go_nowhere_and_the_question_has_a_way_out(client):
    repeat = waiting()
    assert "niet verwerkt" not in page(client, repeat)
    call_off(repeat)

    html = page(client, repeat)

    assert "Het formulier is niet verwerkt." in html
    assert "Ook de vraag die is ingevuld, is niet verstuurd." in html
    assert f'href="{reverse("question_ask")}"' in html
    assert QUESTION in html
    assert "wissen we wat is ingevuld." in html


def test_no_question_is_spoken_of_when_none_was_typed(client):
    repeat = waiting()
    Repeat.objects.update(question="", organisation="Gemeente Elders")
    call_off(repeat)

    assert "Ook de vraag die is ingevuld" not in page(client, repeat)


def is_over(meeting):
    past = timezone.now() - days(1)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=past, ends_at=past + days(0.1))


def is_closed(meeting):
    Meeting.objects.filter(pk=meeting.pk).update(closes_at=timezone.now() - days(1))


def is_going_on(meeting):
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=now - timedelta(minutes=5), ends_at=now + timedelta(hours=1)
    )


def is_no_longer_announced(meeting):
    Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.PREPARING)


@pytest.mark.parametrize(
    ("happens", "sentence"),
    [
        (is_over, "Deze bijeenkomst is al geweest."),
        (is_closed, "Aanmelden voor deze kenniskring kan niet meer."),
        (is_going_on, "Aanmelden voor deze kenniskring kan niet meer."),
        (is_no_longer_announced, "Aanmelden voor deze kenniskring kan nog niet."),
    ],
)
@pytest.mark.parametrize("leaves", [False, True])
def test_page_offers_no_choice_that_would_be_refused(client, happens, sentence, leaves):
    repeat = waiting(leaves=leaves)
    assert "join" in buttons(page(client, repeat))

    happens(repeat.registration.meeting)

    html = page(client, repeat)
    assert sentence in html
    assert buttons(html) == ["discard"]
    assert "Het formulier is niet verwerkt." in html


def fill(meeting, mode="online"):
    seats = Seats.objects.filter(meeting=meeting, mode=mode)
    seats.update(taken=seats.get().capacity)


@pytest.mark.parametrize(
    ("leaves", "expected"), [(False, ["change", "discard"]), (True, ["discard"])]
)
def test_page_of_a_full_meeting_says_so_and_keeps_the_form_for_when_somebody_leaves(
    client, leaves, expected
):
    repeat = waiting(leaves=leaves)
    fill(repeat.registration.meeting)

    html = page(client, repeat)

    assert "Deze kenniskring is vol." in html
    # Who was registered keeps her seat with other answers.
    assert buttons(html) == expected
    assert "Komt er een plek vrij?" in html
    Seats.objects.update(taken=1)
    assert "join" in buttons(page(client, repeat))


def test_page_says_which_way_to_take_part_is_full(client):
    make_kenniskringen()
    meeting = make_coming_meeting(location=1)
    send(meeting, "An")
    send(meeting, "An", mode="locatie")
    fill(meeting, "locatie")

    html = page(client, Repeat.objects.get())

    assert "Op locatie is vol. Online kan nog." in html
    assert buttons(html) == ["discard"]


def test_opening_sentence_follows_the_first_registration(client):
    repeat = waiting()
    stands, left = "Met dat adres is al iemand aangemeld.", "Die aanmelding is afgemeld."
    html = page(client, repeat)
    assert stands in html
    assert left not in html

    registrations.cancel(Registration.objects.get(), now=timezone.now())

    html = page(client, repeat)
    assert stands not in html
    assert left in html
    assert "De aanmelding blijft zoals die was." not in html


def test_page_names_the_day_on_which_the_form_is_forgotten(client):
    repeat = waiting(starts_at=timezone.now() + days(3))
    call_off(repeat)
    meeting = repeat.registration.meeting

    # The meeting ends before the week is over.
    assert repeats.last_moment([repeat], meeting) == meeting.ends_at
    assert f"op {meeting.ends_at.astimezone(meeting.zone).day} " in page(client, repeat)


# The mail


def test_address_of_a_form_alone_is_mailed_once_that_the_meeting_is_off():
    repeat = waiting(leaves=True)
    send_again = make_applicant("Cas", email=SHARED)
    Repeat.objects.create(
        registration=repeat.registration,
        name=send_again.name,
        mode="online",
        created_at=timezone.now(),
    )
    outbox.send_due(now=timezone.now())
    sent_mail.outbox.clear()

    done = call_off(repeat)
    outbox.send_due(now=timezone.now())

    assert (done.people, done.addresses) == (0, 1)
    [mail] = sent_mail.outbox
    assert mail.to == [SHARED]
    assert mail.subject.startswith("Gaat niet door: ")
    assert "De spreker is ziek." in mail.body
    assert mail.body.count("/nog-eens/") == 2
    # No word of what anybody typed, nor the name of who was registered.
    for typed in ("Bea", "Cas", "Dag An", QUESTION):
        assert typed not in mail.body


def test_address_with_a_seat_gets_one_mail_that_speaks_of_its_form_too():
    repeat = waiting()
    outbox.send_due(now=timezone.now())
    sent_mail.outbox.clear()

    done = call_off(repeat)
    outbox.send_due(now=timezone.now())

    assert (done.people, done.addresses) == (1, 0)
    [mail] = sent_mail.outbox
    assert "waarover nog niet was gekozen" in mail.body
    assert choose_url(repeat) in mail.body


def test_form_that_was_thrown_away_meanwhile_is_mailed_to_nobody():
    repeat = waiting(leaves=True)
    repeats.discard(repeat, now=timezone.now())
    assert call_off(repeat).addresses == 0

    assert mails.form_cancelled({"registration": repeat.registration_id}) is None


def test_colleague_who_has_a_seat_hears_it_for_the_address():
    """The form hangs on the row of An, who left; Bo of the same address comes."""
    repeat = waiting()
    bo = send(repeat.registration.meeting, "Bo")
    registrations.join(Repeat.objects.get(name="Bo"), now=timezone.now())
    registrations.cancel(bo, now=timezone.now())

    done = call_off(repeat)

    assert (done.people, done.addresses) == (1, 0)
    row = Registration.objects.get(name="Bo")
    assert choose_url(repeat) in mails.meeting_cancelled({"registration": row.pk}).text


def test_form_that_comes_while_the_meeting_is_called_off_is_refused_or_mailed():
    """It found the meeting open a moment ago."""
    make_kenniskringen()
    meeting = make_coming_meeting()
    first = send(meeting, "An")
    registrations.cancel(first, now=timezone.now())
    Registration.objects.update(state="registered", cancelled_at=None)
    stale = Registration.objects.select_related("meeting").get()
    meetings.cancel(meeting, reasons=ILL, now=timezone.now())

    with pytest.raises(MeetingIsCancelled):
        registrations._repeat(stale, make_applicant("Bea", email=SHARED), timezone.now(), "k")

    assert not Repeat.objects.exists()


# The desk


def test_canceller_is_told_before_and_after_who_is_mailed_and_what_opens_again(admin_client):
    repeat = waiting(leaves=True)
    meeting = repeat.registration.meeting
    send(meeting, "Dirk", email="dirk@example.org")
    put_on_agenda(meeting, make_question(state=Question.State.ON_AGENDA))
    url = desk_url("inspect", meeting)

    asked = admin_client.get(url, {"deed": "cancel"}).content.decode()
    done = press(admin_client, url, "cancel", follow=True, reason_nl="Ziek.", instead="")

    assert "1 mens heeft zich aangemeld en krijgt een mail." in asked
    assert "Van 1 adres wacht alleen een formulier" in asked
    html = done.content.decode()
    assert "1 mens krijgt een mail." in html
    assert "1 adres waarvan alleen een formulier wacht, krijgt ook een mail." in html
    assert "1 vraag is weer open." in html
    cancelled = Mail.objects.filter(kind__in=["meeting_cancelled", "form_cancelled"])
    assert cancelled.count() == 2
