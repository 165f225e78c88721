"""What a gemeente did and where a person spoke."""

from dataclasses import dataclass

from knowledge import addresses, dates
from knowledge.models import Gemeente, KnowledgePage, PageGemeente, PageSpeaker, Person
from knowledge.reading import cards


@dataclass(frozen=True, slots=True)
class Entry:
    """One live page as a card: `meta` is its date, `foot` the role a person had there.

    `mentioned`: she did not speak there.
    """

    kind: str
    kind_label: str
    title: str
    url: str
    text: str
    meta: str
    foot: str = ""
    mentioned: bool = False


def pages_about(gemeente: Gemeente, *, language: str) -> list[Entry]:
    """Return the public pages about gemeente in one language, of every kind; newest first."""
    rows = PageGemeente.objects.filter(gemeente=gemeente)
    found = list(cards.pages(language).filter(pk__in=rows.values("page")))
    urls = addresses.urls(found)
    days = dates.elsewhere(found)
    return [_entry(page, urls, days) for page in found]


def appearances_of(person: Person, *, language: str) -> list[Entry]:
    """Return where person spoke or is mentioned, with role and organisation as they were then."""
    rows = PageSpeaker.objects.filter(person=person, page__in=cards.pages(language).order_by())
    found = list(
        rows.select_related("page", "organisation").order_by(
            "-page__first_published_at", "page", "sort_order"
        )
    )
    pages = [row.page for row in found]
    urls, days = addresses.urls(pages), dates.elsewhere(pages)
    return [
        _entry(row.page, urls, days, foot=row.description, mentioned=row.mentioned) for row in found
    ]


def _entry(
    page: KnowledgePage,
    urls: dict[int, str],
    days: dict[int, dates.PageDate],
    foot: str = "",
    *,
    mentioned: bool = False,
) -> Entry:
    return Entry(
        kind=page.specific_class.kind,
        kind_label=str(page.specific_class.kind_label),
        title=page.title,
        url=urls[page.pk],
        text=page.summary,
        meta=cards.date(page, days),
        foot=foot,
        mentioned=mentioned,
    )
