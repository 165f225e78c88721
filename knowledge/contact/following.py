"""What happens when a contact person does not answer: one reminder, then "nog geen antwoord"."""

import datetime

from django.utils import timezone

from knowledge.contact import deeds as contact, working_days
from knowledge.models import ContactRequest
from knowledge.models.gemeente import Country
from office import faults

LOOP = "contact"
# Working days until the one reminder, and from there until the asker hears that there is nothing.
REMIND_AFTER = GIVE_UP_AFTER = 5


def follow_up(now: datetime.datetime) -> int:
    """Remind and give up what is due; return how many requests that were.

    Safe in two processes at once: each deed locks its request and looks again.
    """
    done = 0
    waiting = ContactRequest.objects.filter(state=ContactRequest.State.WITH_PERSON)
    waiting = waiting.select_related("person__gemeente__province")
    for request in waiting.order_by("asked_at", "pk"):
        with faults.go_on(LOOP, f"contact request {request.pk}", now=now):
            done += _follow_up(request, now)
    faults.clear_before(LOOP, now)
    return done


def _follow_up(request: ContactRequest, now: datetime.datetime) -> bool:
    if now < due_at(request, timezone.get_default_timezone()):
        return False
    deed = contact.remind if request.reminded_at is None else contact.give_up
    return deed(request, now=now)


def due_at(request: ContactRequest, zone: datetime.tzinfo) -> datetime.datetime:
    """Return when the next step is due, in days on which its contact person works."""
    province = request.person.gemeente.province
    country = province.country if province else Country.NETHERLANDS
    if request.reminded_at is None:
        return working_days.later(request.asked_at, REMIND_AFTER, zone, country)
    return working_days.later(request.reminded_at, GIVE_UP_AFTER, zone, country)
