"""Which Dutch words of the frame stand on an English page: in its text, its head and its forms.

Content is in the language that its writer chose, and marked where that is not the page's. The frame
is ours: each of its sentences stands in the catalogue, and in English its Dutch is nowhere.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup, Tag

CATALOGUE = Path(__file__).parents[2] / "locale" / "en" / "LC_MESSAGES" / "django.po"
ATTRIBUTES = ("aria-label", "alt", "title", "placeholder", "data-done", "content")
GAP = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%")
# What code writes with a date or a length, and no catalogue of ours holds.
OF_DATES = re.compile(
    r"\b(maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|januari|februari|maart|mei|juni"
    r"|juli|augustus|oktober|uur|minuten|seconden)\b",
    re.IGNORECASE,
)


def dutch_on(html: str) -> list[str]:
    """Return each Dutch phrase of the frame on an English page, in order."""
    soup = BeautifulSoup(html, "html.parser")
    for part in soup.select('[lang]:not(html):not([lang="en"]), script, style'):
        part.decompose()
    return [words for words in _texts(soup) if is_dutch(words)]


def is_dutch(words: str) -> bool:
    """Return whether these are words of the frame in Dutch."""
    return bool(OF_DATES.search(words) or _whole().fullmatch(words) or _within().search(words))


def _texts(soup: BeautifulSoup) -> Iterator[str]:
    # Sentences run through links and marks: what has no block in it is read as one.
    for part in soup.find_all(True):
        for name in ATTRIBUTES:
            if part.get(name):
                yield _one_line(part[name])
        if not any(isinstance(child, Tag) and child.find(True) for child in part.children):
            yield _one_line(part.get_text(" "))
        for text in part.find_all(string=True, recursive=False):
            yield _one_line(text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


@cache
def _phrases() -> tuple[str, ...]:
    with CATALOGUE.open("rb") as opened:
        catalogue = read_po(opened, locale="en")
    dutch = {_one_line(one) for message in catalogue if message.id for one in _ids(message)}
    english_too = {_one_line(s).casefold() for m in catalogue if m.id for s in _strings(m)}
    # A word that is also English says nothing.
    return tuple(sorted(one for one in dutch if one.casefold() not in english_too))


def _ids(message: Message) -> Iterable[str]:
    return [message.id] if isinstance(message.id, str) else message.id


def _strings(message: Message) -> Iterable[str]:
    return [message.string] if isinstance(message.string, str) else message.string


def _pattern(phrase: str) -> str:
    return r".+".join(re.escape(part) for part in GAP.split(phrase))


@cache
def _whole() -> re.Pattern:
    """Match a text that is a phrase, with whatever stands in its gaps."""
    # A phrase that is all gap would match every text.
    sayable = [one for one in _phrases() if len(GAP.sub("", one).strip(" :.,()‘’")) > 2]
    return re.compile("|".join(sorted(map(_pattern, sayable), key=len, reverse=True)))


@cache
def _within() -> re.Pattern:
    """Match three words or more of a phrase without a gap, wherever they stand in a text."""
    long = [one for one in _phrases() if one.count(" ") >= 2 and not GAP.search(one)]
    return re.compile("|".join(sorted(map(re.escape, long), key=len, reverse=True)))
