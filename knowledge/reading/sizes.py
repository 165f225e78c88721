"""Pages by the size of the gemeenten that they are about.

A page about a gemeente that merged into another counts with the size of that other one.
"""

from django.db.models import Case, Count, F, QuerySet, Value, When

from knowledge.models import KnowledgePage, PageGemeente
from knowledge.models.gemeente import Size


def of_size(pages: QuerySet[KnowledgePage], size: Size) -> QuerySet[KnowledgePage]:
    """Return those of the pages that are about a gemeente of this size."""
    return pages.filter(pk__in=_rows().filter(size.condition("people")).values("page"))


def counts(pages: QuerySet[KnowledgePage]) -> dict[Size, int]:
    """Return how many of the pages are about a gemeente of each size; one query.

    A page about several gemeenten counts once in each of their sizes.
    """
    classes = [When(size.condition("people"), then=Value(size.value)) for size in Size]
    rows = _rows().filter(page__in=pages.order_by().values("pk"), people__isnull=False)
    found = rows.annotate(size=Case(*classes)).order_by().values_list("size")
    numbers = dict(found.annotate(number=Count("page", distinct=True)))
    return {size: numbers.get(size.value, 0) for size in Size}


def chosen(asked: str) -> Size | None:
    """Return the size that an address asks for, None when it asks for none that there is."""
    return Size(asked) if asked in Size.values else None


def _rows() -> QuerySet[PageGemeente]:
    """Return gemeenten of pages with the inhabitants of what they belong to today, as `people`."""
    today = Case(
        When(
            gemeente__merged_into__isnull=False,
            then=F("gemeente__merged_into__inhabitants"),
        ),
        default=F("gemeente__inhabitants"),
    )
    return PageGemeente.objects.annotate(people=today)
