"""Versions that are never overwritten, because others than their writer have to do with them.

Wagtail's editor saves while one types, each time over the version that the same tab saved last.
What a colleague published, approved, looks at or translated must stay what she knows.
"""

from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page, PageLogEntry, Revision, TaskState
from wagtail_localize.models import TranslationLog

from knowledge.models import Translator
from knowledge.models.base import PAGE_STEPS, PageStep

# At once, at a time that is set, and when that time had come.
PUBLISHED = "wagtail.publish"


class KeptVersions(PageStep):
    """Lets a new version be made in place of an old one that others have to do with."""

    def keeps(self, revision: Revision) -> bool:
        return is_kept(revision)


def connect() -> None:
    """Register the step."""
    PAGE_STEPS.register("kept versions", KeptVersions())


def were_online(page: Page, revisions: list[Revision]) -> bool:
    """Tell whether one of these versions of a page is online, or was."""
    published = PageLogEntry.objects.filter(revision__in=revisions, action__startswith=PUBLISHED)
    return page.live_revision in revisions or published.exists()


def is_kept(revision: Revision) -> bool:
    """Tell whether others have to do with revision: one query."""
    this = OuterRef("pk")
    reasons = [
        Page.objects.filter(live_revision=this),
        # It may be off the site again: its history says that this was published.
        PageLogEntry.objects.filter(revision=this, action__startswith=PUBLISHED),
        # Handed in, whatever became of that.
        TaskState.objects.filter(revision=this),
        Translator.objects.filter(revision=this),
        TranslationLog.objects.filter(revision=this),
    ]
    kept = Q(approved_go_live_at__isnull=False)
    for rows in reasons:
        kept |= Q(Exists(rows))
    return Revision.objects.filter(kept, pk=revision.pk).exists()
