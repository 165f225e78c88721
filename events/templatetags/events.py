"""What pages of every room may show of the coming meetings."""

from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from events.meetings import queries, views
from events.meetings.cards import MeetingCard
from events.models import Meeting
from events.models.page import list_restrictions
from knowledge import closing

register = template.Library()


@register.simple_tag
def next_meeting() -> MeetingCard | None:
    """Return the first coming meeting in the reader's language, or None; one query for its seats.

    It has number, title, heading, url, register_url, day, month, date, time, when, place,
    seats_left, capacity, taken, full and life.
    """
    return queries.next_meeting(now=timezone.now(), language=get_language())


@register.simple_tag(takes_context=True)
def all_meetings(context: template.Context) -> dict[str, Any]:
    """Return every coming and past meeting, and the series; nine queries.

    Who may not read the list in another language is not shown here what stands in it.
    """
    now, language = timezone.now(), get_language()
    request = context.get("request")
    passed = request is not None and closing.may_read(request, list_restrictions())
    return {
        "coming": queries.coming(now=now, language=language, on_list=passed),
        "past": queries.past(now=now, language=language, on_list=passed),
        "series": queries.all_series(language),
    }


@register.inclusion_tag("events/meetings/meeting.html", takes_context=True)
def announcement(context: template.Context, meeting: Meeting) -> dict[str, Any]:
    """Show a meeting that is not saved as visitors would see it once it is announced."""
    return {"request": context["request"], **views.preview_context(meeting)}


@register.simple_tag
def meetings_about(opgave: object) -> dict[str, list[MeetingCard]]:
    """Return the coming and past meetings about an opgave page; seven queries."""
    where = {"opgaven__opgave__translation_key": opgave.translation_key}
    now, language = timezone.now(), get_language()
    return {
        "coming": queries.coming(now=now, language=language, **where),
        "past": queries.past(now=now, language=language, limit=5, **where),
    }


@register.simple_tag(takes_context=True)
def is_ticked(context: template.Context, name: str, value: str) -> bool:
    """Return whether a box of the page was ticked in the form that was sent."""
    return value in context["request"].POST.getlist(name)
