"""Extract passages from the fields of a page; nothing here reads the database."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from knowledge.text import rich_text
from knowledge.text.choices import Approach, Happening, Level, Part, Voice, label_of

Names = Mapping[tuple[str, int], str]


class Kind(TextChoices):
    """What a passage is."""

    SECTION = "section", _("Onderdeel")
    PARAGRAPH = "paragraph", _("Alinea")
    ITEM = "item", _("Punt")
    QUOTE = "quote", _("Citaat")
    TABLE = "table", _("Tabel")
    FIGURE = "figure", _("Afbeelding")
    LINK = "link", _("Verwijzing")
    TAKEAWAY = "takeaway", _("In het kort")
    SPAN = "span", _("Fragment")
    QUESTION = "question", _("Vraag")
    ANSWER = "answer", _("Antwoord")


@dataclass(frozen=True, slots=True)
class ExtractedPassage:
    """A passage as the page holds it now; `parent` is the key of the section or item above it.

    `block` is the name of the block that holds it, as editors know it, for refusals; `piece_key`
    is the paragraph's own part of the key, which it keeps when it moves to another block.
    """

    key: str
    kind: str
    text: str = ""
    label: str = ""
    parent: str = ""
    seconds: int | None = None
    block: str = ""
    piece_key: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """The stored content of one StreamField; with a key it is a fixed section ("borging")."""

    blocks: list[dict]
    key: str = ""
    label: str = ""
    names: Mapping[str, str] = field(default_factory=dict)


def extract(fields: Iterable[Field], names: Names | None = None) -> list[ExtractedPassage]:
    """Return the passages in a page's fields in reading order.

    `names` gives the words for choosers: {("organisation", 3): "Gemeente Almere"}. A field without
    content of its own gives no section.
    """
    found: list[ExtractedPassage] = []
    for one in fields:
        inside = list(_of_field(one, names or {}))
        if one.key and (inside or any(block["type"] not in POINTERS for block in one.blocks)):
            found.append(
                ExtractedPassage(one.key, Kind.SECTION, label=str(one.label), block=str(one.label))
            )
        found.extend(inside)
    return found


def chosen(fields: Iterable[Field]) -> dict[str, set[int]]:
    """Return the rows that the fields point at by number, per kind, to be named in bulk."""
    numbers = {
        item["value"].get("organisation")
        for one in fields
        for block in one.blocks
        if block["type"] == "partners"
        for item in _items(block["value"].get("items"))
    }
    return {"organisation": {number for number in numbers if number}}


def _of_field(one: Field, names: Names) -> Iterator[ExtractedPassage]:
    # A phase stands under its field, a heading under the phase before it.
    above = section = one.key
    for block in one.blocks:
        kind, value, key = block["type"], block["value"], block.get("id") or ""
        if kind in HEADINGS:
            above = one.key if kind == "phase" else above
            label = _heading(value)
            if label:
                named = one.names.get(kind, kind)
                yield ExtractedPassage(
                    key, Kind.SECTION, label=label[:255], parent=above, block=named
                )
                section = key
                above = key if kind == "phase" else above
            continue
        reader = READERS.get(kind)
        if reader is not None:
            for extracted in reader(key, value, names):
                yield ExtractedPassage(
                    extracted.key,
                    extracted.kind,
                    text=extracted.text,
                    label=extracted.label[:255],
                    parent=extracted.parent or section,
                    block=one.names.get(kind, kind),
                    piece_key=extracted.piece_key,
                )


def _heading(value: dict | str) -> str:
    if not isinstance(value, dict):
        return _line(value)
    words = (value.get(name) for name in ("text", "title", "subtitle"))
    return ": ".join(filter(None, map(_line, words)))


def _rich_text(key: str, value: str, _names: Names) -> Iterator[ExtractedPassage]:
    items: dict[int, str] = {}
    for piece in rich_text.pieces(value):
        own = f"{key}-{piece.key}" if key and piece.key else ""
        if piece.depth:
            items[piece.depth] = own
            above = items.get(piece.depth - 1, "")
            yield ExtractedPassage(
                own, Kind.ITEM, text=piece.text, parent=above, piece_key=piece.key
            )
        else:
            items.clear()
            yield ExtractedPassage(own, Kind.PARAGRAPH, text=piece.text, piece_key=piece.key)


def _quote(key: str, value: dict, _names: Names) -> Iterator[ExtractedPassage]:
    text = _line(value.get("text"))
    if text:
        # Never the name: a person can be switched to "toon als functie".
        yield ExtractedPassage(key, Kind.QUOTE, text=text, label=_line(value.get("role")))


def _list(key: str, value: dict, _names: Names) -> Iterator[ExtractedPassage]:
    for item in _items(value.get("items")):
        text = rich_text.plain(item["value"].get("text") or "")
        if text:
            yield ExtractedPassage(item["id"], Kind.ITEM, text=text)
        for below in _items(item["value"].get("items")):
            text_below = rich_text.plain(below["value"] or "")
            if text_below:
                parent = item["id"] if text else ""
                yield ExtractedPassage(below["id"], Kind.ITEM, text=text_below, parent=parent)


def _table(key: str, value: dict | None, _names: Names) -> Iterator[ExtractedPassage]:
    rows = [
        " | ".join(" ".join(str(cell).split()) for cell in row if cell not in (None, ""))
        for row in (value or {}).get("data") or []
    ]
    text = "\n".join(row for row in rows if row)
    if text:
        yield ExtractedPassage(key, Kind.TABLE, text=text, label=_line(value.get("table_caption")))


def _links(_key: str, value: dict, _names: Names) -> Iterator[ExtractedPassage]:
    for item in _items(value.get("items")):
        link = item["value"]
        text = ", ".join(filter(None, (_line(link.get("title")), _line(link.get("publisher")))))
        if text:
            yield ExtractedPassage(item["id"], Kind.LINK, text=text, label=_line(link.get("kind")))


def _figure(key: str, value: dict, _names: Names) -> Iterator[ExtractedPassage]:
    caption = _line(value.get("caption"))
    if caption:
        yield ExtractedPassage(key, Kind.FIGURE, text=caption)


def _approaches(_key: str, value: dict, _names: Names) -> Iterator[ExtractedPassage]:
    for item in _items(value.get("items")):
        text = rich_text.plain(item["value"].get("text") or "")
        if text:
            label = label_of(Approach, item["value"].get("approach"))
            yield ExtractedPassage(item["id"], Kind.ITEM, text=text, label=label)


def _partners(_key: str, value: dict, names: Names) -> Iterator[ExtractedPassage]:
    for item in _items(value.get("items")):
        partner = item["value"]
        name = names.get(("organisation", partner.get("organisation") or 0), "")
        text = ": ".join(
            filter(None, (name or _line(partner.get("name")), _line(partner.get("role"))))
        )
        if text:
            label = label_of(Part, partner.get("part"))
            yield ExtractedPassage(item["id"], Kind.ITEM, text=text, label=label)


def _takeaway(key: str, value: dict, _names: Names) -> Iterator[ExtractedPassage]:
    text = _line(value.get("text"))
    if text:
        yield ExtractedPassage(key, Kind.TAKEAWAY, text=text)


def _step(key: str, value: dict, _names: Names) -> Iterator[ExtractedPassage]:
    text = " ".join(filter(None, (_line(value.get(name)) for name in ("question", "answer"))))
    if text:
        yield ExtractedPassage(key, Kind.ITEM, text=text)


def _voice(key: str, value: dict, _names: Names) -> Iterator[ExtractedPassage]:
    text = " ".join(filter(None, (_line(value.get(name)) for name in ("how", "changed"))))
    if text:
        yield ExtractedPassage(key, Kind.ITEM, text=text, label=label_of(Voice, value.get("who")))


def _place(key: str, value: dict, _names: Names) -> Iterator[ExtractedPassage]:
    words = (_line(value.get(name)) for name in ("name", "lead", "partner", "note"))
    text = ", ".join(filter(None, words))
    if text:
        yield ExtractedPassage(key, Kind.ITEM, text=text)


def _event(key: str, value: dict, _names: Names) -> Iterator[ExtractedPassage]:
    date = _line((value.get("date") or {}).get("text"))
    text = ": ".join(filter(None, (date, _line(value.get("text")))))
    if text:
        label = label_of(Happening, value.get("happening"))
        yield ExtractedPassage(key, Kind.ITEM, text=text, label=label)


def _conditions(key: str, value: dict, _names: Names) -> Iterator[ExtractedPassage]:
    intro = _line(value.get("intro"))
    if intro:
        yield ExtractedPassage(key, Kind.PARAGRAPH, text=intro)
    for item in _items(value.get("items")):
        condition = item["value"]
        words = (rich_text.plain(condition.get(name) or "") for name in ("text", "explanation"))
        text = " ".join(filter(None, words))
        if text:
            label = label_of(Level, condition.get("level"))
            yield ExtractedPassage(item["id"], Kind.ITEM, text=text, label=label)


def _evidence(key: str, value: dict, _names: Names) -> Iterator[ExtractedPassage]:
    reason = _line(value.get("reason"))
    if reason:
        yield ExtractedPassage(key, Kind.ITEM, text=reason)


def _items(value: list | None) -> Iterator[dict]:
    for item in value or []:
        yield {"value": item.get("value"), "id": item.get("id") or ""}


def _line(value: str | None) -> str:
    return " ".join((value or "").split())


# Their words have an address of their own; a pointer to what is not public is not shown.
POINTERS = ("case", "question")
HEADINGS = ("heading", "phase")
READERS: dict[str, Callable[[str, dict, Names], Iterator[ExtractedPassage]]] = {
    "text": _rich_text,
    "quote": _quote,
    "list": _list,
    "table": _table,
    "links": _links,
    "figure": _figure,
    "approaches": _approaches,
    "partners": _partners,
    "takeaway": _takeaway,
    "step": _step,
    "voice": _voice,
    "place": _place,
    "event": _event,
    "conditions": _conditions,
    "evidence": _evidence,
}
