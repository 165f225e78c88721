"""The work that goes on beside the server: `manage.py run_loops` runs what is registered here."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from office.models.loop_run import LoopRun
from office.registry import Registry

A_MINUTE = 60
AN_HOUR = 60 * A_MINUTE
A_DAY = 24 * AN_HOUR


@dataclass(frozen=True, slots=True)
class Loop:
    """Work that is done again and again; `run(now)` is safe in two processes at once.

    `label` says in Dutch what it does, for the desk.
    """

    name: str
    every_seconds: float
    run: Callable[[datetime.datetime], Any]
    label: Any = ""

    def __str__(self) -> str:
        return str(self.label) or self.name


LOOPS: Registry[Loop] = Registry("loop")

# Written down no oftener than this: on SQLite every write makes the visitors' wait.
RECORD_EVERY = datetime.timedelta(seconds=30)
# A turn may take long (fifty mails to a slow server), and a restart takes a while.
GRACE = datetime.timedelta(minutes=10)

# When this process last wrote down a run, by the name of the loop.
_recorded: dict[str, datetime.datetime] = {}


@dataclass(frozen=True, slots=True)
class Standing:
    """A loop that did not do its work in time; `last` is None when it never did."""

    name: str
    last: datetime.datetime | None


def record_run(loop: Loop, now: datetime.datetime) -> None:
    """Write down that loop has done its work."""
    if loop.name in _recorded and now - _recorded[loop.name] < RECORD_EVERY:
        return
    LoopRun.objects.update_or_create(name=loop.name, defaults={"at": now})
    _recorded[loop.name] = now


def standing_still(now: datetime.datetime) -> list[Standing]:
    """Return the loops that missed two turns: nobody runs them, they hang, or fail each time."""
    last = dict(LoopRun.objects.values_list("name", "at"))
    return [
        Standing(str(loop), last.get(loop.name))
        for loop in LOOPS.values()
        if loop.name not in last or now - last[loop.name] > patience(loop)
    ]


def patience(loop: Loop) -> datetime.timedelta:
    """Return how long ago the last run of loop may be."""
    return 2 * datetime.timedelta(seconds=loop.every_seconds) + GRACE
