"""The editors' desk: deeds that reach people, and lists that ask nothing per row."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.test.utils.form_data import inline_formset

from events import rights
from events.models import Meeting, Seats
from events.registrations import deeds as registrations
from knowledge.pages.editors import CHIEF_EDITORS
from office.models import Mail, User
from tests.events.factories import (
    STARTS,
    days,
    make_applicant,
    make_coming_meeting,
    make_kenniskringen,
    make_meeting,
    make_question,
    make_registration,
    put_on_agenda,
)
from tests.events.meetings.desk import form_of, press, url
from tests.knowledge.factories import make_report

pytestmark = pytest.mark.django_db


def test_an_editor_makes_a_meeting_that_nobody_sees_yet(desk):
    response = desk.post(url("add"), form_of())

    meeting = Meeting.objects.get()
    assert response.status_code == 302
    assert (meeting.state, meeting.number) == (Meeting.State.PREPARING, None)
    assert Seats.objects.get(meeting=meeting).capacity == 12
    assert "Nieuw" not in desk.get("/kenniskringen/").content.decode()


@pytest.mark.parametrize("name", ["list", "inspect"])
def test_desk_says_when_a_meeting_begins_at_the_clock_of_its_place(desk, name):
    meeting = make_meeting(starts_at=STARTS)

    html = desk.get(url(name, None if name == "list" else meeting)).content.decode()

    assert "20 maart 2031, 13.30" in html
    assert "12:30" not in html
    assert "Zojuist" not in html


@pytest.mark.parametrize("name", ["list", "inspect"])
def test_desk_says_the_day_and_hour_of_a_place_where_it_is_still_yesterday(desk, name):
    # Half past midnight in Amsterdam.
    meeting = make_meeting(
        starts_at=datetime(2031, 3, 20, 23, 30, tzinfo=UTC), time_zone="America/New_York"
    )

    html = desk.get(url(name, None if name == "list" else meeting)).content.decode()

    assert "20 maart 2031, 19.30" in html
    assert "21 maart 2031" not in html


def test_desk_leaves_out_what_is_not_known(desk):
    meeting = make_coming_meeting(closes_at=None)

    html = desk.get(url("inspect", meeting)).content.decode()

    assert not re.search(r"<dd>\s*None\s*</dd>", html)


def test_announcing_gives_number_address_and_a_page(desk):
    meeting = make_coming_meeting(announced=False, title="Kinderen laten meedenken")

    press(desk, url("inspect", meeting), "announce")

    meeting.refresh_from_db()
    assert (meeting.number, meeting.slug) == (1, "kinderen-laten-meedenken")
    assert desk.get("/kenniskringen/1-kinderen-laten-meedenken/").status_code == 200


def test_a_refused_deed_is_said_on_the_desk(desk):
    meeting = make_coming_meeting(announced=False, capacity=0)

    response = press(desk, url("inspect", meeting), "announce", follow=True)

    assert "Geef eerst op hoeveel plekken er zijn." in response.content.decode()


def test_calling_off_needs_a_reason_and_mails_everybody(desk):
    meeting = make_coming_meeting()
    row = make_registration(meeting)

    without = press(desk, url("inspect", meeting), "cancel", reason_nl=" \0")
    press(desk, url("inspect", meeting), "cancel", reason_nl="De spreker is ziek.")

    meeting.refresh_from_db()
    assert "Schrijf waarom" in without.content.decode()
    assert (meeting.state, meeting.text_in("nl").cancel_reason) == (
        Meeting.State.CANCELLED,
        "De spreker is ziek.",
    )
    assert list(Mail.objects.values_list("kind", "ids__registration")) == [
        ("meeting_cancelled", row.pk)
    ]


def test_another_time_is_mailed_and_what_the_code_keeps_is_not_written_back(desk):
    meeting = make_coming_meeting()
    registrations.register(meeting, applicant=make_applicant(), now=timezone.now())
    Mail.objects.all().delete()
    later = (meeting.starts_local + days(7)).strftime("%Y-%m-%d %H:%M")

    response = desk.post(url("edit", meeting), form_of(meeting, starts_at=later))

    before = meeting.starts_at
    meeting.refresh_from_db()
    assert response.status_code == 302
    assert meeting.moved_from == before
    assert (meeting.state, meeting.calendar_sequence) == (Meeting.State.ANNOUNCED, 1)
    assert Seats.objects.get(meeting=meeting).taken == 1
    assert [mail.kind for mail in Mail.objects.all()] == ["meeting_changed"]


def test_changed_words_mail_nobody(desk):
    meeting = make_coming_meeting()
    make_registration(meeting)
    text = meeting.texts.get()
    texts = inline_formset(
        [{"id": text.pk, "locale": text.locale_id, "title": "Andere titel"}], initial=1
    )
    starts_at = meeting.starts_local.strftime("%Y-%m-%d %H:%M")
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=meeting.starts_at.replace(second=0, microsecond=0)
    )

    desk.post(url("edit", meeting), form_of(meeting, texts=texts, starts_at=starts_at))

    assert meeting.texts.get().title == "Andere titel"
    assert not Mail.objects.exists()


def test_number_and_address_of_an_announced_meeting_cannot_be_changed(desk):
    meeting = make_coming_meeting()

    desk.post(url("edit", meeting), form_of(meeting, number=999, slug="anders"))

    number, slug = meeting.number, meeting.slug
    meeting.refresh_from_db()
    assert (meeting.number, meeting.slug) == (number, slug)


def test_fewer_seats_than_people_are_refused(desk):
    meeting = make_coming_meeting(capacity=10, taken=5)
    seats = Seats.objects.get(meeting=meeting)

    for fields in ({"capacity": 4}, {"capacity": 10, "DELETE": "on"}):
        rows = inline_formset([{"id": seats.pk, "mode": "online", **fields}], initial=1)
        response = desk.post(url("edit", meeting), form_of(meeting, seats=rows))

        assert response.status_code == 200
        seats.refresh_from_db()
        assert (seats.capacity, seats.taken) == (10, 5)


@pytest.mark.parametrize(
    "changes",
    [
        {"time_zone": "Europa/Nergens"},
        {"time_zone": "../../etc/passwd"},
        {"closes_at": "2099-01-01 12:00"},
        {"starts_at": "2027-03-28 02:30"},
        {"duration": 0},
    ],
)
def test_what_cannot_be_is_refused(desk, changes):
    response = desk.post(url("add"), form_of(**changes))

    assert response.status_code == 200
    assert not Meeting.objects.exists()


def agenda_of(*rows, initial=0):
    return {"questions": inline_formset(list(rows), initial=initial)}


@pytest.mark.parametrize("state", ["unconfirmed", "new", "refused", "withdrawn"])
def test_a_question_that_nobody_can_read_is_refused_on_an_agenda(desk, state):
    meeting = make_meeting(announced=False)
    number = {} if state == "withdrawn" else {"number": None, "published_at": None}
    question = make_question(state=state, **number)

    response = desk.post(
        url("edit", meeting), form_of(meeting, **agenda_of({"question": question.pk}))
    )

    assert "Deze vraag staat niet op de site. Plaats hem eerst." in response.content.decode()
    assert not meeting.questions.exists()


def test_a_question_that_was_withdrawn_from_an_agenda_does_not_keep_an_editor_from_saving(desk):
    meeting = make_meeting(announced=False)
    row = put_on_agenda(meeting, make_question(state="withdrawn"))
    added = make_question()

    desk.post(
        url("edit", meeting),
        form_of(
            meeting,
            **agenda_of(
                {"id": row.pk, "question": row.question_id}, {"question": added.pk}, initial=1
            ),
        ),
    )

    assert meeting.questions.count() == 2


def test_a_report_takes_over_the_address_when_an_editor_ties_it_to_its_meeting(desk):
    meeting = make_coming_meeting()
    report = make_report("<p>Wat er werd gezegd.</p>", title="Kinderen laten meedenken")

    desk.post(url("edit", meeting), form_of(meeting, report=report.pk))

    assert report.get_url() == meeting.path_in("nl")
    assert {row.owner_url for row in report.passages.all()} == {meeting.path_in("nl")}


def test_the_preview_shows_what_is_not_saved(desk):
    meeting = make_coming_meeting(announced=False)
    text = meeting.texts.get()
    texts = inline_formset(
        [{"id": text.pk, "locale": text.locale_id, "title": "Nog niet bewaard"}], initial=1
    )
    preview = url("preview_on_edit", meeting)

    stored = desk.post(preview, form_of(meeting, texts=texts)).json()
    html = desk.get(preview).content.decode()

    assert stored == {"is_valid": True, "is_available": True}
    assert "Nog niet bewaard" in html
    assert meeting.texts.get().title == "Kinderen laten meedenken"


def test_the_table_of_people_is_text_in_a_spreadsheet_and_its_download_is_logged(desk):
    meeting = make_coming_meeting()
    make_registration(meeting, "=1+1", email="an@example.org")

    response = desk.get(reverse("events_registrations_csv", args=[meeting.pk]))

    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][:2] == ["'=1+1", "an@example.org"]
    assert ModelLogEntry.objects.filter(action="events.export_registrations").count() == 1


def test_who_may_not_see_people_sees_none(client):
    make_kenniskringen()
    meeting = make_coming_meeting()
    make_registration(meeting)
    user = User.objects.create_user("Bo", "bo@example.org", "x")
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "view_meeting", "change_meeting"])
    )
    client.force_login(user)

    html = client.get(url("inspect", meeting)).content.decode()

    assert "an@example.org" not in html
    assert client.get(reverse("events_registrations_csv", args=[meeting.pk])).status_code != 200


def test_who_may_only_look_can_do_no_deed(client):
    make_kenniskringen()
    meeting = make_coming_meeting(announced=False)
    user = User.objects.create_user("Bo", "bo@example.org", "x")
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "view_meeting"])
    )
    client.force_login(user)

    client.post(url("inspect", meeting), {"deed": "announce"})

    meeting.refresh_from_db()
    assert meeting.state == Meeting.State.PREPARING


def test_only_what_was_never_announced_can_be_thrown_away(desk):
    announced, prepared = make_coming_meeting(), make_coming_meeting(announced=False)

    for meeting in (announced, prepared):
        assert press(desk, url("inspect", meeting), "discard").status_code == 302
        assert desk.post(url("delete", meeting)).status_code in (302, 403, 404)

    assert list(Meeting.objects.all()) == [announced]


def test_the_list_takes_as_many_queries_for_ten_meetings_as_for_one(
    desk, django_assert_max_num_queries
):
    make_coming_meeting()
    desk.get(url("list"))
    with django_assert_max_num_queries(40) as one:
        desk.get(url("list"))
    for _number in range(9):
        make_coming_meeting()

    with django_assert_max_num_queries(40) as ten:
        desk.get(url("list"))

    assert len(ten) == len(one)


@pytest.mark.parametrize("people", [0, 1])
def test_form_of_places_changes_only_while_nobody_has_one(desk, people):
    meeting = make_coming_meeting(capacity=10)
    if people:
        registrations.register(meeting, applicant=make_applicant(), now=timezone.now())
    seats = {"id": meeting.seats.get().pk, "mode": "locatie", "capacity": 10}

    response = desk.post(
        url("edit", meeting),
        form_of(meeting, place="Utrecht", seats=inline_formset([seats], initial=1)),
    )

    html = response.content.decode()
    said = "Voor ‘Online’ is al 1 mens aangemeld. Laat deze vorm staan en voeg een andere toe."
    assert Seats.objects.get().mode == ("online" if people else "locatie")
    assert (said in html, 'value="Utrecht"' in html) == (bool(people), bool(people))


@pytest.mark.parametrize("is_organiser", [False, True])
def test_only_an_organiser_sees_what_somebody_needs(client, is_organiser):
    make_kenniskringen()
    chief_editors = Group.objects.create(name=CHIEF_EDITORS)
    chief_editors.permissions.add(Permission.objects.get(codename="access_admin"))
    rights.prepare(lambda _line: None)
    meeting = make_coming_meeting()
    make_registration(meeting, "An", needs="Een schrijftolk", needs_consent_at=timezone.now())
    make_registration(meeting, "Bo")
    user = User.objects.create_user("cas", "cas@example.org", "x")
    user.groups.add(chief_editors)
    if is_organiser:
        user.groups.add(Group.objects.get(name=rights.ORGANISERS))
    client.force_login(user)

    page = client.get(url("inspect", meeting)).content.decode()
    table = client.get(reverse("events_registrations_csv", args=[meeting.pk])).content.decode()

    for told in (page, table):
        assert ("Een schrijftolk" in told) is is_organiser
        assert told.count("iets: vraag een organisator") == (not is_organiser)


def test_right_to_see_needs_can_be_given_to_a_group(desk):
    form = desk.get(reverse("wagtailusers_groups:add")).content.decode()
    assert "Zien wat mensen nodig hebben om mee te doen" in form
