"""Who is refused reads why: an editor on the page it is about, a visitor on a page of its own."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from events.meetings import deeds as meetings
from events.meetings.deeds import MeetingRefused
from events.registrations import views as registration_views
from events.registrations.refusals import MeetingIsOver
from knowledge import addresses
from knowledge.passages import deeds as passages
from office.models import User
from office.refusals import Refused
from tests.events.factories import address, make_coming_meeting, make_kenniskringen
from tests.events.meetings.desk import press
from tests.knowledge.factories import make_page

pytestmark = pytest.mark.django_db

SENTENCE = "Dat kan nu niet."


@pytest.fixture
def desk(client):
    """Return a client of somebody who may do everything."""
    client.force_login(User.objects.create_superuser("An", "an@example.org", "x"))
    return client


def refuse(monkeypatch, owner, name, error):
    def deed(*_args, **_kwargs):
        raise error

    monkeypatch.setattr(owner, name, deed)


def url_of(meeting):
    return reverse("wagtailsnippets_events_meeting:inspect", args=[meeting.pk])


# What Django refuses


def test_editor_reads_what_is_not_valid_and_the_log_keeps_the_place(monkeypatch, desk, caplog):
    meeting = make_coming_meeting(announced=False)
    refuse(
        monkeypatch, meetings, "announce", ValidationError({"slug": ["Bezet."], "title": ["Leeg."]})
    )

    response = press(desk, url_of(meeting), "announce", follow=True)

    assert [str(said).strip() for said in response.context["messages"]] == ["Bezet. Leeg."]
    assert "Traceback" in caplog.text


def test_error_of_the_code_stays_an_error_for_editors_and_visitors(client, desk, monkeypatch):
    # The negative control of the test above.
    meeting = make_coming_meeting(announced=False)
    refuse(monkeypatch, meetings, "announce", ValueError("No."))
    with pytest.raises(ValueError, match="No"):
        press(desk, url_of(meeting), "announce")
    with pytest.raises(ValidationError):
        refused_visit(client, monkeypatch, ValidationError("Leeg."))


# Visitors


def refused_visit(client, monkeypatch, error):
    make_kenniskringen("nl", "en")
    refuse(monkeypatch, registration_views.cards, "card_of", error)
    return client.get(address("registered", make_coming_meeting()))


def test_visitor_reads_the_sentence_in_the_frame_of_the_site(client, monkeypatch):
    response = refused_visit(client, monkeypatch, MeetingIsOver(SENTENCE, back="/agenda/"))

    html = response.content.decode()
    assert response.status_code == 409
    assert SENTENCE in html
    assert 'href="/agenda/">Terug</a>' in html
    assert 'class="kk-header"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert not response.cookies


def test_status_is_the_refusals_own(client, monkeypatch):
    response = refused_visit(client, monkeypatch, Refused(SENTENCE, status=410))

    assert response.status_code == 410
    assert "Terug</a>" not in response.content.decode()


def test_sentence_is_text_and_no_markup(client, monkeypatch):
    response = refused_visit(client, monkeypatch, Refused("<b>Nee</b>"))

    assert "&lt;b&gt;Nee&lt;/b&gt;" in response.content.decode()


def test_link_that_does_not_work_keeps_its_own_page_and_404(client):
    response = client.get("/aanmelding/7-verzonnen/")

    assert response.status_code == 404
    assert "De link werkt niet meer. Vraag een nieuwe link aan." in response.content.decode()


def test_other_exceptions_are_left_alone(client, monkeypatch):
    with pytest.raises(LookupError):
        refused_visit(client, monkeypatch, LookupError(SENTENCE))


def test_view_that_shows_a_filled_form_again_still_does(client, monkeypatch):
    refuse(monkeypatch, registration_views, "refuse_unless_open", MeetingIsOver(SENTENCE))
    make_kenniskringen()

    response = client.get(address("register", make_coming_meeting()))

    assert response.status_code == 200
    assert SENTENCE in response.content.decode()


# Editors


def test_editor_reads_it_on_the_page_that_has_the_button(desk, monkeypatch):
    meeting = make_coming_meeting(announced=False)
    refuse(monkeypatch, meetings, "announce", MeetingRefused(SENTENCE))

    response = press(desk, url_of(meeting), "announce", follow=True)

    assert response.redirect_chain == [(url_of(meeting), 302)]
    assert SENTENCE in response.content.decode()


def test_editor_goes_back_to_where_the_refusal_says(desk, monkeypatch):
    meeting, page = make_coming_meeting(announced=False), make_page()
    back = addresses.desk_url(page.pk)
    refuse(monkeypatch, meetings, "announce", MeetingRefused(SENTENCE, back=back))

    response = press(desk, url_of(meeting), "announce")

    assert (response.status_code, response["Location"]) == (302, back)


def test_editor_who_only_looked_goes_home_and_not_round_in_circles(desk, monkeypatch):
    page = make_page("<p>Woorden.</p>")
    refuse(monkeypatch, passages.Passage.objects, "filter", Refused(SENTENCE))

    response = desk.get(reverse("page_passages", args=[page.pk]))

    assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home"))


def test_editor_that_saves_by_itself_gets_the_sentence_as_data(desk, monkeypatch):
    meeting = make_coming_meeting(announced=False)
    refuse(monkeypatch, meetings, "announce", MeetingRefused(SENTENCE))

    response = press(desk, url_of(meeting), "announce", headers={"accept": "application/json"})

    assert response.status_code == 409
    assert response.json() == {
        "success": False,
        "error_code": "refused",
        "error_message": SENTENCE,
    }


def test_modal_is_told_to_go_there(desk, monkeypatch):
    meeting = make_coming_meeting(announced=False)
    refuse(monkeypatch, meetings, "announce", MeetingRefused(SENTENCE, back="/beheer/x/"))

    response = press(
        desk, url_of(meeting), "announce", headers={"x-requested-with": "XMLHttpRequest"}
    )

    assert response.json() == {"step": "success", "redirect": "/beheer/x/"}
