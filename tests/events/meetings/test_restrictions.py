"""Who may not read the list of meetings reads none of its meetings, at whichever address."""

from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from events.models import KenniskringenPage, Registration
from knowledge.models import QuestionEvent
from knowledge.questions.deeds import record_event
from office.models import User
from tests.events.factories import (
    address,
    an_application,
    days,
    make_coming_meeting,
    make_kenniskringen,
    make_meeting,
    make_question,
    make_series,
)
from tests.knowledge.factories import make_report

pytestmark = pytest.mark.django_db

BELOW = ["meeting", "register", "registered", "resend_link", "link_sent", "meeting_ics"]


@pytest.fixture(autouse=True)
def _site():
    make_kenniskringen("nl", "en")


def close(language="nl", kind=PageViewRestriction.LOGIN, **fields):
    page = KenniskringenPage.objects.get(locale__language_code=language)
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, **fields)


def login_page_of(response):
    return urlsplit(response["Location"]).query if response.status_code == 302 else ""


@pytest.mark.parametrize("name", BELOW)
def test_who_must_log_in_for_the_list_must_for_its_meetings(client, name):
    meeting = make_coming_meeting(title="Alleen voor leden")
    url = address(name, meeting)
    assert client.get(url).status_code == 200

    close()
    response = client.get(url)

    assert login_page_of(response) == f"next={url}"
    assert "Alleen voor leden" not in response.content.decode()
    assert response["Cache-Control"].startswith("max-age=0")
    client.force_login(User.objects.create_user("an"))
    assert client.get(url).status_code == 200


@pytest.mark.parametrize("name", ["series", "series_ics"])
def test_series_are_closed_with_the_list(client, name):
    series = make_series(title="Elke maand")
    make_coming_meeting(series=series.series)
    url = reverse(name, args=[series.slug])
    assert client.get(url).status_code == 200

    close()

    assert login_page_of(client.get(url)) == f"next={url}"


def test_password_opens_the_meeting_at_its_own_address(client):
    meeting = make_coming_meeting(title="Alleen voor leden")
    restriction = close(kind=PageViewRestriction.PASSWORD, password="geheim")
    url = meeting.path_in("nl")

    asked = client.get(url).content.decode()
    action = reverse(
        "wagtailcore_authenticate_with_password", args=[restriction.pk, restriction.page_id]
    )
    wrong = client.post(action, {"password": "mis", "return_url": url})
    right = client.post(action, {"password": "geheim", "return_url": url})

    assert "Alleen voor leden" not in asked
    assert f'action="{action}"' in asked
    assert f'value="{url}"' in asked
    assert wrong.status_code == 200
    assert (right.status_code, right["Location"]) == (302, url)
    assert "Alleen voor leden" in client.get(url).content.decode()


def test_post_to_a_closed_meeting_makes_no_row(client):
    url = address("register", make_coming_meeting())
    close()

    response = client.post(url, an_application())

    assert login_page_of(response) == f"next={url}"
    assert not Registration.objects.exists()


def test_old_slug_of_a_closed_meeting_does_not_tell_the_new_one(client):
    meeting = make_coming_meeting(slug="geheime-titel")
    url = f"/kenniskringen/{meeting.number}-oud/"
    assert client.get(url).status_code == 301

    close()

    assert "geheime-titel" not in client.get(url)["Location"]


def test_list_that_is_not_live_closes_no_meeting(client):
    url = make_coming_meeting().path_in("nl")
    close()
    assert client.get(url).status_code == 302

    KenniskringenPage.objects.update(live=False)

    assert client.get(url).status_code == 200


@pytest.mark.parametrize("english", ["", "In English"])
@pytest.mark.parametrize("closed", ["nl", "en"])
def test_list_that_is_closed_in_one_language_closes_its_meetings_in_every_language(
    client, english, closed
):
    meeting = make_coming_meeting(english=english)
    paths = [meeting.path_in("nl"), meeting.path_in("en")]
    assert [client.get(path).status_code for path in paths] == [200, 200]

    close(closed)

    assert [client.get(path).status_code for path in paths] == [302, 302]


@pytest.mark.parametrize("closed", ["nl", "en"])
def test_list_that_is_closed_in_one_language_is_closed_in_the_other(client, closed):
    make_series(title="Elke maand")
    urls = ["/kenniskringen/", "/en/kenniskringen/"]
    assert [client.get(url).status_code for url in urls] == [200, 200]

    close(closed)

    assert [login_page_of(client.get(url)) for url in urls] == [f"next={url}" for url in urls]


@pytest.mark.parametrize("closed", ["nl", "en"])
def test_old_address_leads_to_no_closed_meeting_in_either_language(client, closed):
    meeting = make_coming_meeting(slug="geheime-titel", english="In English")
    for language in ("nl", "en"):
        Redirect.objects.create(
            old_path=f"/oud-{language}", redirect_link=meeting.path_in(language)
        )
    assert [client.get(f"/oud-{one}/").status_code for one in ("nl", "en")] == [301, 301]

    close(closed)

    answers = [client.get(f"/oud-{one}/") for one in ("nl", "en")]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert not [one for one in answers if "geheime-titel" in f"{one.headers}{one.content}"]


@pytest.mark.parametrize("closed", ["nl", "en"])
def test_question_on_the_agenda_names_no_closed_meeting(client, closed):
    meeting = make_coming_meeting(slug="geheime-titel")
    question = make_question()
    record_event(
        question,
        kind=QuestionEvent.Kind.ON_AGENDA,
        at=timezone.now(),
        url=meeting.path_in("nl"),
        label=str(meeting),
    )
    question.events.update(note="De spreker is ziek")
    told = ("geheime-titel", str(meeting), "De spreker is ziek")
    shown = client.get(question.get_absolute_url()).content.decode()
    assert [words for words in told if words in shown] == list(told)

    close(closed)

    shown = client.get(question.get_absolute_url()).content.decode()
    assert [words for words in told if words in shown] == []


def test_report_at_a_meetings_address_is_closed_by_either_restriction(client):
    report = make_report("<p>Vertrouwelijk.</p>")
    meeting = make_meeting(starts_at=timezone.now() - days(2), report=report)
    url = meeting.path_in("nl")
    assert "Vertrouwelijk." in client.get(url).content.decode()

    restriction = close()
    assert login_page_of(client.get(url)) == f"next={url}"

    restriction.page = report
    restriction.save()
    assert login_page_of(client.get(url)) == f"next={url}"


def test_meeting_without_english_text_leads_to_the_dutch_one_and_names_no_other_language(client):
    meeting = make_coming_meeting()

    html = client.get(meeting.path_in("en")).content.decode()

    assert f'{meeting.path_in("nl")}">' in html.split('rel="canonical"')[1].split("\n")[0]
    assert "hreflang" not in html


def test_names_and_paths_agree_in_every_language():
    meeting = make_coming_meeting()

    for language, prefix in (("nl", ""), ("en", "/en")):
        with translation.override(language):
            assert meeting.path_in(language) == address("meeting", meeting)
        assert meeting.path_in(language) == (
            f"{prefix}/kenniskringen/{meeting.number}-{meeting.slug}/"
        )
