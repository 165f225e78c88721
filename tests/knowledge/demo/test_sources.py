"""All that the five sources hold is on the site: each row of docs/beheer/bronnen.md is read."""

from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup

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
from tests.knowledge.demo import source_table
from tests.knowledge.demo.loading import loaded
from tests.knowledge.demo.source_table import Row

STEPS = (
    reference_data,
    neighbourhood_councils,
    neighbourhood_networks,
    parents_take_part,
    child_friendly_label,
    film,
    kenniskring_14,
)
# How many lines each source has that are not empty, and how many rows of the table are of it.
SOURCES = {
    "Kinderwijkraden in Limburg": (24, 50),
    "Wijkgerichte netwerken": (11, 59),
    "Kansrijke Start": (32, 51),
    "Kindvriendelijke steden en gemeenten": (14, 37),
    "Kenniskring 14": (18, 76),
}
ROWS = list(source_table.rows())

# Loading the demonstration takes seconds: one worker does it once.
pytestmark = pytest.mark.xdist_group("demonstration")


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    steps = (editors.prepare, known_places.prepare, *(step.load for step in STEPS))
    with loaded(django_db_blocker, *steps):
        yield


@pytest.fixture
def demo(_loaded: None, db: None) -> None:
    """The demonstration; what a test changes in it is taken back."""


def missing(client: Any, rows: list[Row]) -> list[Row]:
    """Return the rows that do not stand in their part of their page."""
    pages = {}
    for address in {row.address for row in rows}:
        answer = client.get(address)
        assert answer.status_code == 200, address
        pages[address] = BeautifulSoup(answer.content, "html.parser")
    return [row for row in rows if not source_table.stands(row, pages[row.address])]


@pytest.mark.parametrize("source", SOURCES)
def test_every_row_of_a_source_stands_on_its_page(demo: None, client: Any, source: str) -> None:
    assert missing(client, [row for row in ROWS if row.source == source]) == []


@pytest.mark.parametrize(("source", "expected"), SOURCES.items())
def test_every_line_of_a_source_has_a_row_and_no_row_is_lost(
    source: str, expected: tuple[int, int]
) -> None:
    rows = [row for row in ROWS if row.source == source]
    lines = set().union(*map(source_table.lines, rows))

    assert (len(lines), len(rows)) == expected


def test_table_says_how_many_lines_and_rows_there_are() -> None:
    lines, rows = (sum(numbers) for numbers in zip(*SOURCES.values(), strict=True))
    words = source_table.TABLE.read_text()

    assert f"samen {lines} regels die niet leeg zijn" in words
    assert f"heeft deze tabel {rows} rijen" in words


@pytest.mark.parametrize(
    ("slug", "field", "empty", "part"),
    [
        ("kinderwijkraden-in-limburg", "area", "", "gebied"),
        ("kinderwijkraden-in-limburg", "partners", [], "wie doen mee"),
        ("kinderwijkraden-in-limburg", "contact", [], "meer weten?"),
        ("zelf-een-kinderwijkraad-beginnen", "steps", [], "de vragen"),
        ("pioniers-wijkgerichte-netwerken", "places", [], "waar"),
        (
            "pioniers-wijkgerichte-netwerken",
            "timeline",
            [],
            "wat gebeurde er, en wat was het plan",
        ),
        ("jong-en-overal-thuis", "get_it", [], "hier vind je het"),
        ("jong-en-betrokken", "get_it", [], "hier vind je het"),
        ("ouders-doen-mee", "theme", "", "thema"),
        ("ouders-doen-mee", "owners", [], "eigenaar en kartrekker"),
        ("kenniskring-14-lokale-aanpak-van-kinderarmoede", "date_text", "", "datum"),
    ],
)
def test_rows_of_a_field_are_missed_when_it_is_emptied(
    demo: None, client: Any, slug: str, field: str, empty: str | list, part: str
) -> None:
    page = KnowledgePage.objects.get(slug=slug).specific
    rows = [row for row in ROWS if row.address.endswith(f"/{slug}/")]
    setattr(page, field, empty)
    page.save()

    gone = missing(client, rows)

    assert gone == [row for row in rows if row.part == part] != []


def test_address_of_a_report_is_missed_when_its_link_leads_elsewhere(
    demo: None, client: Any
) -> None:
    page = KnowledgePage.objects.get(slug="jong-en-betrokken").specific
    rows = [row for row in ROWS if row.address.endswith("/jong-en-betrokken/")]
    page.get_it[0].value["items"][0]["url"] = "https://voorbeeld.nl/rapport.pdf"
    page.save()

    assert [row.words for row in missing(client, rows)] == [
        "http://www.kindengezin.be/img/eindrapport-jong-en-betrokken.pdf"
    ]


def test_nothing_is_made_twice_when_the_sources_are_loaded_again(demo: None) -> None:
    before = KnowledgePage.objects.count(), Passage.objects.count()

    for step in STEPS[1:5]:
        step.load(quiet)

    assert (KnowledgePage.objects.count(), Passage.objects.count()) == before


def test_questions_of_the_guide_have_an_address_each(demo: None) -> None:
    guide = KnowledgePage.objects.get(slug=neighbourhood_councils.GUIDE)
    questions = Passage.objects.live().filter(page_id=guide.pk, parent__key="vragen")

    assert questions.count() == 6
