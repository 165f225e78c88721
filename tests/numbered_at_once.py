"""The log as it is not kept: numbered by the publisher, under a lock that lasts until its commit.

The negative control of the tests in which two people publish at once.
"""

from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from search import indexing
from search.models import IndexChange, IndexCounter


def record_change(*document_ids: str) -> None:
    """Do what `indexing.record_change` does, and give the changes their numbers at once."""
    with transaction.atomic():
        IndexCounter.objects.get_or_create(id=1)
        counter = IndexCounter.objects.filter(id=1)
        counter.update(value=F("value") + len(document_ids))
        first = counter.get().value - len(document_ids) + 1
        now = timezone.now()
        IndexChange.objects.bulk_create(
            IndexChange(number=number, document_id=document_id, at=now)
            for number, document_id in enumerate(document_ids, first)
        )
        transaction.on_commit(partial(indexing._after_publishing, indexing._Call()))
