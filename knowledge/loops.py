"""The work that goes on beside the server: `manage.py run_loops` runs what is registered here."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from knowledge import outbox, publishing, retention
from search import indexing
from search.registry import Registry

A_MINUTE = 60
AN_HOUR = 60 * A_MINUTE
A_DAY = 24 * AN_HOUR


@dataclass(frozen=True, slots=True)
class Loop:
    """Work that is done again and again; `run(now)` is safe in two processes at once."""

    name: str
    every_seconds: float
    run: Callable[[datetime.datetime], Any]


LOOPS: Registry[Loop] = Registry("loop")


def register() -> None:
    """Add the loops of this room and of search, which knows no loops."""
    for loop in (
        Loop("outbox", 3, outbox.send_due),
        # An index that lags, breaks or is missing is mended here, whoever published.
        Loop("search", 2, lambda _now: indexing.catch_up(0)),
        Loop("schedule", A_MINUTE, publishing.publish_due),
        Loop("search_log", A_DAY, indexing.prune),
        Loop("forget_people", AN_HOUR, retention.forget_all),
    ):
        LOOPS.register(loop.name, loop)
