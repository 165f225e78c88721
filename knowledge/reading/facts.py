"""What hangs on one page: speakers, gemeenten, opgaven, audiences; and its reading time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import (
    CharField,
    Expression,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from knowledge import addresses
from knowledge.models import KnowledgePage, OpgavePage
from knowledge.text.choices import Audience

WORDS_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody at one occasion; without a slug the name is not shown."""

    name: str
    slug: str
    description: str


@dataclass(frozen=True, slots=True)
class Place:
    """A gemeente that a page is about."""

    name: str
    slug: str
    inhabitants: int | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Opgave:
    """An opgave of the Alliantie in the reader's language."""

    title: str
    url: str


@dataclass(slots=True)
class Facts:
    """Everything that hangs on one page, in the editor's order."""

    speakers: list[Speaker] = field(default_factory=list)
    mentioned: list[Speaker] = field(default_factory=list)
    gemeenten: list[Place] = field(default_factory=list)
    opgaven: list[Opgave] = field(default_factory=list)
    audiences: list[str] = field(default_factory=list)


def facts(page: KnowledgePage, language: str) -> Facts:
    """Return what hangs on page; one query, whatever there is."""
    parts = [
        read(getattr(type(page), name).rel.related_model.objects.filter(page=page.pk), language)
        for name, read in READERS.items()
        if hasattr(type(page), name)
    ]
    found = Facts()
    if not parts or not page.pk:
        return found
    first, *others = parts
    # After the LTS a union falls back on its model's own order, and `sort_order` is no column here.
    rows = first.union(*others, all=True).order_by()
    for part, _order, *row in sorted(rows, key=_in_order):
        ADDERS[part](found, *row)
    return found


def minutes_to_read(page: KnowledgePage) -> int:
    """Return the minutes that an adult reads on page, at least 1; no query."""
    words = sum(
        len(text.split())
        for passage_field in page.passage_fields
        for text in _texts(getattr(page, passage_field.name).raw_data)
    )
    return max(1, round(words / WORDS_A_MINUTE))


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts inside raw stream data; keys and addresses hold no words."""
    if isinstance(value, str):
        yield re.sub(r"<[^>]+>", " ", value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in {"type", "id", "url"}:
                yield from _texts(inner)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _texts(inner)


# One union reads every kind of row: each part gives the same columns, of the same types.


def _part(
    rows: QuerySet,
    part: str,
    *,
    texts: tuple[str | Expression, ...],
    flags: tuple[str, ...] = (),
    numbers: tuple[str, ...] = (),
) -> QuerySet:
    columns = [_text(column) for column in texts]
    columns += [_text("")] * (4 - len(columns))
    columns += [F(column) for column in flags] or [Value(False), Value(False)]
    columns += [F(column) for column in numbers] or [_no_number(), _no_number()]
    return rows.order_by().values_list(
        Value(part, output_field=CharField()), _number("sort_order"), *columns
    )


def _text(column: str | Expression) -> Expression:
    if not column:
        return Value("", output_field=CharField())
    expression = F(column) if isinstance(column, str) else column
    return Coalesce(expression, Value(""), output_field=CharField())


def _number(column: str) -> Expression:
    return Coalesce(F(column), Value(0))


def _no_number() -> Expression:
    # PostgreSQL takes an untyped NULL for text and refuses the union.
    return Cast(Value(None), IntegerField())


def _in_order(row: tuple) -> tuple[str, int]:
    return row[0], row[1]


def _read_speakers(rows: QuerySet, _language: str) -> QuerySet:
    return _part(
        rows,
        "speaker",
        texts=("person__name", "person__slug", "role", "organisation__name"),
        flags=("mentioned", "person__show_as_role"),
    )


def _add_speaker(found: Facts, name: str, slug: str, role: str, organisation: str, *rest) -> None:
    mentioned, by_role, *_numbers = rest
    description = ", ".join(part for part in (role, organisation) if part)
    speaker = (
        Speaker(name=description, slug="", description="")
        if by_role
        else Speaker(name=name, slug=slug, description=description)
    )
    (found.mentioned if mentioned else found.speakers).append(speaker)


def _read_gemeenten(rows: QuerySet, _language: str) -> QuerySet:
    return _part(
        rows,
        "gemeente",
        texts=("gemeente__name", "gemeente__slug"),
        numbers=("gemeente__inhabitants", "gemeente__inhabitants_year"),
    )


def _add_gemeente(found: Facts, name: str, slug: str, *rest) -> None:
    inhabitants, year = rest[-2:]
    found.gemeenten.append(Place(name=name, slug=slug, inhabitants=inhabitants, year=year))


def _read_opgaven(rows: QuerySet, language: str) -> QuerySet:
    # The row points at the source-language page; the reader gets the page in her language.
    page = OpgavePage.objects.live().filter(
        translation_key=OuterRef("opgave__translation_key"),
        locale__language_code=language,
        confirmed=True,
        alias_of=None,
    )
    return _part(
        rows,
        "opgave",
        texts=(Subquery(page.values("title")[:1]), Subquery(page.values("url_path")[:1])),
    )


def _add_opgave(found: Facts, title: str, url_path: str, *_rest) -> None:
    if title:
        found.opgaven.append(Opgave(title=title, url=addresses.tree_url(url_path)))


def _read_audiences(rows: QuerySet, _language: str) -> QuerySet:
    return _part(rows, "audience", texts=("audience",))


def _add_audience(found: Facts, value: str, *_rest) -> None:
    found.audiences.append(str(Audience(value).label))


READERS = {
    "speakers": _read_speakers,
    "gemeenten": _read_gemeenten,
    "opgaven": _read_opgaven,
    "audiences": _read_audiences,
}
ADDERS = {
    "speaker": _add_speaker,
    "gemeente": _add_gemeente,
    "opgave": _add_opgave,
    "audience": _add_audience,
}
