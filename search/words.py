"""Where the words of a text are, and how each is written plainly; `chain` makes tokens of them.

A word is what a reader takes for one: `ouder-kindcentrum`, `foto’s`, `W.M.O.`, `1.500`. What only
looks like one is not: the end of a sentence, `nl.wikipedia.org`, `14.04.2026`, `10.30`.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from office.letters import MARKS, without_accents

APOSTROPHES = "'’‘‛ʼ＇`´′"
HYPHENS = "-‐‑"
# Also those that do not break, and the narrow ones of a typesetter.
SPACES = " \u00a0\u2007\u2009\u202f"

_LETTER = r"[^\W\d_]"
# Single letters with a point between them: not in an address (j.p.jansen@, t.co).
_POINTED = (
    rf"(?=[^\W_]\.)(?<![\w.@]){_LETTER}(?:\.{_LETTER})+(?![\w@]|\.\w)"
    rf"(?:\.(?!\w))?(?:[{APOSTROPHES}]s\b)?"
)
_BEGINS = r"(?<![\w.,:/])"
_ENDS = r"(?!\w|[.,:/]\d)"
# {0} is the sign between thousands, {1} the one before decimals.
_NUMBER = "|".join(
    (
        _BEGINS + r"[1-9]\d{{0,2}}(?:{0}\d{{3}})+(?:{1}\d+)?" + _ENDS,
        # In 020 123 456 and in 06 12 34 the spaces make no thousands.
        _BEGINS
        + rf"(?<!\d[{SPACES}])[1-9]\d{{{{0,2}}}}(?:[{SPACES}]\d{{{{3}}}})+(?:{{1}}\d+)?"
        + _ENDS
        + rf"(?![{SPACES}]\d)",
        _BEGINS + r"\d+{1}\d+" + _ENDS,
    )
)
# Letters with their accents: those of "blíj́ven" have no letter of their own.
_LETTERS = rf"[^\W_]+(?:[{MARKS}][^\W_]*)*"
_PLAIN = rf"{_LETTERS}(?:[{APOSTROPHES}]{_LETTERS})*"
_HYPHEN = re.compile(f"[{HYPHENS}]")
_SIGN = re.compile(rf"[^\w{APOSTROPHES}]")
CURLY = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_SPACE = re.compile(f"[{SPACES}]")
_DIGITS = re.compile(r"\d+")

# The sign of a fraction would come apart as two figures: ½ is not 12.
_FRACTIONS = str.maketrans(dict.fromkeys("¼½¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅟↉", ""))


class Part(NamedTuple):
    """A component of a word, written plainly, and its characters in the word."""

    text: str
    start: int
    end: int


class Word(NamedTuple):
    """A word written plainly ("" when only its components are words), and its components."""

    text: str
    parts: tuple[Part, ...] = ()


class Words:
    """How one language writes its numbers: `1.500,25` or `1,500.25`."""

    def __init__(self, *, thousands: str, decimal: str) -> None:
        between, point = re.escape(thousands), re.escape(decimal)
        number = _NUMBER.format(between, point)
        part = rf"(?:(?=\d)(?:{number})|{_POINTED}|{_PLAIN})"
        # The look ahead spares the rest at all that is no word.
        self.pattern = re.compile(rf"(?=[^\W_]){part}(?:[{HYPHENS}]{part})*")
        self._number = re.compile(rf"\d+(?:(?:{between}|[{SPACES}])\d{{3}})*(?:{point}\d+)?")
        self._thousands, self._decimal = thousands, decimal
        self.read = lru_cache(maxsize=50_000)(self._read)

    def _read(self, written: str) -> Word:
        """Return what a match of `pattern` says."""
        if not _HYPHEN.search(written):
            return self._one(written)
        parts: list[Part] = []
        start = 0
        for piece in _HYPHEN.split(written):
            one = self._one(piece)
            if one.text:
                parts.append(Part(one.text, start, start + len(piece)))
            parts += [Part(text, start + at, start + end) for text, at, end in one.parts]
            start += len(piece) + 1
        joined = "".join(fold(piece) for piece in _HYPHEN.split(written))
        # Of figures the joined form says nothing (2024-2025, 2,5-3).
        is_word = not joined.isdigit() and all("," not in part.text for part in parts)
        return Word(joined if is_word else "", tuple(parts))

    def _one(self, written: str) -> Word:
        if not _SIGN.search(written) or not self._number.fullmatch(written):
            return Word(fold(written))
        whole, _, rest = written.partition(self._decimal)
        figures = _SPACE.sub("", whole.replace(self._thousands, ""))
        parts: list[Part] = []
        if _SPACE.search(whole):
            # Two numbers that happen to stand side by side, perhaps.
            parts = [Part(found[0], *found.span()) for found in _DIGITS.finditer(whole)]
        elif rest:
            parts = [Part(figures, 0, len(whole))]
        if rest:
            parts.append(Part(rest, len(written) - len(rest), len(written)))
        return Word(f"{figures},{rest}" if rest else figures, tuple(parts))


@lru_cache(maxsize=100_000)
def fold(word: str) -> str:
    """Return the word in lower case, without accents, possessive 's or signs (`é` → `e`)."""
    word = word.lower().translate(CURLY)
    for ending in ("'s", "'tje", "'tjes", "'n"):
        word = word.removesuffix(ending)
    return "".join(c for c in without_accents(word.translate(_FRACTIONS)) if c.isalnum())
