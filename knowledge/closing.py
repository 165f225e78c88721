"""Who may read a page: what stands behind a view restriction is closed, also where it is named."""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import PageViewRestriction

from knowledge import addresses
from office.registry import Registry
from office.shared_reads import shared

# A higher room says what closes its own addresses: those of meetings are no pages.
OF_ADDRESS: Registry[Callable[[str], Iterable[PageViewRestriction]]] = Registry("restriction")


@shared
def closed_paths() -> tuple[str, ...]:
    """Return the places in the tree that are closed with all that is below them; one query."""
    paths = PageViewRestriction.objects.order_by("page__path").values_list("page__path", flat=True)
    return tuple(paths.distinct())


def closed(column: str = "path") -> Q:
    """Return the condition that the page whose path is in this column is closed.

    Few pages are restricted themselves, so that their paths stand in the condition.
    """
    return _below(closed_paths(), column)


def is_closed(path: str) -> bool:
    """Return whether the page at a path of the tree is closed, itself or by a page above it."""
    return path.startswith(closed_paths())


def open_to_all(pages: QuerySet) -> QuerySet:
    """Keep the pages that everybody may read."""
    paths = closed_paths()
    return pages.exclude(_below(paths, "path")) if paths else pages


def _below(paths: tuple[str, ...], column: str) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{column}__startswith": path})
    return condition


def may_read(request: HttpRequest, restrictions: Iterable[PageViewRestriction]) -> bool:
    """Tell whether whoever asks has passed every one of these restrictions; an editor has.

    Nobody's session is looked at where nothing is restricted.
    """
    return all(
        restriction.accept_request(request) for restriction in restrictions
    ) or request.user.has_perm("wagtailadmin.access_admin")


def restrictions_above(url: str) -> list[PageViewRestriction]:
    """Return the restrictions of the pages at and above an address of this site."""
    if not closed_paths():
        return []
    above = [
        restriction
        for restriction in PageViewRestriction.objects.select_related("page")
        if (path := addresses.tree_url(restriction.page.url_path)) and url.startswith(path)
    ]
    return [*above, *(one for find in OF_ADDRESS.values() for one in find(url))]
