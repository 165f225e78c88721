"""What belongs to one page: speakers, gemeenten, opgaven, audiences; and its reading time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from knowledge.models import KnowledgePage, PageSpeaker, SitePage
from knowledge.reading.opgaven import opgaven

WORDS_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody at one occasion; without a slug the name is not shown."""

    name: str
    slug: str
    description: str


@dataclass(frozen=True, slots=True)
class GemeenteFact:
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
    """Everything that belongs to one page, in the editor's order."""

    speakers: list[Speaker] = field(default_factory=list)
    mentioned: list[Speaker] = field(default_factory=list)
    gemeenten: list[GemeenteFact] = field(default_factory=list)
    opgaven: list[Opgave] = field(default_factory=list)
    audiences: list[str] = field(default_factory=list)


def facts(page: KnowledgePage, language: str) -> Facts:
    """Return what belongs to page, in the editor's order; four queries, and those of `opgaven`."""
    found = Facts(
        gemeenten=_gemeenten(page),
        opgaven=_opgaven(page, language),
        audiences=[str(row) for row in page.audiences.all()],
    )
    for row in page.speakers.select_related("person", "organisation"):
        (found.mentioned if row.mentioned else found.speakers).append(_speaker(row))
    return found


def minutes_to_read(page: SitePage) -> int:
    """Return the minutes that an adult reads on page, at least 1; no query."""
    words = sum(
        _number_of_words(text)
        for passage_field in page.passage_fields
        for text in _texts(getattr(page, passage_field.name).raw_data)
    )
    return max(1, round(words / WORDS_A_MINUTE))


@lru_cache(maxsize=4096)
def _number_of_words(text: str) -> int:
    return len(re.sub(r"<[^>]+>", " ", text).split())


def _texts(value: Any) -> Iterator[str]:
    """Yield the texts inside raw stream data; keys and addresses hold no words."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in {"type", "id", "url"}:
                yield from _texts(inner)
    elif isinstance(value, Iterable):
        for inner in value:
            yield from _texts(inner)


def _gemeenten(page: KnowledgePage) -> list[GemeenteFact]:
    columns = ("name", "slug", "inhabitants", "inhabitants_year")
    rows = page.gemeenten.values_list(*(f"gemeente__{column}" for column in columns))
    return [GemeenteFact(*row) for row in rows]


def _opgaven(page: KnowledgePage, language: str) -> list[Opgave]:
    """Return the established opgaven in the reader's language; rows point at the source."""
    keys = page.opgaven.values_list("opgave__translation_key", flat=True)
    shown = {row.key: row for row in opgaven(language)}
    return [Opgave(shown[key].title, shown[key].url) for key in keys if key in shown]


def _speaker(row: PageSpeaker) -> Speaker:
    if row.person.show_as_role:
        return Speaker(name=row.description, slug="", description="")
    return Speaker(name=row.person.name, slug=row.person.slug, description=row.description)
