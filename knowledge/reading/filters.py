"""Pages narrowed by the facets of search: which have each value, how many are left, which lead.

Everything is read from the database, once for all lists while nothing changes; then choosing and
counting cost no query. So a list is right also while the index is behind, or is not there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import cached_property

from knowledge import dates
from knowledge.dates import PageDate
from knowledge.models import KnowledgePage
from knowledge.pages import facets as page_facets
from knowledge.reading import cards
from office.shared_reads import shared
from search import facets
from search.facets import ShownFacet
from search.preferences import Preference
from search.sources import FACETS

Filters = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Shelf:
    """The public pages of some kinds, newest first, and which of them have each facet's values.

    `days` are the dates of pages that have them elsewhere.
    """

    pages: tuple[int, ...]
    days: dict[int, PageDate]
    having: Mapping[str, Mapping[str, frozenset[int]]]

    @cached_property
    def all(self) -> frozenset[int]:
        """Return the pages in no order."""
        return frozenset(self.pages)

    def known(self, filters: Filters, language: str) -> dict[str, tuple[str, ...]]:
        """Return the filters without values that do not exist: those are passed over.

        What exists and no page has stays, and finds nothing; a query for each filter with such
        values.
        """
        kept = {name: self._existing(name, values, language) for name, values in filters.items()}
        return {name: values for name, values in kept.items() if values}

    def _existing(self, name: str, values: tuple[str, ...], language: str) -> tuple[str, ...]:
        having = self.having.get(name, {})
        lacking = [value for value in values if value not in having]
        named = FACETS[name].labels(lacking, language) if lacking else {}
        return tuple(value for value in values if value in having or value in named)

    def narrowed(self, filters: Filters, *, but: str = "") -> frozenset[int]:
        """Return the pages that have one of the values of every filter, but for one filter."""
        found = self.all
        for name, values in filters.items():
            if name != but:
                having = self.having.get(name, {})
                found &= frozenset().union(*(having.get(value, ()) for value in values))
        return found

    def facets(self, filters: Filters, language: str) -> tuple[ShownFacet, ...]:
        """Return the filters to offer, each counted as if none of its own values were chosen."""
        return tuple(each for each in self._facets(filters, language) if each)

    def _facets(self, filters: Filters, language: str) -> Iterator[ShownFacet | None]:
        for name, facet in FACETS.items():
            having, selected = self.having.get(name, {}), filters.get(name, ())
            # A filter of which every page has every value narrows nothing.
            if not selected and all(pages == self.all for pages in having.values()):
                continue
            left = self.narrowed(filters, but=name)
            counts = {value: len(pages & left) for value, pages in having.items()}
            counts = {value: count for value, count in counts.items() if count}
            yield facets.shown(facet, counts, selected, language)

    def preferred(self, pages: Iterable[int], preference: Preference) -> dict[int, str]:
        """Return what each page has of what the visitor said of herself, in words."""
        said = {pk: preference.words(self._has(pk, preference)) for pk in pages}
        return {pk: words for pk, words in said.items() if words}

    def leading(self, found: frozenset[int], preference: Preference) -> list[int]:
        """Return pages in their order, those that the visitor prefers first.

        What is preferred first counts for more than all that comes after it.
        """
        pages = [pk for pk in self.pages if pk in found]
        names = [name for name, _value in preference.values]

        def rank(pk: int) -> list[bool]:
            has = self._has(pk, preference)
            return [name not in has for name in names]

        return sorted(pages, key=rank) if preference else pages

    def _has(self, pk: int, preference: Preference) -> list[str]:
        return [
            name
            for name, value in preference.values
            if pk in self.having.get(name, {}).get(value, ())
        ]


@shared
def shelf(language: str, *models: type[KnowledgePage]) -> Shelf:
    """Return the pages of these kinds (default: every kind) with their values; five queries."""
    rows = cards.pages(language, *models)
    pages = list(rows)
    having: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for page in pages:
        having["soort"][page.specific_class.kind].add(page.pk)
    days = dates.elsewhere(pages)
    for name, by_page in page_facets.values(pages, days, rows).items():
        for pk, values in by_page.items():
            for value in values:
                having[name][value].add(pk)
    return Shelf(
        tuple(page.pk for page in pages),
        days,
        {
            name: {value: frozenset(pks) for value, pks in by_value.items()}
            for name, by_value in having.items()
        },
    )
