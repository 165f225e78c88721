"""A live report replaces its meeting's announcement, at its address and in search."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision
from wagtail.signals import page_unpublished

from events.meetings import deeds as meetings
from events.models import Meeting
from knowledge import addresses
from knowledge.models import ReportPage, SitePage
from knowledge.models.base import PAGE_STEPS, PageStep, Stored
from office.models import User
from office.refusals import Refused


class ReportReplacesAnnouncement(PageStep):
    """The announcement leaves the index when the report comes online, and returns when it goes.

    A report under the number of a meeting goes online as that meeting's report or not at all: who
    links the two is shown what they say differently.
    """

    def refusal(self, revision: Revision, user: User | None) -> Refused | None:
        page = revision.as_object()
        return _refusal(page) if isinstance(page, ReportPage) else None

    def before_save(self, page: SitePage, stored: Stored | None) -> bool:
        """Refuse it once more: the meeting may have been announced since.

        Numbers are held by now, as they are when a meeting is announced.
        """
        if isinstance(page, ReportPage) and page.live and (refusal := _refusal(page)):
            raise refusal
        return True

    def after_save(self, page: SitePage, stored: Stored | None) -> None:
        was_live = bool(stored and stored.live)
        if isinstance(page, ReportPage) and page.live != was_live:
            meetings.report_changed(page)


def _refusal(page: ReportPage) -> Refused | None:
    if page.number is None or page.alias_of_id:
        return None
    meeting = Meeting.objects.public().filter(number=page.number, report=None).first()
    if meeting is None:
        return None
    wrong = _(
        "“%(title)s” is niet gepubliceerd. Nummer %(number)s hoort bij de kenniskring van "
        "%(day)s. Is dit daar het verslag van? Kies het dan eerst bij die kenniskring. Zo niet, "
        "haal het nummer weg."
    )
    words = {"title": page.title, "number": page.number, "day": meeting.slot.day}
    return Refused(wrong % words, back=addresses.desk_url(page.pk) if page.pk else "")


def connect() -> None:
    """Register the step, and listen to unpublishing in bulk, which saves the base class."""
    PAGE_STEPS.register("meeting", ReportReplacesAnnouncement())
    page_unpublished.connect(_unpublished, sender=ReportPage, dispatch_uid="report unpublished")


def _unpublished(instance: ReportPage, **_kwargs: Any) -> None:
    meetings.report_changed(instance)
