"""What a test writes to the log, and what it asks of the log and the index."""

from django.db import transaction

from search import engines, indexing
from search.engines.base import EngineQuery
from search.models import IndexChange


def log(*document_ids: str) -> None:
    """Write to the log as a publisher does whose process died right after its commit.

    In a test that really commits nobody dies: there the change is read after the commit.
    """
    with transaction.atomic():
        indexing.record_change(*document_ids)


def rows() -> list[tuple[int | None, str]]:
    """Return the log in the order in which it was written."""
    return list(IndexChange.objects.order_by("pk").values_list("number", "document_id"))


def found(*tokens: str) -> list[str]:
    """Return the ids of the documents that hold one of these words; of all when there are none."""
    hits = engines.current().search(EngineQuery("nl", tokens), 1_000)
    return sorted({hit.document_id for hit in hits})


def number() -> int:
    """Return how far the index is."""
    return engines.current().state().number
