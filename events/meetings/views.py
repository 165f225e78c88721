"""One meeting in each of its lives, and one series."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from events.meetings import around, cards, head, queries, seats
from events.meetings.frame import crumbs, of_meeting, other_languages
from events.meetings.lives import Status
from events.meetings.restrictions import through_hooks
from events.models import Meeting, MeetingText
from events.models.meeting import SOURCE_LANGUAGE
from knowledge import addresses
from knowledge.pages.queries import language_of


@require_safe
@of_meeting
def meeting(request: HttpRequest, text: MeetingText) -> HttpResponse:
    """Answer one meeting in whichever of its lives it is; with a live report, that report."""
    report = queries.live_report(text.meeting, get_language())
    if report is not None:
        # As at its own path: the report's own restrictions come first.
        return through_hooks(report, request, lambda: report.serve(request))
    context = meeting_context(text, now=timezone.now())
    context["head"] = head.of_meeting(text, context["event"], context["speakers"])
    return render(request, "events/meetings/meeting.html", context)


def preview_context(meeting: Meeting) -> dict[str, Any]:
    """Return what the announcement would show, from rows that are not saved."""
    texts = {text.locale.language_code: text for text in meeting.texts.all()}
    text = texts.get(SOURCE_LANGUAGE) or next(iter(texts.values()), MeetingText(title=""))
    meeting.number, meeting.slug = meeting.number or 0, meeting.slug or "voorbeeld"
    meeting.state, meeting.report_is_live = Meeting.State.ANNOUNCED, False
    meeting.ends_at = meeting.slot.ends_at
    rows = [(seats.mode, seats.capacity, seats.taken) for seats in meeting.seats.all()]
    cards.give_seats(meeting, seats.per_mode(rows))
    text.meeting, text.languages = meeting, []
    return meeting_context(text, now=timezone.now())


@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer one series with its meetings."""
    now, language = timezone.now(), get_language()
    text = queries.series_text(slug, language)
    if text is None:
        raise Http404(f"No series {slug!r} in {language!r}")
    where = {"series_id": text.series_id}
    context = {
        "crumbs": crumbs(),
        "head": head.of_series(text, *queries.series_texts(text.series_id)),
        "series": text,
        "coming": queries.coming(now=now, language=language, on_list=True, **where),
        "past": queries.past(now=now, language=language, on_list=True, **where),
    }
    return render(request, "events/series/series.html", context)


def meeting_context(text: MeetingText, *, now: datetime) -> dict[str, Any]:
    """Return what the meeting's page shows before there is a report; nine queries at most."""
    meeting, language = text.meeting, get_language()
    event = cards.card_of(text, now=now, language=language)
    is_past = event.life.is_over or event.life.status == Status.CANCELLED
    return {
        "crumbs": crumbs(),
        "meeting": meeting,
        "text": text,
        "event": event,
        "life": event.life,
        "questions": queries.questions(meeting),
        "speakers": list(queries.speakers(meeting)),
        # Who came too late is shown the way on instead.
        "programme": [] if is_past else queries.programme(meeting, text.locale.language_code),
        "next": queries.next_meeting(now=now, language=language) if is_past else None,
        **_pages(meeting, language),
        # Only the report in the source language is there: this page names it.
        "report_url": meeting.path_in(SOURCE_LANGUAGE)
        if event.life.status == Status.REPORTED
        else "",
        "other_languages": other_languages(text),
    }


def _pages(meeting: Meeting, language: str) -> dict[str, list[dict[str, Any]]]:
    """Return the opgaven and what to read before, with their addresses; four queries at most."""
    pages = around.pages_around(meeting, language)
    urls = addresses.urls(pages)
    shown = [
        {
            "title": page.title,
            "url": urls[page.pk],
            "minutes": page.minutes,
            "language": language_of(page),
        }
        for page in pages
        if page.pk in urls
    ]
    return {
        "opgaven": [page for page in shown if page["minutes"] is None],
        "readings": [page for page in shown if page["minutes"] is not None],
    }
