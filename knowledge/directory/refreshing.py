"""What a newer list of gemeenten changes: said first, then done."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from knowledge.directory import known_places, mergers
from knowledge.directory.deeds import called_otherwise
from knowledge.directory.gemeenten import matching
from knowledge.directory.known_places import KnownPlace
from knowledge.directory.place_files import FileRefused, Line
from knowledge.models import Gemeente
from knowledge.models.gemeente import Country, Size
from office.setup import Say

# A change of more than a tenth is more than a year can bring: a column may be another than meant.
STRIKING = 0.1


@dataclass(slots=True)
class Plan:
    """What a list changes; `lacking` are gemeenten of today that it does not have."""

    made: list[Line] = field(default_factory=list)
    counted: list[tuple[Gemeente, Line]] = field(default_factory=list)
    merged: list[tuple[Line, str, date]] = field(default_factory=list)
    lacking: list[Gemeente] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Return whether the list changes nothing."""
        return not (self.made or self.counted or self.merged)

    def sentences(self) -> Iterator[str]:
        """Yield in lines what will change, and what somebody should look at."""
        for line in self.made:
            where = line.province or "no province: choose one on the desk"
            yield f"New: {line.name} ({line.code}), {where}."
        for line, into, on in self.merged:
            yield f"Merged: {line.name or line.code} ({line.code}) into {into} on {on}."
        if self.counted:
            years = sorted({line.year or 0 for _row, line in self.counted})
            told = ", ".join(str(year) for year in years)
            yield f"Inhabitants: {len(self.counted)} gemeenten, counted in {told}."
        for row, line in self.counted:
            before, after = row.inhabitants, line.inhabitants or 0
            if before and abs(after - before) > before * STRIKING:
                yield f"Look at this: {row.name} ({row.code}) from {before} to {after} inhabitants."
        if self.lacking:
            names = ", ".join(f"{row.name} ({row.code})" for row in self.lacking)
            yield (
                f"Not in the file, and left as they are: {names}. Did one merge? Say so on the "
                "desk, or in columns merged_into and merged_on."
            )
        yield from self.remarks


def plan(lines: dict[str, Line]) -> Plan:
    """Return what lines change; raises FileRefused for a merger into what nobody knows."""
    found = Plan()
    rows = {row.code: row for row in Gemeente.objects.exclude(code="").select_related("province")}
    for line in lines.values():
        row = rows.get(line.code)
        if line.into:
            _merged(found, line, row, lines, rows)
        elif row is None:
            _new(found, line)
        else:
            _known(found, line, row)
    for country in Country:
        today = [
            row
            for row in rows.values()
            if row.merged_into_id is None and _country_of(row.code) == country
        ]
        there = sum(row.code in lines for row in today)
        # A list of a few gemeenten tells nothing about the others.
        if there * 2 > len(today):
            found.lacking += [row for row in today if row.code not in lines]
    return found


@transaction.atomic
def carry_out(found: Plan, *, today: date, say: Say) -> None:
    """Do what a plan says, as a whole; raises MergerRefused."""
    places = [
        KnownPlace(
            code=line.code,
            name=line.name,
            also_known_as="",
            province=line.province,
            country=line.country,
            inhabitants=line.inhabitants,
            year=line.year if line.inhabitants is not None else None,
        )
        for line in found.made
    ]
    if places:
        taken = set(Gemeente.objects.values_list("slug", flat=True))
        known_places.make(places, taken=taken, say=say)
    resized = [row.pk for row, line in found.counted if Size.of(line.inhabitants) != row.size]
    for row, line in found.counted:
        row.inhabitants, row.inhabitants_year = line.inhabitants, line.year
    Gemeente.objects.bulk_update(
        [row for row, _line in found.counted], ["inhabitants", "inhabitants_year"]
    )
    called_otherwise(resized)
    for line, into, on in found.merged:
        mergers.merge(
            Gemeente.objects.get(code=line.code),
            into=Gemeente.objects.get(code=into),
            on=on,
            today=today,
            by=None,
        )


def _merged(
    found: Plan,
    line: Line,
    row: Gemeente | None,
    lines: dict[str, Line],
    rows: dict[str, Gemeente],
) -> None:
    if row is None:
        found.remarks.append(f"{line.code} merged into {line.into}, and was never here.")
        return
    if row.merged_into_id is not None:
        return
    if line.on is None:
        raise FileRefused(f"{line.code} merged into {line.into}, and no column says when.")
    is_made = line.into in lines and lines[line.into].name and not lines[line.into].into
    if line.into not in rows and not is_made:
        raise FileRefused(f"{line.code} merged into {line.into}, which is no gemeente here.")
    found.merged.append((line, line.into, line.on))


def _new(found: Plan, line: Line) -> None:
    if line.name:
        found.made.append(line)
    else:
        found.remarks.append(f"{line.code} is new, and the file has no name for it: not made.")


def _known(found: Plan, line: Line, row: Gemeente) -> None:
    if line.name and not matching([row], line.name):
        found.remarks.append(f"{row.name} ({row.code}) is called {line.name} in the file.")
    if line.inhabitants is None or line.year is None or row.merged_into_id is not None:
        return
    if row.inhabitants_year and line.year < row.inhabitants_year:
        found.remarks.append(
            f"{row.name} ({row.code}) keeps its inhabitants of {row.inhabitants_year}: "
            f"the file is of {line.year}."
        )
    elif (row.inhabitants, row.inhabitants_year) != (line.inhabitants, line.year):
        found.counted.append((row, line))


def _country_of(code: str) -> str:
    return Country.NETHERLANDS if code.startswith("GM") else Country.BELGIUM
