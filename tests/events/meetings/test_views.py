"""One address, four lives."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from events.models import Meeting, MeetingOpgave, MeetingReading, MeetingSpeaker, ProgrammeItem
from knowledge.models import Person
from tests.events.factories import (
    days,
    make_coming_meeting,
    make_kenniskringen,
    make_meeting,
    make_question,
    put_on_agenda,
)
from tests.knowledge.factories import make_list, make_opgave, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    make_kenniskringen("nl", "en")


def page_of(client, meeting, language="nl"):
    response = client.get(meeting.path_in(language))
    return response, response.content.decode()


def make_past(**fields):
    return make_meeting(**{"starts_at": timezone.now() - days(2), **fields})


def test_the_announcement_shows_what_when_who_and_the_way_in(client):
    meeting = make_coming_meeting(capacity=40, taken=31, tool="Jitsi")
    person = Person.objects.create(name="Bo Verzonnen", slug="bo", fictional=True)
    MeetingSpeaker.objects.create(meeting=meeting, person=person, role="beleidsadviseur")
    make_item(meeting, "Welkom")
    put_on_agenda(meeting, make_question("Hoe vraag je het een kind?"))

    response, html = page_of(client, meeting)

    assert response.status_code == 200
    for words in (
        "Kinderen laten meedenken",
        "Aanmelden kan tot",
        "Nog 9 van de 40 plekken vrij",
        "Bo Verzonnen",
        "beleidsadviseur",
        "Welkom",
        "Hoe vraag je het een kind?",
        "Online via Jitsi",
        "Al aangemeld? Stuur mij de link opnieuw",
    ):
        assert words in html, words


def make_item(meeting, title, language="nl"):
    locale = meeting.texts.get(locale__language_code=language).locale
    return ProgrammeItem.objects.create(
        meeting=meeting, locale=locale, starts=meeting.starts_local.time(), title=title
    )


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        ({"taken": 40}, "Vol."),
        ({"state": Meeting.State.CANCELLED, "cancel_reason": "Ziek."}, "Gaat niet door. Ziek."),
        ({"closes_at": timezone.now()}, "Aanmelden voor deze kenniskring kan niet meer."),
    ],
)
def test_the_state_line_says_where_it_stands(client, fields, line):
    _response, html = page_of(client, make_coming_meeting(**fields))

    assert line in html


@pytest.mark.parametrize(
    ("moved_from", "line"),
    [
        (datetime(2041, 3, 18, 9, 0, tzinfo=UTC), "Verplaatst van 18 naar 20 maart."),
        (datetime(2041, 3, 20, 12, 30, tzinfo=UTC), "Verplaatst van 13.30 naar 10.00 uur."),
    ],
)
def test_the_state_line_says_from_when_to_when_it_was_moved(client, moved_from, line):
    starts_at = datetime(2041, 3, 20, 9, 0, tzinfo=UTC)
    _response, html = page_of(client, make_meeting(starts_at=starts_at, moved_from=moved_from))

    assert line in html


def test_the_state_line_says_the_day_and_hour_of_a_place_where_it_is_still_yesterday(client):
    # Half past midnight in Amsterdam.
    starts_at = datetime(2041, 3, 20, 23, 30, tzinfo=UTC)
    _response, html = page_of(
        client, make_meeting(starts_at=starts_at, time_zone="America/New_York")
    )

    assert "Aanmelden kan tot woensdag 20 maart 19.30 uur (tijd in New York)." in html


def test_during_the_meeting_the_page_says_how_to_get_in(client):
    _response, html = page_of(
        client, make_meeting(starts_at=timezone.now() - timedelta(minutes=5), duration=60)
    )

    assert "Bezig – Deelnemen? Gebruik de knop in je bevestigingsmail." in html
    assert "Stuur mij de link opnieuw" in html
    assert "plekken vrij" not in html


def test_afterwards_the_page_says_when_the_report_comes_and_shows_the_next_date(client):
    make_coming_meeting(title="De volgende")
    meeting = make_past(report_due=(timezone.now() + days(10)).date())

    _response, html = page_of(client, meeting)

    assert "Geweest. Het verslag komt uiterlijk" in html
    assert "De volgende" in html


def test_with_a_live_report_the_report_is_read_at_the_meetings_address(client):
    report = make_report("<p>Wat er werd gezegd.</p>", title="Het verslag")
    meeting = make_past(report=report)

    response, html = page_of(client, meeting)

    assert response.status_code == 200
    assert "Het verslag" in html
    assert report.get_url() == meeting.path_in("nl")


def test_the_reports_own_path_answers_301_when_it_belongs_to_a_meeting(client):
    report = make_report()
    own_path = report.get_url()
    meeting = make_past(report=report)

    response = client.get(own_path)

    assert (response.status_code, response["Location"]) == (301, meeting.path_in("nl"))


def test_a_report_without_a_meeting_is_read_at_its_own_path(client):
    report = make_report()
    make_past()

    assert client.get(report.get_url()).status_code == 200


@pytest.mark.parametrize("state", ["draft", "private meeting"])
def test_what_is_not_public_does_not_take_over_the_other(client, state):
    report = make_report(live=state != "draft")
    meeting = make_past(report=report, announced=state != "private meeting")

    if state == "draft":
        _response, html = page_of(client, meeting)
        assert "Geweest – verslag volgt" in html
    else:
        assert client.get(report.get_url()).status_code == 200
        assert "/kenniskringen/" not in report.get_url()


def test_the_reports_view_restrictions_come_first_at_the_meetings_address(client):
    report = make_report("<p>Vertrouwelijk.</p>", title="Het verslag")
    PageViewRestriction.objects.create(
        page=report, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )

    _response, html = page_of(client, make_past(report=report))

    assert "Vertrouwelijk." not in html


def test_a_restricted_list_of_reports_holds_for_the_meetings_address_too(client):
    report = make_report("<p>Vertrouwelijk.</p>")
    PageViewRestriction.objects.create(page=make_list(), restriction_type=PageViewRestriction.LOGIN)

    response, html = page_of(client, make_past(report=report))

    assert response.status_code == 302
    assert "Vertrouwelijk." not in html


def test_an_old_slug_leads_to_the_right_one(client):
    meeting = make_coming_meeting()

    response = client.get(f"/kenniskringen/{meeting.number}-oude-titel/")

    assert (response.status_code, response["Location"]) == (301, meeting.path_in("nl"))


@pytest.mark.parametrize("number", [0, 99, 10**9, 10**30])
def test_an_unknown_number_is_not_found(client, number):
    assert client.get(f"/kenniskringen/{number}-x/").status_code == 404


def test_a_meeting_in_preparation_is_not_there(client):
    meeting = make_coming_meeting(announced=False, number=77, slug="geheim", title="Geheim")

    assert client.get(meeting.path_in("nl")).status_code == 404
    assert "Geheim" not in client.get("/kenniskringen/").content.decode()


def test_the_page_reads_only(client):
    meeting = make_coming_meeting()

    assert client.post(meeting.path_in("nl")).status_code == 405
    assert client.post("/kenniskringen/").status_code == 405


def test_each_language_names_the_other_when_it_has_a_text(client):
    both = make_coming_meeting(english="Letting children have a say")
    dutch = make_coming_meeting()

    _response, html = page_of(client, both, "en")
    assert "Letting children have a say" in html
    assert f'href="{both.path_in("nl")}" lang="nl"' in html
    _response, html = page_of(client, dutch)
    assert 'lang="en" hreflang="en"' not in html


def test_a_meeting_without_an_english_text_is_shown_in_dutch_with_its_own_canonical(client):
    meeting = make_coming_meeting()

    response, html = page_of(client, meeting, "en")

    assert response.status_code == 200
    assert f'{meeting.path_in("nl")}"' in html.split('rel="canonical"')[1].split(">")[0]


def test_a_meeting_takes_at_most_fourteen_queries_with_ten_of_everything(
    client, django_assert_max_num_queries
):
    meeting = make_coming_meeting()
    for number in range(10):
        person = Person.objects.create(name=f"Persoon {number}", slug=f"p{number}")
        MeetingSpeaker.objects.create(meeting=meeting, person=person)
        make_item(meeting, f"Deel {number}")
        put_on_agenda(meeting, make_question(f"Vraag {number}?"))

    for number in range(3):
        MeetingReading.objects.create(meeting=meeting, page=make_report(), minutes=number + 1)
        MeetingOpgave.objects.create(meeting=meeting, opgave=make_opgave(number))

    page_of(client, meeting)  # content types are read once per process

    with django_assert_max_num_queries(14):
        _response, html = page_of(client, meeting)

    assert "Persoon 9" in html


def test_a_past_meeting_takes_at_most_fourteen_queries(client, django_assert_max_num_queries):
    make_coming_meeting()
    meeting = make_past()
    client.get(meeting.path_in("nl"))
    for number in range(10):
        put_on_agenda(meeting, make_question(f"Vraag {number}?"))

    with django_assert_max_num_queries(14):
        page_of(client, meeting)


def test_what_to_read_before_leads_to_where_it_is_read(client):
    report = make_report(title="Het vorige verslag")
    before = make_past(report=report)
    meeting = make_coming_meeting()
    MeetingReading.objects.create(meeting=meeting, page=report, minutes=6)
    MeetingReading.objects.create(meeting=meeting, page=make_report(live=False), minutes=7)

    _response, html = page_of(client, meeting)

    assert f'href="{before.path_in("nl")}">Het vorige verslag</a>' in html
    assert "6 minuten lezen" in html
    assert "7 minuten lezen" not in html


def test_only_the_online_way_works_in_a_browser(client):
    hybrid = make_coming_meeting(place="Stadhuis Ede", tool="Jitsi")
    _response, html = page_of(client, hybrid)

    assert "<li>Stadhuis Ede</li>" in html
    assert "<li>Online via Jitsi. Dat werkt in je browser.</li>" in html

    _response, html = page_of(client, make_coming_meeting(place="Stadhuis Ede"))
    assert "<li>Stadhuis Ede</li>" in html
    assert "werkt in je browser" not in html


@pytest.mark.parametrize("for_whom", ["", "Voor beleidsmakers."])
def test_heading_says_what_stands_below_it(client, for_whom):
    meeting = make_coming_meeting()
    text = meeting.texts.get()
    text.for_whom = for_whom
    text.save()

    _response, html = page_of(client, meeting)

    heading = re.search(r'id="voor-wie">([^<]+)</h2>', html)[1]
    assert heading == ("Voor wie" if for_whom else "Voorbereiden")
    assert "Je hoeft niets voor te bereiden." in html


def test_english_list_calls_what_is_over_past(client):
    make_past()

    html = client.get("/en/kenniskringen/").content.decode()

    assert 'id="geweest">Past</h2>' in html
