"""What the pages of events read, each with a known number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _, ngettext
from wagtail.models import Page

from events.meetings import words
from events.meetings.lives import Life, life
from events.models import (
    KenniskringenPage,
    Meeting,
    MeetingOpgave,
    MeetingReading,
    MeetingSpeaker,
    MeetingText,
    ProgrammeItem,
    Seats,
    SeriesText,
)
from events.models.meeting import SOURCE_LANGUAGE, meeting_path
from knowledge import closing
from knowledge.models import Question, ReportPage
from knowledge.questions import rows as question_rows
from knowledge.questions.rows import QuestionRow


@dataclass(frozen=True, slots=True)
class Card:
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
        """Free seats say something only to who can still take one, and to who came too late."""
        return bool(self.capacity) and (self.life.can_register or self.life.is_full)

    @property
    def note(self) -> str:
        if self.action_url:
            return _("Duurt een halve minuut. Geen account nodig.")
        if self.life.is_going_on:
            return _("Bezig – Deelnemen? Gebruik de knop in je bevestigingsmail.")
        return "" if self.life.is_full else _("Aanmelden voor deze kenniskring kan niet meer.")


def with_numbers(meetings: QuerySet[Meeting], language: str) -> QuerySet[Meeting]:
    """Return meetings with title, takeaway and seats in the same query."""
    seats = Seats.objects.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return meetings.annotate(
        card_title=_text(language, "title"),
        card_takeaway=_text(language, "takeaway"),
        capacity=Coalesce(Subquery(seats.values(total=Sum("capacity"))), 0),
        taken=Coalesce(Subquery(seats.values(total=Sum("taken"))), 0),
        # A boolean is asked of the live page: a draft report is no life of the meeting.
        report_is_live=F("report__live"),
    )


def card(meeting: Meeting, *, now: datetime, language: str) -> Card:
    """Return the card of a meeting that `with_numbers` read."""
    return _card(
        meeting, meeting.card_title or "", meeting.card_takeaway or "", now=now, language=language
    )


def card_of(text: MeetingText, *, now: datetime, language: str) -> Card:
    """Return the card of a meeting that `public_text` read."""
    return _card(text.meeting, text.title, text.takeaway, now=now, language=language)


def _card(meeting: Meeting, title: str, takeaway: str, *, now: datetime, language: str) -> Card:
    return Card(
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


def next_meeting(*, now: datetime, language: str) -> Card | None:
    """Return the first coming meeting that everybody may see, or None; one query."""
    coming = Meeting.objects.coming(now).open_to_all()
    first = with_numbers(coming, language).first()
    return first and card(first, now=now, language=language)


def coming(*, now: datetime, language: str, on_list: bool = False, **where: object) -> list[Card]:
    """Return every coming meeting, the first one first; one query.

    `on_list`: for the list itself, whose view restriction was passed by then.
    """
    found = Meeting.objects.coming(now).filter(**where)
    meetings = with_numbers(found if on_list else found.open_to_all(), language)
    return [card(meeting, now=now, language=language) for meeting in meetings]


def past(
    *, now: datetime, language: str, limit: int = 100, on_list: bool = False, **where: object
) -> list[Card]:
    """Return the meetings that are over, the last one first; one query."""
    found = Meeting.objects.past(now).filter(**where)
    meetings = with_numbers(found if on_list else found.open_to_all(), language)[:limit]
    return [card(meeting, now=now, language=language) for meeting in meetings]


def public_text(number: int, language: str) -> MeetingText | None:
    """Return the text of an announced meeting with the meeting in it; one query.

    In the language asked for when there is one, else in the source language. The meeting carries
    what `with_numbers` gives.
    """
    seats = Seats.objects.filter(meeting=OuterRef("meeting")).order_by().values("meeting")
    texts = list(
        MeetingText.objects.filter(meeting__number=number)
        .exclude(meeting__state=Meeting.State.PREPARING)
        .select_related("meeting", "meeting__report", "locale")
        .annotate(
            capacity=Coalesce(Subquery(seats.values(total=Sum("capacity"))), 0),
            taken=Coalesce(Subquery(seats.values(total=Sum("taken"))), 0),
        )
    )
    by_language = {text.locale.language_code: text for text in texts}
    text = by_language.get(language) or by_language.get(SOURCE_LANGUAGE)
    if text is None:
        return None
    text.languages = sorted(by_language)
    meeting = text.meeting
    meeting.capacity, meeting.taken = text.capacity, text.taken
    meeting.report_is_live = meeting.report is not None and meeting.report.live
    return text


def lists_above(number: int | None, language: str) -> QuerySet[KenniskringenPage]:
    """Return the live lists that a page in a language stands below; one query.

    A meeting without a text in that language is read in the source language: then that list too.
    """
    lists = Q(locale__language_code=language)
    if number is not None:
        texts = MeetingText.objects.filter(meeting__number=number, locale__language_code=language)
        lists |= Q(~Exists(texts), locale__language_code=SOURCE_LANGUAGE)
    return KenniskringenPage.objects.live().filter(lists)


def live_report(meeting: Meeting, language: str) -> ReportPage | None:
    """Return the report that visitors read at the meeting's address, or None; at most one query."""
    if meeting.report is None:
        return None
    return (
        ReportPage.objects.live()
        .filter(
            translation_key=meeting.report.translation_key,
            locale__language_code=language,
            alias_of__isnull=True,
        )
        .first()
    )


def report_addresses(pages: Iterable[Page]) -> dict[int, str]:
    """Return {pk: the meeting's address} for the reports among pages; at most one query."""
    reports = [page for page in pages if page.specific_class is ReportPage and not page.alias_of_id]
    # A page that `with_meeting` read carries its answer already.
    columns = ("pk", "meeting_number", "meeting_slug", "language")
    known = [
        tuple(getattr(page, column) for column in columns)
        for page in reports
        if hasattr(page, "meeting_number")
    ]
    others = [page.pk for page in reports if not hasattr(page, "meeting_number")]
    if others:
        known += with_meeting(Page.objects.filter(pk__in=others)).values_list(*columns)
    return {
        pk: meeting_path(number, slug, language) for pk, number, slug, language in known if number
    }


def with_meeting(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Return pages with the number and slug of the meeting whose report they are."""
    # While the list is closed a report is read at its own place: its own restriction decides.
    meetings = Meeting.objects.public().open_to_all()
    meetings = meetings.filter(report__translation_key=OuterRef("translation_key"))
    return pages.annotate(
        language=F("locale__language_code"),
        meeting_number=Subquery(meetings.values("number")[:1]),
        meeting_slug=Subquery(meetings.values("slug")[:1]),
    )


def pages_around(meeting: Meeting) -> list[Page]:
    """Return the live opgaven and what to read before (with `minutes`); one query."""
    readings = MeetingReading.objects.filter(meeting=meeting)
    opgaven = MeetingOpgave.objects.filter(meeting=meeting)
    chosen = Q(pk__in=opgaven.values("opgave")) | Q(pk__in=readings.values("page"))
    pages = closing.open_to_all(Page.objects.live().filter(chosen)).order_by("path")
    minutes = readings.filter(page=OuterRef("pk")).values("minutes")[:1]
    return list(with_meeting(pages).annotate(minutes=Subquery(minutes)))


def speakers(meeting: Meeting) -> QuerySet[MeetingSpeaker]:
    """Return the speakers in order; one query."""
    return meeting.speakers.select_related("person", "organisation")


def programme(meeting: Meeting, language: str) -> QuerySet[ProgrammeItem]:
    """Return the programme in one language; one query."""
    return meeting.programme.filter(locale__language_code=language)


def questions(meeting: Meeting) -> list[QuestionRow]:
    """Return the public questions on the agenda as rows, in order; one query."""
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


def forms_offered(meeting: Meeting) -> list[str]:
    """Return the forms of attendance that have places at all, on location first; one query."""
    rows = Seats.objects.filter(meeting=meeting, capacity__gt=0).order_by("form")
    return list(rows.values_list("form", flat=True))


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


def _text(language: str, field: str):
    texts = MeetingText.objects.filter(meeting=OuterRef("pk"))
    found = [
        Subquery(texts.filter(locale__language_code=code).values(field)[:1])
        for code in dict.fromkeys((language, SOURCE_LANGUAGE))
    ]
    return Coalesce(*found) if len(found) > 1 else found[0]
