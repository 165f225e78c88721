"""Meetings as lists, the home page and the calendar show them."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page

from events import times
from events.meetings import seats as meeting_seats, words
from events.meetings.lives import Life, life
from events.meetings.seats import ModeSeats
from events.meetings.words import NO_REASON, Reason
from events.models import Meeting, MeetingText
from events.models.meeting import SOURCE_LANGUAGE
from events.times import TimeSlot


class ShortText(NamedTuple):
    """What a card says of a meeting in one language."""

    title: str = ""
    takeaway: str = ""
    reason: Reason = NO_REASON
    language: str = ""


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """A meeting as lists, home and calendar leaf show it."""

    meeting: Meeting
    title: str
    takeaway: str
    url: str
    register_url: str
    capacity: int
    taken: int
    life: Life
    # In which its title and its sentence are: the reader's, else the source's.
    language: str = ""
    # Of each form of attendance; `capacity` and `taken` are of all together.
    modes: tuple[ModeSeats, ...] = ()
    # Why it is called off.
    reason: Reason = NO_REASON
    # The meeting that comes instead of a cancelled one.
    instead: Meeting | None = None
    instead_url: str = ""

    @property
    def number(self) -> int:
        return self.meeting.number

    @property
    def slot(self) -> TimeSlot:
        return self.meeting.slot

    @property
    def iso(self) -> str:
        return self.slot.iso

    @property
    def day(self) -> int:
        return self.slot.starts_local.day

    @property
    def month(self) -> str:
        return date_format(self.slot.starts_local, "b")

    @property
    def date(self) -> str:
        return self.slot.day

    @property
    def time(self) -> str:
        return self.slot.hours

    @property
    def place(self) -> str:
        return words.place(self.meeting)

    @property
    def seats_left(self) -> int:
        return max(self.capacity - self.taken, 0)

    @property
    def full(self) -> bool:
        return self.seats_left < 1

    @property
    def heading(self) -> str:
        return _("Kenniskring %(number)s: %(title)s") % {
            "number": self.number,
            "title": self.title,
        }

    @property
    def duration(self) -> str:
        return self.slot.minutes

    @property
    def begins(self) -> str:
        """The hour at which it begins."""
        return times.hour(self.slot.starts_at, self.slot.zone)

    @property
    def closes(self) -> str:
        """Until when one can register."""
        return times.day_and_hour(self.meeting.registration_closes_at, self.slot.zone)

    @property
    def moved(self) -> str:
        """What was changed about the time since it was announced, old and new; or ""."""
        before = self.meeting.moved_slot
        return times.moved(before, self.slot) if before else ""

    @property
    def month_key(self) -> str:
        return f"{self.slot.starts_local:%Y-%m}"

    @property
    def month_name(self) -> str:
        return capfirst(date_format(self.slot.starts_local, "F Y"))

    # The names that templates/events/meetings/card.html asks for.

    @property
    def kind(self) -> str:
        return _("Kenniskring %(number)s") % {"number": self.number}

    @property
    def when(self) -> str:
        return self.slot.when

    @property
    def action_url(self) -> str:
        return self.register_url if self.life.can_register else ""

    @property
    def action_label(self) -> str:
        return _("Aanmelden")

    @property
    def shows_seats(self) -> bool:
        """Whether free seats matter: to people who can still take one, or who came too late."""
        return bool(self.capacity) and (self.life.can_register or self.life.is_full)

    @property
    def says_instead(self) -> str:
        """When the next one is, for who wanted to come to this one."""
        return words.instead(self.instead) if self.instead else ""

    @property
    def hint(self) -> str:
        if self.action_url:
            return _("Duurt een halve minuut. Geen account nodig.")
        if self.life.is_going_on:
            return _("Bezig – Deelnemen? Gebruik de knop in je bevestigingsmail.")
        return "" if self.life.is_full else _("Aanmelden voor deze kenniskring kan niet meer.")


def cards(meetings: QuerySet[Meeting], *, now: datetime, language: str) -> list[MeetingCard]:
    """Return the cards of meetings in their order; four queries at most."""
    found = list(meetings)
    texts = short_texts([meeting.pk for meeting in found], language)
    read_numbers(found)
    return [
        card(meeting, texts.get(meeting.pk, ShortText()), now=now, language=language)
        for meeting in found
    ]


def read_numbers(meetings: list[Meeting]) -> None:
    """Give meetings the seats of all their forms of attendance, and `report_is_live`."""
    seats = meeting_seats.of_meetings(meeting.pk for meeting in meetings)
    reports = [meeting.report_id for meeting in meetings if meeting.report_id]
    live = Page.objects.filter(pk__in=reports, live=True).values_list("pk", flat=True)
    live_reports = set(live) if reports else set()
    for meeting in meetings:
        give_seats(meeting, seats.get(meeting.pk, []))
        # A draft report is no life of the meeting.
        meeting.report_is_live = meeting.report_id in live_reports


def give_seats(meeting: Meeting, seats: list[ModeSeats]) -> None:
    """Give a meeting `modes`, and `capacity` and `taken` of all of them together."""
    meeting.modes = tuple(seats)
    meeting.capacity = sum(one.capacity for one in seats)
    meeting.taken = sum(one.taken for one in seats)


def card_of(text: MeetingText, *, now: datetime, language: str) -> MeetingCard:
    """Return the card of a meeting that `public_text` read."""
    language_of_text = text.locale.language_code if text.locale_id else ""
    short = ShortText(text.title, text.takeaway, _reason(text), language_of_text)
    return card(text.meeting, short, now=now, language=language)


def card(meeting: Meeting, text: ShortText, *, now: datetime, language: str) -> MeetingCard:
    """Return the card of a meeting that `read_numbers` read, with this text."""
    instead = meeting.coming_instead(now)
    return MeetingCard(
        meeting=meeting,
        title=text.title,
        takeaway=text.takeaway,
        url=meeting.path_in(language),
        register_url=meeting.path_in(language, "register"),
        capacity=meeting.capacity,
        taken=meeting.taken,
        life=life(
            meeting,
            now=now,
            seats_left=meeting.capacity - meeting.taken,
            has_report=bool(meeting.report_is_live),
        ),
        language=text.language,
        modes=meeting.modes,
        reason=text.reason,
        instead=instead,
        instead_url=instead.path_in(language) if instead else "",
    )


def short_texts(pks: list[int], language: str) -> dict[int, ShortText]:
    """Return the words on a card per meeting, in language or else in the source language."""
    texts = MeetingText.objects.filter(meeting__in=pks)
    wanted = ("meeting", "locale__language_code", "title", "takeaway", "cancel_reason")
    found: dict[int, ShortText] = {}
    in_source: dict[int, Reason] = {}
    for pk, code, title, takeaway, reason in texts.values_list(*wanted):
        if code == SOURCE_LANGUAGE:
            in_source[pk] = Reason(reason, code)
        if code == language or (code == SOURCE_LANGUAGE and pk not in found):
            found[pk] = ShortText(title, takeaway, Reason(reason, code), code)
    return {
        pk: text if text.reason.text else text._replace(reason=in_source.get(pk, NO_REASON))
        for pk, text in found.items()
    }


def _reason(text: MeetingText) -> Reason:
    is_off = text.meeting.state == Meeting.State.CANCELLED
    return words.reason(text) if is_off else NO_REASON
