"""The signed page of one registration: see it, join, cancel.

The site's middleware keeps every address of it out of caches, referrers and search engines.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from events.calendar import agenda, ics as calendars
from events.calendar.views import calendar_file
from events.meetings import queries, words
from events.meetings.frame import crumbs
from events.models import Meeting, Registration
from events.registrations import deeds as registrations
from events.registrations.mails import PURPOSE, manage_url
from events.registrations.refusals import RegistrationRefused
from knowledge.models import Question
from knowledge.questions import queries as question_queries
from office.forms import SeeOther, public_form
from office.mail import links

OFF = (Question.State.REFUSED, Question.State.WITHDRAWN)


@require_http_methods(["GET", "HEAD"])
def registration(request: HttpRequest, token: str) -> HttpResponse:
    """Answer what somebody registered for; LinkRefused when the link is not hers."""
    return _page(request, links.read(token, PURPOSE, Registration), token)


@require_http_methods(["GET", "HEAD", "POST"])
@public_form("cancel")
def registration_cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Cancel on a POST; a GET goes to the page with the button."""
    row = links.read(token, PURPOSE, Registration)
    manage = reverse("registration", args=[token])
    if request.method != "POST":
        return SeeOther(manage)
    if request.form_refusal:
        return _page(request, row, token, *_reason(request))
    try:
        registrations.cancel(row, now=timezone.now())
    except RegistrationRefused as refusal:
        return _page(request, row, token, str(refusal), 409)
    return SeeOther(manage)


@require_http_methods(["GET", "HEAD"])
def registration_ics(request: HttpRequest, token: str) -> HttpResponse:
    """Answer the event with the link to take part, for her own calendar."""
    row = links.read(token, PURPOSE, Registration)
    text = row.meeting.text_in(get_language())
    event = agenda.own_event(row, text, manage_url=manage_url(row))
    return calendar_file(calendars.publish([event], organiser=agenda.organiser()))


def _page(
    request: HttpRequest, row: Registration, token: str, error: str = "", status: int = 200
) -> HttpResponse:
    text = row.meeting.text_in(get_language())
    is_standing = row.has_seat
    is_off = row.meeting.state == Meeting.State.CANCELLED
    is_announced = row.meeting.state == Meeting.State.ANNOUNCED
    is_coming = is_announced and row.meeting.ends_at > timezone.now()
    context = {
        "crumbs": crumbs(),
        "registration": row,
        "meeting": row.meeting,
        "text": text,
        "heading": words.heading(row.meeting, text),
        "when": row.meeting.slot.when,
        "place": words.own_place_of(row),
        "is_off": is_off,
        "reason": words.reason(text) if is_off else words.NO_REASON,
        "meeting_url": row.meeting.path_in(get_language()),
        "question_is_off": row.question and row.question.state in OFF,
        "why_off": question_queries.why_off(row.question) if row.question else "",
        "token": token,
        "error": error,
        "is_standing": is_standing,
        "can_cancel": is_standing and is_coming,
        "instead": words.instead_link(row.meeting, get_language(), now=timezone.now()),
        "can_return": not is_standing and is_coming,
        "is_over": row.meeting.ends_at <= timezone.now(),
        "is_going_on": row.meeting.starts_at <= timezone.now() < row.meeting.ends_at,
        # What was planned for a meeting that is off holds no longer.
        "questions": [] if is_off else queries.questions(row.meeting),
        "programme": [] if is_off else queries.programme(row.meeting, text.locale.language_code),
    }
    return render(request, "events/registrations/registration.html", context, status=status)


def _reason(request: HttpRequest) -> tuple[str, int]:
    return str(request.form_refusal.sentence), request.form_refusal.status
