"""The order of the hits, the same over every engine: words together and near count for more."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from search.chain import QueryWord
from search.engines.base import UnitHit
from search.query import Synonym
from search.units import UnitText

# Engines order by BM25; only so many of the best are looked at more closely.
WINDOW = 60
COVERAGE_WEIGHT = 3.0
PROXIMITY_WEIGHT = 1.5
NEAR = 6
# What fits the visitor's own gemeente leads what answers about as well, and no better answer.
PREFERRED_WEIGHT = 0.25


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """A hit, read back, with the score that decides its rank."""

    document_id: str
    score: float
    unit: UnitText


def rank(
    hits: Sequence[UnitHit],
    words: Sequence[QueryWord],
    synonyms: Sequence[Synonym] = (),
    preferred: Mapping[str, int] | None = None,
) -> list[RankedUnit]:
    """Return the hits in their final order; beyond the first 60 the engine's order is kept.

    `preferred` says how many things each document has of what the visitor said of herself.
    """
    units = [RankedUnit(hit.document_id, hit.score, UnitText(hit.payload)) for hit in hits]
    preferred = preferred or {}
    window = [
        replace(
            each,
            score=each.score
            * _factor(each.unit, words, synonyms)
            * (1.0 + PREFERRED_WEIGHT * preferred.get(each.document_id, 0)),
        )
        for each in units[:WINDOW]
    ]
    window.sort(key=lambda each: -each.score)
    return window + units[WINDOW:]


def documents(units: Sequence[RankedUnit]) -> list[str]:
    """Return the documents of these units, in the order of their best unit."""
    return list(dict.fromkeys(each.document_id for each in units))


def _factor(unit: UnitText, words: Sequence[QueryWord], synonyms: Sequence[Synonym]) -> float:
    if len(words) < 2 and not synonyms:
        # Every hit of one word has it, and it has no neighbours.
        return 1.0
    return (
        1.0
        + COVERAGE_WEIGHT * coverage(unit, words, synonyms)
        + PROXIMITY_WEIGHT * proximity(unit.tokens, words)
    )


def coverage(unit: UnitText, words: Sequence[QueryWord], synonyms: Sequence[Synonym] = ()) -> float:
    """Return which share of the words the unit holds.

    Components of a hyphenated word count 0.9, and so does a synonym that stands for a word.
    """
    present = set(unit.tokens).union(unit.title)
    held = [each for each in synonyms if all(word.main in present for word in each.words)]
    instead = frozenset[str]().union(*(each.of for each in held))
    total = 0.0
    for word in words:
        total += max(_held(word, present), 0.9 if word.main in instead else 0.0)
    return total / len(words)


def _held(word: QueryWord, present: set[str]) -> float:
    if word.main in present:
        return 1.0
    if not word.components:
        return 0.0
    return 0.9 * sum(part in present for part in word.components) / len(word.components)


def proximity(tokens: Sequence[str], words: Sequence[QueryWord]) -> float:
    """Return how close words that are neighbours in the query are in the text, 0 to 1."""
    positions: dict[str, list[int]] = {word.main: [] for word in words}
    for at, token in enumerate(tokens):
        if token in positions:
            positions[token].append(at)
    pairs = list(pairwise(words))
    if not pairs:
        return 0.0
    return sum(_nearness(positions[a.main], positions[b.main]) for a, b in pairs) / len(pairs)


def _nearness(first: list[int], second: list[int]) -> float:
    """Return 1 for neighbours, falling to 0 for positions more than six tokens apart."""
    best = NEAR + 1
    at = 0
    for position in first:
        while at < len(second) and second[at] <= position:
            # A word before the other counts as one step further than a word after it.
            best = min(best, position - second[at] + 1) if second[at] < position else best
            at += 1
        if at < len(second):
            best = min(best, second[at] - position)
    return max(0.0, (NEAR + 1 - best) / NEAR)
