"""Mentions of a person in running text: the switch does not change these, an editor has to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import Page

from knowledge.directory.said import pages_that_name, quotes_on
from knowledge.models import (
    Answer,
    Chapter,
    Cue,
    PageSpeaker,
    Passage,
    Person,
    Question,
    Recording,
    SiteImage,
)
from knowledge.models.kinds import page_types
from knowledge.pages.queries import language_of
from office.clock import timecode
from office.registry import Registry


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention of a name: what it is in, the words around it, and where to change it.

    `language` is that of the words, "" where that is not kept.
    """

    what: str
    words: str
    url: str
    language: str = ""


# A higher room registers how it finds a name in its own texts.
ELSEWHERE: Registry[Callable[[str], Iterable[Mention]]] = Registry("texts that may name a person")

PAGE_COLUMNS = ("title", "seo_title", "search_description", "subtitle", "also_known_as", "summary")


def mentions(person: Person) -> list[Mention]:
    """Return every mention of the person's whole name in what visitors may read."""
    name = person.name
    found = [
        *_in_pages(name),
        *_in_passages(name),
        *_in_quotes(person),
        *_in_recordings(name),
        *_in_questions(name),
        *_in_images(name),
    ]
    for find in ELSEWHERE.values():
        found += find(name)
    return found


def named(rows: QuerySet, columns: Iterable[str], name: str) -> Iterator[tuple[Model, str]]:
    """Yield (row, words around the name) for each row that has it in one of the columns."""
    where = Q(pk__in=[])
    for column in columns:
        where |= Q(**{f"{column}__icontains": name})
    for row in rows.filter(where):
        texts = [str(getattr(row, column) or "") for column in columns]
        yield row, next((_around(text, name) for text in texts if _holds(text, name)), "")


def _in_pages(name: str) -> Iterator[Mention]:
    for model in page_types():
        for page, words in named(model.objects.live(), PAGE_COLUMNS, name):
            what = _("Pagina: %(title)s") % {"title": page.title}
            yield Mention(what, words, _page(page.pk), language_of(page))
    speakers = PageSpeaker.objects.select_related("page")
    for row, words in named(speakers, ["role", "note"], name):
        what = _("Bij een spreker: %(title)s") % {"title": row.page.title}
        yield Mention(what, words, _page(row.page_id))


def _in_passages(name: str) -> Iterator[Mention]:
    # Spoken words are mended line by line, and those of a question at the question.
    rows = Passage.objects.filter(state__in=[Passage.State.LIVE, Passage.State.HIDDEN])
    rows = rows.exclude(page=None).exclude(kind=Passage.Kind.SPAN).in_order()
    for row, words in named(rows, ["text", "label"], name):
        what = _("Alinea in: %(title)s") % {"title": row.owner_title}
        yield Mention(what, words, _page(row.page_id), row.language)


def _in_quotes(person: Person) -> Iterator[Mention]:
    """Yield the sources of quotes on pages that name the person: they are part of no passage."""
    for page in Page.objects.live().filter(pk__in=pages_that_name(person)).specific():
        for quote in quotes_on(page):
            source = quote["value"].get("source")
            if source and _holds(source, person.name):
                what = _("Bron van een citaat in: %(title)s") % {"title": page.title}
                yield Mention(what, _around(source, person.name), _page(page.pk))


def _in_recordings(name: str) -> Iterator[Mention]:
    cues = Cue.objects.select_related("transcript__recording").order_by("transcript", "position")
    for cue, words in named(cues, ["text"], name):
        what = _("Regel op %(at)s in: %(title)s") % {
            "at": timecode(cue.starts // 1000),
            "title": cue.transcript.recording.title,
        }
        yield Mention(what, words, reverse("recording_line", args=[cue.pk]))
    for chapter, words in named(
        Chapter.objects.select_related("transcript__recording"), ["title"], name
    ):
        what = _("Hoofdstuk in: %(title)s") % {"title": chapter.transcript.recording.title}
        yield Mention(what, words, _edit(chapter.transcript.recording))
    for recording, words in named(Recording.objects.all(), ["title", "part_note"], name):
        what = _("Opname: %(title)s") % {"title": recording.title}
        yield Mention(what, words, _edit(recording))


def _in_questions(name: str) -> Iterator[Mention]:
    for question, words in named(Question.objects.public(), ["text", "explanation"], name):
        yield Mention(_("Vraag"), words, _edit(question))
    answers = Answer.objects.filter(question__state__in=Question.PUBLIC)
    for answer, words in named(answers.select_related("question"), ["text"], name):
        yield Mention(_("Antwoord"), words, _inspect(answer.question))


def _in_images(name: str) -> Iterator[Mention]:
    for image, words in named(SiteImage.objects.all(), ["title"], name):
        yield Mention(_("Afbeelding"), words, reverse("wagtailimages:edit", args=[image.pk]))


def _holds(text: str, name: str) -> bool:
    return name.casefold() in text.casefold()


def _around(text: str, name: str) -> str:
    start = max(text.casefold().find(name.casefold()), 0)
    begin = max(text.rfind(" ", 0, max(start - 40, 0)), 0)
    words = Truncator(text[begin:].strip()).words(14)
    return f"…{words}" if begin else words


def _page(pk: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[pk])


def _edit(row: Model) -> str:
    return reverse(f"{_snippet(row)}:edit", args=[row.pk])


def _inspect(row: Model) -> str:
    return reverse(f"{_snippet(row)}:inspect", args=[row.pk])


def _snippet(row: Model) -> str:
    return f"wagtailsnippets_{row._meta.app_label}_{row._meta.model_name}"
