"""Work beside a test, for what two people do at once."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

WAIT = 10  # seconds; a hang guard


def in_thread(work: Callable[[], None], failures: list[BaseException]) -> threading.Thread:
    """Start work beside the test, on a connection of its own; what it raises lands in failures."""

    def run() -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001 -- told to the test, which fails on it
            failures.append(failure)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def at_once(
    first: Callable[[], Any],
    other: Callable[[], Any],
    *,
    monkeypatch: pytest.MonkeyPatch,
    owner: Any,
    name: str,
) -> list[BaseException]:
    """Do `first`, and `other` when it gets to `owner.name`; return what failed in either.

    `first` goes on when `other` waits for a lock of PostgreSQL, or is done.
    """
    reached, go_on = threading.Event(), threading.Event()
    original = getattr(owner, name)

    def stand_still(*args: Any, **kwargs: Any) -> Any:
        if not reached.is_set():
            reached.set()
            go_on.wait(WAIT)
        return original(*args, **kwargs)

    monkeypatch.setattr(owner, name, stand_still)
    failures: list[BaseException] = []
    one = in_thread(first, failures)
    assert reached.wait(WAIT)
    two = in_thread(other, failures)
    until = time.monotonic() + WAIT
    while two.is_alive() and not _somebody_waits() and time.monotonic() < until:
        time.sleep(0.01)
    go_on.set()
    one.join(WAIT)
    two.join(WAIT)
    return failures


def _somebody_waits() -> bool:
    """Return whether a connection to this database waits for a lock of another one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_stat_activity"
            " WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return cursor.fetchone() is not None
