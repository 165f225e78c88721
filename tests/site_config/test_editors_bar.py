"""Who edits the site has a bar on every public page; nobody else gets a byte of it."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from events.models import Meeting
from knowledge.models import Question
from office.models import User
from tests.events.factories import address, make_coming_meeting, make_kenniskringen
from tests.knowledge.factories import make_editor, make_home, make_page, make_report
from tests.knowledge.questions.factories import make_question

pytestmark = pytest.mark.django_db
BAR = "wagtail-userbar"
CHECKER = "checker-axe-configuration"


@pytest.fixture
def page():
    make_home()
    return make_page(title="Over ons", slug="over-ons")


@pytest.fixture
def editor():
    bo = make_editor("bo")
    rights = ["change_meeting", "change_question"]
    bo.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(bo)
    return client


def body(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def form_of(row):
    return reverse(f"wagtailsnippets_{row._meta.label_lower.replace('.', '_')}:edit", args=[row.pk])


def test_editor_has_the_bar_with_the_way_to_the_form(page, editor):
    said = body(editor, page.url)

    assert BAR in said
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in said
    assert CHECKER in said


def test_visitor_gets_nothing_of_it_and_no_session(page):
    response = Client().get(page.url)

    assert "userbar" not in response.content.decode()
    assert not response.has_header("Vary")
    assert not response.cookies


def test_made_up_session_shows_nothing(page):
    client = Client()
    client.cookies["sessionid"] = "x" * 32

    response = client.get(page.url)

    assert "userbar" not in response.content.decode()


def test_account_without_the_right_to_the_admin_gets_nothing(page):
    client = Client()
    client.force_login(User.objects.create_user("cas", "cas@example.org"))

    assert "userbar" not in body(client, page.url)


def test_page_of_an_editor_is_kept_by_nobody_on_the_way(page, editor):
    response = editor.get(page.url)

    assert response["Cache-Control"] == "private, no-cache"
    assert response["Vary"] == "Cookie"


@pytest.mark.usefixtures("kept_pages")
def test_next_visitor_gets_a_page_of_her_own(page, editor):
    assert BAR in body(editor, page.url)
    assert "userbar" not in body(Client(), page.url)
    # And the other way round: the page that is kept for visitors is not the editor's.
    assert BAR in body(editor, page.url)


def test_meeting_leads_to_its_form(editor):
    make_kenniskringen("nl")
    meeting = make_coming_meeting()

    assert form_of(Meeting.objects.get()) in body(editor, address("meeting", meeting))


def test_question_leads_to_its_form(editor):
    make_home()
    question = make_question()

    said = body(editor, reverse("question", args=[question.number]))

    assert form_of(Question.objects.get()) in said


def test_who_may_not_change_it_is_not_led_to_its_form():
    make_kenniskringen("nl")
    meeting = make_coming_meeting()
    user = User.objects.create_user("dirk", "dirk@example.org")
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client = Client()
    client.force_login(user)

    said = body(client, address("meeting", meeting))

    assert BAR in said
    assert form_of(meeting) not in said


def test_report_at_its_meeting_leads_to_the_form_of_the_report(editor):
    make_kenniskringen("nl")
    report = make_report()
    meeting = make_coming_meeting(report=report)

    said = body(editor, address("meeting", meeting))

    assert reverse("wagtailadmin_pages:edit", args=[report.pk]) in said


@pytest.mark.parametrize("path", ["/zoeken/", "/vragen/", "/agenda/", "/vragen/stellen/"])
def test_page_that_is_no_row_has_the_bar_as_well(editor, path):
    make_home()

    assert BAR in body(editor, path)
    assert "userbar" not in body(Client(), path)
