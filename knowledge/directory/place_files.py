"""Lists of gemeenten as CBS and Statbel offer them for download, without a database."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from knowledge.models.gemeente import Country
from office.refusals import Refused

# A list of every gemeente and year is far smaller. Statbel's list by age and sex is not.
MAX_BYTES = 200 * 1024 * 1024
# What each column may be called, in capitals or not: by hand, in the tables of CBS (37230ned is
# population by month, 70072ned key figures, code_1 Gebieden in Nederland) and of Statbel
# (TF_SOC_POP_STRUCT).
HEADINGS = {
    "code": "code code_1 gemeentecode regiocode regios codering niscode nis refnis cd_refnis",
    "name": "name naam naam_2 gemeente gemeentenaam tx_descr_nl",
    "province": "province provincie provincienaam tx_prov_descr_nl",
    "inhabitants": "inhabitants inwoners bevolking aantalinwoners totalebevolking_1 "
    "bevolkingaanhetbeginvandeperiode_1 inwonertal "
    "bevolkingopdeeerstevandemaand_1 bevolkingop1januari bevolkingop1januari_1 ms_population",
    "year": "year jaar perioden cd_year",
    "into": "merged_into opgegaanin nieuwecode",
    "on": "merged_on opgeheven ingangsdatum datum",
}
COLUMNS = {heading: column for column, headings in HEADINGS.items() for heading in headings.split()}
# Statbel writes a line for each sex, age and so on.
SUMMED = "ms_population"
# The digits that a NIS code begins with. Wallonia is not in them.
PROVINCES = {
    "1": "Antwerpen",
    "21": "Brussels Hoofdstedelijk Gewest",
    "23": "Vlaams-Brabant",
    "24": "Vlaams-Brabant",
    "3": "West-Vlaanderen",
    "4": "Oost-Vlaanderen",
    "7": "Limburg",
}
DUTCH, BELGIAN = re.compile(r"GM[0-9]{4}\Z"), re.compile(r"[0-9]{5}\Z")
# What CBS lists beside gemeenten: the country, parts of it, provinces, regions, quarters.
OTHER_AREA = re.compile(r"(NL|LD|PV|CR|RE|WK|BU|SG|AM|KK|GA|VR|RP|PA|GG|JZ|RM|TR)\d+\Z")


class FileRefused(Refused):
    """The file cannot be read as a list of gemeenten; the sentence says what is wrong."""


@dataclass(frozen=True, slots=True)
class Line:
    """One gemeente of a list; what the list does not say is "" or None."""

    code: str
    country: str
    name: str = ""
    province: str = ""
    inhabitants: int | None = None
    year: int | None = None
    into: str = ""
    on: date | None = None


def read(content: bytes, *, year: int | None = None) -> dict[str, Line]:
    """Return the lines of a file by code; raises FileRefused. `year` is that of a file without one.

    UTF-8 or Windows-1252, with `;`, `,`, `|` or a tab between the columns. Codes of other areas
    than gemeenten, and of Walloon gemeenten, are passed over.
    """
    if len(content) > MAX_BYTES:
        raise FileRefused(f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.")
    rows = csv.reader(io.StringIO(_text(content), newline=""), delimiter=_delimiter(content))
    try:
        heading = next(rows, [])
        columns = _columns(heading, has_year=year is not None)
        is_summed = SUMMED in {_plain(one) for one in heading}
        lines = _lines(rows, columns, is_summed)
    except csv.Error as error:
        raise FileRefused(f"Line {rows.line_num}: this is no CSV file ({error}).") from error
    return {code: replace(line, year=line.year or year) for code, line in lines.items()}


def _text(content: bytes) -> str:
    if content.startswith(b"PK"):
        raise FileRefused("This is an Excel file or an archive: save it as CSV first.")
    if b"\0" in content:
        raise FileRefused("This is no text file: download the list as CSV.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(content: bytes) -> str:
    first = content.lstrip(b"\xef\xbb\xbf").split(b"\n", 1)[0]
    return max(";,|\t", key=lambda sign: first.count(sign.encode()))


def _plain(heading: str) -> str:
    plain = re.sub(r"[^a-z0-9_]", "", heading.lower())
    # CBS numbers the columns of a table, and this one otherwise each year.
    return re.sub(r"\Ainwonertal_\d+\Z", "inwonertal", plain)


def _columns(heading: Sequence[str], *, has_year: bool) -> dict[str, int]:
    """Return the place of each column that has a name we know."""
    found: dict[str, int] = {}
    for place, name in enumerate(heading):
        if column := COLUMNS.get(_plain(name)):
            found.setdefault(column, place)
    if "code" not in found:
        seen = ", ".join(repr(name) for name in heading[:8]) or "nothing"
        raise FileRefused(
            "The first line names no column with codes (for example code, RegioS or CD_REFNIS). "
            f"It has: {seen}."
        )
    if not {"inhabitants", "name", "into"} & found.keys():
        raise FileRefused(
            "The first line names no column with names or inhabitants (for example name, "
            "TotaleBevolking_1 or MS_POPULATION), so the file tells nothing."
        )
    if "inhabitants" in found and "year" not in found and not has_year:
        raise FileRefused(
            "The first line names no column with the year of the inhabitants (for example year, "
            "Perioden or CD_YEAR). Say it: --year 2026."
        )
    if "into" in found and "on" not in found:
        raise FileRefused("There is a column merged_into, and none that says when: merged_on.")
    return found


def _lines(rows: Iterator[list[str]], columns: dict[str, int], is_summed: bool) -> dict[str, Line]:
    lines: dict[str, Line] = {}
    number = 1
    for number, row in enumerate(rows, start=2):
        if not any(value.strip() for value in row):
            continue
        line = _line(row, columns, number)
        if line is None:
            continue
        known = lines.get(line.code)
        if known is None:
            lines[line.code] = line
        elif is_summed and known.year == line.year:
            total = (known.inhabitants or 0) + (line.inhabitants or 0)
            lines[line.code] = replace(known, inhabitants=total)
        elif known.year == line.year or not (known.year and line.year):
            raise FileRefused(f"Line {number}: {line.code} stands in the file twice.")
        elif line.year > known.year:
            # A list of several years: the newest counts.
            lines[line.code] = line
    if not lines:
        raise FileRefused(
            f"None of the {number - 1} lines has the code of a gemeente of the Netherlands, "
            "Flanders or Brussels."
        )
    return lines


def _line(row: list[str], columns: dict[str, int], number: int) -> Line | None:
    def value(column: str) -> str:
        place = columns.get(column, len(row))
        return " ".join(row[place].split()) if place < len(row) else ""

    code = value("code").upper()
    if OTHER_AREA.match(code):
        return None
    country, province = _country(code, number)
    if country == Country.BELGIUM and not province:
        return None
    return Line(
        code=code,
        country=country,
        name=value("name")[:80],
        province=province or value("province").removesuffix(" (PV)")[:60],
        inhabitants=_inhabitants(value("inhabitants"), code, number),
        year=_year(value("year"), code, number),
        into=value("into").upper(),
        on=_day(value("on"), code, number),
    )


def _country(code: str, number: int) -> tuple[str, str]:
    """Return the country of a code, and the province where the code tells it."""
    if DUTCH.match(code):
        return Country.NETHERLANDS, ""
    if BELGIAN.match(code):
        return Country.BELGIUM, PROVINCES.get(code[:2]) or PROVINCES.get(code[0], "")
    raise FileRefused(
        f"Line {number}: {code!r} is no code of a gemeente (GM and four digits, or five digits)."
    )


def _inhabitants(text: str, code: str, number: int) -> int | None:
    # CBS writes "." for what does not exist in that year.
    if text in {"", "."}:
        return None
    digits = re.sub(r"(?<=\d)[. ](?=\d{3}(?:\D|\Z))", "", text)
    if not re.fullmatch(r"[0-9]{1,8}", digits):
        raise FileRefused(f"Line {number}, {code}: {text!r} is no number of inhabitants.")
    return int(digits)


def _year(text: str, code: str, number: int) -> int | None:
    if not text:
        return None
    # CBS writes a year as 2026JJ00, and its first month as 2026MM01.
    found = re.fullmatch(r"((?:19|20)\d\d)(?:JJ00|MM01)?", text)
    if found is None:
        raise FileRefused(f"Line {number}, {code}: {text!r} is no year.")
    return int(found[1])


def _day(text: str, code: str, number: int) -> date | None:
    if not text:
        return None
    found = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date.fromisoformat(text)
    except ValueError as error:
        raise FileRefused(
            f"Line {number}, {code}: {text!r} is no date. Write 2026-01-01."
        ) from error
