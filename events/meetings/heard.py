"""Whose names may be heard in the recording of a meeting."""

from events.models import MeetingSpeaker
from knowledge.models import Recording


def names(recording: Recording) -> set[str]:
    """Return the names of the speakers, and of their organisations, of its meeting."""
    rows = MeetingSpeaker.objects.filter(meeting__report__recording=recording)
    return {
        name
        for both in rows.values_list("person__name", "organisation__name")
        for name in both
        if name
    }
