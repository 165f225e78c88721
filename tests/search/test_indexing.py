import pytest

from search import engines, indexing
from search.engines.base import EngineQuery
from tests.search.factories import make_document

pytestmark = pytest.mark.django_db


def found(*tokens: str) -> list[str]:
    query = EngineQuery("nl", tokens)
    return [hit.document_id for hit in engines.current().search(query, 10)]


def test_note_makes_a_document_found_when_the_transaction_commits(
    shelf, django_capture_on_commit_callbacks
):
    indexing.rebuild()
    shelf.put(make_document("page:1", "Winterswijk zoekt het samen uit."))
    with django_capture_on_commit_callbacks(execute=True):
        indexing.note("page:1")
    assert found("winterswijk") == ["page:1"]


def test_note_removes_a_document_when_its_source_leaves_it_out(
    shelf, django_capture_on_commit_callbacks
):
    shelf.put(make_document("page:1", "Winterswijk zoekt het samen uit."))
    indexing.rebuild()
    assert found("winterswijk") == ["page:1"]
    shelf.clear()
    with django_capture_on_commit_callbacks(execute=True):
        indexing.note("page:1")
    assert found("winterswijk") == []
