"""A live report replaces its meeting's announcement, at its address and in search."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.signals import page_unpublished

from events.meetings import deeds as meetings
from events.models import Meeting
from knowledge.models import ReportPage, SitePage
from knowledge.models.base import PAGE_STEPS, PageStep, Stored
from knowledge.numbers import ONLINE


class ReportReplacesAnnouncement(PageStep):
    """The announcement leaves the index when the report comes online, and returns when it goes."""

    def after_save(self, page: SitePage, stored: Stored | None) -> None:
        was_live = bool(stored and stored.live)
        if isinstance(page, ReportPage) and page.live != was_live:
            meetings.report_changed(page)


def refused_beside_a_meeting(number: int) -> str:
    """Return why no report goes online under the number of a meeting that has none; "" when it may.

    Who links the two is shown what they say differently.
    """
    meeting = Meeting.objects.public().filter(number=number, report=None).first()
    if meeting is None:
        return ""
    return _(
        "Nummer %(number)s hoort bij de kenniskring van %(day)s. Is dit daar het verslag van? Kies "
        "het dan eerst bij die kenniskring. Zo niet, haal het nummer weg."
    ) % {"number": number, "day": meeting.slot.day}


def connect() -> None:
    """Register both, and listen to unpublishing in bulk, which saves the base class."""
    PAGE_STEPS.register("meeting", ReportReplacesAnnouncement())
    ONLINE.register("meeting without a report", refused_beside_a_meeting)
    page_unpublished.connect(_unpublished, sender=ReportPage, dispatch_uid="report unpublished")


def _unpublished(instance: ReportPage, **_kwargs: Any) -> None:
    meetings.report_changed(instance)
