"""What search knows of the world: documents made of passages, no page type."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PassageText:
    """One addressable passage of a document's text.

    `seconds` is set for a span of a recording; `group` is the key of the heading under which the
    passage stands.
    """

    id: str
    text: str
    label: str = ""
    url: str = ""
    seconds: int | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One result: a page in one language, or a question.

    `id` is "page:<pk>" or "question:<pk>"; `kind` is the value of the facet `soort`; `date` is
    shown as it is, `date_sort` sorts ("2026-04-14", "--04-14" without a year, "" unknown);
    `facets` maps a facet's name to slugs.
    """

    id: str
    kind: str
    title: str
    url: str
    language: str
    summary: str = ""
    date: str = ""
    date_sort: str = ""
    meta: str = ""
    passages: tuple[PassageText, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
