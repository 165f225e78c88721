"""Rows that one deed writes while the others wait."""

from django.db.models import QuerySet


def lock(rows: QuerySet) -> None:
    """Lock rows until the commit, in the order of their keys, as every deed does; one query."""
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))
