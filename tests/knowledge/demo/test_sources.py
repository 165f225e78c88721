"""All that the five sources hold is on the site: each row of docs/beheer/bronnen.md is read."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.demo import (
    child_friendly_label,
    film,
    kenniskring_14,
    neighbourhood_councils,
    neighbourhood_networks,
    parents_take_part,
    reference_data,
)
from knowledge.directory import known_places
from knowledge.models import KnowledgePage, Passage
from knowledge.pages import editors
from tests.knowledge.conftest import quiet
from tests.knowledge.demo.loading import loaded
from tests.knowledge.visitors import words_at

TABLE = Path(__file__).parents[3] / "docs" / "beheer" / "bronnen.md"
STEPS = (
    reference_data,
    neighbourhood_councils,
    neighbourhood_networks,
    parents_take_part,
    child_friendly_label,
    film,
    kenniskring_14,
)
# How many rows of content each source has.
SOURCES = {
    "Kinderwijkraden in Limburg": 24,
    "Wijkgerichte netwerken": 11,
    "Kansrijke Start": 32,
    "Kindvriendelijke steden en gemeenten": 14,
    "Kenniskring 14": 18,
}
# (source, address, line, words on the page)
Row = tuple[str, str, str, str]


def rows() -> list[Row]:
    """Return the rows of the table."""
    found: list[Row] = []
    source = address = ""
    for line in TABLE.read_text().splitlines():
        if line.startswith("## "):
            source = line[3:]
        elif path := re.match(r"\w+: `(/\S+/)`$", line):
            address = path[1]
        elif re.match(r"\| \d", line):
            number, _said, _field, words = (cell.strip() for cell in line.strip("|").split("|"))
            found.append((source, address, number, words))
    return found


ROWS = rows()

# Loading the demonstration takes seconds: one worker does it once.
pytestmark = pytest.mark.xdist_group("demonstration")


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    steps = (editors.prepare, known_places.prepare, *(step.load for step in STEPS))
    with loaded(django_db_blocker, *steps):
        yield


@pytest.fixture
def demo(_loaded: None, db: None) -> None:
    """The demonstration, read and not changed."""


@pytest.mark.parametrize("source", SOURCES)
def test_every_row_of_a_source_stands_on_its_page(demo: None, client: Any, source: str) -> None:
    pages = {address for name, address, _line, _words in ROWS if name == source}
    shown = {address: words_at(client, address) for address in pages}

    missing = [
        (address, line, words)
        for name, address, line, words in ROWS
        if name == source and words not in shown[address]
    ]

    assert missing == []


@pytest.mark.parametrize(("source", "number"), SOURCES.items())
def test_every_line_of_a_source_has_a_row(source: str, number: int) -> None:
    lines: set[int] = set()
    for name, _address, line, _words in ROWS:
        if name == source:
            for part in line.split(", "):
                first, _dash, last = part.partition("–")
                lines |= set(range(int(first), int(last or first) + 1))

    assert len(lines) == number


def test_what_is_read_back_is_not_there_by_accident(demo: None, client: Any) -> None:
    empty = words_at(client, "/kennisbank/publicaties/jong-en-betrokken/")

    found = [words for _source, _address, _line, words in ROWS if words in empty]

    assert len(found) < len(ROWS) / 10


def test_nothing_is_made_twice_when_the_sources_are_loaded_again(demo: None) -> None:
    before = KnowledgePage.objects.count(), Passage.objects.count()

    for step in STEPS[1:5]:
        step.load(quiet)

    assert (KnowledgePage.objects.count(), Passage.objects.count()) == before


def test_questions_of_the_guide_have_an_address_each(demo: None) -> None:
    guide = KnowledgePage.objects.get(slug=neighbourhood_councils.GUIDE)
    questions = Passage.objects.live().filter(page_id=guide.pk, parent__key="vragen")

    assert questions.count() == 6
