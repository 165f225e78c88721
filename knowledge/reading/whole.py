"""A reading guide as one text, to be printed: each question with what stands where it leads.

The words are those that a reader takes along of a page (`along.py`), as a stranger reads it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import get_language
from wagtail.models import Page

from knowledge import addresses, closing, dates
from knowledge.models import (
    KnowledgePage,
    Passage,
    Question,
    ReadingGuidePage,
    SiteDocument,
    SitePage,
    TextPage,
)
from knowledge.pages.queries import language_of
from knowledge.passages import resolver
from knowledge.questions import origins
from knowledge.reading import along, guides
from knowledge.reading.along import Kind, Piece, Run
from office.mail.kinds import absolute
from office.shared_reads import shared

# A question is a heading of the second level: what it leads to has its headings below that.
HIGHEST = 3


class Point(NamedTuple):
    """A point of a list, with the points below it."""

    piece: Piece
    below: list[Piece]


@dataclass(frozen=True, slots=True)
class Block:
    """One element of HTML: a heading with its level there, a list or quote, or any other piece."""

    kind: Kind
    pieces: list[Piece] = field(default_factory=list)
    level: int = 0
    points: list[Point] = field(default_factory=list)
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Where words are from: its title, its address on paper, and its date as it is known."""

    title: str
    url: str
    date: str = ""
    language: str = ""

    @property
    def address(self) -> str:
        """The whole address, as one types it in."""
        return absolute(self.url) if self.url.startswith("/") else self.url


@dataclass(frozen=True, slots=True)
class Part:
    """A question of the guide with what stands at its place.

    `source` is None when nobody may read that place, or knows it. `earlier` is the question that
    led to the same place before: its words stand there.
    """

    step: guides.Step
    source: Source | None = None
    blocks: list[Block] = field(default_factory=list)
    earlier: guides.Step | None = None


def parts(guide: ReadingGuidePage) -> list[Part]:
    """Return the questions of a guide with what everybody may read at their places.

    Each page that it leads to is rendered once, until something changes; beside that about twelve
    queries, and one for each passage when the guide is in another language than the source.
    """
    steps = guides.steps(guide)
    found = _found(guide, steps)
    first: dict[str, guides.Step] = {}
    result = []
    for step in steps:
        source = _source(step, found)
        earlier = first.setdefault(step.url, step)
        if not step.url or earlier is step:
            result.append(Part(step, source, blocks(_words(guide, step, found))))
        else:
            result.append(Part(step, source, earlier=earlier))
    return result


def blocks(pieces: Iterable[Piece]) -> list[Block]:
    """Return pieces as HTML has them: points in lists, headings below that of a question."""
    pieces = list(pieces)
    headings = [piece.level for piece in pieces if piece.kind is Kind.HEADING]
    lowered = HIGHEST - min(headings, default=1)
    result: list[Block] = []
    for piece in pieces:
        last = result[-1] if result and result[-1].kind is piece.kind else None
        if piece.kind is Kind.ITEM:
            if last is None or (piece.begins and piece.level == 1):
                # A point by itself has lost the number that it has in its list.
                last = Block(Kind.ITEM, ordered=piece.ordered and piece.begins)
                result.append(last)
            if piece.level > 1 and last.points:
                last.points[-1].below.append(piece)
            else:
                last.points.append(Point(piece, []))
        elif piece.kind is Kind.QUOTE and last and last.pieces[0].anchors == piece.anchors:
            last.pieces.append(piece)
        else:
            level = piece.level + lowered if piece.kind is Kind.HEADING else 0
            result.append(Block(piece.kind, [piece], level))
    return result


class _Found(NamedTuple):
    """The places of a guide, by the address at which its questions lead there."""

    pages: dict[str, SitePage]
    passages: dict[str, Passage]
    documents: dict[str, SiteDocument]
    # By primary key: the pages that these passages stand on are among them.
    rows: dict[int, SitePage]
    dates: dict[int, str]

    def page_of(self, step: guides.Step) -> SitePage | None:
        """Return the page that a question leads to, or on which its passage stands."""
        passage = self.passages.get(step.url)
        return self.rows.get(passage.page_id) if passage else self.pages.get(step.url)


def _found(guide: ReadingGuidePage, steps: tuple[guides.Step, ...]) -> _Found:
    keys = {step.page for step in steps if step.page}
    same = Page.objects.filter(translation_key__in=keys, alias_of=None)
    rows = list(closing.visible(same).specific()) if keys else []
    urls = addresses.urls(rows)
    named = [block["value"] for block in guide.steps.raw_data]
    documents = SiteDocument.objects.filter(pk__in={one.get("document") for one in named} - {None})
    return _Found(
        pages={urls[row.pk]: row for row in rows if row.pk in urls},
        passages=_passages({one.get("passage") for one in named} - {None, ""}),
        documents={row.url: row for row in documents},
        rows={row.pk: row for row in rows},
        dates=_dates(rows),
    )


def _passages(codes: set[str]) -> dict[str, Passage]:
    """Return the passages by address, each as it is read in the language of the guide."""
    rows = Passage.objects.filter(resolver.visible(), pk__in=codes).select_related("question")
    return {
        reverse("passage", args=[row.pk]): resolver.read_in(row, get_language()) for row in rows
    }


def _dates(rows: list[SitePage]) -> dict[int, str]:
    """Return when it was said that pages tell, in words, as `dated` does of one."""
    rows = [row for row in rows if isinstance(row, KnowledgePage)]
    rows = [row for row in rows if row.date_says_when_it_was_said]
    elsewhere = dates.elsewhere(rows)
    own = {row.pk: row.date_text for row in rows}
    return own | {pk: day.text for pk, day in elsewhere.items()}


def _asked(question: Question) -> str:
    """Return when a question was asked, in words, as its page says it."""
    asked = origins.of(question)
    return date_format(question.published_at, "j F Y") if asked is None else asked.day


def _source(step: guides.Step, found: _Found) -> Source | None:
    if not step.url:
        return None
    passage = found.passages.get(step.url)
    if passage and passage.question_id:
        asked = passage.question
        return Source(asked.text, step.url, _asked(asked), passage.language)
    page = found.page_of(step)
    if page:
        return Source(page.title, step.url, found.dates.get(page.pk, ""), language_of(page))
    document = found.documents.get(step.url)
    return Source(document.title if document else "", step.url)


def _words(guide: ReadingGuidePage, step: guides.Step, found: _Found) -> Iterable[Piece]:
    """Return what stands at the place of a step; nothing of a file or another site."""
    passage, page = found.passages.get(step.url), found.page_of(step)
    if passage:
        stored = [_paragraph(passage.text)] if passage.text else []
        # A question is no page of the tree; of a picture its page shows less than what is stored.
        return (along.excerpt(_said(page), passage.anchor) if page else []) or stored
    if page is None or page.translation_key == guide.translation_key:
        return []
    # What has no words to take along is a list, or a film that takes an hour to read.
    if getattr(page, "taken_along", isinstance(page, TextPage)):
        return _said(page)
    return [_paragraph(page.summary)] if page.summary else []


def _paragraph(words: str) -> Piece:
    return Piece(Kind.PARAGRAPH, (Run(words),))


@shared
def _said(page: SitePage) -> tuple[Piece, ...]:
    """Return what a page says to a stranger, whoever asks for the guide."""
    address = addresses.url(page)
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", address, address
    site = urlsplit(settings.BASE_URL)
    request.META |= {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port or 443)}
    request.user = AnonymousUser()
    with translation.override(language_of(page)):
        html = render_to_string(page.get_template(request), page.get_context(request), request)
    # Its own addresses stay short: on paper only those that leave the site are written out.
    return tuple(along.pieces(html, base=address))
