"""What somebody may have looked for at an address where nothing stands."""

import re
from dataclasses import dataclass
from urllib.parse import unquote

from wagtail.models import Page

from knowledge import addresses, closing
from knowledge.pages.queries import language_of
from office.letters import MARKS

SLUG = re.compile(r"[\w-]{1,100}")
MOST_PAGES = 3
MOST_WORDS = 80


@dataclass(frozen=True, slots=True)
class NamedPage:
    """A page that has the last part of the wrong address for its name."""

    title: str
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class WrongAddress:
    """The words of an address, to search with, and the pages that it may have meant."""

    words: str
    pages: list[NamedPage]


def wrong_address(path: str, language: str) -> WrongAddress:
    """Return what can be offered in place of path; one query, and none where it says nothing.

    A page that was moved by hand, or that is there in the other language alone, has the same name
    still.
    """
    above, _slash, last = unquote(path).strip("/").rpartition("/")
    if above.rpartition("/")[2] == "p":
        # The code of a paragraph says nothing.
        return WrongAddress("", [])
    found = _pages(last) if SLUG.fullmatch(last) else []
    found.sort(key=lambda page: page.language != language)
    return WrongAddress(_words(last), found)


def _pages(slug: str) -> list[NamedPage]:
    named = Page.objects.filter(slug=slug, alias_of=None, depth__gt=2)
    pages = list(closing.visible(named).order_by("-first_published_at", "-pk")[:MOST_PAGES])
    urls = addresses.urls(pages) if pages else {}
    return [
        NamedPage(page.title, urls[page.pk], language_of(page)) for page in pages if page.pk in urls
    ]


def _words(last: str) -> str:
    name = re.sub(r"\.\w{1,5}$", "", last)
    words = " ".join(re.findall(rf"[\w{MARKS}]+", name.replace("_", " ")))
    is_sayable = len(words) <= MOST_WORDS and re.search(r"[^\W\d]{3}", words)
    return words if is_sayable else ""
