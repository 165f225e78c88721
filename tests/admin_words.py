"""What somebody reads on a page of the admin, and which of it is not the Dutch of the site."""

import re
from collections.abc import Iterable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import django
import wagtail
import wagtail_localize
from babel.messages.pofile import read_po
from django.utils.translation import gettext

OURS = Path(__file__).parent.parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
READ_ALOUD = {"title", "placeholder", "aria-label", "alt"}
NOT_READ = {"script", "style", "code", "kbd"}
BUTTONS = {"submit", "button", "reset"}

# Words of Wagtail and Django that are Dutch as well, or are names.
DUTCH_TOO = {
    "account", "alias", "code", "contrast", "dashboard", "document", "download csv",
    "download xlsx", "embed",
    "english", "filter", "home", "id", "item", "items", "link", "machine", "permanent",
    "privacy", "site", "sites", "slug", "status", "status:", "subscript", "superscript", "tag",
    "tags", "type", "url", "workflow", "workflows", ":", "…", ",", "wagtail",
}  # fmt: skip
# English that no Dutch sentence holds.
ENGLISH = re.compile(
    r"\b(the|and|with|this|that|your|not|has|have|are|you|any|more|select|selected|save|delete"
    r"|search|pages|users|without|between|choose|subject|address|phone|number|body|sync|enabled"
    # Months and days that Dutch spells otherwise, as strftime() writes them.
    r"|january|february|march|june|july|august|october"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
# Months that Dutch spells alike, but for the capital.
CAPITAL_MONTH = re.compile(r"\d (May|April|September|November|December)\b")
FORMAL = re.compile(r"\b[Uu]w?\b")
# Half Dutch: a compound cut in two, or a word that the site has a Dutch one for.
HALF = re.compile(
    r"\b(?:workflow|site|account|bulk|actief) (?:taa?k\w*|samenvatting|avatar|acties?|status)\b"
    r"|\blive\b(?!-)|live-(?:gang|versie)|(?-i:^\d+ Pagina's)",
    re.IGNORECASE,
)
# What no catalogue and no block of a template reaches: the name of a button in the head of pages of
# Wagtail, which only a screen reader says, and the name of a model, made of the name of its class.
OUT_OF_REACH = {"Search", "Locale"}
# What Python or a template wrote by itself.
RAW = re.compile(r"\b(None|True|False)\b|&(?:\w+|#\d+);")


class _Reader(HTMLParser):
    """Gathers what a page shows and what a screen reader says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: set[str] = set()
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self.silent:
            self.silent += [tag] if tag == self.silent[-1] else []
        elif tag in NOT_READ or _is_silent(tag, given):
            self.silent.append(tag)
        is_button = tag == "input" and given.get("type") in BUTTONS
        names = READ_ALOUD | ({"value"} if is_button else set())
        for name in names & given.keys():
            self._add(given[name] or "")

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self._add(data)

    def _add(self, text: str) -> None:
        self.texts.add(" ".join(text.split()))


def _is_silent(tag: str, given: dict[str, str | None]) -> bool:
    # What the page itself marks as English is quoted from an English page.
    return ("hidden" in given and tag != "input") or (tag != "html" and given.get("lang") == "en")


def texts(html: str) -> set[str]:
    """Return everything that is shown or said on a page, each as one line."""
    reader = _Reader()
    reader.feed(html)
    return reader.texts - {""}


@cache
def english() -> frozenset[str]:
    """Return what Django, Wagtail and wagtail-localize say in English, with or without Dutch.

    A template that asks no catalogue shows its English also when the catalogue has the word.
    """
    folders = [Path(module.__file__).parent for module in (django, wagtail, wagtail_localize)]
    files = [file for folder in folders for file in folder.rglob("locale/en/LC_MESSAGES/*.po")]
    sources, dutch = set(), set(DUTCH_TOO)
    for file in files:
        with file.open("rb") as opened:
            sources |= {m.id for m in read_po(opened) if m.id and isinstance(m.id, str)}
    dutch |= {gettext(one).strip().lower() for one in sources if gettext(one) != one}
    with OURS.open("rb") as opened:
        dutch |= {m.id.lower() for m in read_po(opened) if m.id and isinstance(m.id, str)}
    return frozenset({one.strip().lower() for one in sources} - dutch)


def not_dutch(shown: Iterable[str], content: Iterable[str] = ()) -> list[str]:
    """Return every text that is English, formal or raw; content is what the site is filled with."""
    found = []
    for text in shown:
        rest = text
        for own in content:
            rest = rest.replace(own, "")
        is_english = rest.lower() in english() or ENGLISH.search(rest)
        if is_english or any(one.search(rest) for one in (CAPITAL_MONTH, FORMAL, RAW, HALF)):
            found.append(text)
    return found
