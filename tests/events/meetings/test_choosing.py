"""The pages around a meeting: what may be chosen, and in which language it is read."""

import pytest
from django.urls import reverse
from django.utils.html import escape
from wagtail.test.utils.form_data import inline_formset

from events.meetings.around import pages_around
from events.models import Meeting, MeetingOpgave, MeetingReading
from tests.events.factories import make_coming_meeting, make_kenniskringen
from tests.events.meetings.desk import form_of
from tests.knowledge.factories import make_home, make_list, make_opgave, make_page, make_report
from tests.knowledge.pages.test_choosing import alias_of, english_of
from tests.office.test_confirming import sent_again

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Meeting:
    make_kenniskringen()
    return make_coming_meeting()


def save(client, meeting, **changes):
    url = reverse("wagtailsnippets_events_meeting:edit", args=[meeting.pk])
    return client.post(url, form_of(meeting, **changes))


def rows(name, *pages):
    more = {"minutes": 5} if name == "page" else {}
    return inline_formset([{name: page.pk, **more} for page in pages])


def test_meeting_is_stored_with_opgave_and_report_in_the_source_language(admin_client, meeting):
    opgave, report = make_opgave(1), make_report()

    answer = save(
        admin_client,
        meeting,
        opgaven=rows("opgave", english_of(opgave)),
        report=english_of(report).pk,
    )
    # What differs between the two is shown first.
    answer = admin_client.post(answer.wsgi_request.path, sent_again(answer))

    meeting.refresh_from_db()
    assert answer.status_code == 302
    assert MeetingOpgave.objects.get().opgave == opgave
    assert meeting.report == report


def test_one_opgave_in_two_languages_is_refused_as_chosen_twice(admin_client, meeting):
    opgave = make_opgave(1)

    answer = save(admin_client, meeting, opgaven=rows("opgave", opgave, english_of(opgave)))

    assert answer.status_code == 200
    assert not MeetingOpgave.objects.exists()


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (make_home, "‘Voorpagina nl’ kun je hier niet kiezen."),
        (make_list, "‘Verslagen’ kun je hier niet kiezen."),
        (lambda: alias_of(make_report(title="Verslag")), "‘Verslag’ is een alias"),
    ],
)
def test_reading_refuses_a_page_without_words_of_its_own(admin_client, meeting, page, sentence):
    answer = save(admin_client, meeting, place="Utrecht", readings=rows("page", page()))

    html = answer.content.decode()
    assert sentence in html
    assert f'value="{escape("Utrecht")}"' in html
    assert not MeetingReading.objects.exists()


@pytest.mark.parametrize("make", [make_report, make_page, lambda: make_opgave(1)])
def test_reading_takes_a_page_with_words(admin_client, meeting, make):
    page = make()

    save(admin_client, meeting, readings=rows("page", page))

    assert MeetingReading.objects.get().page_id == page.pk


def around(meeting, language):
    return [page.title for page in pages_around(meeting, language)]


def test_pages_around_a_meeting_are_in_the_language_of_the_reader(meeting):
    opgave, report = make_opgave(1), make_report(title="Verslag")
    english_of(opgave)
    MeetingOpgave.objects.create(meeting=meeting, opgave=opgave)
    MeetingReading.objects.create(meeting=meeting, page=english_of(report))

    assert sorted(around(meeting, "nl")) == ["Opgave 1", "Verslag"]
    assert sorted(around(meeting, "en")) == ["Opgave 1 in English", "Verslag in English"]


def test_page_around_a_meeting_is_in_the_source_language_when_there_is_no_other(meeting):
    MeetingReading.objects.create(meeting=meeting, page=make_report(title="Verslag"))

    assert around(meeting, "en") == ["Verslag"]
