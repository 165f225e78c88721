"""Two reports never go online with one number, whoever publishes and however."""

from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Revision

from knowledge import addresses, numbers
from knowledge.models import ReportPage, SitePage
from knowledge.models.base import PAGE_STEPS, PageStep, Stored
from knowledge.numbers import HOLDERS
from office.models import User
from office.refusals import Refused


class OneNumberEach(PageStep):
    """Refuses, by name, to put a report online under the number of another."""

    def refusal(self, revision: Revision, user: User | None) -> Refused | None:
        """Return whose number it is, before anything is written."""
        page = revision.as_object()
        return _refusal(page) if isinstance(page, ReportPage) else None

    def before_save(self, page: SitePage, stored: Stored | None) -> bool:
        """Refuse it once more behind a lock: two colleagues can publish at once."""
        if isinstance(page, ReportPage) and page.live and page.number and not page.alias_of_id:
            numbers.hold()
            if refusal := _refusal(page):
                raise refusal
        return True


def holder(number: int, key: UUID | None) -> str:
    """Return the title of another report with this number, a draft too; "" when there is none."""
    others = ReportPage.objects.filter(number=number, alias_of=None).exclude(translation_key=key)
    # What is online comes first, then the source language.
    return others.order_by("-live", "locale_id").values_list("title", flat=True).first() or ""


def connect() -> None:
    """Register the step and who has a number."""
    PAGE_STEPS.register("one number each", OneNumberEach())
    HOLDERS.register("report", holder)


def _refusal(page: ReportPage) -> Refused | None:
    sentence = numbers.refused_online(page.number, by_other_than=page.translation_key)
    if not sentence:
        return None
    return Refused(
        _("“%(title)s” is niet gepubliceerd. %(wrong)s") % {"title": page.title, "wrong": sentence},
        back=addresses.desk_url(page.pk) if page.pk else "",
    )
