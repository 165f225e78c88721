"""A page that every site has from the start: what it is made of, and its words as blocks."""

import hashlib
import re
import uuid
from dataclasses import dataclass, field

from django.utils.html import strip_tags

from knowledge.models import SitePage

# From this and its first slug a page gets its translation key: so it is found again under any
# name, at any place, and as the translation of the same page in the other language.
KEYS = uuid.UUID("0b5e1c52-7f0d-4f0f-9a34-3e6f0a1d8c11")
HEADING = re.compile(r"<h2>(.+?)</h2>")


@dataclass(frozen=True, slots=True)
class Planned:
    """A page as it is first made; after that it is the editors', with its name and its place.

    `texts` is HTML in which `<h2>` begins a section. `former` knows what earlier versions made:
    {language: ((title, digest of its words), ...)}. A page that still is one gets the new words.
    Before you change a text, add `digest(" ".join(_words(block) for block in raw_data))` of it.
    """

    slug: str
    kind: type[SitePage]
    titles: dict[str, str]
    summaries: dict[str, str] = field(default_factory=dict)
    lists: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    below: tuple["Planned", ...] = ()
    former: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @property
    def key(self) -> uuid.UUID:
        """What the page has in common with its translations, from the start."""
        return uuid.uuid5(KEYS, self.slug)

    def body(self, language: str) -> list[tuple[str, object]]:
        """Return its words as the blocks of a body."""
        first, *rest = HEADING.split(self.texts[language])
        blocks: list[tuple[str, object]] = [("text", first)] if first.strip() else []
        for heading, html in zip(rest[::2], rest[1::2], strict=True):
            blocks += [("heading", {"text": heading}), ("text", html)]
        return blocks

    def is_former(self, page: SitePage, language: str) -> bool:
        """Return whether page is word for word what any earlier version made of this."""
        words = digest(" ".join(_words(block) for block in page.body.raw_data))
        return (page.title, words) in self.former.get(language, ())


def digest(html: str) -> str:
    """Return what stands for these words, whatever marks and keys are between them."""
    words = " ".join(strip_tags(html.replace("<", " <")).split())
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _words(block: dict) -> str:
    # Another kind of block than those that were made here says that an editor was at work.
    return block["value"] if block["type"] == "text" else f"({block['type']})"
