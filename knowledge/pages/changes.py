"""What was said of changes of pages, as visitors read it."""

from collections.abc import Iterable

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page

from knowledge.models import PageChange, SitePage


def of(page: SitePage) -> list[PageChange]:
    """Return what was said of a page, the newest first; one query for all that ask it.

    An alias shows the words of its source, and what was said of those.
    """
    if not page.pk:
        return []
    if "_said" not in page.__dict__:
        found = PageChange.objects.filter(page_id=page.alias_of_id or page.pk)
        page.__dict__["_said"] = list(found.only("sentence", "published_at"))
    return page.__dict__["_said"]


def newest(pages: Iterable[Page]) -> dict[int, PageChange]:
    """Return what was said last of each page of which something was said; one query."""
    last = PageChange.objects.filter(page=OuterRef("page")).values("pk")[:1]
    found = PageChange.objects.filter(page__in=[page.pk for page in pages], pk=Subquery(last))
    return {one.page_id: one for one in found}


def renewed(pages: QuerySet) -> QuerySet:
    """Return pages with `renewed_at`: when one came online, or a change of it was said last."""
    at = PageChange.objects.filter(page=OuterRef("pk")).values("published_at")[:1]
    return pages.annotate(renewed_at=Coalesce(Subquery(at), F("first_published_at")))
