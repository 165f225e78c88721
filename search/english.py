"""The English chain: stop list and Snowball's English stemmer."""

from functools import lru_cache

import Stemmer

from search.chain import Chain
from search.words import Words

STOP_WORDS = frozenset(
    """
    a about after all also an and any are as at be been before being but by can could did do does
    for from had has have he her hers him his how i if in into is it its just me more most my no
    nor not of on only or other our out over own s same she should so some such t than that the
    their them then there these they this those through to too under until up very was we were
    what when where which while who whom why will with would you your yours
    """.split()
)
_stemmer = Stemmer.Stemmer("english")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded word (`municipalities` → `municip`)."""
    return _stemmer.stemWord(word)


CHAIN = Chain("en", STOP_WORDS, stem, Words(thousands=",", decimal="."))
