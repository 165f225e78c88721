"""Registering for a meeting and asking for the link again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from events.meetings import cards, queries
from events.meetings.frame import meeting_crumbs, of_meeting
from events.models import MeetingText
from events.registrations import deeds as registrations, link_mails
from events.registrations.forms import RegistrationForm, ResendForm
from events.registrations.refusals import RegistrationRefused, refuse_unless_open
from knowledge.directory import gemeenten
from office.forms import SeeOther, form_page, public_form
from office.mail.quota import TooManyMails


@require_http_methods(["GET", "HEAD", "POST"])
@public_form("registration")
@of_meeting
def register(request: HttpRequest, text: MeetingText) -> HttpResponse:
    """Show or take the form; a refused one comes back filled, with 409 when the meeting is full."""
    form = RegistrationForm(
        request,
        modes=text.meeting.modes,
        is_recorded=text.meeting.is_recorded,
    )
    if form.is_valid():
        try:
            registrations.register(
                text.meeting,
                applicant=form.applicant(),
                now=timezone.now(),
                form_key=request.form_key,
            )
        except (RegistrationRefused, TooManyMails) as refusal:
            form.refuse(refusal)
        else:
            return SeeOther(_below(text, "registered"))
    return form_page(
        request, "events/registrations/register.html", _form_context(request, text), form=form
    )


@require_http_methods(["GET", "HEAD"])
@of_meeting
def registered(request: HttpRequest, text: MeetingText) -> HttpResponse:
    """Answer what happens now; the same page for everybody who sent the form."""
    context = {
        "crumbs": meeting_crumbs(text),
        "text": text,
        "meeting": text.meeting,
        "event": cards.card_of(text, now=timezone.now(), language=get_language()),
        "questions": queries.questions(text.meeting),
    }
    return render(request, "events/registrations/registered.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@public_form("resend")
@of_meeting
def resend_link(request: HttpRequest, text: MeetingText) -> HttpResponse:
    """Show or take the form that mails the link again; nobody learns whether it did."""
    form = ResendForm(request)
    if form.is_valid():
        try:
            link_mails.resend(text.meeting, email=form.cleaned_data["email"], now=timezone.now())
        except TooManyMails as refusal:
            form.refuse(refusal)
        else:
            return SeeOther(_below(text, "link_sent"))
    context = {"crumbs": meeting_crumbs(text), "text": text, "meeting": text.meeting}
    return form_page(request, "events/registrations/resend_link.html", context, form=form)


@require_http_methods(["GET", "HEAD"])
@of_meeting
def link_sent(request: HttpRequest, text: MeetingText) -> HttpResponse:
    """Answer that a mail is under way if the address is known."""
    context = {"crumbs": meeting_crumbs(text), "text": text, "meeting": text.meeting}
    return render(request, "events/registrations/link_sent.html", context)


def _form_context(request: HttpRequest, text: MeetingText) -> dict[str, object]:
    now = timezone.now()
    try:
        refuse_unless_open(text.meeting, now=now)
        closed = ""
    except RegistrationRefused as refusal:
        closed = str(refusal)
    event = cards.card_of(text, now=now, language=get_language())
    return {
        "crumbs": meeting_crumbs(text),
        "text": text,
        "meeting": text.meeting,
        "event": event,
        # Why there is no empty form; a filled one is never thrown away.
        "closed": closed,
        "brings_question": "vraag" in request.GET,
        "gemeenten": gemeenten.suggestions(),
    }


def _below(text: MeetingText, name: str) -> str:
    return reverse(name, args=[text.meeting.number, text.meeting.slug])
