"""What is visible, and who may read the rest: the one definition that the whole site uses.

A page is visible when it is live and nothing closes it. A view restriction closes its page and all
that stands below it, and what says the same words: aliases, and the translations of a page in the
source language.
"""

from collections.abc import Callable, Iterable, Mapping

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest
from wagtail.models import Page, PageViewRestriction

from knowledge import addresses
from office.registry import Registry
from office.shared_reads import shared

# Places in the tree, each with the primary keys of the restrictions that close all from there down.
Places = Mapping[str, frozenset[int]]

# A higher room says what else is closed with these places: pages that are one in every language.
ALSO_CLOSED: Registry[Callable[[Places], Places]] = Registry("closed page")
# And what closes its own addresses: those of meetings are no pages.
OF_ADDRESS: Registry[Callable[[str], Iterable[PageViewRestriction]]] = Registry("restriction")


def visible(pages: QuerySet) -> QuerySet:
    """Keep the pages that everybody may read."""
    paths = closed_paths()
    live = pages.filter(live=True)
    return live.exclude(_below(paths)) if paths else live


def visible_at(relation: str) -> Q:
    """Return the condition that the page at the end of a relation can be read by everybody.

    Few pages are restricted themselves, so that their paths stand in the condition.
    """
    return Q(**{f"{relation}__live": True}) & ~_below(closed_paths(), f"{relation}__path")


def only_visible(pages: Iterable[Page]) -> list[Page]:
    """Return those of the pages at hand that everybody may read, as `visible` does in a query."""
    paths = closed_paths()
    return [page for page in pages if page.live and not page.path.startswith(paths)]


def is_visible(page: Page | None) -> bool:
    """Return whether everybody may read a page; no query of its own."""
    return page is not None and bool(only_visible([page]))


def is_closed(path: str) -> bool:
    """Return whether the page at a path of the tree is closed, live or not."""
    return path.startswith(closed_paths())


def closed_paths() -> tuple[str, ...]:
    """Return the places in the tree that are closed with all that is below them."""
    return tuple(closed_places())


@shared
def closed_places() -> Places:
    """Return every closed place; one query, and three more as long as there are any."""
    places: dict[str, frozenset[int]] = {}
    for path, pk in PageViewRestriction.objects.values_list("page__path", "pk"):
        places[path] = places.get(path, frozenset()) | {pk}
    if not places:
        return {}
    places = _with_copies(places)
    for also_closed in ALSO_CLOSED.values():
        places = _merged(places, also_closed(places))
    return dict(sorted(places.items()))


def restrictions_on(path: str) -> QuerySet[PageViewRestriction]:
    """Return the restrictions on the page at a path of the tree, from above and by its source."""
    return _restrictions(holding_at(closed_places(), path))


def holding_at(places: Places, path: str) -> frozenset[int]:
    """Return the restrictions among those of places that hold for the page at a path."""
    return frozenset().union(*(pks for place, pks in places.items() if path.startswith(place)))


def with_all_it_closes(page: Page) -> QuerySet[Page]:
    """Return a page and every other that is closed with it, whatever closes it."""
    return Page.objects.filter(_below(_with_copies({page.path: frozenset([page.pk])})))


def may_read(request: HttpRequest, restrictions: Iterable[PageViewRestriction]) -> bool:
    """Tell whether whoever asks has passed every one of these restrictions.

    An editor has, but for the group that she is not in: that is said of editors too. Nobody's
    session is looked at where nothing is restricted.
    """
    refused = [one for one in restrictions if not one.accept_request(request)]
    if any(one.restriction_type == PageViewRestriction.GROUPS for one in refused):
        return False
    return not refused or request.user.has_perm("wagtailadmin.access_admin")


def restrictions_above(url: str) -> list[PageViewRestriction]:
    """Return the restrictions of the pages at and above an address of this site."""
    places = closed_places()
    if not places:
        return []
    found: set[int] = set()
    for path, url_path in Page.objects.filter(path__in=places).values_list("path", "url_path"):
        place_url = addresses.tree_url(url_path)
        if place_url and url.startswith(place_url):
            found |= places[path]
    return [
        *_restrictions(found),
        *(one for find in OF_ADDRESS.values() for one in find(url)),
    ]


def _restrictions(pks: Iterable[int]) -> QuerySet[PageViewRestriction]:
    rows = PageViewRestriction.objects
    return rows.filter(pk__in=pks).order_by("page__path") if pks else rows.none()


def _with_copies(places: Places) -> dict[str, frozenset[int]]:
    """Return places with those of the pages that say the same words; a query for each round."""
    source = {"locale__language_code": settings.LANGUAGE_CODE}
    found = dict(places)
    new = places
    while new:
        sources = Page.objects.filter(_below(new), **source).values("translation_key")
        translations = Q(translation_key__in=sources) & ~Q(**source)
        same = Page.objects.filter(translation_key=OuterRef("translation_key"), **source)
        copies = (
            Page.objects.filter(_below(new, "alias_of__path") | translations)
            .annotate(source_path=Subquery(same.values("path")[:1]))
            .order_by("path")
            .values_list("path", "alias_of__path", "source_path")
        )
        new = {}
        for path, *origins in copies:
            pks = frozenset().union(*(holding_at(found, origin) for origin in origins if origin))
            # Mostly a whole branch is translated: its highest page says it for all of them.
            if not pks <= holding_at(found, path):
                new[path] = found[path] = found.get(path, frozenset()) | pks
    return found


def _merged(places: Places, more: Places) -> dict[str, frozenset[int]]:
    both = {**places}
    for path, pks in more.items():
        both[path] = both.get(path, frozenset()) | pks
    return both


def _below(paths: Iterable[str], column: str = "path") -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(**{f"{column}__startswith": path})
    return condition
