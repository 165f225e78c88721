"""What a visitor typed, made into words to look for. Any string gives an answer."""

from dataclasses import dataclass

from search.analysis import chain
from search.chain import QueryWord, normal

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Synonym:
    """Another phrase for words of a question, its own words, and the tokens that it stands for."""

    phrase: str
    words: tuple[QueryWord, ...]
    of: frozenset[str]


@dataclass(frozen=True, slots=True)
class TextQuery:
    """The text as it is shown again, its words, and whether it was cut at 200 characters."""

    text: str
    words: tuple[QueryWord, ...]
    cut: bool
    synonyms: tuple[Synonym, ...] = ()

    @property
    def tokens(self) -> tuple[str, ...]:
        """Return the tokens of all words, each once."""
        return tuple(dict.fromkeys(token for word in self.words for token in word.tokens))

    @property
    def also(self) -> tuple[tuple[str, ...], ...]:
        """Return the tokens of each synonym, of which a document must have all."""
        return tuple(tuple(word.main for word in each.words) for each in self.synonyms)


def parse(raw: str, language: str) -> TextQuery:
    """Return the words of what was typed; quotes and operators are signs like any other."""
    # Cut first: what is thrown away is not worth normalising.
    text = " ".join(normal(raw[: LONGEST * 2]).split())
    cut = len(text) > LONGEST or len(raw) > LONGEST * 2
    text = text[:LONGEST].rstrip()
    return TextQuery(text, chain(language).query(text), cut)
