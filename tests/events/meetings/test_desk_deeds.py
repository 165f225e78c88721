"""What the desk shows before a deed is done, and what it says after."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from events.meetings import deeds as meetings
from events.meetings.deeds import MeetingRefused
from events.meetings.desk_deeds import DESK_DEEDS
from events.models import Meeting, SeriesText
from knowledge.models import Question
from office.models import Mail, User
from tests.events.factories import (
    days,
    make_coming_meeting,
    make_kenniskringen,
    make_meeting,
    make_question,
    make_registration,
    make_series,
    put_on_agenda,
)
from tests.events.meetings.desk import press

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client):
    make_kenniskringen("nl", "en")
    client.force_login(User.objects.create_superuser("An", "an@example.org", "x"))
    return client


def desk_url(meeting: Meeting) -> str:
    return reverse("wagtailsnippets_events_meeting:inspect", args=[meeting.pk])


def test_desk_asks_once_and_says_how_many_people_are_mailed(desk):
    meeting = make_coming_meeting(english="Let children think along")
    other = make_coming_meeting(starts_at=timezone.now() + days(20))
    question = make_question(state=Question.State.ON_AGENDA)
    put_on_agenda(meeting, question)
    for name in ("Bo", "Cas"):
        make_registration(meeting, name)
    make_registration(meeting, "An", state="cancelled", cancelled_at=timezone.now())

    html = desk.get(desk_url(meeting), {"deed": "cancel"}).content.decode()
    plain = desk.post(desk_url(meeting), {"deed": "cancel", "reason_nl": "Ziek.", "instead": ""})

    assert "2 mensen hebben zich aangemeld en krijgen een mail." in html
    assert str(question) in html
    assert f'<option value="{other.pk}" selected>' in html
    # Without what was shown nothing is done, and what was typed stays.
    assert plain.status_code == 409
    assert 'value="Ziek."' in plain.content.decode()
    assert not Mail.objects.exists()

    done = press(
        desk,
        desk_url(meeting),
        "cancel",
        follow=True,
        reason_nl="Ziek.",
        reason_en="Ill.",
        instead=str(other.pk),
    )

    meeting.refresh_from_db()
    assert "2 mensen krijgen een mail." in done.content.decode()
    assert (meeting.state, meeting.next_meeting) == (Meeting.State.CANCELLED, other)
    assert Mail.objects.count() == 2


def test_form_says_which_reason_is_needed_and_what_stands_in_for_the_others(desk):
    meeting = make_coming_meeting(english="Let children think along")

    html = desk.get(desk_url(meeting), {"deed": "cancel"}).content.decode()

    dutch, english = (
        re.search(rf'<label[^>]*for="reason_{code}">.*?<input[^>]*>', html, re.DOTALL)[0]
        for code in ("nl", "en")
    )
    assert "(verplicht)" in dutch
    assert " required" in dutch
    assert " required" not in english
    assert "Niet verplicht. Leeg: daar staat de Nederlandse reden." in english


def test_sentences_of_the_desk_have_no_capital_inside(desk):
    meeting = make_coming_meeting()
    other = make_coming_meeting(starts_at=timezone.now() + days(20))

    html = desk.get(desk_url(meeting), {"deed": "cancel"}).content.decode()

    assert f"</strong>, {meeting.slot.words}" in html
    assert f">{other}, {other.slot.words}</option>" in html


def test_announcing_shows_the_title_of_each_language_and_warns_of_that_of_the_series(desk):
    series = make_series(title="Kenniskringen").series
    english = Locale.objects.get(language_code="en")
    SeriesText.objects.create(series=series, locale=english, title="Knowledge circles", slug="k")
    meeting = make_coming_meeting(announced=False, english="Knowledge circles ", series=series)
    warning = "Dit is nog de titel van de reeks."

    html = desk.get(desk_url(meeting), {"deed": "announce"}).content.decode()

    assert "Titel in het Nederlands" in html
    assert "Kinderen laten meedenken" in html
    assert "Knowledge circles" in html
    assert html.count(warning) == 1
    assert html.index(warning) > html.index("Titel in het Engels")
    # It warns and does not refuse.
    assert press(desk, desk_url(meeting), "announce").status_code == 302
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.ANNOUNCED


def test_announcing_warns_when_a_language_has_no_title(desk):
    meeting = make_coming_meeting(announced=False)

    html = desk.get(desk_url(meeting), {"deed": "announce"}).content.decode()

    assert html.count("Geen titel in deze taal. Bezoekers lezen daar de Nederlandse tekst.") == 1
    assert "titel van de reeks" not in html


def test_reason_is_stored_without_signs_that_nobody_sees(desk):
    meeting = make_coming_meeting()

    press(desk, desk_url(meeting), "cancel", reason_nl="Zie\u00adk.\u200b", instead="")

    assert meeting.texts.get(locale__language_code="nl").cancel_reason == "Ziek."


def test_missing_reason_loses_nothing_that_was_typed(desk):
    meeting = make_coming_meeting(english="Let children think along")

    answer = press(desk, desk_url(meeting), "cancel", reason_nl=" \0", reason_en="Ill.", instead="")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Schrijf waarom de kenniskring niet doorgaat: Nederlands." in html
    assert 'value="Ill."' in html
    assert '<option value="" selected>' in html


@pytest.mark.parametrize("instead", ["99999", "x", "\u00b2"])
def test_date_that_does_not_exist_is_refused(desk, instead):
    meeting = make_coming_meeting()

    answer = press(desk, desk_url(meeting), "cancel", reason_nl="Ziek.", instead=instead)

    assert answer.status_code == 422
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.ANNOUNCED


def test_second_press_on_calling_off_says_that_it_was_done(desk):
    meeting = make_coming_meeting()
    page = desk.get(desk_url(meeting), {"deed": "cancel"}).content.decode()
    seal = re.search(r'name="confirm_seal" value="(\w+)"', page)[1]
    data = {"deed": "cancel", "confirm_seal": seal, "reason_nl": "Ziek.", "instead": ""}

    first = desk.post(desk_url(meeting), data)
    second = desk.post(desk_url(meeting), data, follow=True)

    assert first.status_code == 302
    assert "Alleen een aangekondigde kenniskring kan worden afgezegd." in second.content.decode()


def test_announcing_asks_once_and_again_when_the_number_was_taken_meanwhile(desk):
    meeting = make_coming_meeting(announced=False)
    page = desk.get(desk_url(meeting), {"deed": "announce"}).content.decode()
    number = meetings.next_number()
    assert f"als nummer {number}" in page
    assert f"/kenniskringen/{number}-kinderen-laten-meedenken/" in page
    seal = re.search(r'name="confirm_seal" value="(\w+)"', page)[1]
    make_coming_meeting(number=number)

    again = desk.post(desk_url(meeting), {"deed": "announce", "confirm_seal": seal})

    assert again.status_code == 409
    assert f"als nummer {number + 1}" in again.content.decode()
    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PREPARING


def test_discarding_asks_once(desk):
    meeting = make_coming_meeting(announced=False)

    shown = desk.get(desk_url(meeting), {"deed": "discard"})

    assert "De kenniskring is daarna weg" in shown.content.decode()
    assert desk.post(desk_url(meeting), {"deed": "discard"}).status_code == 409
    assert Meeting.objects.filter(pk=meeting.pk).exists()
    assert press(desk, desk_url(meeting), "discard").status_code == 302
    assert not Meeting.objects.filter(pk=meeting.pk).exists()


def test_deed_that_cannot_be_done_is_refused_before_it_asks(desk):
    answer = desk.get(desk_url(make_coming_meeting()), {"deed": "announce"}, follow=True)

    assert "Deze kenniskring is al aangekondigd." in answer.content.decode()
    assert answer.redirect_chain[-1][0].startswith("/beheer/kenniskringen/")


def test_announcement_while_somebody_presses_cancel_is_no_error_page(desk, monkeypatch):
    meeting = make_meeting(announced=False, starts_at=timezone.now() + days(9))

    def announced_meanwhile(shown: Meeting, _now: object) -> None:
        meetings.announce(shown, by=None, now=timezone.now())
        raise MeetingRefused(meetings.not_announced())

    raced = replace(DESK_DEEDS["cancel"], facts=announced_meanwhile)
    monkeypatch.setitem(DESK_DEEDS, "cancel", raced)

    response = desk.post(desk_url(meeting), {"deed": "cancel"}, follow=True)

    assert meetings.not_announced() in response.content.decode()
