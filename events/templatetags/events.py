"""What pages of every room may show of the coming meetings."""

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from events.meetings import queries
from events.meetings.queries import Card

register = template.Library()


@register.simple_tag
def next_meeting() -> Card | None:
    """Return the first coming meeting in the reader's language, or None; one query.

    It has number, title, heading, url, register_url, day, month, date, time, when, place,
    seats_left, capacity, taken, full and life.
    """
    return queries.next_meeting(now=timezone.now(), language=get_language())


@register.simple_tag
def meetings_about(opgave: object) -> dict[str, list[Card]]:
    """Return the coming and past meetings about an opgave page; two queries."""
    where = {"opgaven__opgave__translation_key": opgave.translation_key}
    now, language = timezone.now(), get_language()
    return {
        "coming": queries.coming(now=now, language=language, **where),
        "past": queries.past(now=now, language=language, limit=5, **where),
    }
