"""What happens around meetings when their list, or a report, is closed or opened."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction

from events.meetings import deeds as meetings
from events.models import KenniskringenPage
from knowledge import closing
from knowledge.models import ReportPage


def connect() -> None:
    """Listen for pages being closed or opened."""
    for signal, uid in ((post_save, "list closed"), (post_delete, "list opened")):
        signal.connect(_closed_or_opened, sender=PageViewRestriction, dispatch_uid=uid)


def _closed_or_opened(instance: PageViewRestriction, **_kwargs: Any) -> None:
    """Have the announcements indexed again, and mail those who wait for a report when it opens."""
    page = Page.objects.filter(pk=instance.page_id).first()
    if page is None:
        return
    closed = closing.with_all_it_closes(page)
    if KenniskringenPage.objects.filter(pk__in=closed).exists():
        meetings.list_closed_or_opened()
    for report in ReportPage.objects.filter(pk__in=closed).live():
        meetings.report_changed(report)
