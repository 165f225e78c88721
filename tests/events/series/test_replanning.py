"""A changed rule and the meetings that were planned by the old one."""

from datetime import UTC, date, datetime, time

import pytest
from wagtail.models import Locale, ModelLogEntry

from events.models import Meeting, MeetingOpgave, MeetingReading, MeetingText, ProgrammeItem, Seats
from events.models.programme import MeetingSpeaker
from events.series import consequences, planning, replanning, schedule
from events.series.replanning import Fate, Version
from knowledge.models import Person
from office.models import User
from tests.events.factories import days, make_question, put_on_agenda
from tests.events.series.test_planning import make_series
from tests.knowledge.factories import make_opgave, make_report

pytestmark = pytest.mark.django_db

NOW = datetime(2031, 1, 1, 9, tzinfo=UTC)
TODAY = date(2031, 1, 1)
TUESDAY, THURSDAY = 1, 3
RULE = {"frequency": "monthly", "weekdays": [THURSDAY], "position": 3}
OTHER_RULE = {"frequency": "monthly", "weekdays": [TUESDAY], "position": 2}


def planned(**fields):
    """Return a series and its meetings of January, February and March."""
    rule = schedule.build(**RULE, until=date(2031, 3, 31))
    series = make_series(recurrence=rule, **fields)
    return series, planning.plan(series, today=TODAY)


def steps_of(series, *, titles=None, now=NOW, **changes):
    """Return what it does when a form changes the series so."""
    old = Version.stored(series.pk)
    new = Version.stored(series.pk)
    for name, value in changes.items():
        setattr(new.series, name, value)
    if titles is not None:
        new = Version(new.series, titles)
    return new.series, replanning.steps(old, new, now=now)


def change(series, **changes):
    """Save the series with changes and do what that does to its meetings; return the steps."""
    new, found = steps_of(series, **changes)
    new.save()
    replanning.take(new, found, by=None)
    return found


def fates(found):
    return [step.fate for step in found]


def days_of(series):
    return list(series.meetings.order_by("series_day").values_list("series_day", flat=True))


def other_rule(**fields):
    return schedule.build(**{**OTHER_RULE, "until": date(2031, 3, 31), **fields})


def test_private_meetings_move_and_none_is_added_beside_them():
    series, made = planned()

    found = change(series, recurrence=other_rule())

    assert fates(found) == [Fate.CHANGES] * 3
    assert set(Meeting.objects.values_list("pk", flat=True)) == {one.pk for one in made}
    assert days_of(series) == [date(2031, 1, 14), date(2031, 2, 11), date(2031, 3, 11)]
    assert planning.plan(series, today=TODAY) == []


def test_negative_control_planning_alone_adds_seven_beside_the_old_ones():
    series, _made = planned()
    series.recurrence = other_rule(until=date(2031, 7, 31))
    series.save()

    assert len(planning.plan(series, today=TODAY)) == 7
    assert Meeting.objects.count() == 3 + 7


def test_only_the_hour_changes_on_both_sides_of_the_clock_change():
    weekly = schedule.build(frequency="weekly", weekdays=[THURSDAY], until=date(2031, 4, 10))
    series = make_series(recurrence=weekly, first_day=date(2031, 3, 20))
    planning.plan(series, today=TODAY)
    before = days_of(series)

    change(series, start_time=time(9))

    assert days_of(series) == before
    assert {f"{one.starts_local:%H.%M}" for one in series.meetings.all()} == {"09.00"}
    # The clock goes forward on 30 March.
    assert len({one.starts_at.hour for one in series.meetings.all()}) == 2


def test_another_zone_gives_the_same_hour_there():
    series, _made = planned()

    change(series, time_zone="America/Curacao")

    found = {(f"{one.starts_local:%H.%M}", one.time_zone) for one in series.meetings.all()}
    assert found == {("13.30", "America/Curacao")}


def test_untouched_meeting_without_a_day_goes_and_leaves_a_line_in_the_log():
    series, made = planned()
    bo = User.objects.create_user("Bo")
    new, found = steps_of(series, recurrence=schedule.build(**RULE, until=date(2031, 2, 28)))
    new.save()

    replanning.take(new, found, by=bo)

    assert fates(found) == [Fate.STAYS, Fate.STAYS, Fate.GOES]
    assert days_of(series) == [date(2031, 1, 16), date(2031, 2, 20)]
    entry = ModelLogEntry.objects.get(action="wagtail.delete")
    assert (entry.object_id, entry.user, entry.deleted) == (str(made[2].pk), bo, True)


def test_nothing_is_left_of_what_nobody_touched_when_the_rule_is_emptied():
    series, _made = planned()

    found = change(series, recurrence=schedule.build(frequency=""))

    assert fates(found) == [Fate.GOES] * 3
    assert not Meeting.objects.exists()


def test_more_days_are_added():
    series, _made = planned()

    found = change(series, recurrence=schedule.build(**RULE, until=date(2031, 4, 30)))

    assert fates(found) == [*[Fate.STAYS] * 3, Fate.NEW]
    assert series.meetings.count() == 4
    assert series.meetings.latest("series_day").seats.count() == 2


def test_announced_meeting_is_never_touched():
    series, made = planned()
    told = made[1]
    Meeting.objects.filter(pk=told.pk).update(state=Meeting.State.ANNOUNCED, number=16, slug="een")
    stored = Meeting.objects.filter(pk=told.pk).values().get()

    found = change(
        series, recurrence=other_rule(), start_time=time(9), place="Zwolle", capacity_online=9
    )

    assert Meeting.objects.filter(pk=told.pk).values().get() == stored
    assert told.seats.get(mode="online").capacity == 40
    [step] = [one for one in found if one.fate == Fate.ANNOUNCED]
    said = consequences.facts([step], series.time_zone)["rows"][0]
    assert said["old"] == said["new"] == "donderdag 20 februari 2031, 13.30"
    assert said["says"] == [
        "Aangekondigd: blijft zoals hij is.",
        "Staat in de plaats van dinsdag 11 februari 2031, 09.00: die dag komt er niet bij.",
    ]
    assert Fate.NEW not in fates(found)


def test_cancelled_meeting_is_never_touched():
    series, made = planned()
    Meeting.objects.filter(pk=made[0].pk).update(
        state=Meeting.State.CANCELLED, number=16, slug="een"
    )
    found = change(series, recurrence=schedule.build(frequency=""))
    assert fates(found) == [Fate.ANNOUNCED, Fate.GOES, Fate.GOES]


def test_announced_meeting_on_a_day_of_both_rules_keeps_its_hour_and_gets_no_double():
    series, made = planned()
    Meeting.objects.filter(pk=made[0].pk).update(
        state=Meeting.State.ANNOUNCED, number=16, slug="een"
    )

    found = change(series, start_time=time(9))

    assert series.meetings.count() == 3
    said = consequences.facts(found, series.time_zone)["rows"][0]
    assert said["says"][1] == "De reeks heeft deze dag een ander tijdstip."


def write(meeting):
    MeetingText.objects.filter(meeting=meeting).update(takeaway="Drie ideeën")


def rename(meeting):
    MeetingText.objects.filter(meeting=meeting).update(title="Over geld")


def translate(meeting):
    locale, _made = Locale.objects.get_or_create(language_code="en")
    MeetingText.objects.create(meeting=meeting, locale=locale, title="Series")


def ask(meeting):
    put_on_agenda(meeting, make_question())


def invite(meeting):
    person = Person.objects.create(name="An", slug="an")
    MeetingSpeaker.objects.create(meeting=meeting, person=person)


def fill(meeting):
    locale = Locale.objects.get(language_code="nl")
    ProgrammeItem.objects.create(meeting=meeting, locale=locale, starts="13:30", title="Welkom")


WORK = {
    "text": write,
    "title": rename,
    "language": translate,
    "question": ask,
    "speaker": invite,
    "programme": fill,
    "opgave": lambda one: MeetingOpgave.objects.create(meeting=one, opgave=make_opgave(1)),
    "reading": lambda one: MeetingReading.objects.create(meeting=one, page=make_report()),
    "number": lambda one: Meeting.objects.filter(pk=one.pk).update(number=16),
    "report": lambda one: Meeting.objects.filter(pk=one.pk).update(report=make_report()),
    "link": lambda one: Meeting.objects.filter(pk=one.pk).update(join_url="https://x.example"),
    "place": lambda one: Meeting.objects.filter(pk=one.pk).update(place="Gouda"),
    "seats": lambda one: Seats.objects.filter(meeting=one, mode="online").update(capacity=9),
    "moved": lambda one: Meeting.objects.filter(pk=one.pk).update(
        starts_at=one.starts_at + days(1), ends_at=one.ends_at + days(1)
    ),
}


@pytest.mark.parametrize("work", WORK.values(), ids=WORK)
def test_what_was_worked_on_is_never_lost(work):
    series, made = planned()
    work(made[1])

    found = change(series, recurrence=schedule.build(frequency=""))

    assert fates(found) == [Fate.GOES, Fate.KEPT, Fate.GOES]
    assert series.meetings.get().pk == made[1].pk


def test_negative_control_the_same_meeting_goes_when_nobody_worked_on_it():
    series, _made = planned()
    found = change(series, recurrence=schedule.build(frequency=""))
    assert fates(found) == [Fate.GOES] * 3


def test_everything_that_points_at_a_meeting_counts_as_work():
    own = {"texts", "seats"}
    relations = {one.related_name for one in Meeting._meta.related_objects} - own
    assert relations == {
        "opgaven", "programme", "questions", "readings", "registrations", "speakers",
    }  # fmt: skip


def test_what_was_worked_on_moves_with_everything_it_has():
    series, made = planned()
    write(made[1])
    ask(made[1])
    closes = made[1].starts_at - days(2)
    Meeting.objects.filter(pk=made[1].pk).update(closes_at=closes)

    change(series, recurrence=other_rule())

    moved = Meeting.objects.get(pk=made[1].pk)
    assert moved.series_day == date(2031, 2, 11)
    assert moved.texts.get().takeaway == "Drie ideeën"
    assert moved.questions.count() == 1
    assert moved.starts_at - moved.closes_at == days(2)
    assert moved.ends_at - moved.starts_at == days(90 / 24 / 60)


def test_registration_closes_at_the_same_hour_when_the_clock_changes_in_between():
    once = schedule.build(frequency="", extra_days=[date(2031, 3, 27)])
    series = make_series(recurrence=once)
    [meeting] = planning.plan(series, today=TODAY)
    closes = datetime(2031, 3, 25, 12, tzinfo=meeting.zone)
    Meeting.objects.filter(pk=meeting.pk).update(closes_at=closes)

    # The clock goes forward on 30 March.
    change(series, recurrence=schedule.build(frequency="", extra_days=[date(2031, 4, 1)]))

    meeting.refresh_from_db()
    assert f"{meeting.closes_at.astimezone(meeting.zone):%Y-%m-%d %H.%M}" == "2031-03-30 12.00"


def test_meeting_that_was_moved_by_hand_stays_there_and_is_the_meeting_of_the_new_day():
    series, made = planned()
    starts_at = made[1].starts_at + days(1)
    Meeting.objects.filter(pk=made[1].pk).update(starts_at=starts_at, ends_at=starts_at + days(1))

    found = change(series, recurrence=other_rule(), place="Zwolle")

    moved = Meeting.objects.get(pk=made[1].pk)
    assert (moved.starts_at, moved.place) == (starts_at, "Zwolle")
    assert moved.series_day == date(2031, 2, 11)
    assert fates(found) == [Fate.CHANGES] * 3


def test_meeting_on_a_day_whose_new_hour_the_clock_skips_counts_as_moved_by_hand():
    series = make_series(recurrence=schedule.build(extra_days=[date(2031, 3, 30)], frequency=""))
    write(*planning.plan(series, today=TODAY))
    change(series, recurrence=schedule.build(frequency=""), start_time=time(2, 30))

    assert fates(change(series, place="Zwolle")) == [Fate.KEPT]


def test_meeting_follows_its_series_but_keeps_its_own_place_seats_and_title():
    series, made = planned()
    Meeting.objects.filter(pk=made[0].pk).update(place="Gouda")
    Seats.objects.filter(meeting=made[1], mode="online").update(capacity=9)
    rename(made[2])
    locale = made[0].texts.get().locale_id

    change(
        series,
        titles={locale: "Nieuw"},
        place="Zwolle",
        tool="Teams",
        duration=60,
        capacity_online=12,
        capacity_location=0,
    )

    found = [
        (
            one.place,
            one.tool,
            one.duration,
            sorted(one.seats.values_list("mode", "capacity")),
            one.texts.get().title,
        )
        for one in series.meetings.order_by("series_day")
    ]
    assert found == [
        ("Gouda", "Teams", 60, [("online", 12)], "Nieuw"),
        ("Zwolle", "Teams", 60, [("online", 9)], "Nieuw"),
        ("Zwolle", "Teams", 60, [("online", 12)], "Over geld"),
    ]


def test_seats_come_to_the_planned_meetings_with_a_new_mode():
    series, _made = planned(capacity_location=0)

    change(series, capacity_location=7)

    locations = Seats.objects.filter(mode="locatie").values_list("capacity", flat=True)
    assert list(locations) == [7, 7, 7]


def test_text_in_which_an_editor_wrote_stays_when_its_language_leaves_the_series():
    series, made = planned()
    write(made[0])
    change(series, titles={})
    assert [one.texts.count() for one in series.meetings.order_by("series_day")] == [1, 0, 0]


def test_nothing_happens_when_only_the_name_of_the_series_changes():
    series, _made = planned()
    # Time goes by: there are days in view that were not planned yet.
    new, found = steps_of(series, name="Anders")
    assert (found, consequences.facts(found, new.time_zone)) == ([], None)


def test_nothing_happens_when_nothing_was_planned():
    series = make_series()
    assert steps_of(series, recurrence=other_rule())[1] == []


def test_past_and_hand_made_meetings_are_left_alone():
    series, made = planned()
    february = datetime(2031, 2, 1, 9, tzinfo=UTC)
    own = Meeting.objects.create(series=series, starts_at=NOW + days(60))

    _new, found = steps_of(series, now=february, recurrence=schedule.build(frequency=""))

    assert {step.meeting.pk for step in found} == {made[1].pk, made[2].pk}
    assert own.pk not in {step.meeting.pk for step in found}


def test_meeting_that_began_today_is_left_alone():
    series, made = planned()
    begun = made[0].starts_at + days(0.02)

    _new, found = steps_of(series, now=begun, recurrence=schedule.build(frequency=""))

    assert fates(found) == [Fate.STAYS, Fate.GOES, Fate.GOES]


def test_number_of_queries_does_not_grow_with_the_meetings(django_assert_num_queries):
    series, _made = planned()
    with django_assert_num_queries(15):
        steps_of(series, recurrence=other_rule())
    series.recurrence = schedule.build(frequency="weekly", weekdays=[THURSDAY])
    series.save()
    planning.plan(series, today=TODAY)
    with django_assert_num_queries(15):
        steps_of(series, recurrence=other_rule())
