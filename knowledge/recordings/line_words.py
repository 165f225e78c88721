"""Words in lines, without a database: where they stand, and what replacing them makes."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from office.hidden_signs import INVISIBLE, without_hidden_signs
from office.letters import MARKS, plain_letters

_APOSTROPHES = "'’‘ʼ´`"
_LETTER = rf"[\w{MARKS}]"
# A soft hyphen in a word changes nothing of what it says.
_UNSEEN = f"(?:{INVISIBLE.pattern})*"

# Pieces of a text in order, and whether each is marked.
Pieces = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A text before and after a replacement."""

    before: Pieces
    after: Pieces
    text: str


def on_one_line(words: str) -> str:
    """Return a name or a title as it is stored: without hidden signs, each letter in one way."""
    return unicodedata.normalize("NFC", " ".join(without_hidden_signs(words).split()))


def pattern(words: str, *, whole: bool, match_case: bool) -> re.Pattern:
    """Return what finds these words, also over the end of a line and however é is stored.

    `whole`: not as a part of a longer word.
    """
    found = r"\s+".join(
        _UNSEEN.join(_either(letter) for letter in unicodedata.normalize("NFC", word))
        for word in words.split()
    )
    # A letter is never taken without its accent.
    ends = f"(?!{_LETTER})" if whole else f"(?![{MARKS}])"
    begins = f"(?<!{_LETTER})" if whole else ""
    return re.compile(f"{begins}{found}{ends}", 0 if match_case else re.IGNORECASE)


def _either(letter: str) -> str:
    if letter in _APOSTROPHES:
        return f"[{re.escape(_APOSTROPHES)}]"
    apart = unicodedata.normalize("NFD", letter)
    if apart == letter:
        return re.escape(letter)
    return f"(?:{re.escape(letter)}|{re.escape(apart)})"


def change(text: str, words: re.Pattern, put: str) -> Change | None:
    """Return what replacing every occurrence makes of the text, None when there is none."""
    before: list[tuple[str, bool]] = []
    after: list[tuple[str, bool]] = []
    end = 0
    for match in words.finditer(text):
        same = (text[end : match.start()], False)
        before += [same, (match.group(), True)]
        after += [same, (put, True)]
        end = match.end()
    if not before:
        return None
    rest = (text[end:], False)
    changed = Change(_told((*before, rest)), _told((*after, rest)), "")
    return Change(changed.before, changed.after, "".join(piece for piece, _mark in changed.after))


def _told(pieces: Iterable[tuple[str, bool]]) -> Pieces:
    return tuple(piece for piece in pieces if piece[0])


def hits(text: str, words: str) -> list[tuple[int, int]]:
    """Return where the words stand, without regard to capitals and accents: (start, end)."""
    looked_for = [_folded(unicodedata.normalize("NFC", word)) for word in words.split()]
    if not looked_for:
        return []
    # A stored accent may be a letter of its own.
    found = r"\s+".join(
        _UNSEEN.join(re.escape(letter) + f"[{MARKS}]*" for letter in word) for word in looked_for
    )
    return [match.span() for match in re.finditer(found, _folded(text))]


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Pieces:
    """Return the text in pieces, with those of `spans` marked."""
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [(text[end:start], False), (text[start:stop], True)]
        end = stop
    return _told([*pieces, (text[end:], False)])


def _folded(text: str) -> str:
    """Return the text letter by letter without capitals and accents: as long as it was."""
    return "".join(_plain(letter) for letter in text)


@lru_cache(maxsize=10_000)
def _plain(letter: str) -> str:
    if letter in _APOSTROPHES:
        return "'"
    plain = plain_letters(unicodedata.normalize("NFD", letter)[0]).lower()
    return plain if len(plain) == 1 else letter
