"""What a gemeente did and where a person spoke, read in bulk."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from knowledge import addresses
from knowledge.models import CasePage, Gemeente, KnowledgePage, Person, RecordingPage, ReportPage
from knowledge.models.people import Appearance

KINDS: tuple[type[KnowledgePage], ...] = (CasePage, ReportPage, RecordingPage)
SPOKEN: tuple[type[KnowledgePage], ...] = (ReportPage, RecordingPage)


@dataclass(frozen=True, slots=True)
class Entry:
    """One live page as a card: `meta` is its date, `foot` the role a person had there.

    `spoken` tells a page where the person spoke from one that only mentions her.
    """

    kind: str
    kind_label: str
    title: str
    url: str
    text: str
    meta: str
    foot: str = ""
    spoken: bool = False


def pages_about(gemeente: Gemeente, *, language: str) -> list[Entry]:
    """Return the public pages about gemeente in one language: cases, reports, recordings."""
    pages = [
        page
        for model in KINDS
        for page in _live(model, language).filter(gemeenten__gemeente=gemeente).distinct()
    ]
    urls = addresses.urls(pages)
    return [_entry(page, urls) for page in pages]


def appearances_of(person: Person, *, language: str) -> list[Entry]:
    """Return where person spoke or is mentioned, with role and organisation as they were then."""
    rows = [
        row
        for model in SPOKEN
        for row in model.speakers.rel.related_model.objects.filter(
            person=person, page__in=_live(model, language)
        ).select_related("page", "organisation", "person")
    ]
    urls = addresses.urls([row.page for row in rows])
    return [_entry(row.page, urls, foot=_role(row), spoken=not row.mentioned) for row in rows]


def _live(model: type[KnowledgePage], language: str) -> QuerySet:
    return (
        model.objects.live()
        .public()
        .filter(locale__language_code=language)
        .order_by("-first_published_at", "pk")
    )


def _role(row: Appearance) -> str:
    if not row.mentioned:
        return row.description
    return _("Genoemd: %(role)s") % {"role": row.description}


def _entry(
    page: KnowledgePage, urls: dict[int, str], foot: str = "", *, spoken: bool = False
) -> Entry:
    return Entry(
        kind=page.kind,
        kind_label=str(page.kind_label),
        title=page.title,
        url=urls[page.pk],
        text=page.summary,
        meta=page.date_text if page.date_says_when_it_was_said else "",
        foot=foot,
        spoken=spoken,
    )
