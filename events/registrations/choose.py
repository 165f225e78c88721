"""The signed page of a form for an address that is registered already: whose is it, and what now.

The site's middleware keeps every address of it out of caches, referrers and search engines.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_http_methods

from events.meetings import words
from events.meetings.frame import crumbs
from events.models import Registration, Repeat
from events.registrations import deeds as registrations, repeats
from events.registrations.forms import report_wish
from events.registrations.mails import CHOOSE, PURPOSE
from events.registrations.refusals import RegistrationRefused
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
    first = row.registration
    text = first.meeting.text_in(get_language())
    stands = first.has_seat
    is_same_person = repeats.applicant_of(row).is_same_person(first)
    context = {
        "crumbs": crumbs(),
        "repeat": row,
        "first": first,
        "heading": words.heading(first.meeting, text),
        "when": first.meeting.slot.when,
        "place": words.place(first.meeting),
        "meeting_url": first.meeting.path_in(get_language()),
        "token": token,
        "error": error,
        "stands": stands,
        "is_settled": row.settled_at is not None,
        "can_join": not (stands and is_same_person),
        "can_change": stands,
        "is_same_person": is_same_person,
        "answers": _answers(first, row),
    }
    return render(request, "events/registrations/repeat.html", context, status=status)


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
