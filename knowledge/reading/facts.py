"""What belongs to one page: speakers, gemeenten, opgaven, audiences; and its reading time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from knowledge import dates
from knowledge.models import KnowledgePage, PageSpeaker, SitePage
from knowledge.models.gemeente import in_words, now_called
from knowledge.reading.opgaven import opgaven
from knowledge.reading.streams import PassageSource, passage_sources

WORDS_A_MINUTE = 200


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody at one occasion; without a slug `name` holds her role.

    `source` is where she stands in the text, None when nobody may read that.
    """

    name: str
    slug: str
    description: str
    source: PassageSource | None = None


@dataclass(frozen=True, slots=True)
class GemeenteFact:
    """A gemeente that a page is about: one that merged is "X (nu Y)", with the slug of Y.

    `inhabitants` are its own, in words with year and source, "" when they are not known.
    """

    name: str
    slug: str
    inhabitants: str


@dataclass(frozen=True, slots=True)
class Opgave:
    """An opgave of the Alliantie in the reader's language."""

    title: str
    url: str


class Facts:
    """Everything that belongs to one page, in the editor's order; each is read when it is shown."""

    def __init__(self, page: KnowledgePage, language: str) -> None:
        self._page, self._language = page, language

    @cached_property
    def date(self) -> str:
        """When it was, in words: the day of its meeting, else as the page knows it."""
        day = dates.elsewhere([self._page]).get(self._page.pk)
        return day.text if day else self._page.date_text

    @property
    def speakers(self) -> list[Speaker]:
        """Those who said it."""
        return [self._speaker(row) for row in self._people if not row.mentioned]

    @property
    def mentioned(self) -> list[Speaker]:
        """Those who are named in it."""
        return [self._speaker(row) for row in self._people if row.mentioned]

    def _speaker(self, row: PageSpeaker) -> Speaker:
        source = self._sources.get(row.passage)
        if row.person.show_as_role:
            return Speaker(row.public_name, "", "", source)
        return Speaker(row.public_name, row.person.slug, row.description, source)

    @cached_property
    def _sources(self) -> dict[str, PassageSource]:
        """Where people stand in the text; one query, or none when nothing says so."""
        return passage_sources({row.passage for row in self._people if row.passage})

    @cached_property
    def _people(self) -> list[PageSpeaker]:
        return list(self._page.speakers.select_related("person", "organisation"))

    @cached_property
    def gemeenten(self) -> list[GemeenteFact]:
        """The gemeenten that the page is about; one query."""
        columns = (
            "name",
            "slug",
            "merged_into__name",
            "merged_into__slug",
            "inhabitants",
            "inhabitants_year",
            "province__country",
        )
        rows = self._page.gemeenten.values_list(*(f"gemeente__{column}" for column in columns))
        return [
            GemeenteFact(now_called(name, today), today_slug or slug, in_words(*counted))
            for name, slug, today, today_slug, *counted in rows
        ]

    @cached_property
    def opgaven(self) -> list[Opgave]:
        """The established opgaven in the reader's language; one query, and those of `opgaven`."""
        # The rows point at the source.
        keys = self._page.opgaven.values_list("opgave__translation_key", flat=True)
        shown = {row.key: row for row in opgaven(self._language)}
        return [Opgave(shown[key].title, shown[key].url) for key in keys if key in shown]

    @cached_property
    def audiences(self) -> list[str]:
        """The names of the audiences; one query."""
        return [str(row) for row in self._page.audiences.all()]


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
