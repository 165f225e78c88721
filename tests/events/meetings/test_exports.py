"""What people typed stays text in a spreadsheet."""

import csv
import io

from events.meetings import exports


def test_a_table_comes_back_as_it_was():
    rows = [["An", "Gemeente 's-Hertogenbosch; “Oss”"], ["Bo\nCas", '"']]

    text = exports.table(["Naam", "Waar"], rows)

    assert text.startswith("\ufeff")
    assert list(csv.reader(io.StringIO(text[1:]), delimiter=";")) == [["Naam", "Waar"], *rows]
