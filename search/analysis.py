"""From text to tokens, once, in Python, so that every engine is given the same ones.

What a chain makes of a text is part of the index: raise `VERSION` with any change of a chain, and
every index is made anew.
"""

from search import dutch, english
from search.chain import Chain

VERSION = 3

_CHAINS = {chain.language: chain for chain in (dutch.CHAIN, english.CHAIN)}


def chain(language: str) -> Chain:
    """Return the chain of a language; the Dutch one for a language that has none."""
    return _CHAINS.get(language, dutch.CHAIN)
