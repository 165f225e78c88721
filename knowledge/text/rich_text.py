"""Rich text as pieces with keys: what one paragraph or list item is, and how a key is mended."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bs4 import BeautifulSoup, NavigableString, Tag
from bs4.element import PreformattedString

from knowledge.text import harmless
from knowledge.text.harmless import INLINE, KEY, LISTS, PIECES
from office.hidden_signs import without_hidden_signs

KEY_LENGTH = 5
# Of these only "br" separates two words.
GLUED = tuple(name for name in INLINE if name != "br")
# Allowed beside pieces as it is.
WITHOUT_WORDS = ("embed", "hr", "img")
# No database takes these: NUL, and half of a character (an emoji that was cut in two).
NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
# Allowed in an element's id and in an address, whatever was pasted.
SAFE_KEY = re.compile(r"[A-Za-z0-9_-]{1,40}\Z")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading or list item of a rich text, in reading order.

    `html` is the content of the element, without the lists under it; `depth` is 0 for a
    paragraph, 1 for an item of a list, 2 for an item one level down; `ordered` tells whether that
    list is numbered, `starts_list` whether this is its first item.
    """

    tag: str
    key: str
    text: str
    html: str
    depth: int = 0
    ordered: bool = False
    starts_list: bool = False


def plain(html: str) -> str:
    """Return the words of html, with single spaces; a word in half bold stays one word."""
    return _words(harmless.soup(html).descendants) if html else ""


def pieces(html: str) -> list[Piece]:
    """Return the pieces of a rich text that hold words, in reading order; key "" when missing."""
    return list(_pieces(html)) if html else []


# Parsed once by each process, not each time that a page is read: a text changes when it is saved.
@lru_cache(maxsize=2048)
def _pieces(html: str) -> tuple[Piece, ...]:
    found = (_piece(element) for element in _elements(harmless.soup(html)))
    return tuple(piece for piece in found if piece.text)


def mend(html: str) -> str:
    """Return html in which every piece has a key of its own, html itself when nothing is wrong.

    A key is made from the words and their rank among equals, so that mending the same text twice
    gives the same keys. The first of two equal keys keeps it.
    """
    if not html or not html.strip():
        return html
    whole = without_hidden_signs(NOT_STORABLE.sub("", html))
    soup = BeautifulSoup(whole, "html.parser")
    mended = _clean(soup) or whole != html
    mended = _put_in_pieces(soup) or mended
    seen: set[str] = set()
    for element in _elements(soup):
        key = str(element.get(KEY) or "")
        if not SAFE_KEY.match(key) or key in seen:
            key = _free_key(f"{key}|{_own_text(element)}", seen)
            element[KEY] = key
            mended = True
        seen.add(key)
    return _markup(soup) if mended else html


def canonical(html: str) -> str:
    """Return html in the one spelling that mending uses: an apostrophe as itself, say."""
    return _markup(BeautifulSoup(html, "html.parser"))


def without(html: str, key: str) -> str:
    """Return html without the piece that has key; the points under an item move up to its place."""
    soup = BeautifulSoup(html, "html.parser")
    element = next((one for one in _elements(soup) if one.get(KEY) == key), None)
    if element is not None:
        above = element.parent
        for below in element.find_all(LISTS, recursive=False):
            for item in below.find_all("li", recursive=False):
                element.insert_before(item.extract())
        element.decompose()
        if above.name in LISTS and not above.find("li"):
            above.decompose()
    return _markup(soup)


def _markup(soup: BeautifulSoup) -> str:
    return harmless.markup(soup.contents)


def _elements(soup: BeautifulSoup) -> Iterator[Tag]:
    for element in soup.find_all(PIECES):
        # A paragraph inside an item is the item's own text.
        inside = element.find_parent(PIECES)
        if inside is None or (element.name == "li" and element.find_parent(LISTS) is not None):
            yield element


def _piece(element: Tag) -> Piece:
    lists = [parent for parent in element.parents if parent.name in LISTS]
    is_item = element.name == "li"
    return Piece(
        tag=element.name,
        key=str(element.get(KEY) or ""),
        text=_own_text(element),
        html=harmless.markup(child for child in element if child.name not in LISTS).strip(),
        depth=len(lists) if is_item else 0,
        ordered=bool(is_item and lists and lists[0].name == "ol"),
        starts_list=is_item and element.find_previous_sibling("li") is None,
    )


def _own_text(element: Tag) -> str:
    inside = (
        child
        for child in element.descendants
        if (nearest := child.find_parent(LISTS)) is None
        or any(nearest is above for above in element.parents)
    )
    return _words(inside)


def _words(nodes: Iterable) -> str:
    # A break, and the beginning of a block, separate two words.
    found = (
        str(node) if isinstance(node, NavigableString) else " " * (node.name not in GLUED)
        for node in nodes
    )
    return " ".join("".join(found).split())


def _clean(soup: BeautifulSoup) -> bool:
    """Leave out the hidden signs that were written as "&shy;"; return whether there were any."""
    changed = False
    for node in soup.find_all(string=True):
        cleaned = without_hidden_signs(str(node))
        if type(node) is NavigableString and cleaned != node:
            node.replace_with(cleaned)
            changed = True
    return changed


def _put_in_pieces(soup: BeautifulSoup) -> bool:
    """Wrap words outside any piece in one of their own; return whether there were any.

    Other elements ("div", "table", "section") are unwrapped until none is left.
    """
    silent = [
        *soup.find_all(["script", "style"]),
        *soup.find_all(string=lambda words: isinstance(words, PreformattedString)),
    ]
    for node in silent:
        node.extract()
    changed = bool(silent)
    while odd := [
        node
        for node in soup.find_all(recursive=False)
        if node.name not in (*PIECES, *LISTS, *INLINE, *WITHOUT_WORDS)
    ]:
        changed = True
        for node in odd:
            if node.find(lambda inner: inner.name not in INLINE):
                node.unwrap()
            else:
                node.name, node.attrs = "p", {}
    for parent, name in [(soup, "p"), *((found, "li") for found in soup.find_all(LISTS))]:
        changed = _wrap_loose_words(parent, soup.new_tag, name) or changed
    return changed


def _wrap_loose_words(parent: Tag, new_tag: Callable[[str], Tag], name: str) -> bool:
    wrapped = False
    run: list = []
    for node in [*parent.contents, None]:
        loose = isinstance(node, NavigableString) or (node is not None and node.name in INLINE)
        if loose:
            run.append(node)
            continue
        if any(str(part).strip() for part in run):
            piece = new_tag(name)
            run[0].insert_before(piece)
            for part in run:
                piece.append(part.extract())
            wrapped = True
        run = []
    return wrapped


def _free_key(seed: str, taken: set[str]) -> str:
    turn = 0
    while True:
        digest = hashlib.blake2b(f"{seed}|{turn}".encode(), digest_size=8).hexdigest()
        if digest[:KEY_LENGTH] not in taken:
            return digest[:KEY_LENGTH]
        turn += 1
