"""What a gemeente did and where a person spoke."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from knowledge import addresses, dates
from knowledge.models import Gemeente, KnowledgePage, PageGemeente, PageSpeaker, Person
from knowledge.models.gemeente import now_called
from knowledge.reading import cards


@dataclass(frozen=True, slots=True)
class Entry:
    """One live page as a card: `meta` is its date, `foot` the role that a person had there, or the
    name that a gemeente had.

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
    """Return the public pages about gemeente in one language, of every kind; newest first.

    So are those about what merged into it: `foot` says which gemeente that was.
    """
    rows = PageGemeente.objects.filter(Q(gemeente=gemeente) | Q(gemeente__merged_into=gemeente))
    found = list(cards.pages(language).filter(pk__in=rows.values("page")))
    urls = addresses.urls(found)
    days = dates.elsewhere(found)
    former = _former_names(rows.filter(page__in=[page.pk for page in found]), gemeente)
    return [_entry(page, urls, days, foot=former.get(page.pk, "")) for page in found]


def _former_names(rows: QuerySet[PageGemeente], gemeente: Gemeente) -> dict[int, str]:
    """Return "X (nu Y)" of each page about a gemeente that merged into this one; one query."""
    merged = rows.filter(gemeente__merged_into=gemeente).order_by("gemeente__name")
    names: dict[int, list[str]] = defaultdict(list)
    for page, name in merged.values_list("page", "gemeente__name"):
        names[page].append(now_called(name, gemeente.name))
    return {page: ", ".join(dict.fromkeys(each)) for page, each in names.items()}


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
