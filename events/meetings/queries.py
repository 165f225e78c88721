"""What the pages of events read, each with a known number of queries."""

from collections.abc import Iterable
from copy import copy
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils import translation
from django.utils.formats import date_format
from wagtail.models import Page

from events.meetings import cards, words
from events.models import (
    Meeting,
    MeetingSpeaker,
    MeetingText,
    ProgrammeItem,
    SeriesText,
)
from events.models.meeting import SOURCE_LANGUAGE, meeting_path
from knowledge.dates import PageDate
from knowledge.models import Question, ReportPage
from knowledge.pages.queries import locales
from knowledge.questions import rows as question_rows
from knowledge.questions.rows import QuestionRow
from office.shared_reads import shared


def next_meeting(*, now: datetime, language: str) -> cards.MeetingCard | None:
    """Return the first coming meeting that everybody may see, or None."""
    # Shared by all pages of a minute. Who reads the page then has missed what ends within it.
    next_minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    found = _first_coming(next_minute, language)
    if found is None:
        return None
    # A copy: free seats belong to this moment, and the shared meeting to every page.
    meeting, text = copy(found[0]), found[1]
    cards.read_numbers([meeting])
    return cards.card(meeting, text, now=now, language=language)


@shared
def _first_coming(now: datetime, language: str) -> tuple[Meeting, cards.ShortText] | None:
    """Return the first coming meeting that everybody may see with its words."""
    meeting = Meeting.objects.coming(now).open_to_all().first()
    if meeting is None:
        return None
    texts = cards.short_texts([meeting.pk], language)
    return meeting, texts.get(meeting.pk, cards.ShortText())


def coming(
    *, now: datetime, language: str, on_list: bool = False, **where: object
) -> list[cards.MeetingCard]:
    """Return every coming meeting, the first one first; a cancelled one until its date is over.

    `on_list`: for the list itself, whose view restriction was passed by then.
    """
    found = Meeting.objects.on_the_agenda(now).filter(**where)
    return cards.cards(found if on_list else found.open_to_all(), now=now, language=language)


def past(
    *, now: datetime, language: str, limit: int = 100, on_list: bool = False, **where: object
) -> list[cards.MeetingCard]:
    """Return the meetings that are over, the last one first."""
    found = Meeting.objects.past(now).filter(**where)
    meetings = found if on_list else found.open_to_all()
    return cards.cards(meetings[:limit], now=now, language=language)


def public_text(number: int, language: str) -> MeetingText | None:
    """Return the text of an announced meeting with the meeting in it; three queries at most.

    In the language asked for when there is one, else in the source language. The meeting carries
    what `cards.read_numbers` gives.
    """
    found = _public_texts(number)
    shared_text = found.get(language) or found.get(SOURCE_LANGUAGE)
    if shared_text is None:
        return None
    # Copies: free seats belong to this moment, and the shared text to every page of the meeting.
    text = copy(shared_text)
    text.meeting = copy(shared_text.meeting)
    text.languages = sorted(found)
    cards.read_numbers([text.meeting])
    return text


@shared
def _public_texts(number: int) -> dict[str, MeetingText]:
    """Return the texts of an announced meeting by language, each with the meeting; one query."""
    texts = MeetingText.objects.filter(meeting__number=number)
    announced = texts.exclude(meeting__state=Meeting.State.PREPARING)
    found = announced.select_related("meeting__next_meeting", "locale")
    return {text.locale.language_code: text for text in found}


def live_report(meeting: Meeting, language: str) -> ReportPage | None:
    """Return the report that visitors read at the meeting's address, or None; at most one query."""
    if meeting.report_id is None:
        return None
    source = Page.objects.filter(pk=meeting.report_id).values("translation_key")[:1]
    reports = ReportPage.objects.live().filter(translation_key=source, alias_of=None)
    return reports.filter(locale__language_code=language).first()


def has_live_report(meeting: Meeting) -> bool:
    """Return whether visitors read a report of the meeting, in any language; at most one query."""
    if meeting.report_id is None:
        return False
    source = Page.objects.filter(pk=meeting.report_id).values("translation_key")[:1]
    return ReportPage.objects.live().filter(translation_key=source, alias_of=None).exists()


def report_addresses(pages: Iterable[Page]) -> dict[int, str]:
    """Return {pk: the meeting's address} for the reports among pages; two queries at most."""
    reports = [page for page in pages if page.specific_class is ReportPage and not page.alias_of_id]
    # A page that `with_meeting` read carries its answer already.
    known = {
        page.translation_key: (page.meeting_number, page.meeting_slug)
        for page in reports
        if hasattr(page, "meeting_number")
    }
    others = {page.translation_key for page in reports if page.translation_key not in known}
    known |= _meetings_of(*sorted(others)) if others else {}
    languages = {pk: language for language, pk in locales().items()} if known else {}
    found = {}
    for page in reports:
        number, slug = known.get(page.translation_key, (None, ""))
        if number:
            found[page.pk] = meeting_path(number, slug, languages[page.locale_id])
    return found


def number_of_meeting(report: ReportPage) -> int | None:
    """Return the number of the meeting at whose address a report is read; at most one query."""
    number, _slug = _meetings_of(report.translation_key).get(report.translation_key, (None, ""))
    return number


@shared
def _meetings_of(*keys: UUID) -> dict[UUID, tuple[int, str]]:
    """Return (number, slug) of the meeting of each report with one, by translation key; one query.

    A page asks this of its own address, and again of its translations'.
    """
    rows = _with_report().filter(report__translation_key__in=keys)
    found = rows.values_list("report__translation_key", "number", "slug")
    return {key: (number, slug) for key, number, slug in found}


def report_dates(pages: Iterable[Page]) -> dict[int, PageDate]:
    """Return {pk: date of its meeting} for the reports among pages; two queries at most."""
    reports = [page for page in pages if page.specific_class is ReportPage and not page.alias_of_id]
    days = _days_of(*sorted({page.translation_key for page in reports})) if reports else {}
    languages = {pk: language for language, pk in locales().items()} if days else {}
    found = {}
    for page in reports:
        if day := days.get(page.translation_key):
            with translation.override(languages[page.locale_id]):
                found[page.pk] = PageDate(date_format(day, "j F Y"), day.isoformat())
    return found


@shared
def _days_of(*keys: UUID) -> dict[UUID, date]:
    """Return the day of the meeting of each report that has no date of its own; one query."""
    meetings = Meeting.objects.filter(
        state=Meeting.State.ANNOUNCED,
        report_has_own_date=False,
        report__translation_key__in=keys,
    )
    return {
        meeting.report.translation_key: meeting.starts_local.date()
        for meeting in meetings.select_related("report")
    }


def holder_of_number(number: int, key: UUID | None) -> str:
    """Return the meeting that has this number with another report, or "" when there is none."""
    others = Meeting.objects.filter(number=number).exclude(report=None)
    other = others.exclude(report__translation_key=key).first()
    return words.heading(other, other.text_in(SOURCE_LANGUAGE)) if other else ""


def with_meeting(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Return pages with the number and slug of the meeting whose report they are."""
    meetings = _with_report().filter(report__translation_key=OuterRef("translation_key"))
    return pages.annotate(
        meeting_number=Subquery(meetings.values("number")[:1]),
        meeting_slug=Subquery(meetings.values("slug")[:1]),
    )


def _with_report() -> QuerySet[Meeting]:
    # While the list is closed a report is read at its own address: its own restriction decides.
    return Meeting.objects.visible()


def speakers(meeting: Meeting) -> QuerySet[MeetingSpeaker]:
    """Return the speakers in order; one query."""
    return meeting.speakers.select_related("person", "organisation")


def programme(meeting: Meeting, language: str) -> list[ProgrammeItem]:
    """Return the programme in one language, each line with its `clock` and `iso`; one query."""
    items = list(meeting.programme.filter(locale__language_code=language))
    for item in items:
        item.clock = f"{item.starts:%H.%M}"
        item.iso = meeting.slot.at(item.starts).isoformat(timespec="seconds")
    return items


def questions(meeting: Meeting) -> list[QuestionRow]:
    """Return the public questions on the agenda as rows, in order; three queries at most."""
    asked = Question.objects.filter(meetings__meeting=meeting)
    return question_rows.rows(asked.order_by("meetings__sort_order", "pk"))


def series_text(slug: str, language: str) -> SeriesText | None:
    """Return a series with an announced meeting by its slug in one language; one query."""
    return all_series(language).filter(slug=slug).select_related("series").first()


def series_texts(series_id: int) -> QuerySet[SeriesText]:
    """Return the texts of a series in all languages; one query."""
    return SeriesText.objects.filter(series=series_id).select_related("locale")


def all_series(language: str) -> QuerySet[SeriesText]:
    """Return the series that have an announced meeting; one query."""
    announced = Meeting.objects.public().filter(series=OuterRef("series"))
    texts = SeriesText.objects.filter(Exists(announced), locale__language_code=language)
    return texts.order_by("title")


def dates_instead(meeting: Meeting, *, now: datetime) -> list[Meeting]:
    """Return the meetings that can be named instead of this one, the likeliest first.

    Later ones of its series, then later ones, then what comes before it.
    """
    others = Meeting.objects.coming(now).exclude(pk=meeting.pk)
    return sorted(
        others,
        key=lambda other: (
            other.starts_at < meeting.starts_at,
            meeting.series_id is None or other.series_id != meeting.series_id,
            other.starts_at,
        ),
    )


def feed_meetings(*, language: str, since: datetime, **where: object) -> list[Meeting]:
    """Return the meetings of a calendar feed, cancelled ones included; three queries.

    Cancelled meetings stay: a calendar that holds one must hear that it does not take place.
    """
    meetings = Meeting.objects.visible().filter(starts_at__gte=since, **where)
    found = list(meetings.order_by("starts_at").prefetch_related("texts__locale"))
    for meeting in found:
        texts = {text.locale.language_code: text for text in meeting.texts.all()}
        meeting.text = texts.get(language) or texts.get(SOURCE_LANGUAGE)
    return [meeting for meeting in found if meeting.text]
