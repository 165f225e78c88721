"""Public pages, kept in the memory of each process until a row changes that public pages show.

An entry carries the generation that was read before its page was rendered. It is served while the
database still has that generation, and at most a minute. `office/page_changes.py` raises the
generation after a commit; every process reads it at most twice a second, so that a change shows
within a second everywhere.

The middleware stands outside sessions, languages and accounts, so it keeps only what none of these
decide: an answer to a request without cookie or Authorization.
"""

import hashlib
import logging
import threading
import time
from collections.abc import Callable
from typing import NamedTuple

from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response

from office.models import PageGeneration

# Seconds. What the clock alone changes ("today", registration closed) may be this late, and so may
# a change whose process was killed between its commit and its signal.
LIFE = 60.0
# Taken seats do not raise the generation: a page that shows places left is this old at most.
BRIEF_LIFE = 1.0
READ_EVERY = 0.5
# Bytes of one answer. With CACHES["pages"] this bounds the memory of a process.
LARGEST = 512 * 1024

logger = logging.getLogger(__name__)


class Kept(NamedTuple):
    """An answer as it was rendered, and the generation that was read before that."""

    generation: int
    status: int
    headers: list[tuple[str, str]]
    body: bytes


class Signal:
    """The generation as this process last read it; one for all its threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.forget()

    def generation(self) -> int | None:
        """Return the generation, at most READ_EVERY old; None when there is none to be read."""
        now = time.monotonic()
        value, read_at = self._reading
        if now - read_at < READ_EVERY:
            return value
        value = _read_generation()
        with self._lock:
            # A thread that began earlier and was slower must not put an older value back.
            if now > self._reading[1]:
                self._reading = (value, now)
        return value

    def forget(self) -> None:
        """Have the next request read the generation: this process has just raised it."""
        self._reading: tuple[int | None, float] = (None, float("-inf"))


signal = Signal()


class PageCacheMiddleware:
    """Answer from memory what is kept there, keep what may be, and tell browsers to ask again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_anybodys(request):
            return self.get_response(request)
        key = key_of(request)
        # Read before the page is: a page that is rendered across a commit carries the old value.
        generation = signal.generation() if key else None
        kept = caches["pages"].get(key) if generation is not None else None
        if kept is not None and kept.generation == generation:
            response = HttpResponse(kept.body, status=kept.status, headers=dict(kept.headers))
        else:
            began = time.monotonic()
            response = self.get_response(request)
            if not may_be_kept(request, response):
                return response
            _tell_browsers(response)
            if generation is not None:
                life = BRIEF_LIFE if getattr(request, "keep_briefly", False) else LIFE
                _keep(key, generation, response, began + life - time.monotonic())
        return get_conditional_response(request, etag=response["ETag"], response=response)


def keep_briefly(request: HttpRequest) -> None:
    """Let the page that is being rendered be kept for a second: it shows places left."""
    request.keep_briefly = True


def is_anybodys(request: HttpRequest) -> bool:
    """Return whether nothing in the request says who asks."""
    return (
        request.method in ("GET", "HEAD")
        and not request.META.get("HTTP_COOKIE")
        and not request.META.get("HTTP_AUTHORIZATION")
        # A preview passes through here under the address of the live page, without a cookie.
        and not getattr(request, "is_dummy", False)
    )


def key_of(request: HttpRequest) -> str:
    """Return the key under which the answer is kept, "" when it is not kept at all."""
    # Whatever follows a question mark is without end, and would push the pages out.
    if request.META.get("QUERY_STRING"):
        return ""
    try:
        host = request.get_host()
    except DisallowedHost:
        return ""
    # With path_info, as a client that sends SCRIPT_NAME can give one page the path of another.
    parts = (request.scheme, host, request.path, request.path_info)
    # Hashed: the address may be long, and hold characters that no key of a cache has.
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Return whether the answer is the same for everybody and worth its place."""
    if response.status_code not in (200, 410) or response.streaming or response.cookies:
        return False
    # Another answer for another header. And a web server that is told to send a file streams it.
    if response.get("Vary") or "X-Accel-Redirect" in response:
        return False
    control = response.get("Cache-Control", "")
    if "private" in control or "no-store" in control:
        return False
    # A view that answers HEAD without a body has not made the answer to GET.
    has_body = bool(response.content) or request.method == "GET"
    return has_body and len(response.content) <= LARGEST


def _tell_browsers(response: HttpResponse) -> None:
    # No max-age: a page that was withdrawn would stay with whoever had seen it.
    response["Cache-Control"] = "no-cache"
    if "ETag" not in response:
        response["ETag"] = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    del response["Last-Modified"]


def _keep(key: str, generation: int, response: HttpResponse, seconds: float) -> None:
    if seconds > 0:
        kept = Kept(generation, response.status_code, list(response.items()), response.content)
        caches["pages"].set(key, kept, timeout=seconds)


def _read_generation() -> int | None:
    try:
        return PageGeneration.objects.values_list("value", flat=True).first()
    except DatabaseError:
        # The page tells what is wrong, if anything is: it asks the same database.
        logger.warning("The generation of pages cannot be read; no page is kept.", exc_info=True)
        return None
