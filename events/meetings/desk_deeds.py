"""The deeds of a meeting's desk: what each shows before it is done, and what it says after."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from events.meetings import deeds as meetings, queries, words
from events.meetings.deeds import MeetingRefused
from events.models import Meeting, Registration, Repeat, SeriesText
from events.models.meeting import SOURCE_LANGUAGE
from knowledge.models import Question
from office.confirming import Facts
from office.hidden_signs import without_hidden_signs

REASON = "reason_"  # and a language
INSTEAD = "instead"


@dataclass(frozen=True, slots=True)
class DeskDeed:
    """A deed that asks once: `facts` must still be true when the button is pressed."""

    title: str
    template: str
    facts: Callable[[Meeting, datetime], Facts]
    do: Callable[[Meeting, HttpRequest, datetime], str]
    also_shown: Callable[[Meeting, HttpRequest, datetime], dict[str, Any]] = lambda *_args: {}
    # What cannot be undone has a red button.
    is_severe: bool = False


def reasons(meeting: Meeting) -> list[tuple[str, str]]:
    """Return (language, why the meeting is called off) for each language that has it."""
    texts = meeting.texts.select_related("locale")
    return [(str(text.locale), text.cancel_reason) for text in texts if text.cancel_reason]


def _announce_facts(meeting: Meeting, now: datetime) -> Facts:
    meetings.refuse_unless_ready(meeting, now)
    number, slug = meetings.number_and_slug(meeting)
    return {
        "titles": _titles(meeting),
        "number": number,
        "path": Meeting(number=number, slug=slug).path_in(SOURCE_LANGUAGE),
        "when": meeting.slot.when,
        "place": words.place(meeting),
        "seats": [[seats.get_mode_display(), seats.capacity] for seats in meeting.seats.all()],
    }


def _titles(meeting: Meeting) -> list[list[str]]:
    """Return [language, title, warning] for each language of the site; "" is no warning."""
    own = dict(meeting.texts.values_list("locale__language_code", "title"))
    series = meeting.series.texts.all() if meeting.series else SeriesText.objects.none()
    given = dict(series.values_list("locale__language_code", "title"))
    rows = []
    for code, language in settings.WAGTAIL_CONTENT_LANGUAGES:
        title, warning = own.get(code, "").strip(), ""
        if not title:
            warning = _("Geen titel in deze taal. Bezoekers lezen daar de Nederlandse tekst.")
        elif title.casefold() == given.get(code, "").strip().casefold():
            warning = _("Dit is nog de titel van de reeks. Geef deze kenniskring een eigen titel.")
        rows.append([str(language), title, warning])
    return rows


def _announce(meeting: Meeting, request: HttpRequest, now: datetime) -> str:
    announced = meetings.announce(meeting, by=request.user, now=now)
    return _("%(meeting)s staat op de site.") % {"meeting": announced}


def _discard_facts(meeting: Meeting, _now: datetime) -> Facts:
    meetings.refuse_unless_discardable(meeting)
    return {
        "title": meeting.text_in(SOURCE_LANGUAGE).title,
        "when": meeting.slot.when,
        "questions": meeting.questions.count(),
        "series": str(meeting.series or ""),
    }


def _discard(meeting: Meeting, request: HttpRequest, _now: datetime) -> str:
    meetings.discard(meeting, by=request.user)
    return _("De kenniskring is weg. Niemand had hem gezien.")


def _cancel_facts(meeting: Meeting, _now: datetime) -> Facts:
    meetings.refuse_unless_announced(meeting)
    # Not how many people come: somebody who registers now must not stop the editor.
    return {"title": meeting.text_in(SOURCE_LANGUAGE).title, "when": meeting.slot.words}


def _around_a_cancellation(meeting: Meeting, request: HttpRequest, now: datetime) -> dict[str, Any]:
    """Return who is mailed, which questions open again, and what the editor says and chooses."""
    names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    dates = queries.dates_instead(meeting, now=now)
    is_first_time = INSTEAD not in request.POST
    suggested = str(dates[0].pk) if dates and dates[0].starts_at > meeting.starts_at else ""
    return {
        "people": meeting.registrations.filter(state=Registration.State.REGISTERED).count(),
        "addresses": _addresses_left_alone(meeting),
        "questions": Question.objects.filter(
            meetings__meeting=meeting, state=Question.State.ON_AGENDA
        ),
        "reasons": [
            {
                "name": f"{REASON}{code}",
                "language": names.get(code, code),
                "typed": request.POST.get(f"{REASON}{code}", ""),
                "is_needed": is_needed,
            }
            for code, is_needed in meetings.reasons_needed(meeting).items()
        ],
        "dates": [(str(date.pk), f"{date}, {date.slot.words}") for date in dates],
        "why_none": ""
        if any(date.starts_at > meeting.starts_at for date in dates)
        else _why_none(meeting, now),
        "chosen": suggested if is_first_time else request.POST[INSTEAD],
    }


def _why_none(meeting: Meeting, now: datetime) -> str:
    """Return why no later date can be chosen: that there is none, or that nobody may know it."""
    private = Meeting.objects.filter(
        state=Meeting.State.PREPARING, starts_at__gt=max(now, meeting.starts_at)
    ).count()
    if not private:
        return _("Er is geen latere kenniskring.")
    return ngettext(
        "Er is %(number)s latere kenniskring in voorbereiding. Die kun je pas noemen als je hem "
        "hebt aangekondigd.",
        "Er zijn %(number)s latere kenniskringen in voorbereiding. Die kun je pas noemen als je ze "
        "hebt aangekondigd.",
        private,
    ) % {"number": private}


def _cancel(meeting: Meeting, request: HttpRequest, now: datetime) -> str:
    # A NUL byte cannot be stored; a longer text was not typed in this form.
    reasons = {
        name.removeprefix(REASON): without_hidden_signs(value.replace("\0", ""))[:300].strip()
        for name, value in request.POST.items()
        if name.startswith(REASON)
    }
    done = meetings.cancel(
        meeting, reasons=reasons, instead=_chosen(request), now=now, by=request.user
    )
    people = ngettext(
        "De kenniskring is afgezegd. %(number)s mens krijgt een mail.",
        "De kenniskring is afgezegd. %(number)s mensen krijgen een mail.",
        done.people,
    )
    addresses = ngettext(
        "%(number)s adres waarvan alleen een formulier wacht, krijgt ook een mail.",
        "%(number)s adressen waarvan alleen een formulier wacht, krijgen ook een mail.",
        done.addresses,
    )
    questions = ngettext(
        "%(number)s vraag is weer open.", "%(number)s vragen zijn weer open.", done.questions
    )
    said = [people % {"number": done.people}]
    said += [addresses % {"number": done.addresses}] if done.addresses else []
    said += [questions % {"number": done.questions}] if done.questions else []
    return " ".join(said)


def _addresses_left_alone(meeting: Meeting) -> int:
    forms = Repeat.objects.left_alone(meeting).order_by()
    return forms.values("registration__email_folded").distinct().count()


def _chosen(request: HttpRequest) -> Meeting | None:
    pk = request.POST.get(INSTEAD, "")
    if not pk:
        return None
    chosen = Meeting.objects.filter(pk=pk).first() if pk.isdecimal() else None
    if chosen is None:
        raise MeetingRefused(meetings.no_longer_coming())
    return chosen


DESK_DEEDS = {
    "announce": DeskDeed(
        gettext_lazy("Aankondigen"),
        "events/meetings/admin/announce.html",
        _announce_facts,
        _announce,
    ),
    "discard": DeskDeed(
        gettext_lazy("Weggooien"),
        "events/meetings/admin/discard.html",
        _discard_facts,
        _discard,
        is_severe=True,
    ),
    "cancel": DeskDeed(
        gettext_lazy("Afzeggen"),
        "events/meetings/admin/cancel.html",
        _cancel_facts,
        _cancel,
        _around_a_cancellation,
        is_severe=True,
    ),
}
