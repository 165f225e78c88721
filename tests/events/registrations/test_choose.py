"""The signed page on which a mailbox says whose a form is."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from events.models import Registration, Repeat, Seats
from events.registrations import deeds as registrations, mails, retention
from events.registrations.mails import CHOOSE, PURPOSE
from office.mail import links
from office.models import Mail
from tests.events.factories import (
    address,
    an_application,
    days,
    form_data,
    make_applicant,
    make_coming_meeting,
    make_kenniskringen,
)

pytestmark = pytest.mark.django_db

TYPED = "Ga naar https://kwaad.example"


@pytest.fixture
def repeat(client):
    """Return what Bo sent with the address of An."""
    make_kenniskringen("nl", "en")
    meeting = make_coming_meeting(location=5, english="Letting children have a say")
    registrations.register(meeting, applicant=make_applicant("An"), now=timezone.now())
    response = client.post(
        address("register", meeting),
        an_application(name="Bo", mode="locatie", question=TYPED, needs="Tolk", needs_consent="on"),
    )
    assert response.status_code == 303
    return Repeat.objects.get()


def path(repeat):
    return reverse("repeat", args=[links.make(CHOOSE, repeat)])


def choose(client, repeat, deed, **headers):
    return client.post(path(repeat), form_data("repeat", deed=deed), headers=headers)


def test_the_page_shows_what_stood_and_what_was_filled_in(client, repeat):
    response = client.get(path(repeat))

    html = response.content.decode()
    assert response.status_code == 200
    for shown in ("an@example.org", "Bo", TYPED, "Tolk", "Meld Bo aan", "Gooi dit formulier weg"):
        assert shown in html
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


def test_following_the_link_chooses_nothing(client, repeat):
    """Scanners follow every link in a mail."""
    client.get(path(repeat))

    assert Repeat.objects.get().settled_at is None
    assert Registration.objects.count() == 1


def test_the_colleague_is_registered_and_led_to_her_own_page(client, repeat):
    response = choose(client, repeat, "join")

    row = Registration.objects.get(name="Bo")
    own = reverse("registration", args=[links.make(PURPOSE, row)])
    assert (response.status_code, response["Location"]) == (303, own)
    assert (row.needs, row.question.text, row.mode) == ("Tolk", TYPED, "locatie")
    # The link in the mail leads there from now on.
    assert client.get(path(repeat))["Location"] == own
    assert choose(client, repeat, "discard")["Location"] == own


def test_the_same_person_gets_the_new_answers(client, repeat):
    response = choose(client, repeat, "change")

    row = Registration.objects.get()
    assert response.status_code == 303
    assert (row.mode, row.name, row.needs) == ("locatie", "Bo", "Tolk")
    assert dict(Seats.objects.values_list("mode", "taken")) == {"online": 0, "locatie": 1}


def test_what_is_not_ours_is_thrown_away(client, repeat):
    response = choose(client, repeat, "discard")

    assert (response.status_code, response["Location"]) == (303, path(repeat))
    html = client.get(path(repeat)).content.decode()
    assert "Hierover is al gekozen." in html
    assert TYPED not in html
    assert Registration.objects.get().name == "An"


def test_one_name_is_asked_no_question_about_a_colleague(client, repeat):
    Repeat.objects.update(name="AN ")

    html = client.get(path(repeat)).content.decode()

    assert "Neem de nieuwe antwoorden over" in html
    assert 'value="join"' not in html


def test_a_refusal_stands_on_the_page_and_nothing_is_lost(client, repeat):
    Seats.objects.filter(mode="locatie").update(taken=5)

    response = choose(client, repeat, "join")

    assert response.status_code == 409
    assert "Op locatie is vol. Online kan nog." in response.content.decode()
    assert TYPED in response.content.decode()
    assert Repeat.objects.get().settled_at is None


def test_a_post_that_may_not_be_taken_chooses_nothing(client, repeat):
    answers = [
        choose(client, repeat, "join", **{"Sec-Fetch-Site": "cross-site"}),
        client.post(path(repeat), {"deed": "join"}),
        choose(client, repeat, "delete"),
    ]

    assert [answer.status_code for answer in answers] == [403, 400, 422]
    assert Repeat.objects.get().settled_at is None


def test_the_link_of_the_registration_does_not_open_the_form_of_a_colleague(client, repeat):
    token = links.make(PURPOSE, repeat.registration)

    assert client.get(reverse("repeat", args=[token])).status_code == 404


def test_the_mail_leads_there_and_repeats_no_word_that_a_stranger_typed(repeat):
    mail = Mail.objects.get(kind="registration_link")

    rendered = mails.link(mail.ids)

    assert rendered.to == "an@example.org"
    assert mails.choose_url(repeat) in rendered.text
    assert rendered.subject.startswith("Nog een keer aangemeld: ")
    everything = rendered.subject + rendered.text + rendered.calendar.text.replace("\r\n ", "")
    for typed in ("Bo", "kwaad", "Tolk"):
        assert typed not in everything
    assert "Dag An" not in rendered.text


def test_the_mail_is_the_plain_link_once_it_was_chosen(client, repeat):
    choose(client, repeat, "discard")

    rendered = mails.link(Mail.objects.get(kind="registration_link").ids)

    assert rendered.subject.startswith("Je link voor ")


def test_the_mail_about_a_change_says_how_she_takes_part(client, repeat):
    choose(client, repeat, "change")

    rendered = mails.changed_answers(Mail.objects.get(kind="registration_changed").ids)

    assert "Je doet mee: Op locatie." in rendered.text
    assert rendered.calendar.method == "REQUEST"


def test_colleagues_have_an_event_each_in_the_calendar_they_share(client, repeat):
    choose(client, repeat, "join")

    uids = {
        line
        for row in Registration.objects.all()
        for line in mails.confirmed({"registration": row.pk}).calendar.text.splitlines()
        if line.startswith("UID:")
    }
    assert len(uids) == 2


def test_the_mail_about_a_freed_seat_takes_it_out_of_the_calendar(repeat):
    row = repeat.registration
    Registration.objects.update(state=Registration.State.CANCELLED, cancelled_at=timezone.now())

    rendered = mails.freed({"registration": row.pk})

    assert rendered.calendar.method == "CANCEL"
    assert "De organisatie heeft je aanmelding ingetrokken" in rendered.text


def test_nothing_is_mailed_about_a_seat_that_was_taken_again(repeat):
    assert mails.freed({"registration": repeat.registration_id}) is None


def test_the_page_speaks_english_under_en(client, repeat):
    with translation.override("en"):
        url = path(repeat)

    assert url.startswith("/en/aanmelding/")
    assert "Register Bo" in client.get(url).content.decode()


@pytest.mark.parametrize("name", ["An", "Bo"])
def test_the_page_after_the_form_is_the_same_for_everybody(client, name):
    make_kenniskringen()
    meeting = make_coming_meeting()
    pages = []
    for email in ("bo@example.org", "an@example.org", "an@example.org"):
        answer = client.post(address("register", meeting), an_application(name=name, email=email))
        pages.append((answer.status_code, client.get(answer["Location"]).content))

    assert len(set(pages)) == 1
    assert "Was dit e-mailadres al aangemeld" in pages[0][1].decode()


def test_a_week_after_the_link_is_answered_like_one_that_never_was(client, repeat):
    url = path(repeat)
    retention.forget_repeats(timezone.now() + days(8))

    assert client.get(url).status_code == 404


def sides(client, repeat):
    """Return what the page says stood, and what it says was filled in now."""
    html = client.get(path(repeat)).content.decode()
    _before, stood, now = re.split('aria-labelledby="stond"|aria-labelledby="ingevuld"', html)
    return stood, now.split("</section>")[0]


def answer(client, **fields):
    """Return the form of An again, at the address where she stands with answers of her own."""
    make_kenniskringen()
    meeting = make_coming_meeting(location=5)
    first = make_applicant(
        "An", question="Oude vraag?", needs="Ringleiding", needs_consent=True, wants_report=True
    )
    registrations.register(meeting, applicant=first, now=timezone.now())
    client.post(address("register", meeting), an_application(mode="online", **fields))
    return Repeat.objects.get()


def test_both_sides_show_the_same_answers(client):
    repeat = answer(client, question="Nieuwe vraag?", needs="Tolk", needs_consent="on")

    stood, now = sides(client, repeat)

    labels = [re.findall(r"<dt>([^<]+)</dt>", side) for side in (stood, now)]
    assert labels[0] == [*labels[1], "Status"]
    wish = "Mail mij als het verslag klaar is"
    for shown in ("Oude vraag?", "Ringleiding", wish):
        assert shown in stood
        assert shown not in now
    for shown in ("Nieuwe vraag?", "Tolk", "Niet ingevuld"):
        assert shown in now
        assert shown not in stood


def test_what_she_needs_is_repeated_only_where_it_would_be_replaced(client):
    repeat = answer(client, name="Bo", question="Nieuwe vraag?")

    stood, now = sides(client, repeat)

    assert "Ringleiding" not in stood + now
    assert "Is ingevuld, en blijft zoals het is." in stood

    Registration.objects.update(state="cancelled", cancelled_at=timezone.now())
    stood, now = sides(client, repeat)
    assert "Is ingevuld" not in stood + now


def test_answers_that_nobody_gave_have_no_line(client):
    make_kenniskringen()
    meeting = make_coming_meeting()
    registrations.register(meeting, applicant=make_applicant("An"), now=timezone.now())
    client.post(address("register", meeting), an_application(name="Bo"))

    stood, now = sides(client, Repeat.objects.get())

    assert "Niet ingevuld" not in stood + now
