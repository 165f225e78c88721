"""Recognises in any text what was taken away from a recording: pages, answers, other recordings.

Five common words may be innocent, so these are asked about when they tell something: see `telling`.
With another key nothing is recognised, and nobody is held up (`site_config/readiness.py` says it).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.models import Recording, RemovedRun
from knowledge.pages.doubts import Doubt
from knowledge.recordings import removed_words
from knowledge.recordings.removed_words import RUN, Said, Word
from search import dutch, english

# So many words that are not on the stop list of search tell something; of a long run fewer do.
LONG = 7
CONTENT_OF_LONG = 3
CONTENT = 4
CONTENT_OF_LINE = 2
# Enough of a digest to know it again in the history of a page.
MARK = 16
COMMON = frozenset(dutch.STOP_WORDS | english.STOP_WORDS)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring words that are known from one recording, number `first` up to `end`.

    Of these `gone` were taken away; the others stood beside a line of a few words.
    """

    recording: int
    first: int
    end: int
    gone: frozenset[int]
    marks: frozenset[str]


def doubts(texts: Sequence[str], *, without: Recording | None = None) -> list[Doubt]:
    """Return what these texts say that was taken away from a recording, with its title.

    One query, which finds nothing on most sites, and one digest for each word.
    """
    words, found = _stretches(Said(texts), without)
    found = [one for one in found if telling(words[one.first : one.end])]
    titles = _titles(found)
    places: dict[tuple[int, int], list[Stretch]] = defaultdict(list)
    for one in found:
        places[one.first, one.end].append(one)
    return [
        Doubt(
            in_words(words[first:end], texts),
            # A meeting that was recorded twice lost the same words in both.
            source="”, “".join(sorted({titles[one.recording] for one in those})),
            marks=frozenset().union(*(one.marks for one in those)),
        )
        for (first, end), those in sorted(places.items())
    ]


def lines(said: Said, *, without: Recording) -> dict[int, str]:
    """Return the recording that was said to lose these words, by the number of each such line.

    `without` is the recording of the lines: its own words are recognised by all their runs
    (`removed_words.recognised`). A line that is gone from its first word to its last is named
    sooner: a meeting that was recorded twice has the same lines.
    """
    words, found = _stretches(said, without)
    length = Counter(word.line for word in words) if found else Counter()
    titles = _titles(found)
    named = {}
    for one in found:
        tells = telling(words[one.first : one.end])
        gone = Counter(words[number].line for number in one.gone)
        for line, count in gone.items():
            own = [words[number] for number in one.gone if words[number].line == line]
            if tells or (count == length[line] and content(own) >= CONTENT_OF_LINE):
                named[line] = titles[one.recording]
    return named


def telling(words: Sequence[Word]) -> bool:
    """Return whether neighbouring words are more than what anybody says.

    Measured on 5,297 pieces of 179 pages with advice to citizens, which share much: when one of
    them is taken away, 15 % have five words in common with another page, and 4 % are asked about.
    """
    count = content(words)
    return count >= CONTENT or (len(words) >= LONG and count >= CONTENT_OF_LONG)


def content(words: Iterable[Word]) -> int:
    """Return how many of these words are not on the stop list of search."""
    return sum(word.folded not in COMMON for word in words)


def runs_of(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Yield (first, end) of the neighbours among numbers."""
    ordered = sorted(numbers)
    if not ordered:
        return
    first = ordered[0]
    for one, following in pairwise(ordered):
        if following != one + 1:
            yield first, one + 1
            first = following
    yield first, ordered[-1] + 1


def in_words(words: Sequence[Word], texts: Sequence[str]) -> str:
    """Return neighbouring words as the texts have them, with the signs between them."""
    pieces: dict[int, tuple[int, int]] = {}
    for word in words:
        start, _end = pieces.get(word.line, (word.start, word.end))
        pieces[word.line] = (start, word.end)
    return " … ".join(" ".join(texts[line][a:b].split()) for line, (a, b) in pieces.items())


def _stretches(said: Said, without: Recording | None) -> tuple[list[Word], list[Stretch]]:
    """Return the words of lines, and which of them were taken away from other recordings."""
    known = _known(without)
    if not known:
        return [], []
    marks: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    gone: dict[int, set[int]] = defaultdict(set)
    for at, digest in enumerate(said.digests(RUN)):
        for recording, first, count in known.get(digest, ()):
            gone[recording].update(range(at + first, at + first + count))
            for number in range(at, at + RUN):
                marks[recording][number].add(digest[:MARK])
    found = [
        Stretch(
            recording,
            first,
            end,
            gone=frozenset(gone[recording].intersection(range(first, end))),
            marks=frozenset().union(*(those[number] for number in range(first, end))),
        )
        for recording, those in marks.items()
        for first, end in runs_of(those)
    ]
    return said.words, found


def _titles(found: list[Stretch]) -> dict[int, str]:
    rows = Recording.objects.filter(pk__in={one.recording for one in found}) if found else ()
    return {row.pk: row.title for row in rows}


def _known(without: Recording | None) -> dict[str, list[tuple[int, int, int]]]:
    """Return what was taken away, by digest: its recording, and which of the words were."""
    rows = RemovedRun.objects.filter(key_name=removed_words.key_name(), size=RUN)
    if without is not None and without.pk:
        rows = rows.exclude(recording=without)
    known: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for digest, *where in rows.values_list("digest", "recording", "first", "count"):
        known[digest].append(tuple(where))
    return known
