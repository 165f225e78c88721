"""What the head of a page says to search engines, feed readers and whoever shows a shared link."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

Data = dict[str, Any]

# What Open Graph calls our languages.
LOCALES = {"nl": "nl_NL", "en": "en_GB"}
# The language of a page for whom none of its languages is meant: those without a prefix.
DEFAULT_LANGUAGE = "nl"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture at an absolute address, with its text alternative."""

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that tells what is new, at an absolute address."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Head:
    """The head of one page.

    `url` is its canonical address, absolute; a page that is not indexed needs none. `languages` are
    the absolute addresses of the same page by language, its own among them, when there are several.
    `kind` is Open Graph's type. `data` are JSON-LD values.
    """

    title: str = ""
    description: str = ""
    url: str = ""
    language: str = field(default_factory=lambda: get_language() or DEFAULT_LANGUAGE)
    languages: dict[str, str] = field(default_factory=dict)
    kind: str = "website"
    picture: Picture | None = None
    is_indexed: bool = True
    feeds: tuple[Feed, ...] = ()
    data: tuple[Data, ...] = ()

    @property
    def locale(self) -> str:
        """Return the language as Open Graph writes it."""
        return LOCALES.get(self.language, self.language)

    @property
    def other_locales(self) -> list[str]:
        """Return the other languages in which the page can be read."""
        return [LOCALES.get(one, one) for one in self.languages if one != self.language]

    @property
    def alternates(self) -> list[tuple[str, str]]:
        """Return (hreflang, address) pairs; none for a page in one language."""
        if len(self.languages) < 2:
            return []
        pairs = list(self.languages.items())
        default = self.languages.get(DEFAULT_LANGUAGE)
        return [*pairs, ("x-default", default)] if default else pairs
