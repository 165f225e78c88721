"""What every language's chain shares: tokens of texts and questions.

`dutch` and `english` fill it in; `words` says what a word is.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from office.hidden_signs import without_hidden_signs
from search.words import CURLY, Part, Word, Words, fold

LONGEST_TOKEN = 64

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
    words: Words
    # What stands for a word, by its folded form: "adam" for A'dam also stands for Amsterdam.
    short_for: Mapping[str, str] = field(default_factory=dict)

    def tokens(self, text: str) -> list[Token]:
        """Return the tokens of `text`, which must be `normal()`; stop words stay in.

        Stop words stay because a question of nothing but stop words ("wie doet wat") must find
        what it names; leaving them out is the question's affair.
        """
        found: list[Token] = []
        for match in self.words.pattern.finditer(text):
            written, start = match.group(), match.start()
            if written.isalnum():
                if token := self._token(fold(written)):
                    found.append(Token(token, start, match.end()))
                continue
            word = self._read(written)
            if token := self._token(word.text):
                found.append(Token(token, start, match.end()))
            found.extend(
                Token(token, start + part.start, start + part.end)
                for part in word.parts
                if (token := self._token(part.text))
            )
        return found

    def query(self, text: str) -> tuple[QueryWord, ...]:
        """Return the words of a question, without stop words unless there are no others."""
        words: list[QueryWord] = []
        telling: list[QueryWord] = []
        for match in self.words.pattern.finditer(text):
            surface = match.group()
            word = self._read(surface)
            components = tuple(
                token
                for part in word.parts
                if (token := self._token(part.text)) and part.text not in self.stop_words
            )
            main = self._token(word.text) or (components[0] if components else "")
            if main:
                words.append(QueryWord(surface, main, components))
                if fold(surface) not in self.stop_words:
                    telling.append(words[-1])
        return tuple(telling or words)

    def _read(self, written: str) -> Word:
        word = self.words.read(written)
        if meant := self.short_for.get(written.lower().translate(CURLY)):
            return Word(word.text, (Part(meant, 0, len(written)),))
        return word

    def _token(self, folded: str) -> str:
        folded = folded[:LONGEST_TOKEN]
        # A number with its decimals is no word to take an ending from.
        return self.stem(folded) if folded and "," not in folded else folded


def normal(text: str) -> str:
    """Return the text as it is indexed and shown: NFC, without control characters or hidden signs.

    Texts are cleaned when they are saved; what was stored before that is looked through here.
    """
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", without_hidden_signs(text)))
