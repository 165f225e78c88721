"""The signed page of a form for an address that is registered already: whose is it, and what now.

The site's middleware keeps every address of it out of caches, referrers and search engines.
"""

from datetime import datetime

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_http_methods

from events.meetings import words
from events.meetings.frame import crumbs
from events.models import Meeting, Registration, Repeat, Seats
from events.registrations import deeds as registrations, repeats
from events.registrations.forms import report_wish
from events.registrations.mails import CHOOSE, PURPOSE
from events.registrations.refusals import (
    RegistrationRefused,
    full_sentence,
    refuse_unless_open,
)
from office.forms import SeeOther, public_form
from office.mail import links

DEEDS = {
    "join": registrations.join,
    "change": registrations.change,
    "discard": repeats.discard,
}


@require_http_methods(["GET", "HEAD", "POST"])
@public_form("repeat")
def repeat(request: HttpRequest, token: str) -> HttpResponse:
    """Show what was filled in with a button per choice; only a POST chooses."""
    row = links.read(token, CHOOSE, Repeat)
    if row.became is not None:
        return SeeOther(_registration_path(row.became))
    if request.method != "POST" or row.settled_at is not None:
        return _page(request, row, token)
    if request.form_refusal:
        refusal = request.form_refusal
        return _page(request, row, token, str(refusal.sentence), refusal.status)
    deed = DEEDS.get(request.POST.get("deed", ""))
    if deed is None:
        return _page(request, row, token, _("Kies wat er moet gebeuren."), 422)
    try:
        became = deed(row, now=timezone.now())
    except RegistrationRefused as refused:
        return _page(request, row, token, str(refused), refused.status)
    return SeeOther(_registration_path(became) if became else request.path)


def _registration_path(row: Registration) -> str:
    return reverse("registration", args=[links.make(PURPOSE, row)])


def _page(
    request: HttpRequest, row: Repeat, token: str, error: str = "", status: int = 200
) -> HttpResponse:
    first, now = row.registration, timezone.now()
    meeting = first.meeting
    text = meeting.text_in(get_language())
    is_off = meeting.state == Meeting.State.CANCELLED
    context = {
        "crumbs": crumbs(),
        "repeat": row,
        "first": first,
        "heading": words.heading(meeting, text),
        "language_of_heading": text.locale.language_code,
        "when": meeting.slot.when,
        "place": words.place(meeting),
        "meeting_url": meeting.path_in(get_language()),
        "token": token,
        "error": error,
        "stands": first.has_seat,
        "is_settled": row.settled_at is not None,
        "is_off": is_off,
        "reason": words.reason(text) if is_off else words.NO_REASON,
        "instead": words.instead_link(meeting, get_language(), now=now),
        "is_over": meeting.ends_at <= now,
        "last_day": repeats.last_day([row], meeting),
        "answers": _answers(first, row),
        **_choice(row, now),
    }
    return render(request, "events/registrations/repeat.html", context, status=status)


def _choice(row: Repeat, now: datetime) -> dict[str, object]:
    """Return what can be done with the form now, and why not more: the deed would refuse that.

    `closed`: nobody registers any more, so what was filled in goes nowhere. `full`: it may still,
    when somebody leaves.
    """
    first = row.registration
    is_same_person = repeats.applicant_of(row).is_same_person(first)
    may_join, may_change = not (first.has_seat and is_same_person), first.has_seat
    choice = {"is_same_person": is_same_person, "can_join": False, "can_change": False}
    try:
        refuse_unless_open(first.meeting, now=now)
    except RegistrationRefused as refused:
        return {**choice, "closed": str(refused)}
    has_seats = Seats.objects.filter(
        meeting=first.meeting, mode=row.mode, taken__lt=F("capacity")
    ).exists()
    # Who stays in her own way keeps her seat.
    keeps_seat = may_change and row.mode == first.mode
    choice |= {
        "can_join": may_join and has_seats,
        "can_change": may_change and (has_seats or keeps_seat),
    }
    is_all = choice["can_join"] == may_join and choice["can_change"] == may_change
    return {**choice, "full": "" if is_all else full_sentence(first.meeting, row.mode)}


def _answers(first: Registration, repeat: Repeat) -> list[tuple[str, str, str]]:
    """Return (label, what stood, what is filled in now) of each answer that somebody gave.

    What the first needs can be about her health. Whoever reads this mailbox can open it, but it is
    repeated here only where the new answer would come in its place.
    """
    question = first.question.text if first.question else ""
    wish = report_wish(is_recorded=first.meeting.is_recorded)
    needs = first.needs if first.has_seat else ""
    if needs and not repeat.needs:
        needs = _("Is ingevuld, en blijft zoals het is.")
    optional = [
        (_("Wat heb je nodig?"), needs, repeat.needs),
        (_("Je vraag"), question, repeat.question),
        (_("Bericht"), wish if first.wants_report else "", wish if repeat.wants_report else ""),
    ]
    none = _("Niet ingevuld")
    return [
        (_("Naam"), first.name, repeat.name),
        (_("Gemeente of organisatie"), first.organisation, repeat.organisation),
        (_("Hoe doe je mee?"), first.get_mode_display(), repeat.get_mode_display()),
        *((label, old or none, new or none) for label, old, new in optional if old or new),
    ]
