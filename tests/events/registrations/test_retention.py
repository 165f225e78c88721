"""What is forgotten, to the day, and what stays."""

from datetime import timedelta

import pytest

from events.models import Registration, Seats
from events.registrations import retention
from office.retention import RETENTIONS, forget_all
from tests.events.factories import NOW, days, make_meeting, make_question, make_registration

pytestmark = pytest.mark.django_db


def make_row(name="An", *, ended, **fields):
    """Return a registration for a meeting that ended so many days ago."""
    meeting = make_meeting(starts_at=NOW - days(ended) - timedelta(minutes=90), taken=1)
    return make_registration(meeting, name, **fields)


def names():
    return set(Registration.objects.values_list("name", flat=True))


def test_needs_are_blanked_after_seven_days_and_the_rest_stays():
    old = make_row("An", ended=7, needs="Tolk", needs_consent_at=NOW)
    new = make_row("Bo", ended=6.99, needs="Tolk", needs_consent_at=NOW)

    assert retention.forget_needs(NOW) == 1

    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.needs, old.needs_consent_at, old.name, new.needs) == ("", None, "An", "Tolk")


def test_registrations_go_after_thirty_days_and_the_count_stays():
    old = make_row("An", ended=30)
    make_row("Bo", ended=29.99)

    assert retention.forget_registrations(NOW) == 1

    assert names() == {"Bo"}
    assert Seats.objects.get(meeting=old.meeting).taken == 1


def test_who_waits_for_the_report_keeps_an_address_only_for_half_a_year():
    row = make_row("An", ended=30, wants_report=True, question=make_question())

    assert retention.forget_registrations(NOW) == 1
    row.refresh_from_db()
    assert (row.name, row.organisation, row.question, row.email) == (
        "",
        "",
        None,
        "an@example.org",
    )
    assert retention.forget_wishes(NOW + days(152.9)) == 0
    assert retention.forget_wishes(NOW + days(153)) == 1
    assert not Registration.objects.exists()


def test_the_table_is_executed_with_the_others_and_a_second_run_finds_nothing():
    make_row("An", ended=40, needs="Tolk", needs_consent_at=NOW)

    first, second = forget_all(NOW), forget_all(NOW)

    mine = [row.name for row in retention.TABLE]
    assert [first[name] for name in mine] == [1, 1, 0, 0]
    assert [second[name] for name in mine] == [0, 0, 0, 0]
    assert set(mine) <= set(RETENTIONS)
