"""The addresses of pages, resolved in bulk; other rooms may override the address in the tree."""

from collections.abc import Callable, Iterable
from urllib.parse import unquote

from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.http.request import split_domain_port
from django.urls import register_converter, reverse
from django.urls.converters import IntConverter
from django.utils import translation
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site
from wagtail.models.sites import get_site_for_hostname

from office.impossible_values import MOST_DIGITS
from office.registry import Registry
from office.shared_reads import shared

Resolver = Callable[[list[Page]], dict[int, str]]

# A higher room registers a resolver for pages that are read elsewhere: a report at its meeting.
ADDRESSES: Registry[Resolver] = Registry("page address")

# First parts of the addresses that belong to the system: no page has one of these words right under
# a home page, nor stands below one. A kind of page may own a word (`SitePage.reserved_slug`).
RESERVED_SLUGS = frozenset(
    {
        "aanmelding",
        "agenda",
        "beheer",
        "documenten",
        "en",
        "feeds",
        "fout-doorgeven",
        "gemeenten",
        "gereed",
        "gezond",
        "in-contact",
        "kenniskringen",
        "media",
        "meenemen",
        "mensen",
        "opnames",
        "p",
        "static",
        "vragen",
        "zoeken",
    }
)


class NumberConverter(IntConverter):
    """A number in an address, `<number:…>`, in its one spelling: 14 and not 0014.

    Each spelling of an address would be one more page to keep in memory. One of more digits is that
    of no row.
    """

    regex = f"0|[1-9][0-9]{{0,{MOST_DIGITS - 1}}}"


register_converter(NumberConverter, "number")

REFUSAL = _("Dit stuk van het adres gebruikt de site zelf. Kies een ander.")


def urls(pages: Iterable[Page]) -> dict[int, str]:
    """Return the relative URL of each page that has one, by primary key, in a few queries."""
    pages = [page for page in pages if page is not None]
    found = {page.pk: url for page in pages if (url := tree_url(page.url_path))}
    for resolver in ADDRESSES.values():
        found.update(resolver(pages))
    return found


def is_reserved(url_path: str, *, own: str = "") -> bool:
    """Tell whether a path in the tree is reserved by the system; `own` is the page's own slug.

    `url_path` is Wagtail's: "/<home>/<slug>/<slug>/".
    """
    _home, *below = url_path.strip("/").split("/")
    return bool(below) and below[0] in RESERVED_SLUGS and below != [own]


def url(page: Page) -> str:
    """Return the relative URL of one page, "" when it has none."""
    return urls([page]).get(page.pk, "")


def desk_url(page_id: int) -> str:
    """Return the URL of a page's edit view: a refusal about that page links back to it."""
    return reverse("wagtailadmin_pages:edit", args=[page_id])


def elsewhere(page: Page) -> str | None:
    """Return the URL at which a page is read when that is not its path in the tree."""
    found: dict[int, str] = {}
    for resolver in ADDRESSES.values():
        found.update(resolver([page]))
    return found.get(page.pk)


def tree_url(url_path: str) -> str:
    """Return the URL of a place in the page tree, in the language of its home."""
    for root_path, root_url in _roots():
        if url_path.startswith(root_path):
            return root_url + iri_to_uri(url_path[len(root_path) :])
    return ""


def place(url: str) -> str:
    """Return the path in the tree of an address of this site, "" when it is under no home page."""
    # The home page of a language stands below that of the source language.
    for root_path, root_url in sorted(_roots(), key=lambda root: -len(root[1])):
        if url.startswith(root_url):
            below = unquote(url[len(root_url) :]).strip("/")
            return f"{root_path}{below}/" if below else root_path
    return ""


@shared
def _roots() -> tuple[tuple[str, str], ...]:
    """Return (path in the tree, URL) of each home; Wagtail keeps where they are in the cache."""
    roots = []
    for root in Site.get_site_root_paths():
        with translation.override(root.language_code):
            roots.append((root.root_path, reverse("wagtail_serve", args=[""])))
    return tuple(roots)


def site(request: HttpRequest) -> Site | None:
    """Return the site that a request is for, as Wagtail chooses it by host and port."""
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    return _site(split_domain_port(host)[0], request.get_port())


@shared
def _site(host: str, port: str) -> Site | None:
    try:
        return get_site_for_hostname(host, port)
    except Site.DoesNotExist:
        return None
