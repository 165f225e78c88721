"""From an address to the page that answers."""

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site
from wagtail.url_routing import RouteResult

# No page lies deeper; a longer address is not looked up further.
DEEPEST = 10


def find(request: HttpRequest, path: str) -> RouteResult | None:
    """Return page, args and kwargs that answer path in the active language, or None.

    Two queries after the site is known: the page by its path, and its own row. Wagtail's own way
    asks for the locale and the home page, and then for each page above.
    """
    site = Site.find_for_request(request)
    if site is None:
        return None
    root = _root_path(site)
    components = [component for component in path.split("/") if component]
    known = components[:DEEPEST]
    paths = [root, *(f"{root}{'/'.join(known[:depth])}/" for depth in range(1, len(known) + 1))]
    # By slug as well: Wagtail has an index on that, and none on the path.
    slugs = [one.rstrip("/").rpartition("/")[2] for one in paths]
    pages = Page.objects.filter(slug__in=slugs, url_path__in=paths).order_by("-depth")
    found = pages.values_list("pk", "content_type", "url_path").first()
    if found is None:
        return None
    pk, content_type, url_path = found
    kind = ContentType.objects.get_for_id(content_type).model_class() or Page
    rest = components[url_path[len(root) :].count("/") :]
    try:
        return kind.objects.get(pk=pk).route(request, rest)
    except Http404:
        return None


def _root_path(site: Site) -> str:
    language = get_language()
    for root in Site.get_site_root_paths():
        if root.site_id == site.pk and root.language_code == language:
            return root.root_path
    return site.root_page.url_path
