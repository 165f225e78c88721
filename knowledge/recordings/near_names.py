"""Words in lines that are nearly a name, without a database: "Winterswijck" for Winterswijk.

Software that writes down what is said spells names as it hears them. What is offered must be worth
reading: a word is near only when it has a capital in the middle of a sentence, is written nowhere
without one, and is neither a name that we know nor made of one (Winterswijkse).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from office.letters import MARKS, without_accents

SHORTEST = 5
# From this length on two letters may differ, below it one.
LONG = 8
PARTICLES = frozenset(
    "van de der den het 't ter ten te in op aan bij uit voor 's von du la le".split()
)
# Parts of names that are ordinary words.
GENERIC = frozenset(
    """
    academie alliantie amsterdamse armoede bureau centrum coalitie college collectief diensten
    dienst expertisecentrum federatie fonds gemeente gemeenten gemeentelijke hogeschool holland huis
    instituut jeugd jongeren kenniscentrum kinderen kinderfonds kring landelijke maatschappelijk
    maatschappelijke ministerie nationaal nationale nederland nederlands nederlandse netwerk noord
    onderwijs oost ouders overleg platform programma provincie raad regio rijksuniversiteit samen
    samenwerking school scholen sociaal sociale stad stichting universiteit vereniging welzijn werk
    west zaken zorg zuid
    """.split()
)
# What is made of a name is spelled right: Winterswijks, Groninger, Leidse.
_ENDINGS = frozenset("s e er ers se sen en tje ze aar aars naar naars ner ners sche".split())
_ENDINGS_FOR_EN = frozenset("s se er ers sche aar aars enaar enaars enaren".split())
_LETTERS = rf"[^\W\d_]+(?:[{MARKS}][^\W\d_]*)*"
_WORD = re.compile(rf"{_LETTERS}(?:['’\-‐‑]{_LETTERS})*")
_SENTENCE_END = re.compile(r"[.?!…:]['’”\")\]]*\s*$")
# How Dutch spells one sound in several ways; longer ones first.
_SOUNDS = tuple(
    pair.split(">")
    for pair in "sch>s ckx>ks cks>ks ij>ei y>ei ck>k qu>kw x>ks ph>f th>t dt>t c>k z>s v>f".split()
)


@dataclass(frozen=True, slots=True)
class Near:
    """Words of the lines that are nearly a name, and how often they stand there."""

    found: str
    name: str
    count: int


def near(lines: Iterable[str], names: Iterable[str], right: Iterable[str] = ()) -> list[Near]:
    """Return what in the lines is nearly one of the names, most frequent first.

    `right` are other names that are spelled as they should be.
    """
    told = _Told(lines)
    names = [unicodedata.normalize("NFC", name) for name in names]
    known = {word for name in (*names, *right) for word in _words(name)}
    parts = sorted({word for name in names for word in _words(name) if _tells(word)})
    by_first = {
        letter: [part for part in parts if _sound(part)[:1] == letter]
        for letter in {_sound(part)[:1] for part in parts}
    }
    inflected = {fold(word) for word in known}
    found: dict[str, Near] = {}
    for word in told.candidates():
        if word in known or is_made_of(word, inflected):
            continue
        near_by = [part for part in by_first.get(_sound(word)[:1], ()) if is_near(word, part)]
        if near_by:
            best = min(near_by, key=lambda part: _edits(fold(word), fold(part)))
            found[word] = Near(word, best, told.count[word])
    whole = {fold(part): part for part in parts}
    for apart, count in told.pairs.items():
        if (part := whole.get(fold(apart))) and apart not in known:
            found[apart] = Near(apart, part, count)
    found |= {one.found: one for one in _other_particles(told.text, names)}
    return sorted(found.values(), key=lambda one: (-one.count, one.found))


def nearest(name: str, names: Iterable[str]) -> str:
    """Return the one that a whole name is nearly equal to; "" when it is right or like none."""
    name = unicodedata.normalize("NFC", name)
    names = [unicodedata.normalize("NFC", one) for one in names]
    if name in names:
        return ""
    close = [one for one in names if is_near(name, one)]
    return min(close, key=lambda one: _edits(fold(name), fold(one)), default="")


def is_near(word: str, name: str) -> bool:
    """Return whether two different words are one name in two spellings."""
    one, other = fold(word), fold(name)
    if min(len(one), len(other)) < SHORTEST or abs(len(one) - len(other)) > 2:
        return False
    if one == other:
        # Capitals alone are a matter of taste.
        return word.lower() != name.lower()
    if _sound(one) == _sound(other):
        return True
    if _sound(one)[0] != _sound(other)[0]:
        return False
    allowed = 2 if min(len(one), len(other)) >= LONG else 1
    return _edits(one, other) <= allowed


def is_made_of(word: str, names: set[str]) -> bool:
    """Return whether a word is a folded name with an ending of the language."""
    word = fold(word)
    if any(word.endswith(end) and word.removesuffix(end) in names for end in _ENDINGS):
        return True
    return any(
        word.endswith(end) and word.removesuffix(end) + "en" in names for end in _ENDINGS_FOR_EN
    )


def fold(word: str) -> str:
    """Return a word in lower case, without accents, hyphens, apostrophes and spaces."""
    return "".join(letter for letter in without_accents(word.lower()) if letter.isalpha())


def _sound(word: str) -> str:
    sound = fold(word)
    for spelled, heard in _SOUNDS:
        sound = sound.replace(spelled, heard)
    return re.sub(r"(.)\1+", r"\1", sound)


def _edits(one: str, other: str) -> int:
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    return sum(max(b - a, d - c) for step, a, b, c, d in steps if step != "equal")


def _words(name: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", name))


def _tells(word: str) -> bool:
    return (
        word[0].isupper()
        and len(fold(word)) >= SHORTEST
        and fold(word) not in GENERIC
        and word.lower() not in PARTICLES
    )


class _Told:
    """What the lines say, word by word."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.count: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        self._inside: set[str] = set()
        self._small: set[str] = set()
        self.text = unicodedata.normalize("NFC", "\n".join(lines))
        end, previous = 0, ""
        for match in _WORD.finditer(self.text):
            word, between = match.group(), self.text[end : match.start()]
            is_first = not end or bool(_SENTENCE_END.search(between))
            self.count[word] += 1
            if word[0].islower():
                self._small.add(word.lower())
            elif not is_first:
                self._inside.add(word)
            if previous and previous[0].isupper() and between.isspace() and word[0].islower():
                self.pairs[f"{previous} {word}"] += 1
            end, previous = match.end(), word

    def candidates(self) -> Iterator[str]:
        """Yield the words that are written as names are."""
        for word in sorted(self._inside):
            if len(fold(word)) >= SHORTEST and word.lower() not in self._small:
                yield word


def _other_particles(text: str, names: Iterable[str]) -> Iterator[Near]:
    """Yield names of people with another "van den" between them than they have."""
    for name in names:
        first, *between, last = name.split() if name.split()[2:] else ("", "")
        if not between or any(word.lower() not in PARTICLES for word in between):
            continue
        some = "|".join(sorted(map(re.escape, PARTICLES), key=len, reverse=True))
        whole = rf"(?<!\w){re.escape(first)}\s+(?:(?:{some})\s+)*{re.escape(last)}(?!\w)"
        written = Counter(
            " ".join(match.group().split()) for match in re.finditer(whole, text, re.IGNORECASE)
        )
        for found, count in written.items():
            # "Anja Berg" is how one speaks of her.
            if found.lower() != name.lower() and len(found.split()) > len(name.split()) - len(
                between
            ):
                yield Near(found, name, count)
