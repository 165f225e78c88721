"""Cells of a table that people download: what somebody typed is never computed."""

import unicodedata

from wagtail.admin.views.mixins import SpreadsheetExportMixin, list_to_str

# A spreadsheet takes a cell that starts like this for a formula; the wide ones are those of a
# Chinese or Japanese keyboard.
DANGEROUS = tuple("=+-@＝＋－＠")
CONTROLS = ("\t", "\r", "\n")


def cell(value: object) -> str:
    """Return a value as text that no spreadsheet computes."""
    text = str(value)
    # Some take the spaces and invisible characters in front away first.
    visible = text.lstrip("".join({char for char in text if not _is_visible(char)}))
    return f"'{text}" if text.startswith(CONTROLS) or visible.startswith(DANGEROUS) else text


def _is_visible(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cf", "Zs", "Zl", "Zp"}


def guard_downloads() -> None:
    """Have every table that Wagtail offers as CSV hold text; its XLSX says so by itself."""
    preprocess = SpreadsheetExportMixin.custom_value_preprocess
    preprocess[list][SpreadsheetExportMixin.FORMAT_CSV] = lambda items: cell(list_to_str(items))
    # The first class that fits counts: this one comes last.
    preprocess[object] = {SpreadsheetExportMixin.FORMAT_CSV: _number_or_text}


def _number_or_text(value: object) -> object:
    return value if isinstance(value, int | float | None) else cell(value)
