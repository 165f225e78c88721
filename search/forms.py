"""What the address of a results page asks for, read from its query string and written back."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict
from django.utils.functional import cached_property

from search import preferences
from search.preferences import NONE, Preference
from search.query import TextQuery, parse
from search.sources import FACETS

PER_PAGE = 10
# Nobody reads further; every page before it is a search for all its hits.
LAST_PAGE = 50
MOST_VALUES = 20

_SLUG = re.compile(r"[\w-]{1,100}")
_NUMBER = re.compile(r"[0-9]{1,9}")


class Order:
    """The values of `volgorde`."""

    RELEVANCE = "relevantie"
    DATE = "datum"


@dataclass(frozen=True)
class SearchForm:
    """One question to the knowledge base.

    `page` is None when what was given is no page number. What cannot be a filter's value is left
    out without a word: a filter that matches nothing would hide everything.
    """

    query: TextQuery
    language: str
    filters: Mapping[str, tuple[str, ...]]
    order: str
    page: int | None
    _interface_language: str = ""
    preference: Preference = NONE

    @cached_property
    def chosen(self) -> list[tuple[str, str]]:
        """Return (facet, value) of every filter that is on."""
        return [(name, value) for name, values in self.filters.items() for value in values]

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked at all."""
        return not self.query.words and not self.chosen

    @property
    def by_relevance(self) -> str:
        """Return the query string of the same question, best first."""
        return self.address(order=Order.RELEVANCE)

    @property
    def by_date(self) -> str:
        """Return the query string of the same question, newest first."""
        return self.address(order=Order.DATE)

    @property
    def without_filters(self) -> str:
        """Return the query string of the words alone."""
        return self.address(filters={})

    @property
    def hidden_fields(self) -> list[tuple[str, str]]:
        """Return the fields that the form carries along beside the words and the filters."""
        return [*self._own_fields, *self.preference.fields]

    @property
    def fields_beside_preference(self) -> list[tuple[str, str]]:
        """Return the fields that stay when a visitor chooses again what leads."""
        words = [("q", self.query.text)] if self.query.text else []
        return [*words, *self.chosen, *self._own_fields]

    @property
    def without_preference(self) -> str:
        """Return the query string of the same question without what leads."""
        return self.address(preference=NONE)

    def narrowed_to(self, name: str, value: str) -> str:
        """Return the query string of the same question with this one value of a facet."""
        return self.address(filters={**self.filters, name: (value,)})

    def with_filters(self, filters: Mapping[str, tuple[str, ...]]) -> "SearchForm":
        """Return the same question with other filters."""
        return replace(self, filters=filters)

    @property
    def _own_fields(self) -> list[tuple[str, str]]:
        fields = []
        if self.language != self._interface_language:
            fields.append(("taal", self.language))
        if self.order != Order.RELEVANCE:
            fields.append(("volgorde", self.order))
        return fields

    def address(self, *, page: int = 1, **changes: object) -> str:
        """Return the query string ("?q=…") of this question with changes, at a page."""
        asked = replace(self, **changes) if changes else self
        fields = [("q", asked.query.text)] if asked.query.text else []
        fields += asked.chosen
        fields += asked.hidden_fields
        if page > 1:
            fields.append(("pagina", str(page)))
        return f"?{urlencode(fields)}"

    def without(self, facet: str, value: str) -> str:
        """Return the query string without one filter."""
        rest = {
            name: tuple(each for each in values if (name, each) != (facet, value))
            for name, values in self.filters.items()
        }
        return self.address(filters={name: values for name, values in rest.items() if values})


def read(params: QueryDict, *, language: str, facets: Iterable[str]) -> SearchForm:
    """Return what a query string asks for, on a page in `language`."""
    wanted = params.get("taal", "")
    searched = wanted if wanted in dict(settings.LANGUAGES) else language
    order = params.get("volgorde", "")
    return SearchForm(
        query=parse(params.get("q", ""), searched),
        language=searched,
        filters=_filters(params, facets),
        order=Order.DATE if order == Order.DATE else Order.RELEVANCE,
        page=_page(params.get("pagina", "1")),
        _interface_language=language,
        preference=preferences.read(params),
    )


def read_list(params: QueryDict, *, language: str, facets: Iterable[str]) -> SearchForm:
    """Return what a query string asks of a list: filters alone, in the language of its page."""
    return SearchForm(
        query=parse("", language),
        language=language,
        filters=_filters(params, facets),
        order=Order.RELEVANCE,
        page=1,
        _interface_language=language,
        preference=preferences.read(params),
    )


def _filters(params: QueryDict, facets: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the values that are asked of each facet, as they are called today.

    What cannot be a value is left out. A query for a facet whose values change their names.
    """
    filters = {}
    for name in facets:
        values = [value for value in params.getlist(name) if _SLUG.fullmatch(value)][:MOST_VALUES]
        if not values:
            continue
        facet = FACETS.get(name)
        today = facet.today(values) if facet and facet.today else {}
        filters[name] = tuple(dict.fromkeys(today.get(value, value) for value in values))
    return filters


def _page(given: str) -> int | None:
    # int() takes "１" and "1_0" as well; an address has one spelling.
    number = int(given) if _NUMBER.fullmatch(given) else 0
    return number or None
