"""What home and opgave show of the coming meetings."""

import pytest
from django.template import Context, Template

from events.meetings import queries
from events.models import Seats
from knowledge.models import ReportPage
from tests.events.factories import (
    NOW,
    STARTS,
    days,
    make_coming_meeting,
    make_meeting,
)
from tests.knowledge.factories import make_list, make_opgave, make_report

pytestmark = pytest.mark.django_db


def test_the_next_meeting_is_the_first_that_is_not_over(django_assert_num_queries, shared_readings):
    make_meeting(starts_at=NOW - days(1))
    make_meeting(title="Later", starts_at=STARTS + days(30))
    make_meeting(title="Geheim", starts_at=STARTS - days(1), announced=False)
    soon = make_meeting(title="Eerst", capacity=40, taken=31)

    queries.next_meeting(now=NOW, language="nl")

    # What the pages of a minute do not share: its free seats.
    with django_assert_num_queries(1):
        found = queries.next_meeting(now=NOW, language="nl")

    assert (found.meeting, found.title, found.day, found.month) == (soon, "Eerst", 20, "mrt")
    assert (found.seats_left, found.capacity, found.full) == (9, 40, False)
    assert found.when == "Donderdag 20 maart 2031, 13.30 tot 15.00 uur"
    assert found.register_url == f"{found.url}aanmelden/"


def test_the_next_meeting_is_read_once_a_minute_and_is_not_over_within_it(
    django_assert_num_queries, shared_readings
):
    make_meeting(title="Bijna voorbij", starts_at=NOW - days(89.5 / 24 / 60), duration=90)
    make_meeting(title="Daarna", starts_at=NOW + days(1))

    found = [queries.next_meeting(now=NOW, language="nl").title]
    with django_assert_num_queries(1):
        found.append(queries.next_meeting(now=NOW + days(59 / 86_400), language="nl").title)

    assert found == ["Daarna", "Daarna"]
    with django_assert_num_queries(3):
        queries.next_meeting(now=NOW + days(60 / 86_400), language="nl")


def test_the_next_meeting_is_there_until_its_last_minute():
    make_meeting(title="Bezig", starts_at=NOW - days(88.5 / 24 / 60), duration=90)

    assert queries.next_meeting(now=NOW, language="nl").title == "Bezig"


def test_who_reads_the_next_meeting_has_one_of_her_own(shared_readings):
    meeting = make_meeting(taken=9)
    first = queries.next_meeting(now=NOW, language="nl").meeting
    first.slug = "anders"
    Seats.objects.update(taken=10)

    second = queries.next_meeting(now=NOW, language="nl").meeting

    assert (first.taken, second.taken, second.slug) == (9, 10, meeting.slug)


def test_who_reads_a_text_has_one_of_her_own(shared_readings):
    meeting = make_meeting(taken=9, title="Meedenken")
    first = queries.public_text(meeting.number, "nl")
    first.title = first.meeting.slug = "anders"
    Seats.objects.update(taken=10)

    second = queries.public_text(meeting.number, "nl")

    assert (first.meeting.taken, second.meeting.taken) == (9, 10)
    assert (second.title, second.meeting.slug) == ("Meedenken", meeting.slug)


@pytest.mark.parametrize(("alias", "found"), [(False, True), (True, False)])
def test_report_in_another_language_is_one_with_words_of_its_own(alias, found):
    report = make_report()
    meeting = make_meeting(report=report)
    english = report.copy_for_translation(make_list("en").locale, alias=alias)
    ReportPage.objects.filter(pk=english.pk).update(live=True)

    assert queries.live_report(meeting, "nl") == report
    assert queries.live_report(meeting, "en") == (english if found else None)


def test_without_a_coming_meeting_there_is_none():
    assert queries.next_meeting(now=NOW, language="nl") is None


def test_a_card_speaks_dutch_where_there_is_no_english_text():
    make_meeting(title="Nederlands")

    assert queries.next_meeting(now=NOW, language="en").title == "Nederlands"


def test_the_seats_of_both_forms_count_together():
    make_meeting(capacity=10, taken=4, location=5)

    found = queries.next_meeting(now=NOW, language="nl")

    assert (found.capacity, found.seats_left) == (15, 11)


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, (True, "Duurt een halve minuut. Geen account nodig.")),
        ({"capacity": 3, "taken": 3}, (True, "")),
        (
            {"closes_at": NOW - days(1)},
            (False, "Aanmelden voor deze kenniskring kan niet meer."),
        ),
        (
            {"starts_at": NOW - days(0.01)},
            (False, "Bezig – Deelnemen? Gebruik de knop in je bevestigingsmail."),
        ),
    ],
    ids=["open", "full", "closed", "going on"],
)
def test_a_card_names_free_seats_only_to_who_can_take_one_or_came_too_late(fields, shown):
    make_meeting(**fields)

    found = queries.next_meeting(now=NOW, language="nl")

    assert (found.shows_seats, found.hint) == shown


def test_a_meeting_that_moved_within_its_month_names_the_month_once():
    make_meeting(moved_from=STARTS - days(7))

    found = queries.next_meeting(now=NOW, language="nl")

    assert found.moved == "Verplaatst van 13 naar 20 maart."


def test_the_tags_give_cards_to_the_templates_of_every_room(
    django_assert_num_queries, shared_readings
):
    opgave = make_opgave(1)
    about = make_coming_meeting(title="Over opgave 1")
    about.opgaven.create(opgave=opgave)
    about.save()
    make_coming_meeting(title="Over iets anders")
    template = Template(
        "{% load events %}{% next_meeting as event %}{{ event.title }}"
        "{% meetings_about page as meetings %}{% for each in meetings.coming %}/{{ each.title }}"
        "{% endfor %}{% for each in meetings.past %}!{% endfor %}"
    )

    template.render(Context({"page": opgave}))

    with django_assert_num_queries(5):
        html = template.render(Context({"page": opgave}))

    assert html == "Over opgave 1/Over opgave 1"
