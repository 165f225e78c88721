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
class Facet:
    """A filter of the results; `labels(values, language)` names its values in bulk."""

    name: str
    title: str
    labels: Callable[[Iterable[str], str], Mapping[str, str]]


SOURCES: Registry[Source] = Registry("search source")
FACETS: Registry[Facet] = Registry("facet")
# Groups of phrases that mean the same, in a language: who asks for one finds the others.
SYNONYMS: Registry[Callable[[str], Iterable[Sequence[str]]]] = Registry("source of synonyms")
# The name of each value of the facet `soort`.
KINDS: Registry[Any] = Registry("kind of document")
