"""Tables for a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Sequence

# A spreadsheet takes a cell that starts like this for a formula.
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def table(heading: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """Return CSV text as a Dutch spreadsheet opens it: semicolons, and a mark of UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    for row in (heading, *rows):
        writer.writerow([cell(value) for value in row])
    return "\ufeff" + out.getvalue()


def cell(value: object) -> str:
    """Return a value as text that no spreadsheet computes."""
    text = str(value)
    return f"'{text}" if text.startswith(DANGEROUS) else text
