"""What many public pages read alike: read once for a request, and once for all while it stands.

While a public page is rendered for nobody in particular, a `shared` function returns what it
returned before, as long as the generation of `page_cache` stands. A page for somebody (an editor, a
cookie) reads once for itself. Forms that are sent, deeds, commands and loops read the database each
time, so nothing that is stored is made of an older reading: read before a loop, not in it.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, NamedTuple, TypeVar

from django.db import connection
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from office import page_cache

# Of one generation: arguments without end must not fill the memory.
MOST = 500

Value = TypeVar("Value")
Values = dict[tuple[Any, ...], Any]


class Readings(NamedTuple):
    """What was read while one generation stood, and until when it is returned again."""

    generation: int | None
    until: float
    values: Values


NOTHING = Readings(None, 0.0, {})

_kept = NOTHING
# The values, and whether they were already shared inside a transaction.
_current: ContextVar[tuple[Values | None, bool]] = ContextVar("shared_reads", default=(None, False))


def shared(read: Callable[..., Value]) -> Callable[..., Value]:
    """Decorate a function that reads: pages share its value, which nobody may change.

    Its arguments are positional, and they are all that decides: the language, the host.
    """

    @wraps(read)
    def once(*arguments: Any) -> Value:
        values, in_transaction = _current.get()
        # What a transaction has not committed may roll back.
        if values is None or connection.in_atomic_block is not in_transaction:
            return read(*arguments)
        key = (read, *arguments)
        if key in values:
            return values[key]
        value = read(*arguments)
        if len(values) < MOST:
            values[key] = value
        return value

    return once


class SharedReadsMiddleware:
    """Let the pages that anybody may read share what they read alike."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        readings = _readings() if page_cache.is_anybodys(request) else _of_one_request()
        # The page is no newer than what it is made of.
        request.keep_until = readings.until
        with sharing(readings.values):
            return self.get_response(request)


@contextmanager
def sharing(values: Values) -> Iterator[None]:
    """Return from `values`, and add to them, whatever a `shared` function reads in this thread."""
    token = _current.set((values, connection.in_atomic_block))
    try:
        yield
    finally:
        _current.reset(token)


def forget() -> None:
    """Let the next request read everything."""
    global _kept  # noqa: PLW0603 -- one memory for the whole process
    _kept = NOTHING


def _readings() -> Readings:
    """Return what may be returned again, to be added to; for one request when nothing may."""
    global _kept  # noqa: PLW0603 -- one memory for the whole process
    now = time.monotonic()
    # What a transaction has not committed is for nobody else.
    generation = None if connection.in_atomic_block else page_cache.signal.generation()
    if generation is None:
        return _of_one_request()
    kept = _kept
    if kept.generation != generation or now >= kept.until:
        kept = _kept = Readings(generation, now + page_cache.LIFE, {})
    return kept


def _of_one_request() -> Readings:
    return Readings(None, time.monotonic() + page_cache.LIFE, {})
