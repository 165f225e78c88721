"""What people typed stays text in a spreadsheet."""

import csv
import io

import pytest

from events.meetings import exports


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_looks_like_a_formula_is_made_text(start):
    assert exports.cell(f"{start}cmd|'/c calc'!A1") == f"'{start}cmd|'/c calc'!A1"


def test_a_table_comes_back_as_it_was():
    rows = [["An", "Gemeente 's-Hertogenbosch; “Oss”"], ["Bo\nCas", '"']]

    text = exports.table(["Naam", "Waar"], rows)

    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:]), delimiter=";")) == [["Naam", "Waar"], *rows]
