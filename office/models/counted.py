from django.db import models


class Counted(models.Model):
    """How often something was done since its window began; `office/counting.py` alone writes it.

    `key` says what is counted, and for whom, in a form that nobody can read back.
    """

    key = models.CharField(max_length=150, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
