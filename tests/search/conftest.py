"""A source of documents that a test fills, and nothing else to be found."""

import pytest

from office.registry import Registry
from search import sources
from search.documents import SearchDocument
from search.sources import Facet, Source


class Shelf(dict[str, SearchDocument]):
    """Documents by id, as a source hands them out."""

    def put(self, *documents: SearchDocument) -> None:
        self.update({document.id: document for document in documents})


@pytest.fixture
def shelf(monkeypatch) -> Shelf:
    """Replace every source by one shelf."""
    shelf = Shelf()
    only = Registry("search source")
    only.register(
        "page",
        Source(
            name="page",
            load=lambda ids: [shelf[each] for each in ids if each in shelf],
            ids=lambda: sorted(shelf),
        ),
    )
    monkeypatch.setattr(sources.SOURCES, "_items", only._items)
    monkeypatch.setattr(sources.SYNONYMS, "_items", {})
    return shelf


@pytest.fixture
def facets(monkeypatch) -> None:
    """Replace every facet by three whose labels are their values in capitals."""
    only = Registry("facet")
    for name, title in [("soort", "Soort"), ("opgave", "Opgave"), ("gemeente", "Gemeente")]:
        only.register(
            name, Facet(name, title, lambda values, _language: {v: v.title() for v in values})
        )
    monkeypatch.setattr(sources.FACETS, "_items", only._items)
