"""Recognises words that were taken away, without keeping them: by keyed digests of runs of words.

A plain hash of a short line would be guessed, so every digest is an HMAC (RFC 2104) with a key of
its own, REDACTION_KEY. A run is five neighbouring words, folded: whatever the time, the division
into lines, the capitals, the accents or the signs, the same words give the same digests.
"""

import hmac
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from knowledge.models import Recording, RemovedRun
from knowledge.recordings.transcripts import REMOVED
from office.hidden_signs import INVISIBLE, JOINERS
from office.letters import MARKS, without_accents
from office.refusals import Refused

RUN = 5
# Inside a word these change nothing that is seen, or add an accent.
_UNSEEN = f"(?:{INVISIBLE.pattern}|{JOINERS.pattern}|[{MARKS}])"
_ANY_UNSEEN = re.compile(_UNSEEN)
# A number is one word however it is written apart (06-12345678), and none with the letters at its
# end (1311AB, 1311 AB).
_WORD = re.compile(rf"\d+(?:[\W_]+\d+)*|[^\W\d_]+(?:{_UNSEEN}+[^\W\d_]*)*")
_NO_DIGIT = re.compile(r"\D+")
_BETWEEN = "\x1f"


class KeyRefused(Refused):
    """What was taken away cannot be recognised: the key is another one than at that time."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "De sleutel waarmee weggehaalde woorden worden herkend (REDACTION_KEY) is niet "
                "meer dezelfde. Vraag de beheerder om de oude sleutel terug te zetten."
            )
        )


@dataclass(frozen=True, slots=True)
class Run:
    """`size` neighbouring words; `count` of them, from number `first` on, were taken away."""

    digest: str
    size: int
    first: int
    count: int


class Word(NamedTuple):
    """A word folded, and the characters of its line that it was made of."""

    folded: str
    line: int
    start: int
    end: int


class Said:
    """What lines say, in words; each run of them is digested once, however often it is asked."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self._digests: dict[int, list[str]] = {}

    @cached_property
    def words(self) -> list[Word]:
        """Return the words of all lines in order."""
        return words_of(self.lines)

    @cached_property
    def line_digests(self) -> tuple[str, ...]:
        """Return the digest by which each line is known when a file tells its words again."""
        folded: list[list[str]] = [[] for _line in self.lines]
        for word in self.words:
            folded[word.line].append(word.folded)
        return tuple(_digest(words, purpose=b"line") for words in folded)

    def digests(self, size: int) -> list[str]:
        """Return the digest of each run of `size` neighbouring words, in order."""
        if size not in self._digests:
            self._digests[size] = list(digests(self.words, size))
        return self._digests[size]


def line_digest(text: str) -> str:
    """Return the digest by which the words of one line are known when a file tells them again."""
    return Said([text]).line_digests[0]


def runs(lines: Sequence[str], index: int) -> set[Run]:
    """Return what makes line `index` known later; `lines` is all that is said, in order.

    Runs that are also said in a line that stays are left out: they must not take that one away.
    A line of fewer than five words is known by the words around it; so is one that is said twice.
    """
    words = words_of(lines)
    inside = [at for at, word in enumerate(words) if word.line == index]
    if not inside:
        return set()
    first, last = inside[0], inside[-1] + 1
    size = min(RUN, len(words))
    found = _windows(words, first, last, size)
    if last - first >= size:
        found = {run for run in found if run.count == size}
    found = _only_here(found, words, first, last)
    if not found:
        begin, end = max(0, first - 2), min(len(words), last + 2)
        digest = _digest([word.folded for word in words[begin:end]])
        whole = Run(digest, end - begin, first - begin, last - first)
        found = _only_here({whole}, words, first, last)
    return found


def recognised(said: Said, known: Iterable[Run]) -> dict[int, list[tuple[int, int]]]:
    """Return, per line that holds words of `known`, the (start, end) of each stretch of them."""
    by_digest: dict[str, list[Run]] = {}
    for run in known:
        by_digest.setdefault(run.digest, []).append(run)
    gone: set[int] = set()
    for size in {run.size for some in by_digest.values() for run in some}:
        for at, digest in enumerate(said.digests(size)):
            for run in by_digest.get(digest, ()):
                gone.update(range(at + run.first, at + run.first + run.count))
    found: dict[int, list[tuple[int, int]]] = {}
    words = said.words if gone else []
    for at in sorted(gone):
        word = words[at]
        stretches = found.setdefault(word.line, [])
        if stretches and at - 1 in gone and words[at - 1].line == word.line:
            stretches[-1] = (stretches[-1][0], word.end)
        else:
            stretches.append((word.start, word.end))
    return found


def mostly(text: str, stretches: Collection[tuple[int, int]]) -> bool:
    """Return whether at least half of the words of a line lie in these stretches."""
    words = words_of([text])
    gone = sum(any(a <= word.start and word.end <= b for a, b in stretches) for word in words)
    return gone * 2 >= len(words)


def without(text: str, stretches: Iterable[tuple[int, int]]) -> str:
    """Return the line with "[weggehaald]" in place of each stretch."""
    for start, end in sorted(stretches, reverse=True):
        text = f"{text[:start]}{REMOVED}{text[end:]}"
    return text


def left(text: str, known: Iterable[Run]) -> str:
    """Return a text of its own, such as a title, with "[weggehaald]" for what is recognised."""
    return without(text, recognised(Said([text]), known).get(0, []))


# Words


def words_of(lines: Iterable[str]) -> list[Word]:
    """Return the words of these texts in order, folded."""
    return [
        Word(_folded(match.group()), number, match.start(), match.end())
        for number, line in enumerate(lines)
        for match in _WORD.finditer(line)
    ]


def digests(words: Sequence[Word], size: int) -> Iterator[str]:
    """Yield the digest of each run of `size` neighbouring words, in order."""
    folded = [word.folded for word in words]
    for at in range(len(folded) - size + 1):
        yield _digest(folded[at : at + size])


def key_name() -> str:
    """Return by what a key is known to be the same; it tells nothing about the key."""
    return sha256(b"name\x00" + settings.REDACTION_KEY.encode()).hexdigest()[:16]


# Rows


def remember(recording: Recording, lines: Sequence[str], index: int) -> None:
    """Store what makes line `index` of all that is said known, before its words are taken away."""
    RemovedRun.objects.bulk_create(
        [
            RemovedRun(
                recording=recording,
                digest=run.digest,
                size=run.size,
                first=run.first,
                count=run.count,
                key_name=key_name(),
            )
            for run in runs(lines, index)
        ],
        ignore_conflicts=True,
    )


def known(recording: Recording) -> list[Run]:
    """Return the runs that were taken away from a recording, in whatever language.

    Raises KeyRefused when some of them were made with another key: they would not be recognised.
    """
    rows = RemovedRun.objects.filter(recording=recording)
    if rows.exclude(key_name=key_name()).exists():
        raise KeyRefused
    return [Run(*row) for row in rows.values_list("digest", "size", "first", "count")]


def recordings_of_another_key() -> int:
    """Return of how many recordings words were taken away that are not recognised any more."""
    rows = RemovedRun.objects.exclude(key_name=key_name())
    return rows.values("recording").distinct().count()


# Inside


def _windows(words: Sequence[Word], first: int, last: int, size: int) -> set[Run]:
    """Return the runs of `size` words that lie in the line, or hold the whole of a short one."""
    found = set()
    for begin in range(max(0, first - size + 1), min(last, len(words) - size + 1)):
        inside = range(max(begin, first), min(begin + size, last))
        whole = inside.start == first and inside.stop == last
        if whole or len(inside) == size:
            digest = _digest([word.folded for word in words[begin : begin + size]])
            found.add(Run(digest, size, inside.start - begin, len(inside)))
    return found


def _only_here(found: set[Run], words: Sequence[Word], first: int, last: int) -> set[Run]:
    """Return the runs of which no digest is also that of words outside the line."""
    elsewhere = set()
    for size in {run.size for run in found}:
        for at, digest in enumerate(digests(words, size)):
            if at + size <= first or at >= last:
                elsewhere.add(digest)
    return {run for run in found if run.digest not in elsewhere}


def _folded(word: str) -> str:
    if word[0].isdecimal():
        word = _NO_DIGIT.sub("", word)
    if word.isascii():
        return word.lower()
    return without_accents(_ANY_UNSEEN.sub("", word).casefold()) or word


def _digest(words: Sequence[str], *, purpose: bytes = b"run") -> str:
    digest = _begun(settings.REDACTION_KEY, purpose).copy()
    digest.update(_BETWEEN.join(words).encode())
    return digest.hexdigest()


@lru_cache(maxsize=2)
def _begun(key: str, purpose: bytes) -> hmac.HMAC:
    """Return a digest that has read the key: of a long film it would be read 40,000 times."""
    return hmac.new(key.encode(), purpose + b"\x00", "sha256")
