"""The log of what changed: the one thing every index is kept up to date from."""

import uuid

from django.db import models


class IndexCounter(models.Model):
    """One row: the number last given out, and the name of this log.

    A reader of the log locks the row to give numbers to the changes that have none. Those are
    committed, so a change that is committed later gets a higher number. A sequence does not do
    that: the number of a slower transaction appears after higher ones, and a reader that is past
    it never reads it.
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
    """A document that changed, appeared or went; what it is now is looked up when it is indexed."""

    # Given by the reader, not by the publisher. Its index also finds the rows without a number.
    number = models.BigIntegerField(unique=True, null=True)
    document_id = models.CharField(max_length=100)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.number or 'unnumbered'} {self.document_id}"
