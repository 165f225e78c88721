from django.db import models


class PageGeneration(models.Model):
    """One row whose value rises after every change of a row that a public page shows.

    Every process reads it and renders kept pages again once it has risen (office/page_cache.py).
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    value = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="page_generation_is_one_row")
        ]

    def __str__(self) -> str:
        return str(self.value)
