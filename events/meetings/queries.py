"""What the pages of events read, each with a known number of queries."""

from collections import Counter
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _, ngettext
from wagtail.models import Page

from events.meetings import words
from events.meetings.lives import Life, life
from events.models import (
    KenniskringenPage,
    Meeting,
    MeetingSpeaker,
    MeetingText,
    ProgrammeItem,
    Seats,
    SeriesText,
)
from events.models.meeting import SOURCE_LANGUAGE, meeting_path
from knowledge.models import Question, ReportPage
from knowledge.pages.queries import language_of
from knowledge.questions import rows as question_rows
from knowledge.questions.rows import QuestionRow
from office.shared_reads import shared


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

    @property
    def number(self) -> int:
        return self.meeting.number

    @property
    def starts_at(self) -> datetime:
        return self.meeting.starts_local

    @property
    def day(self) -> int:
        return self.meeting.starts_local.day

    @property
    def month(self) -> str:
        return date_format(self.meeting.starts_local, "b")

    @property
    def date(self) -> str:
        return date_format(self.meeting.starts_local, "l j F Y")

    @property
    def time(self) -> str:
        return f"{self.meeting.starts_local:%H.%M} – {self.meeting.ends_local:%H.%M}"

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
        return ngettext("%(number)s minuut", "%(number)s minuten", self.meeting.duration) % {
            "number": self.meeting.duration
        }

    @property
    def closes_at(self) -> datetime:
        return self.meeting.registration_closes_at.astimezone(self.meeting.zone)

    @property
    def day_and_month(self) -> str:
        return date_format(self.starts_at, "j F")

    @property
    def moved_from_day(self) -> str:
        """The day it was moved from; without the month when that is the same one."""
        before = self.meeting.moved_from.astimezone(self.meeting.zone)
        is_same_month = (before.year, before.month) == (self.starts_at.year, self.starts_at.month)
        return date_format(before, "j" if is_same_month else "j F")

    @property
    def month_key(self) -> str:
        return f"{self.starts_at:%Y-%m}"

    @property
    def month_name(self) -> str:
        return capfirst(date_format(self.starts_at, "F Y"))

    # The names that templates/includes/event_card.html asks for.

    @property
    def kind(self) -> str:
        return _("Kenniskring %(number)s") % {"number": self.number}

    @property
    def when(self) -> str:
        return words.when(self.meeting)

    @property
    def left(self) -> int:
        return self.seats_left

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
    def hint(self) -> str:
        if self.action_url:
            return _("Duurt een halve minuut. Geen account nodig.")
        if self.life.is_going_on:
            return _("Bezig – Deelnemen? Gebruik de knop in je bevestigingsmail.")
        return "" if self.life.is_full else _("Aanmelden voor deze kenniskring kan niet meer.")


def cards(meetings: QuerySet[Meeting], *, now: datetime, language: str) -> list[MeetingCard]:
    """Return the cards of meetings in their order; four queries at most."""
    found = list(meetings)
    texts = _texts([meeting.pk for meeting in found], language)
    read_numbers(found)
    return [
        _card(meeting, *texts.get(meeting.pk, ("", "")), now=now, language=language)
        for meeting in found
    ]


def read_numbers(meetings: list[Meeting]) -> None:
    """Give meetings `capacity` and `taken` of all their seats, and `report_is_live`."""
    capacity: Counter[int] = Counter()
    taken: Counter[int] = Counter()
    seats = Seats.objects.filter(meeting__in=[meeting.pk for meeting in meetings])
    for pk, seats_capacity, seats_taken in seats.values_list("meeting", "capacity", "taken"):
        capacity[pk] += seats_capacity
        taken[pk] += seats_taken
    reports = [meeting.report_id for meeting in meetings if meeting.report_id]
    live = Page.objects.filter(pk__in=reports, live=True).values_list("pk", flat=True)
    live_reports = set(live) if reports else set()
    for meeting in meetings:
        meeting.capacity, meeting.taken = capacity[meeting.pk], taken[meeting.pk]
        # A draft report is no life of the meeting.
        meeting.report_is_live = meeting.report_id in live_reports


def card_of(text: MeetingText, *, now: datetime, language: str) -> MeetingCard:
    """Return the card of a meeting that `public_text` read."""
    return _card(text.meeting, text.title, text.takeaway, now=now, language=language)


def _card(
    meeting: Meeting, title: str, takeaway: str, *, now: datetime, language: str
) -> MeetingCard:
    return MeetingCard(
        meeting=meeting,
        title=title,
        takeaway=takeaway,
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
    )


def next_meeting(*, now: datetime, language: str) -> MeetingCard | None:
    """Return the first coming meeting that everybody may see, or None."""
    # Shared by all pages of a minute. Who reads the page then has missed what ends within it.
    next_minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    found = _first_coming(next_minute, language)
    if found is None:
        return None
    # A copy: free seats belong to this moment, and the shared meeting to every page.
    meeting, *text = copy(found[0]), *found[1:]
    read_numbers([meeting])
    return _card(meeting, *text, now=now, language=language)


@shared
def _first_coming(now: datetime, language: str) -> tuple[Meeting, str, str] | None:
    """Return the first coming meeting that everybody may see with its title and takeaway."""
    meeting = Meeting.objects.coming(now).open_to_all().first()
    return meeting and (meeting, *_texts([meeting.pk], language).get(meeting.pk, ("", "")))


def coming(
    *, now: datetime, language: str, on_list: bool = False, **where: object
) -> list[MeetingCard]:
    """Return every coming meeting, the first one first.

    `on_list`: for the list itself, whose view restriction was passed by then.
    """
    found = Meeting.objects.coming(now).filter(**where)
    return cards(found if on_list else found.open_to_all(), now=now, language=language)


def past(
    *, now: datetime, language: str, limit: int = 100, on_list: bool = False, **where: object
) -> list[MeetingCard]:
    """Return the meetings that are over, the last one first."""
    found = Meeting.objects.past(now).filter(**where)
    meetings = found if on_list else found.open_to_all()
    return cards(meetings[:limit], now=now, language=language)


def public_text(number: int, language: str) -> MeetingText | None:
    """Return the text of an announced meeting with the meeting in it; three queries.

    In the language asked for when there is one, else in the source language. The meeting carries
    what `read_numbers` gives.
    """
    texts = (
        MeetingText.objects.filter(meeting__number=number)
        .exclude(meeting__state=Meeting.State.PREPARING)
        .select_related("meeting", "locale")
    )
    by_language = {text.locale.language_code: text for text in texts}
    text = by_language.get(language) or by_language.get(SOURCE_LANGUAGE)
    if text is None:
        return None
    text.languages = sorted(by_language)
    read_numbers([text.meeting])
    return text


def lists_above(number: int | None, language: str) -> QuerySet[KenniskringenPage]:
    """Return the live lists above a page in a language; one query.

    A meeting without a text in that language is read in the source language: then that list too.
    """
    lists = Q(locale__language_code=language)
    if number is not None:
        texts = MeetingText.objects.filter(meeting__number=number, locale__language_code=language)
        lists |= Q(~Exists(texts), locale__language_code=SOURCE_LANGUAGE)
    return KenniskringenPage.objects.live().filter(lists)


def live_report(meeting: Meeting, language: str) -> ReportPage | None:
    """Return the report that visitors read at the meeting's address, or None; at most one query."""
    if meeting.report_id is None:
        return None
    source = Page.objects.filter(pk=meeting.report_id).values("translation_key")[:1]
    reports = ReportPage.objects.live().filter(translation_key=source, alias_of=None)
    return reports.filter(locale__language_code=language).first()


def report_addresses(pages: Iterable[Page]) -> dict[int, str]:
    """Return {pk: the meeting's address} for the reports among pages; at most one query."""
    reports = [page for page in pages if page.specific_class is ReportPage and not page.alias_of_id]
    # A page that `with_meeting` read carries its answer already.
    known = {
        page.translation_key: (page.meeting_number, page.meeting_slug)
        for page in reports
        if hasattr(page, "meeting_number")
    }
    others = {page.translation_key for page in reports if page.translation_key not in known}
    known |= _meetings_of(*sorted(others)) if others else {}
    found = {}
    for page in reports:
        number, slug = known.get(page.translation_key, (None, ""))
        if number:
            found[page.pk] = meeting_path(number, slug, language_of(page))
    return found


@shared
def _meetings_of(*keys: UUID) -> dict[UUID, tuple[int, str]]:
    """Return (number, slug) of the meeting of each report with one, by translation key; one query.

    A page asks this of its own address, and again of its translations'.
    """
    rows = _with_report().filter(report__translation_key__in=keys)
    found = rows.values_list("report__translation_key", "number", "slug")
    return {key: (number, slug) for key, number, slug in found}


def with_meeting(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Return pages with the number and slug of the meeting whose report they are."""
    meetings = _with_report().filter(report__translation_key=OuterRef("translation_key"))
    return pages.annotate(
        meeting_number=Subquery(meetings.values("number")[:1]),
        meeting_slug=Subquery(meetings.values("slug")[:1]),
    )


def _with_report() -> QuerySet[Meeting]:
    # While the list is closed a report is read at its own address: its own restriction decides.
    return Meeting.objects.public().open_to_all()


def speakers(meeting: Meeting) -> QuerySet[MeetingSpeaker]:
    """Return the speakers in order; one query."""
    return meeting.speakers.select_related("person", "organisation")


def programme(meeting: Meeting, language: str) -> QuerySet[ProgrammeItem]:
    """Return the programme in one language; one query."""
    return meeting.programme.filter(locale__language_code=language)


def questions(meeting: Meeting) -> list[QuestionRow]:
    """Return the public questions on the agenda as rows, in order; three queries at most."""
    asked = Question.objects.filter(meetings__meeting=meeting)
    return question_rows.rows(asked.order_by("meetings__sort_order", "pk"))


def series_text(slug: str, language: str) -> SeriesText | None:
    """Return a series by its slug in one language; one query."""
    return (
        SeriesText.objects.filter(slug=slug, locale__language_code=language)
        .select_related("series")
        .first()
    )


def all_series(language: str) -> QuerySet[SeriesText]:
    """Return the series that have an announced meeting; one query."""
    announced = Meeting.objects.public().filter(series=OuterRef("series"))
    texts = SeriesText.objects.filter(Exists(announced), locale__language_code=language)
    return texts.order_by("title")


def modes_offered(meeting: Meeting) -> list[str]:
    """Return the modes of attendance that have seats at all, on location first; one query."""
    rows = Seats.objects.filter(meeting=meeting, capacity__gt=0).order_by("mode")
    return list(rows.values_list("mode", flat=True))


def feed_meetings(*, language: str, since: datetime, **where: object) -> list[Meeting]:
    """Return the meetings of a calendar feed, cancelled ones included; two queries.

    Cancelled meetings stay: a calendar that holds one must hear that it does not take place.
    """
    meetings = Meeting.objects.public().open_to_all().filter(starts_at__gte=since, **where)
    found = list(meetings.order_by("starts_at").prefetch_related("texts__locale"))
    for meeting in found:
        texts = {text.locale.language_code: text for text in meeting.texts.all()}
        meeting.text = texts.get(language) or texts.get(SOURCE_LANGUAGE)
    return [meeting for meeting in found if meeting.text]


def _texts(pks: list[int], language: str) -> dict[int, tuple[str, str]]:
    """Return (title, takeaway) per meeting, in language or else in the source language."""
    texts = MeetingText.objects.filter(meeting__in=pks)
    found: dict[int, tuple[str, str]] = {}
    for pk, code, *text in texts.values_list(
        "meeting", "locale__language_code", "title", "takeaway"
    ):
        if code == language or (code == SOURCE_LANGUAGE and pk not in found):
            found[pk] = tuple(text)
    return found
