from django.db import models


class LoopRun(models.Model):
    """When a loop last did its work; `office/loops.py` alone writes it."""

    name = models.CharField(max_length=50, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
