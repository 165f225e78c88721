"""The pages around a meeting: the opgaven it is about, and what to read before."""

from wagtail.models import Page

from events.models import Meeting, MeetingOpgave, MeetingReading
from events.models.meeting import SOURCE_LANGUAGE
from knowledge import closing
from knowledge.pages.queries import language_of


def pages_around(meeting: Meeting, language: str) -> list[Page]:
    """Return the live opgaven and what to read before (with `minutes`); three queries.

    Each in the language asked for, else in the source language, else in the one it has.
    """
    readings = MeetingReading.objects.filter(meeting=meeting)
    minutes = dict(readings.values_list("page__translation_key", "minutes"))
    opgaven = MeetingOpgave.objects.filter(meeting=meeting)
    chosen = {*minutes, *opgaven.values_list("opgave__translation_key", flat=True)}
    if not chosen:
        return []
    pages = Page.objects.filter(translation_key__in=chosen, alias_of=None)
    found = closing.visible(pages)
    # The later one stands: the page in the language asked for is the last of its key.
    rank = {SOURCE_LANGUAGE: 1, language: 2}
    ranked = sorted(found, key=lambda page: rank.get(language_of(page), 0))
    best = {page.translation_key: page for page in ranked}
    for key, page in best.items():
        page.minutes = minutes.get(key)
    return sorted(best.values(), key=lambda page: page.path)
