"""What an engine must do; every test of an engine is written against this."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Protocol

from search.units import Unit


class LockBusy(Exception):
    """Another process is writing; what it reads from the log includes our change."""


class IndexUnusable(Exception):
    """There is no index, it was made by another version of the analysis, or it cannot be read."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """Which log an index was made from, and the last number of it that was applied."""

    log: str
    number: int


@dataclass(frozen=True, slots=True)
class EngineQuery:
    """A query for an engine, in its own terms: tokens, a language, filters.

    `also` are synonyms, each its tokens: a document that has every token of one is found as well,
    and they count for less.
    `filters` maps a facet's name to the values of which a document must have one; no tokens at
    all means every document.
    """

    language: str
    tokens: tuple[str, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    also: tuple[tuple[str, ...], ...] = ()

    def without(self, facet: str) -> "EngineQuery":
        """Return the same question without the filter on one facet."""
        rest = {name: values for name, values in self.filters.items() if name != facet}
        return replace(self, filters=rest)


@dataclass(frozen=True, slots=True)
class UnitHit:
    """One unit that matches; `payload` is what `search/units.py` packed."""

    document_id: str
    score: float
    payload: bytes


class Writer(Protocol):
    """Changes to one index. Nothing is seen by a reader before `commit`."""

    def replace(self, document_id: str, units: Sequence[Unit]) -> None:
        """Let these units be all there is of the document; none removes it."""

    def commit(self, state: IndexState) -> None:
        """Make the changes visible, and after that store the state beside the index."""


class NewIndex(Writer, Protocol):
    """An index that is being filled beside the live one."""

    def go_live(self) -> None:
        """Let every reader use this index from its next question on."""


class Engine(Protocol):
    """Keeps units and finds them. Analysis, ranking, grouping and snippets are not its work."""

    def state(self) -> IndexState:
        """Return how far the live index is; raises IndexUnusable."""

    def writing(self, wait: float) -> AbstractContextManager[Writer]:
        """Give the one writer of the live index; raises LockBusy after `wait` seconds."""

    def building(self) -> AbstractContextManager[NewIndex]:
        """Give a new, empty index; raises LockBusy when one is being built already."""

    def locked(self, wait: float) -> AbstractContextManager[None]:
        """Keep every writer of the live index away; raises LockBusy after `wait` seconds."""

    def search(self, query: EngineQuery, limit: int) -> list[UnitHit]:
        """Return the best units, best first; raises IndexUnusable."""

    def newest(self, query: EngineQuery, offset: int, limit: int) -> list[str]:
        """Return ids of documents, newest first; raises IndexUnusable."""

    def units_of(
        self, query: EngineQuery, document_ids: Sequence[str], limit: int
    ) -> list[UnitHit]:
        """Return the best units within these documents; without tokens, their first units."""

    def strongest(self, document_id: str, most: int) -> tuple[str, ...]:
        """Return the tokens that tell a document apart from others, the strongest first.

        Without those that no other document has; none for a document that is not there.
        """

    def count(self, query: EngineQuery) -> int:
        """Return how many documents match."""

    def facets(self, query: EngineQuery) -> dict[str, dict[str, int]]:
        """Return per facet and value how many of the matching documents have it."""
