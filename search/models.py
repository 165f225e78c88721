"""The log of what changed: the one thing every index is kept up to date from."""

import uuid

from django.db import models


class IndexCounter(models.Model):
    """One row: the number last given out, and the name of this log.

    The row is updated last in a publisher's transaction and stays locked until that commits, so
    numbers become visible in their own order. A sequence does not do that: the number of a slower
    transaction appears after higher ones, and a reader that stood past it never reads it.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.BigIntegerField(default=0)
    # Another database (a copy, a restored one) has another log: its indexes are not ours.
    log = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="search_counter_is_one_row")
        ]

    def __str__(self) -> str:
        return f"{self.log} at {self.value}"


class IndexChange(models.Model):
    """A document that changed, appeared or went; what it is now is asked when the row is read."""

    number = models.BigIntegerField(unique=True)
    document_id = models.CharField(max_length=100)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.document_id}"
