"""Documents like a document, by the words that tell it apart from all others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from search import engines
from search.analysis import chain
from search.engines.base import Engine, EngineQuery, IndexUnusable
from search.units import UnitText

# Of the document that is compared; with more, any long document is like it.
STRONGEST = 25
# In a short text the strongest hold stop words too: those are left out.
LOOKED_AT = 3 * STRONGEST
# A document that shares fewer of these shares a word by chance.
FEWEST_SHARED = 3
# Units that are looked at.
WINDOW = 60
# Scores this near to each other, as a part of the best, are one: then what is preferred decides.
STEP = 0.15


@dataclass(slots=True)
class _Candidate:
    document_id: str
    score: float
    shared: set[str]


def alike(
    document_id: str,
    *,
    language: str,
    kinds: Sequence[str] = (),
    preferring: Mapping[str, tuple[str, ...]] | None = None,
) -> list[str] | None:
    """Return ids of documents like this one, the most alike first; no database query.

    `preferring` are values of facets: of two that are about as much alike, the one comes first that
    has more of them. None when the index cannot tell: it is not there, or knows no such document.
    """
    try:
        engine = engines.current()
        tokens = _telling(engine.strongest(document_id, LOOKED_AT), language)
        if not tokens:
            return None
        filters = {"soort": tuple(kinds)} if kinds else {}
        found = _candidates(engine, EngineQuery(language, tokens, filters), document_id)
        bonus = _preferred(engine, language, list(found), preferring or {})
    except IndexUnusable:
        # The page does without, and who searches is told.
        return None
    best = max((each.score for each in found.values()), default=1.0)

    def rank(each: _Candidate) -> tuple[int, int, float, str]:
        steps = int((best - each.score) / (best * STEP))
        return steps, -bonus.get(each.document_id, 0), -each.score, each.document_id

    return [each.document_id for each in sorted(found.values(), key=rank)]


def _telling(tokens: Sequence[str], language: str) -> tuple[str, ...]:
    """Return the first tokens that are no stop word, letter or numeral."""
    stopped = _stop_tokens(language)
    return tuple(one for one in tokens if len(one) > 2 and one not in stopped)[:STRONGEST]


@cache
def _stop_tokens(language: str) -> frozenset[str]:
    words = chain(language)
    return frozenset(words.stem(word) for word in words.stop_words)


def _candidates(engine: Engine, query: EngineQuery, but: str) -> dict[str, _Candidate]:
    """Return what shares enough with the tokens, each with the score of its best unit."""
    found: dict[str, _Candidate] = {}
    wanted = set(query.tokens)
    for hit in engine.search(query, WINDOW):
        if hit.document_id == but:
            continue
        candidate = found.setdefault(
            hit.document_id, _Candidate(hit.document_id, hit.score, shared=set())
        )
        unit = UnitText(hit.payload)
        candidate.shared |= wanted.intersection([*unit.tokens, *unit.title])
    return {each.document_id: each for each in found.values() if len(each.shared) >= FEWEST_SHARED}


def _preferred(
    engine: Engine, language: str, ids: list[str], preferring: Mapping[str, tuple[str, ...]]
) -> dict[str, int]:
    """Return how many of the preferred facets each document has a value of."""
    found: dict[str, int] = {}
    for name, values in preferring.items():
        if not values or not ids:
            continue
        query = EngineQuery(language, filters={name: values})
        for hit in engine.units_of(query, ids, len(ids)):
            found[hit.document_id] = found.get(hit.document_id, 0) + 1
    return found
