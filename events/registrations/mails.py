"""The mails about a registration; each is made when it is sent, in the reader's language."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _, gettext_lazy

from events.calendar import agenda, ics as calendars
from events.meetings import words
from events.meetings.appointment import Appointment
from events.models import Meeting, MeetingText, Registration, Repeat
from events.registrations import repeats
from events.registrations.changes import since_told
from knowledge import closing
from office.mail import links
from office.mail.greeting import first_name, first_words
from office.mail.kinds import CalendarPart, MailKind, Rendered, absolute

PURPOSE, CHOOSE = "registration", "repeat"
CANCELLED_SUBJECT = gettext_lazy("Gaat niet door: %(heading)s")


def manage_url(registration: Registration) -> str:
    """Return the signed address at which somebody sees and cancels her own registration."""
    return absolute(reverse("registration", args=[links.make(PURPOSE, registration)]))


def confirmed(ids: Mapping[str, Any]) -> Rendered | None:
    """Return the confirmation with the invitation; nothing once it was cancelled or is over."""
    return _invitation(_find(ids), _("Je aanmelding: %(heading)s"), "confirmed")


def choose_url(repeat: Repeat) -> str:
    """Return the signed address at which the mailbox says what must become of a form."""
    return absolute(reverse("repeat", args=[links.make(CHOOSE, repeat)]))


def link(ids: Mapping[str, Any]) -> Rendered | None:
    """Return the mail that was asked for by somebody who is registered already.

    When her form, or a colleague's, says something else, it leads to the choice about that.
    """
    row = _find(ids)
    waiting = list(repeats.open_of(row)) if row else []
    if not waiting:
        return _invitation(row, _("Je link voor %(heading)s"), "link")
    more = _choices(waiting, row.meeting)
    subject = _("Nog een keer aangemeld: %(heading)s")
    if not row.has_seat:
        # The first has left since; what the mailbox must choose about is still there.
        text = row.meeting.text_in(get_language())
        return _mail(row, text, subject, "again", more=more) if _is_coming(row.meeting) else None
    return _invitation(row, subject, "again", more)


def links_of_address(ids: Mapping[str, Any]) -> Rendered | None:
    """Return the mail with the links of all colleagues at one address, and of its forms.

    Without an invitation: a mail holds one, and each has an event of her own behind her link.
    """
    row = _find(ids)
    if row is None or not _is_coming(row.meeting):
        return None
    rows = Registration.objects.of_address(row.meeting, row.email_folded)
    people = [
        {
            "name": first_name(one.name),
            "mode": one.get_mode_display(),
            "url": manage_url(one),
            "may_join": one.may_join,
        }
        for one in rows.select_related("meeting")
        if one.has_seat
    ]
    waiting = list(Repeat.objects.open().of_address(row.meeting, row.email_folded))
    if not (people or waiting):
        return None
    more = {
        "people": people,
        "may_join": any(one["may_join"] for one in people),
        "place": words.place(row.meeting),
        **_choices(waiting, row.meeting),
    }
    text = row.meeting.text_in(get_language())
    return _mail(row, text, _("De links voor %(heading)s"), "links", more=more)


def changed_answers(ids: Mapping[str, Any]) -> Rendered | None:
    """Return the mail that a registration has other answers, with the invitation as it is now."""
    return _invitation(_find(ids), _("Je aanmelding is gewijzigd: %(heading)s"), "changed_answers")


def changed(ids: Mapping[str, Any]) -> Rendered | None:
    """Return the mail that a meeting has another time or place, with the new invitation.

    None when she was told already, or everything is as it was: an earlier mail said how it is now.
    """
    registration = _find(ids)
    changes = registration and since_told(registration)
    if changes == []:
        return None
    mail = _invitation(registration, _("Gewijzigd: %(heading)s"), "changed", {"changes": changes})
    if mail is None:
        return None
    told = Appointment.of(registration.meeting).dump()
    rows = Registration.objects.filter(pk=registration.pk)
    return replace(mail, when_sent=lambda: rows.update(told=told))


def cancelled(ids: Mapping[str, Any]) -> Rendered | None:
    """Return the mail that somebody is no longer registered; her calendar drops the event."""
    registration = _find(ids)
    if registration is None or registration.state != Registration.State.CANCELLED:
        return None
    return _withdrawal(registration, _("Je bent afgemeld: %(heading)s"), "cancelled")


def freed(ids: Mapping[str, Any]) -> Rendered | None:
    """Return the mail that the organiser took a registration back."""
    registration = _find(ids)
    if registration is None or registration.state != Registration.State.CANCELLED:
        return None
    return _withdrawal(registration, _("Je plek is vrijgemaakt: %(heading)s"), "freed")


def meeting_cancelled(ids: Mapping[str, Any]) -> Rendered | None:
    """Return the mail that a meeting was called off."""
    registration = _find(ids)
    if registration is None or registration.meeting.state != Meeting.State.CANCELLED:
        return None
    more = _around_cancelled(registration)
    return _withdrawal(registration, CANCELLED_SUBJECT, "meeting_cancelled", more)


def form_cancelled(ids: Mapping[str, Any]) -> Rendered | None:
    """Return the mail that a meeting was called off, to an address of which only a form waits.

    Nothing once all its forms were chosen about or forgotten.
    """
    registration = _find(ids)
    if registration is None or registration.meeting.state != Meeting.State.CANCELLED:
        return None
    more = _around_cancelled(registration)
    if not more["choices"]:
        return None
    text = registration.meeting.text_in(get_language())
    return _mail(registration, text, CANCELLED_SUBJECT, "form_cancelled", more=more)


def report_ready(ids: Mapping[str, Any]) -> Rendered | None:
    """Return the mail that the report is there, for who asked for it."""
    registration = _find(ids)
    report = registration.meeting.report if registration else None
    # A meeting that was closed since is treated as missing.
    if not closing.is_visible(report):
        return None
    text = registration.meeting.text_in(get_language())
    return _mail(registration, text, _("Het verslag staat online: %(heading)s"), "report_ready")


KINDS = (
    MailKind("registration_confirmed", confirmed),
    MailKind("registration_cancelled", cancelled),
    MailKind("registration_link", link),
    MailKind("registration_links", links_of_address),
    MailKind("registration_changed", changed_answers),
    MailKind("registration_freed", freed),
    MailKind("meeting_changed", changed),
    MailKind("meeting_cancelled", meeting_cancelled),
    MailKind("form_cancelled", form_cancelled),
    MailKind("report_ready", report_ready),
)


def _invitation(
    registration: Registration | None,
    subject: str,
    template: str,
    more: Mapping[str, Any] | None = None,
) -> Rendered | None:
    if registration is None or not registration.has_seat:
        return None
    meeting = registration.meeting
    if not _is_coming(meeting):
        return None
    text = meeting.text_in(get_language())
    event = agenda.own_event(registration, text, manage_url=manage_url(registration))
    body = calendars.request(event, organiser=agenda.organiser(), attendee=_attendee(registration))
    return _mail(registration, text, subject, template, CalendarPart("REQUEST", body), more)


def _choices(waiting: list[Repeat], meeting: Meeting) -> dict[str, Any]:
    """Return where the mailbox looks at each form that waits, and until when; "" when none does.

    No word of what was typed: anybody can send a form with this address, and any text in it.
    """
    return {
        "choices": [{"url": choose_url(repeat), "at": repeat.created_at} for repeat in waiting],
        "last_day": repeats.last_day(waiting, meeting) if waiting else "",
    }


def _around_cancelled(registration: Registration) -> dict[str, Any]:
    """Return why the meeting is off, what comes instead, and the forms of this address."""
    meeting, language = registration.meeting, get_language()
    forms = Repeat.objects.open().of_address(meeting, registration.email_folded)
    waiting = list(forms.select_related("registration"))
    return {
        "instead": words.instead_link(meeting, language, now=timezone.now()),
        "reason": words.reason(meeting.text_in(language)),
        **_choices(waiting, meeting),
    }


def _is_coming(meeting: Meeting) -> bool:
    return meeting.state == Meeting.State.ANNOUNCED and meeting.ends_at > timezone.now()


def _withdrawal(
    registration: Registration,
    subject: str,
    template: str,
    more: Mapping[str, Any] | None = None,
) -> Rendered:
    text = registration.meeting.text_in(get_language())
    event = agenda.own_event(registration, text, manage_url=manage_url(registration))
    body = calendars.cancel(event, organiser=agenda.organiser(), attendee=_attendee(registration))
    return _mail(registration, text, subject, template, CalendarPart("CANCEL", body), more)


def _mail(
    registration: Registration,
    text: MeetingText,
    subject: str,
    template: str,
    calendar: CalendarPart | None = None,
    more: Mapping[str, Any] | None = None,
) -> Rendered:
    meeting = registration.meeting
    heading = words.heading(meeting, text)
    context = {
        "registration": registration,
        "first_name": first_name(registration.name),
        "question": first_words(registration.question.text) if registration.question else "",
        "meeting": meeting,
        "text": text,
        "heading": heading,
        "when": meeting.slot.when,
        "place": words.own_place_of(registration),
        # What is hers must be said where there are two ways.
        "both_ways": bool(meeting.place and meeting.tool),
        "manage_url": manage_url(registration),
        "meeting_url": absolute(meeting.path_in(get_language())),
        **(more or {}),
    }
    return Rendered(
        to=registration.email,
        subject=subject % {"heading": heading},
        text=render_to_string(f"events/registrations/mails/{template}.txt", context),
        calendar=calendar,
    )


def _attendee(registration: Registration) -> calendars.Party:
    # A calendar shows the name to who gets the mail, and anybody can have typed it.
    return calendars.Party(first_name(registration.name) or registration.email, registration.email)


def _find(ids: Mapping[str, Any]) -> Registration | None:
    rows = Registration.objects.select_related("meeting", "question")
    return rows.filter(pk=ids.get("registration")).first()
