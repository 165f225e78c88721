"""A walk over the public site with its demonstration: every page that a page of it leads to.

And what a screen reader is told of the frame of each: headings, landmarks, and the way back.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from functools import cache
from urllib.parse import parse_qsl, urldefrag, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.core.management import call_command
from django.test import Client

NOT_PUBLIC = ("/beheer/", "/static/", "/media/", "/documents/", "/p/", "/en/p/")
STARTS = ("/", "/en/", "/zoeken/", "/vragen/verstuurd/", "/bestaat-niet/")
HEADING = re.compile(r"h[1-6]$")
# The landmarks that a page may have more than one of, each with the elements that are one.
LANDMARKS = {
    "navigation": "nav",
    "complementary": "aside",
    "search": "[role=search]",
    "region": "section[aria-label], section[aria-labelledby], [role=region]",
}


@cache
def walk() -> dict[str, BeautifulSoup]:
    """Return every public page of the demonstration by its address; the first who asks waits."""
    call_command("prepare_site")
    call_command("load_demo")
    call_command("rebuild_index")
    client = Client()
    waiting, known, pages = deque(STARTS), set(), {}
    while waiting:
        address = waiting.popleft()
        if _alike(address) in known:
            continue
        known.add(_alike(address))
        answer = client.get(address, follow=True)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        page = BeautifulSoup(answer.content, "html.parser")
        at = answer.redirect_chain[-1][0] if answer.redirect_chain else address
        pages[at] = page
        waiting.extend(_offered(page, at))
    return pages


def _offered(page: BeautifulSoup, at: str) -> Iterator[str]:
    for link in page.select("a[href]"):
        href = urldefrag(link["href"]).url
        href = f"{urlsplit(at).path}{href}" if href.startswith("?") else href
        if href.startswith("/") and not href.startswith(NOT_PUBLIC):
            yield href


def _alike(address: str) -> tuple[str, frozenset[str]]:
    """Return what pages have in common of which one is enough: the values of a query."""
    parts = urlsplit(address)
    return parts.path, frozenset(name for name, _value in parse_qsl(parts.query))


def heading_faults(page: BeautifulSoup) -> list[str]:
    """Return where the headings are no outline: not one h1, an empty one, a level left out."""
    headings = page.find_all(HEADING)
    levels = [int(one.name[1]) for one in headings]
    found = [] if levels.count(1) == 1 else [f"{levels.count(1)} h1"]
    found += [f"empty {one.name}" for one in headings if not name_of(one)]
    for before, heading in zip([0, *levels], headings, strict=False):
        if int(heading.name[1]) > before + 1:
            found.append(f"{heading.name} after h{before}: {name_of(heading)}")
    return found


def landmark_faults(page: BeautifulSoup) -> list[str]:
    """Return which landmarks of one sort have one name, or none, and names that are not there."""
    found = []
    for sort, which in LANDMARKS.items():
        marks = page.select(which)
        names = Counter(label_of(one, page) for one in marks)
        found += [f"{sort} {name!r} is there {n} times" for name, n in names.items() if n > 1]
        if sort == "region":
            found += ["region without a name"] * names[""]
    for one in page.select("[aria-labelledby]"):
        found += [
            f"#{key} names a {one.name} and is not there"
            for key in one["aria-labelledby"].split()
            if page.find(id=key) is None
        ]
    ids = Counter(one["id"] for one in page.select("[id]"))
    return found + [f"#{key} is there {number} times" for key, number in ids.items() if number > 1]


def crumbs(page: BeautifulSoup) -> list[str]:
    """Return the addresses of the way back, home first."""
    return [one["href"] for one in page.select(".utrecht-breadcrumb-nav__link")]


def label_of(element: Tag, page: BeautifulSoup) -> str:
    """Return the name that a landmark says, "" without one."""
    if "aria-labelledby" in element.attrs:
        named = [page.find(id=key) for key in element["aria-labelledby"].split()]
        return " ".join(name_of(one) for one in named if one)
    return element.get("aria-label", "")


def name_of(element: Tag) -> str:
    """Return the words of an element as one line."""
    return " ".join(element.get_text(" ", strip=True).split())
