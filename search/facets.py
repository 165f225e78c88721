"""Filters as pages show them, with how many things have each value; of results and of lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from search.forms import SearchForm
from search.sources import Facet

SHOWN = 12


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value that can be chosen, and how many of the results have it."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True, slots=True)
class ShownFacet:
    """A filter as the page shows it."""

    name: str
    title: str
    values: tuple[FacetValue, ...]

    @property
    def head(self) -> tuple[FacetValue, ...]:
        """Return the values to show at once: at most 12, and every chosen one."""
        return tuple(each for at, each in enumerate(self.values) if at < SHOWN or each.selected)

    @property
    def tail(self) -> tuple[FacetValue, ...]:
        """Return the values behind "Nog …"."""
        return tuple(
            each for at, each in enumerate(self.values) if at >= SHOWN and not each.selected
        )


def shown(
    facet: Facet, counted: Mapping[str, int], selected: Iterable[str], language: str
) -> ShownFacet | None:
    """Return a facet with its counts, None when it has nothing to show.

    A chosen value stays visible, also when nothing has it: it must be possible to undo.
    """
    counts = {**dict.fromkeys(selected, 0), **counted}
    if not counts:
        return None
    names = facet.labels(list(counts), language)
    values = [
        FacetValue(value, str(names.get(value, value)), count, value in selected)
        for value, count in counts.items()
        # A value that has no label any more is not public any more: the index is updated later.
        if value in names or value in selected
    ]
    order = list(names) if facet.in_order else []
    values.sort(
        key=lambda each: (
            order.index(each.value) if each.value in order else len(order),
            -each.count,
            each.label,
        )
    )
    return ShownFacet(facet.name, str(facet.title), tuple(values)) if values else None


def chips(form: SearchForm, facets: Iterable[ShownFacet]) -> list[dict[str, str]]:
    """Return the filters that are on, each with the address of the same page without it."""
    labels = {(facet.name, each.value): each.label for facet in facets for each in facet.values}
    return [
        {"label": labels.get(chosen, chosen[1]), "url": form.without(*chosen)}
        for chosen in form.chosen
    ]


@dataclass(frozen=True, slots=True)
class Narrower:
    """A filter on what a visitor prefers: the same page with only that, and how much it is."""

    label: str
    count: int
    url: str


def narrower(form: SearchForm, facets: Iterable[ShownFacet]) -> list[Narrower]:
    """Return the filters that leave only what the visitor prefers, where there is any of it."""
    preferred = dict(form.preference.values)
    return [
        Narrower(each.label, each.count, form.narrowed_to(facet.name, each.value))
        for facet in facets
        for each in facet.values
        if preferred.get(facet.name) == each.value and each.count and not each.selected
    ]
