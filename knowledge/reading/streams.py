"""The streams of one page, ready to show: pointers to questions and cases are read in bulk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

from wagtail.blocks import StreamValue

from knowledge.models import FrameworkPage, Passage, SitePage
from knowledge.passages import resolver
from knowledge.questions import rows as question_rows
from knowledge.questions.rows import QuestionRow
from knowledge.reading import cards
from knowledge.reading.cards import PageCard

# The blocks that may say in which passage their words stand.
SOURCED = ("quote", "takeaway")


class PassageSource(NamedTuple):
    """Where something was said or written, for who may read that: a second of a film, or words."""

    passage: str
    # None of what is read, and of a film that cannot be watched.
    seconds: int | None
    # What it stands in, and in which language that is.
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class StreamItem:
    """One block of a stream: a question, a card, or a value with the template that shows it.

    `source` is that of a quote or of a point in short, `sources` are those of the points of a list,
    by the id of each.
    """

    id: str
    kind: str
    value: Any = None
    template: str = ""
    question: QuestionRow | None = None
    card: PageCard | None = None
    source: PassageSource | None = None
    sources: dict[str, PassageSource] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading of a text; the first may have none."""

    anchor: str = ""
    title: str = ""
    items: list[StreamItem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Phase:
    """What stands under one phase of a framework; what comes before the first has no title."""

    key: str = ""
    value: Any = None
    items: list[StreamItem] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Return what it is called, "" for what stands before the first."""
        return self.value["title"] if self.value else ""

    @property
    def anchor(self) -> str:
        """Return the id of its heading."""
        return f"p-{self.key}"


class Evidence(NamedTuple):
    """A passage, and why a framework points at it; `id` is its own place on the page."""

    id: str
    passage: Passage
    reason: str


def pointed_pages(page: SitePage) -> list[int]:
    """Return the pages that stand as cards in the texts of page; no query."""
    values = {one.name: getattr(page, one.name) for one in page.passage_fields}
    return list(_pointers(values, "case", "page"))


def streams(
    page: SitePage, language: str, *names: str, shown: dict[int, PageCard] | None = None
) -> dict[str, list[StreamItem]]:
    """Return the items of page's streams by name; seven queries at most, plus what choosers read.

    `shown` are the cards of the pages pointed at, when they are known. A pointer to what is not
    public any more is left out.
    """
    values = {name: getattr(page, name) for name in names}
    questions = {
        row.pk: row for row in question_rows.chosen(list(_pointers(values, "question", "question")))
    }
    if shown is None:
        named = cards.chosen(list(_pointers(values, "case", "page")), language)
        by_pk = {card.pk: card for card in cards.cards(list(named.values()))}
        shown = {pk: by_pk[page.pk] for pk, page in named.items()}
    codes = (_pointers(values, kind, "passage") for kind in SOURCED)
    sources = passage_sources({*chain.from_iterable(codes), *_named_in_points(values)})
    return {name: list(_items(value, questions, shown, sources)) for name, value in values.items()}


def sections(items: list[StreamItem]) -> list[Section]:
    """Return the items under their headings."""
    found = [Section()]
    for item in items:
        if item.kind == "heading":
            title = item.value["text"]
            found.append(Section(anchor=f"p-{item.id}", title=title))
        else:
            found[-1].items.append(item)
    return [section for section in found if section.items or section.title]


def still_open(asked: list[StreamItem], elsewhere: list[StreamItem]) -> list[QuestionRow]:
    """Return the questions among asked that nobody answered yet, but for those shown elsewhere."""
    shown = {item.question.pk for item in elsewhere if item.question}
    rows = [item.question for item in asked if item.question]
    return [row for row in rows if not row.answered and row.pk not in shown]


def phases(items: list[StreamItem]) -> list[Phase]:
    """Return the items under their phases; what stands before the first one has no title."""
    found = [Phase()]
    for item in items:
        if item.kind == "phase":
            found.append(Phase(item.id, item.value))
        else:
            found[-1].items.append(item)
    return [phase for phase in found if phase.items or phase.title]


def evidence(page: FrameworkPage) -> list[Evidence]:
    """Return what shows that a framework works, in the editor's order; one query or none.

    A passage that nobody may read any more is left out.
    """
    values = {"evidence": page.evidence}
    found = Passage.objects.filter(
        resolver.visible(), pk__in=set(_pointers(values, "evidence", "passage"))
    )
    rows = {row.pk: row for row in found.only("pk", "text", "label", "owner_title", "language")}
    return [
        Evidence(block.get("id") or "", rows[code], block["value"].get("reason") or "")
        for block in page.evidence.raw_data
        if (code := block["value"].get("passage")) in rows
    ]


def _pointers(values: dict[str, StreamValue], kind: str, column: str) -> Iterator[int]:
    for value in values.values():
        for block in value.raw_data:
            if block["type"] == kind and block["value"].get(column):
                yield block["value"][column]


def _named_in_points(values: dict[str, StreamValue]) -> Iterator[str]:
    """Yield the passages that points of lists name as their source."""
    for value in values.values():
        for block in value.raw_data:
            yield from _point_passages(block).values()


def _point_passages(block: Mapping[str, Any]) -> dict[str, str]:
    """Return the passages that the points of a stored list name, by the id of each point."""
    if block["type"] != "list":
        return {}
    points = block["value"].get("items") or []
    return {point.get("id"): code for point in points if (code := point["value"].get("passage"))}


def passage_sources(passages: set[str]) -> dict[str, PassageSource]:
    """Return these passages as sources, as far as everybody may read them; one query or none."""
    if not passages:
        return {}
    found = Passage.objects.filter(resolver.visible(), pk__in=passages)
    rows = found.annotate(played_at=resolver.played_at())
    columns = ("pk", "played_at", "owner_title", "language")
    return {pk: PassageSource(pk, *told) for pk, *told in rows.values_list(*columns)}


def _items(
    value: StreamValue,
    questions: dict[int, QuestionRow],
    shown: dict[int, PageCard],
    sources: dict[str, PassageSource],
) -> Iterator[StreamItem]:
    # Indexing a stream makes its choosers read every row of that kind: pointers are not indexed.
    for index, raw in enumerate(value.raw_data):
        kind, block_id = raw["type"], raw.get("id") or ""
        if kind == "question":
            row = questions.get(raw["value"].get("question"))
            if row:
                yield StreamItem(block_id, kind, question=row)
        elif kind == "case":
            card = shown.get(raw["value"].get("page"))
            if card:
                yield StreamItem(block_id, kind, card=card)
        else:
            child = value[index]
            if kind == "partners" and not any(row.says_something for row in child.value["items"]):
                continue
            said_at = sources.get(raw["value"].get("passage")) if kind in SOURCED else None
            heard = {
                point: sources[code]
                for point, code in _point_passages(raw).items()
                if code in sources
            }
            # A point in short has none: its list is shown as a whole.
            template = getattr(child.block.meta, "template", "")
            yield StreamItem(block_id, kind, child.value, template, source=said_at, sources=heard)
