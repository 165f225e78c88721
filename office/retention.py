"""How long data about people is kept: one table, which `forget_people` executes."""

import datetime
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from office.registry import Registry

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Retention:
    """One kind of data; `what`, `term` and `basis` are Dutch, for the privacy page.

    `forget(now)` removes what is past its term and returns how many rows that were; a second run
    finds nothing.
    """

    name: str
    what: Any
    term: Any
    basis: Any
    forget: Callable[[datetime.datetime], int]


RETENTIONS: Registry[Retention] = Registry("retention")


def forget_all(now: datetime.datetime) -> dict[str, int]:
    """Execute the whole table and return what went, by name; one row that fails stops no other."""
    gone: dict[str, int] = {}
    for retention in RETENTIONS.values():
        try:
            gone[retention.name] = retention.forget(now)
        except Exception:
            logger.exception("Retention %s failed", retention.name)
    return gone
