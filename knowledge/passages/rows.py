"""The rows of one owner made equal to what was extracted: ids kept, moved, made, never reused."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from django.utils import timezone

from knowledge.codes import new_code
from knowledge.models import Passage
from knowledge.models.passage import text_hash
from knowledge.text.extraction import ExtractedPassage
from office.hidden_signs import without_hidden_signs
from office.letters import MARKS

State = Passage.State
# A removed passage is followed by the live one that holds at least this part of its words.
SUCCESSOR_SHARE = 0.8
WORD = re.compile(rf"[\w{MARKS}]+")
WRITTEN = (
    "owner_title",
    "owner_url",
    "language",
    "translation_key",
    "key",
    "kind",
    "label",
    "text",
    "text_hash",
    "position",
    "parent_id",
    "seconds",
    "state",
    "successor_id",
    "changed_at",
)


@dataclass
class Owner:
    """What a passage is part of, as copied into its row."""

    title: str
    url: str
    language: str
    translation_key: object = None
    keys: dict = field(default_factory=dict)


class SuccessorIndex:
    """The live passages of a page, in which the words of one that is gone are looked for.

    Each text is counted once, and compared with those alone that hold one of the words that a
    successor cannot do without: a page of which every paragraph was pasted again would take a
    comparison of each with each. Where hundreds of texts hold such a word, as on a page of few
    different words, those that stand nearest are compared, and the same text wherever it stands.
    """

    REACH = 50  # texts before the place, and as many after it

    def __init__(self, live: list[Passage]) -> None:
        texts = sorted((one for one in live if one.text), key=lambda one: one.position)
        self._positions = [one.position for one in texts]
        self._counted = [(_count(one.text), one) for one in texts]
        self._holders: dict[str, list[int]] = defaultdict(list)
        self._same: dict[str, list[int]] = defaultdict(list)
        for number, (words, one) in enumerate(self._counted):
            self._same[one.text].append(number)
            for word in words:
                self._holders[word].append(number)

    def find(self, gone: Passage) -> Passage | None:
        """Return the passage that holds most of the words of gone, counted with repeats, or None.

        At least four fifths of them must be there; of equals the nearest one is taken.
        """
        words = _count(gone.text)
        shares = [
            (_shared(words, self._counted[number][0]) / words.total(), self._counted[number][1])
            for number in self._candidates(words, gone)
        ]
        best = max(
            shares,
            key=lambda share: (share[0], -abs(share[1].position - gone.position)),
            default=None,
        )
        return best[1] if best and best[0] >= SUCCESSOR_SHARE else None

    def _candidates(self, words: Counter, gone: Passage) -> list[int]:
        """Return the texts that hold one of the rarest words: a successor misses a fifth at most,
        so it holds at least one out of any words that are more than a fifth together."""
        center = bisect_left(self._positions, gone.position)
        found = set(self._nearest(self._same.get(gone.text, []), center))
        missed = 0
        for word in sorted(words, key=lambda word: len(self._holders.get(word, ()))):
            found.update(self._nearest(self._holders.get(word, []), center))
            missed += words[word]
            if missed > words.total() * (1 - SUCCESSOR_SHARE) + 1:
                break
        return sorted(found)

    def _nearest(self, numbers: list[int], center: int) -> list[int]:
        """Return those of numbers, which are sorted, that are nearest to a number in them."""
        at = bisect_left(numbers, center)
        return numbers[max(0, at - self.REACH) : at + self.REACH]


def _count(text: str) -> Counter:
    # Not by spaces: where an editor joins two paragraphs there is none ("zin.Nog").
    return Counter(WORD.findall(text.lower()))


def _shared(words: Counter, others: Counter) -> int:
    # What `(words & others).total()` says, ten times as fast.
    return sum(min(count, others[word]) for word, count in words.items() if word in others)


def write(owner: Owner, found: list[ExtractedPassage], existing: list[Passage]) -> list[Passage]:
    """Make, change, revive and remove rows until they are what found says; return the live ones."""
    rows = {row.key: row for row in existing}
    moved = _follow_moved(found, rows)
    now = timezone.now()
    ids = iter(_fresh_ids(sum(extracted.key not in rows for extracted in found)))
    ids_by_key = {
        extracted.key: rows[extracted.key].pk if extracted.key in rows else next(ids)
        for extracted in found
    }
    new, changed, live = [], [], []
    # Write only the columns that differ: a page may have hundreds of paragraphs.
    columns = {"key"} if moved else set()
    for position, extracted in enumerate(found):
        row = rows.get(extracted.key) or Passage(
            pk=ids_by_key[extracted.key], key=extracted.key, **owner.keys
        )
        before = {name: getattr(row, name) for name in WRITTEN}
        _copy(owner, extracted, row, position, ids_by_key.get(extracted.parent))
        if row.key not in rows:
            row.changed_at = now
            new.append(row)
        else:
            differing = {name for name in WRITTEN if before[name] != getattr(row, name)}
            if "text_hash" in differing:
                row.changed_at, row.said_change_id = now, None
                differing |= {"changed_at", "said_change_id"}
            columns |= differing
            if differing or row.key in moved:
                changed.append(row)
        live.append(row)
    Passage.objects.bulk_create(new)
    if changed:
        Passage.objects.bulk_update(changed, [name.removesuffix("_id") for name in sorted(columns)])
    retire([row for key, row in rows.items() if key not in ids_by_key], live=live)
    return live


def _follow_moved(found: list[ExtractedPassage], rows: dict[str, Passage]) -> set[str]:
    """Give the row of a paragraph that moved to another block its new key; return those keys.

    The editor's "split" makes a second block of the text below the cursor: the paragraphs keep
    their own part of the key and their words, and so they keep their address.
    """
    held = {extracted.key for extracted in found}
    gone = {
        (row.key.rpartition("-")[2], row.text_hash): row
        for row in rows.values()
        if row.key not in held and row.text_hash
    }
    moved: set[str] = set()
    for extracted in found:
        if not extracted.piece_key or extracted.key in rows:
            continue
        row = gone.pop((extracted.piece_key, text_hash(extracted.text)), None)
        if row is not None:
            del rows[row.key]
            row.key = extracted.key
            rows[row.key] = row
            moved.add(row.key)
    return moved


def _copy(
    owner: Owner, extracted: ExtractedPassage, row: Passage, position: int, parent: str | None
) -> None:
    row.owner_title, row.owner_url = owner.title, owner.url
    row.language, row.translation_key = owner.language, owner.translation_key
    # Without its hidden signs a text says to the answers that quote it what it said before.
    if not row.text_hash or without_hidden_signs(row.text) != without_hidden_signs(extracted.text):
        row.text_hash = text_hash(extracted.text) if extracted.text else ""
    row.kind, row.label, row.text = str(extracted.kind), extracted.label, extracted.text
    row.position, row.parent_id, row.seconds = position, parent, extracted.seconds
    row.state, row.successor_id = State.LIVE, None


def retire(rows: list[Passage], *, live: list[Passage]) -> None:
    """Mark rows that are no longer on the page as removed; keep a successor that an editor set."""
    now = timezone.now()
    gone = [row for row in rows if row.state in (State.LIVE, State.HIDDEN)]
    if not gone:
        return
    index = SuccessorIndex(live)
    followed = []
    for row in gone:
        row.state = State.REMOVED
        row.changed_at = now
        if row.successor_id is None:
            row.successor = index.find(row)
            followed += [row] if row.successor_id else []
    numbers = [row.pk for row in gone]
    Passage.objects.filter(pk__in=numbers).update(state=State.REMOVED, changed_at=now)
    Passage.objects.bulk_update(followed, ["successor"])


def _fresh_ids(count: int) -> list[str]:
    """Return ids that no row has, tombstones included."""
    fresh: set[str] = set()
    while len(fresh) < count:
        fresh |= {new_code() for _turn in range(count - len(fresh))}
        fresh -= set(Passage.objects.filter(pk__in=fresh).values_list("pk", flat=True))
    return sorted(fresh)
