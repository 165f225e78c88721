"""Every row of tests/faults/s01_woorden.tsv: saved on a page, asked for, found and marked."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from knowledge.models import Passage
from office.hidden_signs import without_hidden_signs
from search import indexing
from tests.knowledge.factories import make_report, republish, text

pytestmark = pytest.mark.django_db

FILE = Path(__file__).parents[2] / "faults" / "s01_woorden.tsv"


def rows() -> Iterator[tuple[str, str]]:
    """Yield (text on the page, question) of each row; all of them are to be found."""
    with FILE.open(encoding="utf-8", newline="") as opened:
        _heads, *found = [row for row in csv.reader(opened, delimiter="\t") if row]
    assert {row[2] for row in found} == {"ja"}
    yield from ((row[0], row[1]) for row in found)


ROWS = list(rows())


def marked(client, question: str) -> list[str]:
    """Return the words that the results of a question mark."""
    answer = client.get("/zoeken/", {"q": question})
    page = BeautifulSoup(answer.content.decode(), "html.parser")
    return [mark.get_text() for mark in page.select("main mark")]


def test_file_has_its_eight_rows():
    assert len(ROWS) == 8


@pytest.mark.parametrize(("written", "question"), ROWS)
def test_word_is_found_and_marked_on_a_page_that_was_saved(client, written, question):
    page = make_report(title="Verslag")

    republish(page, text(("aaaaa", f"Hier staat {written} vandaag.")))
    indexing.catch_up()

    stored = Passage.objects.live().get(page_id=page.pk).text
    assert stored == f"Hier staat {without_hidden_signs(written)} vandaag."
    assert marked(client, question) == [without_hidden_signs(written)]
    # And the other way: the word is asked for as it was written.
    assert marked(client, written) == [without_hidden_signs(written)]


@pytest.mark.parametrize(("written", "question"), ROWS)
def test_word_is_found_and_marked_that_was_stored_before(client, written, question):
    page = make_report(title="Verslag")
    republish(page, text(("aaaaa", "Hier staat iets.")))
    Passage.objects.filter(page_id=page.pk).update(text=f"Hier staat {written} vandaag.")
    indexing.rebuild()

    (found,) = marked(client, question)

    assert re.sub(r"[\u00ad\u200b]", "", found) == without_hidden_signs(written)
