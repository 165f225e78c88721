"""Which line of a new file of captions is which one of the words that a recording has."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from heapq import nsmallest
from statistics import median_low

from knowledge.models import Cue
from knowledge.recordings import removed_words
from knowledge.recordings.transcripts import CueText

# How much two lines have in common when one is a correction of the other.
ALIKE = 0.5
# When a film is transcribed anew nothing around a line comes back: only the nearest are looked at.
NEAREST = 20


def same(digests: Sequence[str], old: Sequence[Cue], whole: Collection[int]) -> dict[int, Cue]:
    """Return the old row of every new line whose words were told before, in order.

    A line is found by what the file told then, and by its words of now; those of `whole` by none.
    """
    waiting: dict[str, deque[Cue]] = defaultdict(deque)
    now = set(digests)
    for cue in old:
        if cue.redacted:
            continue
        known_by = {cue.told}
        # Most lines say what the file told, and tells: their words of now have the same digest.
        if cue.corrected or cue.told not in now:
            known_by.add(removed_words.line_digest(cue.text))
        for digest in known_by - {""}:
            waiting[digest].append(cue)
    returned: dict[int, Cue] = {}
    found: set[int] = set()
    for index, digest in enumerate(digests):
        rows = waiting[digest]
        # A corrected line waits under both its words of then and those of now.
        while rows and rows[0].pk in found:
            rows.popleft()
        if rows and index not in whole:
            returned[index] = rows.popleft()
            found.add(returned[index].pk)
    return returned


class Places:
    """Where an old line stands in a new file: between the lines around it that came back."""

    def __init__(self, cues: Sequence[CueText], old: Sequence[Cue], same: dict[int, Cue]) -> None:
        self._cues = cues
        self._free = [index for index in range(len(cues)) if index not in same]
        numbers = {row.pk: number for number, row in enumerate(old)}
        pairs = sorted((numbers[row.pk], index) for index, row in same.items())
        self._old, self._new = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        moved = [cues[index].starts - row.starts for index, row in same.items()]
        self.moved = median_low(moved) if moved else 0

    def around(self, number: int, row: Cue) -> list[int]:
        """Return the indexes of new lines, told for the first time, in the place of an old one."""
        if (place := self._between(number)) is not None:
            return place
        starts, ends = row.starts + self.moved, row.ends + self.moved
        return [
            index
            for index in self._free
            if self._cues[index].starts < ends and starts < self._cues[index].ends
        ]

    def most_alike(self, number: int, row: Cue, without: Collection[int]) -> int | None:
        """Return which new line in the place of an old one tells most of it, if any tells half.

        Of equals it is the nearest in time. Looked at in that order, nearly every other line is
        seen to have less by its letters alone.
        """
        place = self._between(number)
        free = (index for index in (self._free if place is None else place) if index not in without)
        starts = row.starts + self.moved
        matcher = SequenceMatcher()
        matcher.set_seq2(row.text.lower())
        best, most = None, 0.0
        for index in nsmallest(NEAREST, free, key=lambda at: abs(self._cues[at].starts - starts)):
            matcher.set_seq1(self._cues[index].text.lower())
            if matcher.real_quick_ratio() <= most or matcher.quick_ratio() <= most:
                continue
            ratio = matcher.ratio()
            if ratio >= ALIKE and ratio > most:
                best, most = index, ratio
        return best

    def _between(self, number: int) -> list[int] | None:
        """Return the new lines between those around it that came back.

        None when nothing did, or in another order.
        """
        at = bisect_left(self._old, number)
        first = self._new[at - 1] + 1 if at else 0
        last = self._new[at] if at < len(self._new) else len(self._cues)
        if not self._old or first > last:
            return None
        return self._free[bisect_left(self._free, first) : bisect_left(self._free, last)]
