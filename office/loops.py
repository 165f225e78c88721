"""The work that goes on beside the server: `manage.py run_loops` runs what is registered here."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from office.registry import Registry

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
