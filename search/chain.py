"""What every language's chain shares: words, hyphens, folding. `dutch` and `english` fill it in."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

LONGEST_TOKEN = 64

_APOSTROPHES = "’‘‛ʼ＇`´"
_PART = rf"[^\W_]+(?:['{_APOSTROPHES}][^\W_]+)*"
_WORD = re.compile(rf"{_PART}(?:[-‐‑]{_PART})*")
_HYPHEN = re.compile(r"[-‐‑]")
_COMPONENT = re.compile(r"[^-‐‑]+")
_CURLY = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Token(NamedTuple):
    """One token and the characters of the text that it was made from."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QueryWord:
    """One word of a question: `main` finds it whole, `components` those of a compound."""

    surface: str
    main: str
    components: tuple[str, ...] = ()

    @property
    def tokens(self) -> tuple[str, ...]:
        """Return everything the engine may look for on behalf of this word."""
        return tuple(dict.fromkeys((self.main, *self.components)))


@dataclass(frozen=True, slots=True)
class Chain:
    """The analysis of one language; `stem` takes a folded word."""

    language: str
    stop_words: frozenset[str]
    stem: Callable[[str], str]

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of `text`, which must be `normal()`; stop words stay in.

        Stop words stay because a question of nothing but stop words ("wie doet wat") must find
        what it names; leaving them out is the question's affair.
        """
        found: list[Token] = []
        for match in _WORD.finditer(text):
            word, start = match.group(), match.start()
            if not _HYPHEN.search(word):
                if token := self._token(word):
                    found.append(Token(token, start, match.end()))
                continue
            if joined := self._joined(word):
                found.append(Token(joined, start, match.end()))
            found.extend(
                Token(token, start + component.start(), start + component.end())
                for component in _COMPONENT.finditer(word)
                if (token := self._token(component.group()))
            )
        return found

    def query(self, text: str) -> tuple[QueryWord, ...]:
        """Return the words of a question, without stop words unless there are no others."""
        words = []
        for match in _WORD.finditer(text):
            surface = match.group()
            components = tuple(
                token
                for component in _COMPONENT.findall(surface)
                if (token := self._token(component)) and fold(component) not in self.stop_words
            )
            if _HYPHEN.search(surface):
                main = self._joined(surface) or (components[0] if components else "")
            else:
                main, components = self._token(surface), ()
            if main:
                words.append(QueryWord(surface, main, components))
        telling = tuple(word for word in words if fold(word.surface) not in self.stop_words)
        return telling or tuple(words)

    def _token(self, word: str) -> str:
        folded = fold(word)[:LONGEST_TOKEN]
        return self.stem(folded) if folded else ""

    def _joined(self, word: str) -> str:
        """Return the token of a hyphenated word written as one; none for figures ("2024-2025")."""
        joined = "".join(fold(component) for component in _COMPONENT.findall(word))
        return "" if joined.isdigit() else self._token(joined)


def normal(text: str) -> str:
    """Return the text as it is indexed and shown: NFC, without control characters."""
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", text))


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return the word in lower case, without accents, possessive 's or signs (`é` → `e`)."""
    word = word.lower().translate(_CURLY)
    for ending in ("'s", "'tje", "'tjes", "'n"):
        word = word.removesuffix(ending)
    # NFKD also takes ligatures apart (ĳ, ﬁ), as they come out of pasted PDFs.
    return "".join(c for c in unicodedata.normalize("NFKD", word) if c.isalnum())
