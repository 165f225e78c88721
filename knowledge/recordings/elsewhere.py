"""Where the words of a line stand besides that line, before they are taken away.

They are known in full now, so this looks for the words themselves: a filter of the database on
the longest words of each run, then the exact look. Files, such as a PDF, are not read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Cast
from django.urls import NoReverseMatch, reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from modelcluster.models import get_all_child_relations
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, Revision
from wagtail.snippets.models import get_snippet_models

from knowledge import addresses
from knowledge.models import Answer, Chapter, Cue, SiteDocument, SiteImage, SitePage
from knowledge.models.kinds import page_types
from knowledge.pages import all_words
from knowledge.recordings import removed_words, returning_words
from knowledge.recordings.removed_words import RUN, Word
from office.clock import timecode
from office.models import SiteSettings, User

# So many words that not everybody says: of the line to look for it, of a part of it to name that.
# Fewer than where somebody is held up: here she reads a list.
LEAST = 2
FILTERS = 3
OF_A_PART = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere the words stand: what it is, the words as it has them, where to change it."""

    what: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class LineElsewhere:
    """Another line that says the words; `is_all` when they are at least half of it."""

    cue: Cue
    what: str
    words: str
    url: str
    is_all: bool


@dataclass(frozen=True, slots=True)
class Found:
    """Every place that was found, the lines of recordings apart."""

    lines: list[LineElsewhere] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)


def find(cue: Cue, *, user: User) -> Found:
    """Return where else the words of a line stand, in whatever is on the site or is its draft.

    A query per kind of page and row, whatever their number; only what has a word of the line is
    read. What user may not edit is named by its kind alone, without an address.
    """
    line = _Line(cue.text)
    if not line.runs:
        return Found()
    return Found(list(_in_lines(cue, line)), [*_on_pages(line, user), *_in_rows(line, user)])


class _Line:
    """What is looked for: runs of five words, or all the words of a shorter line."""

    def __init__(self, text: str) -> None:
        words = removed_words.words_of([text])
        self.size = min(RUN, len(words))
        self.length = len(words)
        starts = range(len(words) - self.size + 1)
        found = [words[at : at + self.size] for at in starts] if self._says_something(words) else []
        self.runs = {tuple(word.folded for word in run) for run in found}
        plain = [self._written_alike(run, text) for run in found]
        # Of each run its longest words: any one of them stands on most pages.
        longest = {frozenset(sorted(set(run), key=len)[-FILTERS:]) for run in plain}
        self.filters = longest if all(plain) else None

    @staticmethod
    def _says_something(words: list[Word]) -> bool:
        return returning_words.content(words) >= LEAST

    @staticmethod
    def _written_alike(run: list[Word], text: str) -> list[str]:
        """Return the words of a run by which a database finds it, however somebody wrote it.

        It compares letters as they are stored: no words with accents, no numbers, which are written
        apart in many ways, and names, with accents or without, where there is nothing else alone.
        """
        typed = {word.folded: text[word.start : word.end] for word in run}
        plain = [
            word
            for word, as_typed in typed.items()
            if word == as_typed.lower() and word.isascii() and word.isalpha()
        ]
        return [word for word in plain if word == typed[word]] or plain

    def holding(self, names: Iterable[str]) -> Q:
        """Return the condition that one of the columns may hold a run."""
        if self.filters is None:
            return Q()
        where = Q(pk__in=[])
        for name in names:
            for run in self.filters:
                where |= Q(*((f"{name}__icontains", word) for word in sorted(run)))
        return where

    def stretches(self, words: list[Word]) -> list[tuple[int, int]]:
        """Return (first, end) of the neighbouring words that say the line, or a telling part."""
        gone: set[int] = set()
        for at in range(len(words) - self.size + 1):
            if tuple(word.folded for word in words[at : at + self.size]) in self.runs:
                gone.update(range(at, at + self.size))
        return [
            (first, end)
            for first, end in returning_words.runs_of(gone)
            if end - first >= self.length or returning_words.content(words[first:end]) >= OF_A_PART
        ]

    def in_texts(self, texts: list[str]) -> str:
        """Return the first such words in texts, or ""."""
        words = removed_words.words_of(texts)
        for first, end in self.stretches(words):
            return returning_words.in_words(words[first:end], texts)
        return ""


def _in_lines(cue: Cue, line: _Line) -> Iterator[LineElsewhere]:
    """Yield the lines that say the words, in this recording and others, in whatever language."""
    hits = Cue.objects.filter(line.holding(["text"]), redacted=False).exclude(pk=cue.pk)
    transcripts = set(hits.values_list("transcript", flat=True))
    rows = Cue.objects.filter(transcript__in=transcripts).order_by("transcript", "position")
    by_transcript: dict[int, list[Cue]] = {}
    for row in rows.select_related("transcript__recording"):
        by_transcript.setdefault(row.transcript_id, []).append(row)
    for cues in by_transcript.values():
        # The line itself says them too, and would lend its neighbours its words.
        texts = ["" if row.pk == cue.pk else row.text for row in cues]
        words = removed_words.words_of(texts)
        said: dict[int, list[Word]] = {}
        for first, end in line.stretches(words):
            for word in words[first:end]:
                said.setdefault(word.line, []).append(word)
        for number, some in said.items():
            row, stretch = cues[number], (some[0].start, some[-1].end)
            yield LineElsewhere(
                row,
                _("%(at)s in “%(title)s”")
                % {"at": timecode(row.starts // 1000), "title": row.transcript.recording.title},
                row.text,
                reverse("recording_line", args=[row.pk]),
                removed_words.mostly(row.text, [stretch]),
            )


def _on_pages(line: _Line, user: User) -> Iterator[Place]:
    """Yield the pages that say the words: as they are on the site, and in their newest version."""
    found: dict[int, Place] = {}
    for model in page_types():
        for page in _holding(model.objects.filter(alias_of=None, live=True), line):
            if said := line.in_texts(all_words.texts(page)):
                what = _("Op de site: %(title)s") % {"title": page.title}
                found[page.pk] = Place(what, said, _page_url(page, user))
    for page in _drafts(line):
        if page.pk not in found and (said := line.in_texts(all_words.texts(page))):
            url = _page_url(page, user)
            what = _("In een concept: %(title)s") if url else _("In een concept van een collega")
            found[page.pk] = Place(what % {"title": page.title}, said, url)
    yield from found.values()


def _page_url(page: Page, user: User) -> str:
    may = page.permissions_for_user(user).can_edit()
    return addresses.desk_url(page.pk) if may else ""


def _drafts(line: _Line) -> Iterator[SitePage]:
    """Yield the newest version of each page that differs from what is on the site."""
    waiting = Page.objects.filter(alias_of=None).exclude(live=True, has_unpublished_changes=False)
    versions = Revision.objects.page_revisions().filter(
        pk__in=waiting.exclude(latest_revision=None).values("latest_revision")
    )
    versions = versions.annotate(said=Cast("content", models.TextField()))
    for version in versions.filter(line.holding(["said"])):
        if issubclass(version.content_type.model_class(), SitePage):
            yield version.as_object()
    for model in page_types():
        yield from _holding(model.objects.filter(live=False, latest_revision=None), line)


def _in_rows(line: _Line, user: User) -> Iterator[Place]:
    """Yield what else says the words: questions and answers, people, meetings, settings."""
    finder = AdminURLFinder(user)
    models_with_words = dict.fromkeys(
        [*get_snippet_models(), SiteImage, SiteDocument, SiteSettings]
    )
    for model in [*models_with_words, Answer, Chapter]:
        for row in _holding(model.objects.all(), line):
            if said := line.in_texts(all_words.texts(row)):
                url = _desk_url(row, finder)
                what = capfirst(model._meta.verbose_name)
                name = Truncator(str(row)).chars(80)
                yield Place(f"{what}: {name}" if url else what, said, url)


def _desk_url(row: models.Model, finder: AdminURLFinder) -> str:
    if isinstance(row, Chapter):
        return reverse("recording_chapter", args=[row.pk])
    if isinstance(row, Answer):
        return reverse("wagtailsnippets_knowledge_question:inspect", args=[row.question_id])
    try:
        return finder.get_edit_url(row) or ""
    except NoReverseMatch:
        return ""


def _holding(rows: QuerySet, line: _Line) -> QuerySet:
    """Keep the rows that may say the line themselves or in rows of their own."""
    model = rows.model
    names = [field.name for field in all_words.columns(model)]
    rows = rows.annotate(**{f"said_in_{name}": Cast(name, models.TextField()) for name in names})
    where = line.holding(f"said_in_{name}" for name in names)
    if line.filters is None:
        return rows
    for relation in get_all_child_relations(model):
        child = relation.related_model
        own = [field.name for field in all_words.columns(child)]
        if own:
            holders = child.objects.filter(line.holding(own)).values(relation.field.attname)
            where |= Q(pk__in=holders)
    return rows.filter(where)
