"""Mentions of a person's name in the texts of meetings."""

from collections.abc import Iterator

from django.urls import reverse

from events.models import Meeting, MeetingSpeaker, MeetingText, ProgrammeItem
from knowledge.directory.mentions import Mention, named

TEXTS = (
    (
        MeetingText,
        (
            "title",
            "takeaway",
            "for_whom",
            "body",
            "preparation",
            "practical",
            "recording_notice",
        ),
    ),
    (ProgrammeItem, ("title",)),
    (MeetingSpeaker, ("role", "note")),
)


def find(name: str) -> Iterator[Mention]:
    """Yield every mention of somebody in a meeting."""
    for model, columns in TEXTS:
        for row, words in named(model.objects.select_related("meeting"), columns, name):
            yield Mention(str(row.meeting), words, _edit(row.meeting))


def _edit(meeting: Meeting) -> str:
    return reverse("wagtailsnippets_events_meeting:edit", args=[meeting.pk])
