"""From an address to the page that answers, in one query after the site is known."""

from functools import cache

from django.apps import apps
from django.db.models.functions import Length
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

from knowledge.models.home import DEEPEST


def find(request: HttpRequest, path: str) -> RouteResult | None:
    """Return page, args and kwargs that answer path in the active language, or None.

    Wagtail's own way asks for the locale, the home page, then each page twice: as a page, and as
    what it is. Here every kind of page is joined to the one query that looks for the longest path.
    """
    site = Site.find_for_request(request)
    if site is None:
        return None
    root = _root_path(site)
    components = [component for component in path.split("/") if component]
    known = components[:DEEPEST]
    paths = [root, *(f"{root}{'/'.join(known[:depth])}/" for depth in range(1, len(known) + 1))]
    pages = Page.objects.filter(url_path__in=paths).select_related(*_kinds())
    page = pages.order_by(Length("url_path").desc()).first()
    if page is None:
        return None
    rest = components[page.url_path[len(root) :].count("/") :]
    try:
        return _as_it_is(page).route(request, rest)
    except Http404:
        return None


def _root_path(site: Site) -> str:
    language = get_language()
    for root in Site.get_site_root_paths():
        if root.site_id == site.pk and root.language_code == language:
            return root.root_path
    return site.root_page.url_path


@cache
def _kinds() -> tuple[str, ...]:
    # What Django calls the way from a page to its own table: the name of the model.
    return tuple(
        model._meta.model_name
        for model in apps.get_models()
        if Page._meta.get_field("id").model in model._meta.parents
    )


def _as_it_is(page: Page) -> Page:
    kind = page.specific_class
    # Wagtail's own first page is of no kind of ours.
    return page if kind in (None, Page) else getattr(page, kind._meta.model_name)
