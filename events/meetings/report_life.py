"""A live report replaces its meeting's announcement, at its address and in search."""

from typing import Any

from wagtail.signals import page_unpublished

from events.meetings import deeds as meetings
from knowledge.models import ReportPage, SitePage
from knowledge.models.base import PAGE_STEPS, PageStep, Stored


class ReportReplacesAnnouncement(PageStep):
    """The announcement leaves the index when the report comes online, and returns when it goes."""

    def after_save(self, page: SitePage, stored: Stored | None) -> None:
        was_live = bool(stored and stored.live)
        if isinstance(page, ReportPage) and page.live != was_live:
            meetings.report_changed(page)


def connect() -> None:
    """Register the step, and listen to unpublishing in bulk, which saves the base class."""
    PAGE_STEPS.register("meeting", ReportReplacesAnnouncement())
    page_unpublished.connect(_unpublished, sender=ReportPage, dispatch_uid="report unpublished")


def _unpublished(instance: ReportPage, **_kwargs: Any) -> None:
    meetings.report_changed(instance)
