"""The gemeenten and provinces that every site knows from the start, from the file beside this."""

import csv
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils.text import slugify

from knowledge.models import Gemeente, Province
from office.setup import Say

FILE = Path(__file__).parent / "data" / "gemeenten.csv"


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A line of a list of gemeenten; `country` is a value of Country."""

    code: str
    name: str
    also_known_as: str
    province: str
    country: str
    inhabitants: int | None
    year: int | None


@cache
def known_places() -> tuple[KnownPlace, ...]:
    """Return the lines of the file in their order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            KnownPlace(
                **{**line, "inhabitants": int(line["inhabitants"]), "year": int(line["year"])}
            )
            for line in csv.DictReader(file)
        )


@transaction.atomic
def prepare(say: Say) -> None:
    """Make the rows that are not there; what is there stays as editors left it.

    A row of an older year gets the inhabitants of the file. One without a code becomes the
    gemeente of the file that has its name.
    """
    rows = list(Gemeente.objects.select_related("province"))
    by_code = {row.code: row for row in rows if row.code}
    lacking = [place for place in known_places() if place.code not in by_code]
    adopted = _adopt(lacking, [row for row in rows if not row.code])
    newer = [
        row
        for place in known_places()
        if (row := by_code.get(place.code)) and _count_again(row, place)
    ]
    if newer:
        Gemeente.objects.bulk_update(newer, ["inhabitants", "inhabitants_year"])
    lacking = [place for place in lacking if place.code not in adopted]
    made = make(lacking, taken={row.slug for row in rows}, say=say) if lacking else 0
    if made or adopted or newer:
        say(
            f"Gemeenten: made {made}, recognised {len(adopted)}, newer inhabitants of {len(newer)}."
        )


def make(places: Iterable[KnownPlace], *, taken: set[str], say: Say) -> int:
    """Make the rows of places, with their provinces; return how many.

    `taken` are the addresses of other gemeenten: a place that would need one of these is not made.
    """
    provinces = provinces_of(places)
    rows = []
    for place in places:
        slug = slugify(place.name)
        if slug in taken:
            say(
                f"{place.name} ({place.code}) is not made: another gemeente has the address "
                f"/gemeenten/{slug}/. Give that one this code, or another address."
            )
            continue
        taken.add(slug)
        rows.append(
            Gemeente(
                code=place.code,
                name=place.name,
                slug=slug,
                also_known_as=place.also_known_as,
                province=provinces.get((place.country, place.province)),
                inhabitants=place.inhabitants,
                inhabitants_year=place.year,
            )
        )
    Gemeente.objects.bulk_create(rows)
    return len(rows)


def provinces_of(places: Iterable[KnownPlace]) -> dict[tuple[str, str], Province]:
    """Return the provinces of places by (country, name), made where they are not there yet."""
    known = {(one.country, one.name): one for one in Province.objects.all()}
    taken = {one.slug for one in known.values()}
    for country, name in dict.fromkeys((place.country, place.province) for place in places):
        if name and (country, name) not in known:
            slug = slugify(name)
            slug = f"{slug}-{country}" if slug in taken else slug
            taken.add(slug)
            known[country, name] = Province.objects.create(name=name, country=country, slug=slug)
    return known


def _adopt(places: Iterable[KnownPlace], rows: list[Gemeente]) -> set[str]:
    """Give rows without a code that of the place with their name, if unique; return the codes."""
    names = Counter(_key(place.name) for place in known_places())
    of_name = {_key(place.name): place for place in places if names[_key(place.name)] == 1}
    found = {}
    for row in rows:
        place = of_name.get(_key(row.name))
        if place is None or (row.province and row.province.country != place.country):
            continue
        found.setdefault(place.code, (row, place))
    provinces = provinces_of([place for _row, place in found.values()]) if found else {}
    for row, place in found.values():
        row.code = place.code
        row.also_known_as = row.also_known_as or place.also_known_as
        row.province = row.province or provinces[place.country, place.province]
        _count_again(row, place)
    columns = ["code", "also_known_as", "province", "inhabitants", "inhabitants_year"]
    if found:
        Gemeente.objects.bulk_update([row for row, _place in found.values()], columns)
    return set(found)


def _count_again(row: Gemeente, place: KnownPlace) -> bool:
    """Give row the inhabitants of the file if it knows none, or of an older year; say if so."""
    is_newer = row.inhabitants is None or (row.inhabitants_year or 0) < (place.year or 0)
    if is_newer and row.merged_into_id is None:
        row.inhabitants, row.inhabitants_year = place.inhabitants, place.year
        return True
    return False


def _key(name: str) -> str:
    return slugify(name)
