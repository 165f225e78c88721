"""Who may read a page: what stands behind a view restriction is closed, also where it is named."""

from collections.abc import Iterable

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, QuerySet
from django.http import HttpRequest
from wagtail.models import PageViewRestriction

from knowledge import addresses


def closed(path: str = "path") -> Exists:
    """Return the condition that the page whose path stands in this column is closed.

    Its own restriction or that of a page above it; no query of its own, where Wagtail's `public()`
    first reads all restrictions.
    """
    below = ExpressionWrapper(OuterRef(path), output_field=CharField())
    return Exists(
        PageViewRestriction.objects.annotate(below=below).filter(below__startswith=F("page__path"))
    )


def open_to_all(pages: QuerySet) -> QuerySet:
    """Keep the pages that everybody may read; no query of its own."""
    return pages.exclude(closed())


def may_read(request: HttpRequest, restrictions: Iterable[PageViewRestriction]) -> bool:
    """Tell whether whoever asks has passed every one of these restrictions; an editor has.

    Nobody's session is looked at where nothing is restricted.
    """
    return all(
        restriction.accept_request(request) for restriction in restrictions
    ) or request.user.has_perm("wagtailadmin.access_admin")


def restrictions_above(url: str) -> list[PageViewRestriction]:
    """Return the restrictions of the pages at and above an address of this site; one query."""
    return [
        restriction
        for restriction in PageViewRestriction.objects.select_related("page")
        if (above := addresses.tree_url(restriction.page.url_path)) and url.startswith(above)
    ]
