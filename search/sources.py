"""The registries through which higher rooms tell search what can be found."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from office.registry import Registry
from search.documents import SearchDocument


@dataclass(frozen=True, slots=True)
class Source:
    """Documents whose ids start with `name:`.

    `load(ids)` returns the documents that may be found now, in bulk; an id it leaves out is
    removed from the index. `ids()` names every document there is, for a rebuild.
    """

    name: str
    load: Callable[[list[str]], list[SearchDocument]]
    ids: Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Preferable:
    """How a visitor is asked for her own value, and what is said of a page that has it."""

    question: str
    mark: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of results and lists; `labels(values, language)` names its values in bulk.

    With `in_order` its values stand in the order of their labels, else the most frequent come
    first. `preferable`: a visitor can choose a value for herself. `today(values)` gives the values
    that are called otherwise now.
    """

    name: str
    title: str
    labels: Callable[[Iterable[str], str], Mapping[str, str]]
    in_order: bool = False
    preferable: Preferable | None = None
    today: Callable[[Iterable[str]], Mapping[str, str]] | None = None


SOURCES: Registry[Source] = Registry("search source")
FACETS: Registry[Facet] = Registry("facet")
# Groups of phrases that mean the same, in a language: who asks for one finds the others.
SYNONYMS: Registry[Callable[[str], Iterable[Sequence[str]]]] = Registry("source of synonyms")
# The name of each value of the facet `soort`.
KINDS: Registry[Any] = Registry("kind of document")
