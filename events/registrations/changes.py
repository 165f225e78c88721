"""What changed about a meeting since somebody heard of it, old and new, in her language."""

from django.utils.translation import gettext as _

from events.meetings import words
from events.meetings.appointment import Appointment
from events.models import Registration


def since_told(registration: Registration) -> list[str] | None:
    """Return a sentence for each thing that is not as she was told; None when that is not known."""
    if registration.told is None:
        return None
    both = Appointment.load(registration.told), Appointment.of(registration.meeting)
    before, now = (one.as_told(registration.mode) for one in both)
    places = (words.own_place(one.place, one.tool, registration.mode) for one in (before, now))
    return [
        *_of_time(before, now),
        *_of_place(*places),
        *_of_link(before.join_url, now.join_url),
    ]


def _of_time(before: Appointment, now: Appointment) -> list[str]:
    if before.slot == now.slot:
        return []
    # The old zone is named too when the new one is another: the same hour may be meant twice.
    old, new = before.slot.words, now.slot.words
    if before.time_zone != now.time_zone:
        old, new = before.slot.words_with_zone, now.slot.words_with_zone
    lines = [_("Wanneer: %(new)s. Eerst: %(old)s.") % {"new": new, "old": old}]
    if before.starts_at == now.starts_at and before.time_zone != now.time_zone:
        lines.append(_("Het moment waarop het begint, blijft hetzelfde."))
    if before.duration != now.duration:
        minutes = {"new": now.slot.minutes, "old": before.slot.minutes}
        lines.append(_("Hoe lang: %(new)s. Eerst: %(old)s.") % minutes)
    return lines


def _of_place(old: str, new: str) -> list[str]:
    return [] if old == new else [_("Waar: %(new)s. Eerst: %(old)s.") % {"new": new, "old": old}]


def _of_link(before: str, now: str) -> list[str]:
    if before == now:
        return []
    if not now:
        return [_("De link om mee te doen die je had, werkt niet meer. De nieuwe volgt.")]
    if not before:
        return [_("De link om mee te doen is er nu. Je vindt hem hieronder.")]
    return [_("De link om mee te doen is een andere. Gebruik de link hieronder.")]
