"""Which life a meeting is in, as a value: what the page shows and what a visitor can do."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models import Meeting


class Status(models.TextChoices):
    """The status of a meeting in words; one list, used everywhere."""

    PREPARING = "preparing", _("In voorbereiding")
    OPEN = "open", _("Aanmelden kan")
    CLOSED = "closed", _("Aanmelden kan niet meer")
    FULL = "full", _("Vol")
    TODAY = "today", _("Vandaag")
    PAST = "past", _("Geweest – verslag volgt")
    REPORTED = "reported", _("Verslag staat online")
    CANCELLED = "cancelled", _("Gaat niet door")
    MOVED = "moved", _("Verplaatst")


@dataclass(frozen=True, slots=True)
class Life:
    """The status of one meeting at one time, and what follows from it."""

    status: Status
    is_today: bool = False
    is_going_on: bool = False
    is_over: bool = False
    is_full: bool = False
    is_moved: bool = False
    can_register: bool = False


def life(meeting: Meeting, *, now: datetime, seats_left: int, has_report: bool = False) -> Life:
    """Return the life of a meeting at `now`; a report counts only when visitors can read it."""
    if meeting.state == Meeting.State.PREPARING:
        return Life(Status.PREPARING)
    if meeting.state == Meeting.State.CANCELLED:
        return Life(Status.CANCELLED, is_over=meeting.ends_at <= now)
    if has_report:
        return Life(Status.REPORTED, is_over=meeting.ends_at <= now)
    if meeting.ends_at <= now:
        return Life(Status.PAST, is_over=True)
    # Midnight in the meeting's own time zone, not in ours.
    is_today = now.astimezone(meeting.zone).date() == meeting.starts_local.date()
    is_open = now < meeting.registration_closes_at
    is_full = seats_left < 1
    # Another end, or another zone for the same moment, is no move.
    is_moved = meeting.moved_from not in (None, meeting.starts_at)
    return Life(
        _upcoming(is_today=is_today, is_full=is_full, is_open=is_open, is_moved=is_moved),
        is_today=is_today,
        is_going_on=meeting.starts_at <= now,
        is_full=is_full,
        is_moved=is_moved,
        can_register=is_open and not is_full,
    )


def _upcoming(*, is_today: bool, is_full: bool, is_open: bool, is_moved: bool) -> Status:
    if is_today:
        return Status.TODAY
    if is_full:
        return Status.FULL
    if not is_open:
        return Status.CLOSED
    return Status.MOVED if is_moved else Status.OPEN
