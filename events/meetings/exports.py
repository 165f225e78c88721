"""Tables for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

from office.spreadsheets import cell


def table(heading: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """Return CSV text as a Dutch spreadsheet opens it: semicolons, and a mark of UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in (heading, *rows):
        writer.writerow([cell(value) for value in row])
    return "\ufeff" + out.getvalue()
