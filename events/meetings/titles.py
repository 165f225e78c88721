"""The title of the meeting or series at an address, as everybody may read it."""

from django.urls import Resolver404, resolve
from django.utils.translation import get_language

from events.meetings import queries
from knowledge import closing


def title_at(path: str) -> str:
    """Return the title of the meeting or series whose page, form or calendar stands at a path."""
    try:
        asked = resolve(path).kwargs
    except Resolver404:
        return ""
    if closing.restrictions_above(path):
        return ""
    if "number" in asked and "slug" in asked:
        text = queries.public_text(asked["number"], get_language())
        return f"{text.meeting}: {text.title}" if text else ""
    if resolve(path).url_name == "series":
        series = queries.series_text(asked["slug"], get_language())
        return series.title if series else ""
    return ""
