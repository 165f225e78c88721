"""How long data about people is kept: one table, which `forget_people` executes."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from office import faults
from office.registry import Registry

LOOP = "forget_people"


@dataclass(frozen=True, slots=True)
class Retention:
    """One kind of data; `what`, `term` and `basis` are Dutch, for the privacy page.

    `forget(now)` removes what is past its term and returns how many rows that were; a second run
    finds nothing. `promise` is the sentence on the form that asks for it. Both sentences and
    `forget` take their number from one constant.
    """

    name: str
    what: Any
    term: Any
    basis: Any
    forget: Callable[[datetime.datetime], int]
    promise: Any = ""


RETENTIONS: Registry[Retention] = Registry("retention")


def forget_all(now: datetime.datetime) -> dict[str, int]:
    """Execute the whole table and return what went, by name; one row that fails stops no other."""
    gone: dict[str, int] = {}
    for retention in RETENTIONS.values():
        try:
            gone[retention.name] = retention.forget(now)
        except Exception as error:  # noqa: BLE001 -- noted, and the others must go on
            faults.record(LOOP, error, row=retention.name, now=now)
    faults.clear_before(LOOP, now)
    return gone


def delete_each(rows: QuerySet, now: datetime.datetime) -> int:
    """Delete rows one by one and return how many; one that something else holds on to stays alone.

    In one bulk a single protected row keeps all the others.
    """
    gone = 0
    for pk in list(rows.values_list("pk", flat=True)):
        with faults.go_on(LOOP, f"{rows.model._meta.model_name} {pk}", now=now):
            # Lock it and check again: it may have been confirmed since the list was read.
            row = rows.select_for_update(of=("self",)).filter(pk=pk).first()
            if row is not None:
                row.delete()
                gone += 1
    return gone
