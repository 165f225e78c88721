"""From documents to units of the index, and back to what a hit needs to show.

A unit holds at most 200 words: short neighbours under one heading together, a long passage cut at
its sentences. BM25 then compares like with like. What is packed together or cut is nobody else's
affair: each token remembers its passage, and a hit names the passage that holds the words.
"""

import json
import re
import struct
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from search.analysis import chain
from search.chain import Chain, normal
from search.documents import PassageText, SearchDocument

FORMAT = 4
MOST_WORDS = 200
# A field that is empty in one engine counts for its averages and in another does not.
SENTINEL = "¤"

_SENTENCE_END = re.compile(r"(?:(?<=[.!?…])|(?<=[.!?…][\"'”’)\]]))\s+")


@dataclass(frozen=True, slots=True)
class Unit:
    """What an engine is given: tokens joined by spaces, filters, and a payload for the hit.

    `whole` holds every token of the document and is set on its first unit only: a search over it
    counts documents where one over `body` counts units.
    """

    document_id: str
    language: str
    title: str
    body: str
    whole: str
    facets: tuple[str, ...]
    date: int
    payload: bytes


@dataclass(frozen=True, slots=True)
class UnitPassage:
    """A passage, or a part of a long one, inside a unit's text."""

    id: str
    label: str
    url: str
    seconds: int | None
    start: int
    first_token: int
    end: int
    end_token: int


class UnitText:
    """A payload read back: text, tokens with their characters, passages, the document's own fields.

    Everything is unpacked when it is first asked for: ranking reads tokens of sixty units, and
    only ten documents are shown.
    """

    def __init__(self, payload: bytes) -> None:
        offsets_size, tokens_size = struct.unpack_from("<II", payload)
        middle = 8 + offsets_size
        self._offsets = payload[8:middle]
        self._tokens = payload[middle : middle + tokens_size]
        self._rest = payload[middle + tokens_size :]

    @cached_property
    def title(self) -> list[str]:
        """Return the tokens of the document's title in order."""
        return self._tokens.partition(b"\n")[0].decode().split()

    @cached_property
    def tokens(self) -> list[str]:
        """Return the tokens of the body in order."""
        return self._tokens.partition(b"\n")[2].decode().split()

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Return (start, end) in `text` of each token; both 0 for a token of a label."""
        return [(packed >> 8, (packed >> 8) + (packed & 0xFF)) for packed in _unpack(self._offsets)]

    @cached_property
    def _fields(self) -> dict:
        return json.loads(self._rest)

    @property
    def text(self) -> str:
        """Return the text as it was written."""
        return self._fields["text"]

    @property
    def document(self) -> dict:
        """Return the document's fields for a result: kind, title, url, date, meta, summary."""
        return self._fields["document"]

    @cached_property
    def passages(self) -> list[UnitPassage]:
        """Return the passages in this unit in order."""
        rows = self._fields["passages"]
        ends = [(start - 1, first) for *_, start, first in rows[1:]]
        ends.append((len(self.text), len(self.tokens)))
        return [UnitPassage(*row, *end) for row, end in zip(rows, ends, strict=True)]


def units(document: SearchDocument) -> list[Unit]:
    """Return the units of a document: first its head (title and summary), then its passages."""
    language_chain = chain(document.language)
    title = [token.text for token in language_chain.tokens(normal(document.title))]
    head = PassageText(id="", text=document.summary, url=document.url)
    builders = [_UnitBuilder(language_chain, [head])]
    builders += [_UnitBuilder(language_chain, passages) for passages in _packed(document.passages)]
    whole = set(title).union(*(builder.tokens for builder in builders))
    facets = [f"soort={document.kind}"]
    facets += [f"{name}={value}" for name, values in document.facets.items() for value in values]
    shown = {
        "kind": document.kind,
        "title": document.title,
        "url": document.url,
        "date": document.date,
        "meta": document.meta,
        "summary": document.summary,
    }
    return [
        Unit(
            document_id=document.id,
            language=document.language,
            title=_joined(title),
            body=_joined(builder.tokens),
            whole="" if number else _joined(sorted(whole)),
            facets=tuple(dict.fromkeys(facets)),
            date=date_number(document.date_sort),
            payload=builder.packed(title, shown),
        )
        for number, builder in enumerate(builders)
    ]


def date_number(date_sort: str) -> int:
    """Return a number that sorts as what is known of the date: 20260414, 414 without a year, 0."""
    parts = date_sort.removeprefix("--")
    digits = [int(part) for part in parts.split("-") if part.isdigit()]
    if date_sort.startswith("--"):
        digits.insert(0, 0)
    year, month, day = (*digits, 0, 0, 0)[:3]
    return year * 10_000 + month * 100 + day


class _UnitBuilder:
    """The text of one unit while it is put together."""

    def __init__(self, language_chain: Chain, passages: list[PassageText]) -> None:
        self.tokens: list[str] = []
        self.offsets = array("I")
        self.passages: list[tuple] = []
        texts: list[str] = []
        position = 0
        label = ""
        for passage in passages:
            text = normal(passage.text)
            self.passages.append(
                (
                    passage.id,
                    passage.label,
                    passage.url,
                    passage.seconds,
                    position,
                    len(self.tokens),
                )
            )
            if passage.label != label:
                label = passage.label
                # A label counts when it is looked for, and is not part of the text shown.
                self._add(language_chain, normal(label), None)
            self._add(language_chain, text, position)
            texts.append(text)
            position += len(text) + 1
        self.text = "\n".join(texts)

    def _add(self, language_chain: Chain, text: str, position: int | None) -> None:
        for token in language_chain.tokens(text):
            self.tokens.append(token.text)
            if position is None:
                self.offsets.append(0)
                continue
            start = min(position + token.start, 0xFFFFFF)
            self.offsets.append(start << 8 | min(token.end - token.start, 0xFF))

    def packed(self, title: list[str], shown: dict) -> bytes:
        tokens = f"{' '.join(title)}\n{' '.join(self.tokens)}".encode()
        offsets = _little_endian(self.offsets).tobytes()
        rest = json.dumps(
            {"text": self.text, "passages": self.passages, "document": shown}, ensure_ascii=False
        )
        return struct.pack("<II", len(offsets), len(tokens)) + offsets + tokens + rest.encode()


def _packed(passages: tuple[PassageText, ...]) -> Iterator[list[PassageText]]:
    """Yield the passages of each unit."""
    together: list[PassageText] = []
    words = 0
    for passage in passages:
        for part in _cut(passage):
            length = len(part.text.split())
            if together and (part.group != together[0].group or words + length > MOST_WORDS):
                yield together
                together, words = [], 0
            together.append(part)
            words += length
    if together:
        yield together


def _cut(passage: PassageText) -> Iterator[PassageText]:
    """Yield the passage, in parts of at most 200 words when it is longer."""
    if len(passage.text.split()) <= MOST_WORDS:
        yield passage
        return
    sentences: list[str] = []
    words = 0
    for sentence in _sentences(passage.text):
        length = len(sentence.split())
        if sentences and words + length > MOST_WORDS:
            yield _part_of(passage, sentences)
            sentences, words = [], 0
        sentences.append(sentence)
        words += length
    yield _part_of(passage, sentences)


def _part_of(passage: PassageText, sentences: list[str]) -> PassageText:
    text = " ".join(sentences)
    return PassageText(passage.id, text, passage.label, passage.url, passage.seconds, passage.group)


def _sentences(text: str) -> Iterator[str]:
    for sentence in _SENTENCE_END.split(text.strip()):
        words = sentence.split()
        if len(words) <= MOST_WORDS:
            yield sentence
        else:
            # Not one full stop in 200 words: a table or a list that was pasted as text.
            for start in range(0, len(words), MOST_WORDS):
                yield " ".join(words[start : start + MOST_WORDS])


def _joined(tokens: list[str]) -> str:
    return " ".join(tokens) or SENTINEL


def _little_endian(values: array) -> array:
    if sys.byteorder == "big":
        values = array(values.typecode, values)
        values.byteswap()
    return values


def _unpack(packed: bytes) -> array:
    values = array("I")
    values.frombytes(packed)
    return _little_endian(values)
