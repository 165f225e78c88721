"""The agenda as a page and as calendar feeds."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_http_methods

from events.calendar import agenda, ics as calendars
from events.meetings import queries
from events.meetings.frame import crumbs, of_meeting
from events.models import MeetingText
from knowledge import closing
from knowledge.head.routes import in_every_language, of_route
from knowledge.head.values import Head
from knowledge.models import OpgavePage
from office.revalidated import revalidated

# Calendars drop what a feed no longer holds: a year back keeps people's own history whole.
FEED_REACH = timedelta(days=365)


@require_http_methods(["GET", "HEAD"])
def agenda_page(request: HttpRequest) -> HttpResponse:
    """Answer every coming meeting, by month."""
    cards = queries.coming(now=timezone.now(), language=get_language())
    context = {"crumbs": crumbs()[:1], "head": _head_of_agenda(request), "coming": cards}
    return render(request, "events/calendar/agenda.html", context)


def _head_of_agenda(request: HttpRequest) -> Head:
    return of_route(
        _("Agenda"),
        _("Alle kenniskringen die nog komen, met een agenda die je in je eigen agenda zet."),
        path=request.path,
        languages=in_every_language(request.path),
    )


@require_http_methods(["GET", "HEAD"])
@revalidated
def agenda_ics(request: HttpRequest) -> HttpResponse:
    """Answer the feed of all meetings."""
    return _feed(_("Kenniskringen"))


@require_http_methods(["GET", "HEAD"])
@revalidated
def series_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the feed of one series."""
    text = queries.series_text(slug, get_language())
    if text is None:
        raise Http404(f"No series {slug!r}")
    return _feed(text.title, series=text.series_id)


@require_http_methods(["GET", "HEAD"])
@revalidated
def opgave_ics(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the feed of the meetings about one opgave."""
    opgave = closing.visible(OpgavePage.objects.filter(slug=slug)).order_by("pk").first()
    if opgave is None:
        raise Http404(f"No opgave {slug!r}")
    return _feed(
        _("Kenniskringen over %(opgave)s") % {"opgave": opgave.title},
        opgaven__opgave__translation_key=opgave.translation_key,
    )


@require_http_methods(["GET", "HEAD"])
@revalidated
@of_meeting
def meeting_ics(_request: HttpRequest, text: MeetingText) -> HttpResponse:
    """Answer one meeting for anybody's calendar, without the link to take part."""
    event = agenda.public_event(text.meeting, text, language=get_language())
    return calendar_file(calendars.publish([event], organiser=agenda.organiser()))


def calendar_file(text: str) -> HttpResponse:
    """Answer calendar text as a file that calendars open."""
    return HttpResponse(
        text,
        content_type=calendars.CONTENT_TYPE,
        headers={"Content-Disposition": 'attachment; filename="bijeenkomst.ics"'},
    )


def _feed(name: str, **where: object) -> HttpResponse:
    language = get_language()
    since = timezone.now() - FEED_REACH
    events = [
        agenda.public_event(meeting, meeting.text, language=language)
        for meeting in queries.feed_meetings(language=language, since=since, **where)
    ]
    return HttpResponse(agenda.feed(events, name=name), content_type=calendars.CONTENT_TYPE)
