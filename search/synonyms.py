"""Synonyms of what was typed, which higher rooms register; they are searched for as well.

They are read at each query and are not in the index, so a change works at the next query.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from search.analysis import chain
from search.chain import normal
from search.query import LONGEST, Synonym, TextQuery
from search.sources import SYNONYMS
from search.words import fold

# With more synonyms, most of the query is not what the visitor typed.
MOST = 3


def with_synonyms(query: TextQuery, language: str) -> TextQuery:
    """Return the query with at most three synonyms of phrases in it, the longest phrases first.

    A phrase must stand in the query whole, its words in order.
    """
    asked = _tokens(query.text, language)
    if not query.words:
        return query
    found = sorted(_found(asked, language), key=lambda each: -len(each[0]))
    synonyms = {}
    for of, phrase in found:
        tokens = _tokens(phrase, language)
        if _stands_in(tokens, asked) or len(synonyms) == MOST:
            continue
        words = chain(language).query(normal(phrase))
        synonyms.setdefault(tokens, Synonym(phrase, words, frozenset(of)))
    return replace(query, synonyms=tuple(synonyms.values()))


def _found(asked: Sequence[str], language: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield (tokens that stand in the question, another phrase for them)."""
    for source in SYNONYMS.values():
        for group in source(language):
            for phrase in group:
                if _stands_in(_tokens(phrase, language), asked):
                    others = (one for one in group if one != phrase and _tokens(one, language))
                    yield from ((_tokens(phrase, language), other) for other in others)


def _stands_in(phrase: Sequence[str], asked: Sequence[str]) -> bool:
    size = len(phrase)
    return bool(phrase) and any(
        asked[at : at + size] == phrase for at in range(len(asked) - size + 1)
    )


@lru_cache(maxsize=4096)
def _tokens(phrase: str, language: str) -> tuple[str, ...]:
    """Return the tokens of a phrase; none when it has no word that tells something."""
    text = normal(phrase[:LONGEST])
    words = chain(language)
    if all(fold(word.surface) in words.stop_words for word in words.query(text)):
        return ()
    return tuple(token.text for token in words.tokens(text))
