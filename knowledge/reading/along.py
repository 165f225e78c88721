"""What a reader takes along of a page: the words of its HTML in order, without what leads on. Pure.

Whatever a page shows is in it, and nothing else: a new block needs no line here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import takewhile

from bs4 import BeautifulSoup, NavigableString, Tag

from knowledge.text.harmless import whole_address

# Buttons, ways to go on, and what only a screen reader hears, or only the eye sees.
LEFT_BEHIND = (
    "[data-beside], [hidden], nav, form, button, input, label, svg, script, video, audio, details, "
    ".kk-visually-hidden, .kk-end-block, .kk-checked, .kk-print-foot, .kk-card, [aria-hidden=true]"
)
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 3}
LISTS = ("ul", "ol")
BLOCKS = {*HEADINGS, *LISTS, "p", "div", "section", "article", "aside", "figure", "blockquote"}
BLOCKS |= {"dl", "dt", "dd", "table", "figcaption", "li"}
# So many elements in each other are read one by one; nobody sees more, and Python goes no deeper.
DEEPEST = 80


class Kind(StrEnum):
    """What a piece is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    SAID_BY = "said_by"
    ITEM = "item"
    FACT = "fact"
    CAPTION = "caption"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; `href` is a whole address, "" for words that lead nowhere."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading (level 1 to 3), a point of a list (level 1 for its own, 2 below that), a table …

    SAID_BY tells who said what stands before it, or where. `begins` says that a list starts at this
    point; a fact has its name as its first, bold run. `headed` says that the first of the rows
    names what is in the columns. `anchors` are the ids of the elements that it stands in.
    """

    kind: Kind
    runs: tuple[Run, ...] = ()
    level: int = 1
    ordered: bool = False
    begins: bool = False
    rows: tuple[tuple[str, ...], ...] = field(default=())
    headed: bool = False
    anchors: tuple[str, ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """Its words in one line."""
        return "".join(run.text for run in self.runs)


def pieces(html: str, *, base: str) -> list[Piece]:
    """Return the pieces of the <main> of a page; `base` is the address of the page itself."""
    main = BeautifulSoup(html, "html.parser").find("main")
    if main is None:
        return []
    for one in main.select(LEFT_BEHIND):
        one.decompose()
    _flatten(main)
    _put_asides_where_they_end(main)
    return [piece for piece in _blocks(main, base) if piece.text or piece.rows]


def _flatten(main: Tag) -> None:
    """Leave only words in the elements that stand too deep."""
    depths = {id(main): 0}
    deep: list[Tag] = []
    for one in main.find_all(True):
        depth = depths[id(one)] = depths[id(one.parent)] + 1
        if depth == DEEPEST:
            deep.append(one)
    for one in deep:
        if one.find(True):
            one.string = one.get_text(" ")


def _put_asides_where_they_end(main: Tag) -> None:
    """Put what stands beside words without a heading after them: they are not under its heading."""
    for aside in main.find_all("aside"):
        after = (text for one in aside.next_siblings for text in _texts(one) if text.strip())
        first = next(after, None)
        if first is not None and first.find_parent(HEADINGS) is None:
            aside.parent.append(aside.extract())


def _texts(part: Tag | NavigableString) -> Iterator[NavigableString]:
    # Comments are no words.
    for one in part.descendants if isinstance(part, Tag) else (part,):
        if type(one) is NavigableString:
            yield one


def excerpt(found: Iterable[Piece], anchor: str) -> list[Piece]:
    """Return the pieces at an anchor of a page, below the heading that they stand under.

    At a heading that is all until the next one that is as high; [] where nothing has that anchor.
    """
    found = list(found)
    here = [number for number, piece in enumerate(found) if anchor in piece.anchors]
    if not here:
        return []
    first = found[here[0]]
    if first.kind is Kind.HEADING and len(here) == 1:
        return [first, *takewhile(lambda piece: not _ends(piece, first), found[here[0] + 1 :])]
    said = [found[number] for number in here]
    above = [piece for piece in found[: here[0]] if piece.kind is Kind.HEADING and piece.level > 1]
    return said if first.kind is Kind.HEADING else [*above[-1:], *said]


def _ends(piece: Piece, heading: Piece) -> bool:
    return piece.kind is Kind.HEADING and piece.level <= heading.level


def _blocks(parent: Tag, base: str) -> Iterator[Piece]:
    """Yield the pieces in parent; words that stand between blocks are a paragraph."""
    loose: list[Tag | NavigableString] = []
    for child in parent.children:
        if isinstance(child, Tag) and _is_block(child):
            yield from _paragraph(loose, base)
            loose = []
            yield from _block(child, base)
        else:
            loose.append(child)
    yield from _paragraph(loose, base)


def _is_block(tag: Tag) -> bool:
    return tag.name in BLOCKS or any(inner.name in BLOCKS for inner in tag.find_all(True))


def _block(tag: Tag, base: str) -> Iterator[Piece]:
    if tag.name in HEADINGS:
        runs = _runs([tag], base)
        yield Piece(Kind.HEADING, runs, level=HEADINGS[tag.name], anchors=_anchors(tag))
    elif tag.name in LISTS:
        yield from _list(tag, base, level=1)
    elif tag.name == "blockquote":
        yield from _as(Kind.QUOTE, _blocks(tag, base))
    elif tag.has_attr("data-said-by"):
        yield from _as(Kind.SAID_BY, _blocks(tag, base))
    elif tag.name == "dl":
        yield from _facts(tag, base)
    elif tag.name == "table":
        yield from _table(tag, base)
    else:
        yield from _blocks(tag, base)


def _as(kind: Kind, found: Iterator[Piece]) -> Iterator[Piece]:
    for piece in found:
        yield replace(piece, kind=kind) if piece.kind is Kind.PARAGRAPH else piece


def _list(tag: Tag, base: str, *, level: int) -> Iterator[Piece]:
    begins, number = True, 0
    for item in tag.find_all("li", recursive=False):
        if item.find(HEADINGS):
            number += 1
            yield from _titled(item, base, f"{number}. " if tag.name == "ol" else "")
            continue
        below = [one for one in item.find_all(LISTS) if one.find_parent("li") is item]
        own = [child for child in item.children if child not in below]
        runs = _runs(own, base)
        if runs:
            point = Piece(Kind.ITEM, runs, level=level, anchors=_anchors(item))
            yield replace(point, ordered=tag.name == "ol", begins=begins)
            begins = False
        for one in below:
            yield from _list(one, base, level=level + 1)


def _titled(item: Tag, base: str, number: str) -> Iterator[Piece]:
    """Yield the pieces of a point that has a heading, with its number before that."""
    for piece in _blocks(item, base):
        if number and piece.kind is Kind.HEADING:
            yield replace(piece, runs=(Run(number), *piece.runs))
            number = ""
        else:
            yield piece


def _facts(tag: Tag, base: str) -> Iterator[Piece]:
    for name in tag.find_all("dt"):
        value = name.find_next_sibling("dd")
        if value is not None:
            said = _words(name)
            name_run = Run(f"{said} " if said.endswith("?") else f"{said}: ", bold=True)
            runs = (name_run, *_runs([value], base))
            yield Piece(Kind.FACT, runs, anchors=_anchors(value))


def _table(tag: Tag, base: str) -> Iterator[Piece]:
    if tag.caption:
        yield Piece(Kind.CAPTION, _runs([tag.caption], base), anchors=_anchors(tag))
    rows = [row for row in (row.find_all(["th", "td"]) for row in tag.find_all("tr")) if row]
    yield Piece(
        Kind.TABLE,
        rows=tuple(tuple(map(_words, row)) for row in rows),
        headed=bool(rows) and all(_names_a_column(cell) for cell in rows[0]),
        anchors=_anchors(tag),
    )


def _names_a_column(cell: Tag) -> bool:
    return cell.name == "th" and cell.get("scope") != "row"


def _paragraph(parts: list[Tag | NavigableString], base: str) -> Iterator[Piece]:
    runs = _runs(parts, base)
    if runs:
        yield Piece(Kind.PARAGRAPH, runs, anchors=_anchors(*parts))


def _anchors(*parts: Tag | NavigableString) -> tuple[str, ...]:
    """Return the ids of these parts of one element, and of all that they stand in."""
    around = (*parts, *parts[0].parents)
    return tuple(one["id"] for one in around if isinstance(one, Tag) and one.get("id"))


def _words(tag: Tag) -> str:
    return "".join(run.text for run in _runs([tag], ""))


def _runs(parts: list[Tag | NavigableString], base: str) -> tuple[Run, ...]:
    """Return the words in parts with their looks; space is one between words, none at the ends."""
    found: list[Run] = []
    for part in parts:
        for run in _inline(part, base, Run("")):
            text = " ".join(run.text.split())
            before = run.text[:1].isspace() and found and not found[-1].text.endswith(" ")
            after = " " if run.text[-1:].isspace() and text else ""
            if text or before:
                found.append(replace(run, text=f"{' ' if before else ''}{text}{after}"))
    while found and not found[-1].text.strip():
        found.pop()
    if found:
        found[-1] = replace(found[-1], text=found[-1].text.rstrip())
        found[0] = replace(found[0], text=found[0].text.lstrip())
    return tuple(found)


def _inline(part: Tag | NavigableString, base: str, look: Run) -> Iterator[Run]:
    if not isinstance(part, Tag):
        # Comments are no words.
        if type(part) is NavigableString:
            yield replace(look, text=str(part))
        return
    href = part.get("href") if part.name == "a" else ""
    look = Run(
        "",
        bold=look.bold or part.name in ("b", "strong"),
        italic=look.italic or part.name in ("i", "em"),
        href=whole_address(href, base=base) if href else look.href,
    )
    # A block inside a line: its words stand apart.
    if part.name in BLOCKS or part.name in ("small", "br"):
        yield Run(" ")
    for child in part.children:
        yield from _inline(child, base, look)
    if part.name in BLOCKS:
        yield Run(" ")
