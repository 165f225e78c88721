"""The table of docs/beheer/bronnen.md, and where on a page each of its rows must stand."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag

from tests.knowledge.visitors import words_of

TABLE = Path(__file__).parents[3] / "docs" / "beheer" / "bronnen.md"
# Parts of a page that have no heading of their own and are no fact.
PLACES = {
    "kruimelpad": ".kk-breadcrumb",
    "soort": ".kk-hero__kind",
    "titel": "h1",
    "samenvatting": ".kk-hero .nl-paragraph--lead",
    "datum": ".kk-hero .kk-meta",
    "soort aanpak": ".kk-hero .kk-meta",
    "inleiding": "#p-inleiding",
    # What stands before the first heading of a report.
    "verslag": ".kk-rest > div.kk-prose",
    "voorwaarden": ".kk-checklist",
}


class Row(NamedTuple):
    """A fact of a source: its line there, and the part of the page in which its words stand."""

    source: str
    address: str
    line: str
    part: str
    words: str


def rows() -> Iterator[Row]:
    """Yield the rows of the table."""
    source = address = ""
    for line in TABLE.read_text().splitlines():
        if line.startswith("## "):
            source = line[3:]
        elif path := re.match(r"\w+: `(/\S+/)`$", line):
            address = path[1]
        elif re.match(r"\| \d", line):
            number, _said, field, words = (cell.strip() for cell in line.strip("|").split("|"))
            yield Row(source, address, number, field.partition(" · ")[0], words)


def lines(row: Row) -> set[int]:
    """Return the lines of the source that a row names: "3, 5" and "13–14"."""
    found: set[int] = set()
    for part in row.line.split(", "):
        first, _dash, last = part.partition("–")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def stands(row: Row, page: BeautifulSoup) -> bool:
    """Whether the words of a row, or its address as a link, stand in its part of the page."""
    parts = _parts(page, row.part)
    if re.match(r"https?:|mailto:|/", row.words):
        return any(link["href"] == row.words for part in parts for link in part.select("a[href]"))
    return row.words in " ".join(words_of(str(part)) for part in parts)


def _parts(page: BeautifulSoup, name: str) -> list[Tag]:
    """Return what is shown in a part: by its place, else under its heading, else as a fact."""
    if place := PLACES.get(name):
        return page.select(f"main {place}")
    for heading in page.select("main section > h2"):
        title = re.sub(r"^\d\. ", "", words_of(str(heading)))
        if title.lower() == name:
            return [heading.parent]
    return [
        fact.find_next_sibling("dd")
        for fact in page.select("main .kk-facts dt")
        if words_of(str(fact)).lower() == name
    ]
