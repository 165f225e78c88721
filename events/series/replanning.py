"""What becomes of the planned meetings when the rule of their series changes.

First all is read and nothing is written, so that an editor can look at it; then it is done as it
was shown. What was announced is never touched.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Model
from wagtail.log_actions import log

from events.models import Meeting, MeetingText, Seats, Series
from events.series import matching, planning, schedule
from events.series.matching import PlannedDay
from events.series.schedule import Occurrence, ScheduleRefused
from office.models import User

# What a planned meeting takes from its series, besides its day and hour.
COLUMNS = ("duration", "place", "tool")
# What planning writes; a value in any other column is an editor's.
PLANNED = {*COLUMNS, "id", "uid", "updated_at", "series", "series_day", "starts_at", "ends_at"}
PLANNED |= {"time_zone"}
PLANNED_TEXT = {"id", "meeting", "locale", "title"}


class Fate(StrEnum):
    """What a changed rule does to a meeting, or to a day that has none."""

    STAYS = "stays"
    CHANGES = "changes"
    GOES = "goes"
    KEPT = "kept"
    ANNOUNCED = "announced"
    HELD = "held"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Step:
    """One of them: `occurrence` is its day by the new rule, None when there is none for it.

    `values` is what the meeting takes over; `is_moved_by_hand`: it keeps the hour it was given.
    `instead_of`: the new day in whose place it stands, which is then not planned.
    """

    fate: Fate
    meeting: Meeting | None = None
    occurrence: Occurrence | None = None
    values: dict[str, Any] = field(default_factory=dict)
    is_moved_by_hand: bool = False
    instead_of: Occurrence | None = None

    @property
    def is_shifted(self) -> bool:
        """Return whether the meeting gets another day or hour."""
        return (
            self.fate == Fate.CHANGES
            and not self.is_moved_by_hand
            and self.meeting.starts_at != self.occurrence.starts_at
        )


@dataclass(frozen=True, slots=True)
class Version:
    """A series as it is stored, or as it would be; titles by the number of their language."""

    series: Series
    titles: dict[int, str]

    @classmethod
    def stored(cls, pk: int) -> "Version":
        series = Series.objects.get(pk=pk)
        return cls(series, dict(series.texts.values_list("locale_id", "title")))

    def given(self) -> dict[str, Any]:
        """Return what a planned meeting gets; what is left out it does not have."""
        given = {name: getattr(self.series, name) for name in COLUMNS}
        seats = planning.capacities(self.series).items()
        given |= {f"seats:{mode}": capacity for mode, capacity in seats if capacity}
        return given | {f"title:{locale}": title for locale, title in self.titles.items()}

    def starts_at(self, meeting: Meeting) -> datetime | None:
        """Return when a meeting of this version begins on its day, None when the clock skips it."""
        series = self.series
        try:
            return schedule.instant(
                meeting.series_day, series.start_time, ZoneInfo(series.time_zone)
            )
        except ScheduleRefused:
            return None


def steps(old: Version, new: Version, *, now: datetime) -> list[Step]:
    """Return what the change does to each coming meeting and day, by date.

    [] when the rule stays as it is, and when no meeting was planned yet. Raises ScheduleRefused.
    """
    today = new.series.today(now)
    meetings = list(
        Meeting.objects.for_desk()
        .filter(series=old.series.pk, series_day__gte=today)
        .order_by("series_day")
    )
    if not meetings or _is_same(old, new, today):
        return []
    occurrences = {one.day: one for one in planning.coming(new.series, today=today)}
    given, gave, gives = _given_to(meetings), old.given(), new.given()
    worked_on = _worked_on(meetings, given, old)
    planned = [
        PlannedDay(
            one.pk, one.series_day, _is_private(one, now), one.pk in worked_on, _is_held(one)
        )
        for one in meetings
    ]
    just_held = _just_held(old, today, now)
    instead = _instead_of(new.series, [*planned, *just_held], today)
    replaced = {one.day for one in instead.values()}
    days = matching.match(planned, occurrences.keys() - replaced)
    found = [
        _step(
            meeting,
            occurrences.get(days[meeting.pk]),
            values=matching.follow(given[meeting.pk], old=gave, new=gives),
            is_private=_is_private(meeting, now),
            is_worked_on=meeting.pk in worked_on,
            is_moved_by_hand=_is_moved_by_hand(meeting, old),
            zone=new.series.time_zone,
            instead_of=instead.get(meeting.pk),
        )
        for meeting in meetings
    ]
    past = Meeting.objects.for_desk().filter(pk__in={one.pk for one in just_held} & set(instead))
    found += [Step(Fate.HELD, meeting, instead_of=instead[meeting.pk]) for meeting in past]
    free = occurrences.keys() - set(days.values()) - replaced
    found += [Step(Fate.NEW, occurrence=occurrences[day]) for day in free]
    return sorted(found, key=_begin)


def concern_somebody(found: Iterable[Step]) -> bool:
    """Return whether there is anything to tell: something changes, or stays beside the rule."""
    return any(
        step.fate not in (Fate.STAYS, Fate.ANNOUNCED) or is_beside_the_rule(step) for step in found
    )


def is_beside_the_rule(step: Step) -> bool:
    """Return whether an announced meeting is not where the new rule has one."""
    if step.fate != Fate.ANNOUNCED:
        return False
    return step.occurrence is None or step.meeting.starts_at != step.occurrence.starts_at


def take(
    series: Series, found: Iterable[Step], *, by: User | None, also: Collection[date] = ()
) -> None:
    """Do what was shown; the caller holds the locks and has saved the series.

    A day in whose place an announced meeting stands is left out of the rule, so that no later plan
    adds it, unless it is one of `also`: the editor wants it all the same.
    """
    replaced = {step.instead_of.day for step in found if step.instead_of} - set(also)
    if replaced:
        series.recurrence = schedule.without(series.recurrence, replaced)
        series.save(update_fields=["recurrence"])
    for step in found:
        if step.instead_of and step.instead_of.day in also:
            planning.make(series, step.instead_of)
        elif step.fate == Fate.GOES:
            log(instance=step.meeting, action="wagtail.delete", user=by, deleted=True)
            step.meeting.delete()
        elif step.fate == Fate.CHANGES:
            _change(step, zone=series.time_zone)
            log(instance=step.meeting, action="wagtail.edit", user=by)
        elif step.fate == Fate.NEW:
            planning.make(series, step.occurrence)


def _step(
    meeting: Meeting,
    occurrence: Occurrence | None,
    *,
    values: dict[str, Any],
    is_private: bool,
    is_worked_on: bool,
    is_moved_by_hand: bool,
    zone: str,
    instead_of: Occurrence | None,
) -> Step:
    if not is_private:
        is_told = meeting.state != Meeting.State.PREPARING
        fate = Fate.ANNOUNCED if is_told else Fate.STAYS
        return Step(fate, meeting, occurrence, instead_of=instead_of)
    if occurrence is None:
        return Step(Fate.KEPT if is_worked_on else Fate.GOES, meeting)
    is_as_it_should = meeting.series_day == occurrence.day and (
        is_moved_by_hand or (meeting.starts_at, meeting.time_zone) == (occurrence.starts_at, zone)
    )
    fate = Fate.STAYS if is_as_it_should and not values else Fate.CHANGES
    return Step(fate, meeting, occurrence, values, is_moved_by_hand)


def _begin(step: Step) -> datetime:
    return step.meeting.starts_at if step.meeting else step.occurrence.starts_at


def _is_same(old: Version, new: Version, today: date) -> bool:
    if old.given() != new.given() or old.series.time_zone != new.series.time_zone:
        return False
    try:
        return planning.coming(old.series, today=today) == planning.coming(new.series, today=today)
    except ScheduleRefused:
        return False


def _is_private(meeting: Meeting, now: datetime) -> bool:
    return meeting.state == Meeting.State.PREPARING and meeting.starts_at > now


def _is_held(meeting: Meeting) -> bool:
    return meeting.state == Meeting.State.ANNOUNCED


def _just_held(old: Version, today: date, now: datetime) -> list[PlannedDay]:
    """Return the announced meetings that may have been those of the turn that goes on now."""
    since = today - timedelta(days=matching.FURTHEST_DAYS)
    held = Meeting.objects.filter(
        series=old.series.pk,
        state=Meeting.State.ANNOUNCED,
        series_day__gte=since,
        series_day__lt=today,
        starts_at__lt=now,
    )
    days = held.values_list("pk", "series_day")
    return [PlannedDay(pk, day, is_private=False, is_held=True) for pk, day in days]


def _instead_of(series: Series, planned: list[PlannedDay], today: date) -> dict[int, Occurrence]:
    """Return the new day in whose place each announced meeting stands.

    One that the rule leaves out already is not asked about again.
    """
    rule = series.recurrence
    found = matching.stand_ins(
        planned,
        planning.by_turn(series, today=today),
        turn=lambda day: schedule.turn(rule, day, first_day=series.first_day),
        since=today,
    )
    start, zone = series.start_time, ZoneInfo(series.time_zone)
    left_out = schedule.excluded_days(rule)
    return {
        pk: schedule.occurrence(day, start, zone)
        for pk, day in found.items()
        if day not in left_out
    }


def _is_moved_by_hand(meeting: Meeting, old: Version) -> bool:
    planned = (old.starts_at(meeting), old.series.time_zone)
    return (meeting.starts_at, meeting.time_zone) != planned


def _given_to(meetings: list[Meeting]) -> dict[int, dict[str, Any]]:
    """Return what each meeting has of what a series gives."""
    given = {one.pk: {name: getattr(one, name) for name in COLUMNS} for one in meetings}
    for row in Seats.objects.filter(meeting__in=given):
        given[row.meeting_id][f"seats:{row.mode}"] = row.capacity
    for text in MeetingText.objects.filter(meeting__in=given):
        given[text.meeting_id][f"title:{text.locale_id}"] = text.title
    return given


def _worked_on(meetings: list[Meeting], given: dict[int, dict], old: Version) -> set[int]:
    """Return which meetings have anything that their series did not give them."""
    gave = old.given()
    worked_on = {
        one.pk
        for one in meetings
        if given[one.pk] != gave or _is_moved_by_hand(one, old) or _has_more_than(PLANNED, one)
    }
    texts = MeetingText.objects.filter(meeting__in=given)
    worked_on |= {one.meeting_id for one in texts if _has_more_than(PLANNED_TEXT, one)}
    # Whatever else points at a meeting: questions, speakers, what is added to the site later.
    for relation in Meeting._meta.related_objects:
        if relation.related_model not in (MeetingText, Seats):
            rows = relation.related_model._base_manager
            pointing = rows.filter(**{f"{relation.field.name}__in": list(given)})
            worked_on |= set(pointing.values_list(relation.field.attname, flat=True))
    return worked_on


def _has_more_than(planned: set[str], row: Any) -> bool:
    return any(
        getattr(row, column.attname) != column.get_default()
        for column in row._meta.concrete_fields
        if column.name not in planned
    )


def _change(step: Step, *, zone: str) -> None:
    meeting = step.meeting
    meeting.series_day = step.occurrence.day
    if not step.is_moved_by_hand:
        before = meeting.starts_local
        meeting.starts_at, meeting.time_zone = step.occurrence.starts_at, zone
        if meeting.closes_at:
            meeting.closes_at = _as_long_before(meeting, before)
    for name in COLUMNS:
        setattr(meeting, name, step.values.get(name, getattr(meeting, name)))
    columns = ["series_day", "starts_at", "time_zone", "closes_at", "updated_at", *COLUMNS]
    meeting.save(update_fields=columns)
    for name, value in step.values.items():
        kind, _colon, key = name.partition(":")
        if kind == "seats":
            _put(Seats, {"meeting": meeting, "mode": key}, capacity=value)
        elif kind == "title":
            _put(MeetingText, {"meeting": meeting, "locale_id": key}, title=value)


def _as_long_before(meeting: Meeting, before: datetime) -> datetime:
    """Return when registration closes after a move: as long before it, by the clock there."""
    shift = meeting.starts_local.replace(tzinfo=None) - before.replace(tzinfo=None)
    closes = meeting.closes_at.astimezone(before.tzinfo).replace(tzinfo=None) + shift
    return closes.replace(tzinfo=meeting.zone)


def _put(model: type[Model], row: dict[str, Any], **value: Any) -> None:
    """Write the value in the row, made when it is not there; None takes a row away.

    A text in which an editor wrote more than the title stays.
    """
    if set(value.values()) != {None}:
        model._default_manager.update_or_create(**row, defaults=value)
        return
    for stored in model._default_manager.filter(**row):
        if not (isinstance(stored, MeetingText) and _has_more_than(PLANNED_TEXT, stored)):
            stored.delete()
