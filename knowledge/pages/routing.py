"""From an address to the page that answers."""

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

from knowledge import addresses


def find(request: HttpRequest, path: str) -> Page | None:
    """Return the live page at path in the active language, as what it is, or None.

    Two queries after the site is known: which page it is, and its own row. Wagtail's own way asks
    for the locale and the home page, and then for each page above.
    """
    site = addresses.site(request)
    # PostgreSQL takes no NUL in a text.
    if site is None or "\0" in path:
        return None
    components = [component for component in path.split("/") if component]
    found = at("".join([_root_path(site), *(f"{component}/" for component in components)]))
    if found is None:
        return None
    pk, content_type = found
    kind = ContentType.objects.get_for_id(content_type).model_class()
    if kind is None:
        # A type that is no longer in the code.
        return None
    try:
        return kind.objects.get(pk=pk)
    except kind.DoesNotExist:
        # Deleted between the two queries.
        return None


def at(url_path: str) -> tuple[int, int] | None:
    """Return (pk, content type) of the live page at a path in the tree; one query."""
    # By slug as well: Wagtail has an index on that, and none on the path.
    slug = url_path.rstrip("/").rpartition("/")[2]
    pages = Page.objects.live().filter(slug=slug, url_path=url_path)
    return pages.values_list("pk", "content_type").first()


def _root_path(site: Site) -> str:
    language = get_language()
    for root in Site.get_site_root_paths():
        if root.site_id == site.pk and root.language_code == language:
            return root.root_path
    return site.root_page.url_path


def is_unpublished(url: str) -> bool:
    """Tell whether a page that is not live stands at an address of this site; a query at most."""
    url_path = addresses.place(url)
    if not url_path:
        return False
    standing = Page.objects.filter(url_path=url_path).values_list("live", flat=True)
    return list(standing) == [False]
