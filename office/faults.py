"""Failures of background work: in the log, and in a list that the admin shows.

A loop goes on after a row that fails, so nobody would notice without this list. A row leaves it
when the same work succeeds.
"""

import datetime
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F, QuerySet

from office.models.fault import Fault

logger = logging.getLogger(__name__)

DATABASE_AWAY = (InterfaceError, OperationalError)
LONGEST_ROW, LONGEST_WORDS = 200, 500


@contextmanager
def go_on(loop: str, row: str, *, now: datetime.datetime) -> Iterator[None]:
    """Do one row of a loop in a transaction of its own; record a failure and go on."""
    try:
        with transaction.atomic():
            yield
    except Exception as error:  # noqa: BLE001 -- noted, and the other rows must be done
        record(loop, error, row=row, now=now)


def record(loop: str, error: BaseException | str, *, row: str = "", now: datetime.datetime) -> bool:
    """Log that a loop failed, at one row or as a whole, and list it; return whether that is new.

    The log gets a traceback the first time only, and never for a database that is away for a night.
    """
    words = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
    words, row = _one_line(words)[:LONGEST_WORDS], _one_line(row)[:LONGEST_ROW]
    try:
        is_new = _list(loop, row, words, now)
    except DATABASE_AWAY:
        # The database cannot list it: only the log is left.
        is_new = True
    at = f"{loop} failed at {row}" if row else f"{loop} failed"
    if isinstance(error, DATABASE_AWAY):
        logger.error("Loop %s, the database does not answer: %s", at, _one_line(str(error)))
    else:
        trace = error if is_new and isinstance(error, BaseException) else None
        logger.error("Loop %s: %s", at, words, exc_info=trace)
    return is_new


def clear(loop: str, rows: Iterable[str] = ("",)) -> None:
    """Remove these rows of a loop from the list: they succeeded, or are over."""
    _remove(Fault.objects.filter(loop=loop, row__in=list(rows)))


def clear_before(loop: str, now: datetime.datetime) -> None:
    """Remove from the list what a turn that began at `now` and read every row did not record."""
    _remove(Fault.objects.filter(loop=loop, last_at__lt=now).exclude(row=""))


def since(now: datetime.datetime, *loops: str) -> list[Fault]:
    """Return what these loops, or all of them, noted from now on."""
    found = Fault.objects.filter(last_at__gte=now)
    return list(found.filter(loop__in=loops) if loops else found)


def _list(loop: str, row: str, words: str, now: datetime.datetime) -> bool:
    again = Fault.objects.filter(loop=loop, row=row)
    if again.update(words=words, last_at=now, times=F("times") + 1):
        return False
    fields = {"words": words, "first_at": now, "last_at": now}
    return Fault.objects.get_or_create(loop=loop, row=row, defaults=fields)[1]


def _remove(found: QuerySet[Fault]) -> None:
    # Nearly always there is nothing, and on SQLite a delete makes every other writer wait.
    if found.exists():
        found.delete()


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
