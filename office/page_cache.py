"""Public pages, kept in the memory of each process until a row changes that public pages show.

An entry carries the generation that was read before its page was rendered. It is served while the
database still has that generation, and at most a minute. `office/page_changes.py` raises the
generation after a commit; every process reads it once it is half a second old, so that a change
shows within a second everywhere.

The middleware runs outside sessions, languages and accounts, so it keeps only what depends on none
of these: an answer to a request without cookie or Authorization, asked under the host of a site.
"""

import hashlib
import logging
import threading
import time
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from wagtail.models import Site

from office.models import PageGeneration

# Seconds. What the clock alone changes ("today", registration closed) may be this late, and so may
# a change whose process was killed between its commit and its signal.
LIFE = 60.0
# Taken seats do not raise the generation: a page that shows seats left is this old at most.
BRIEF_LIFE = 1.0
READ_EVERY = 0.5
# Who waits for another thread's rendering goes on by itself after this.
WAIT = 5.0
# Bytes of one answer. With CACHES["pages"] this bounds the memory of a process.
LARGEST = 512 * 1024

logger = logging.getLogger(__name__)


class Kept(NamedTuple):
    """An answer as it was rendered, the generation read before that, and until when it lives."""

    generation: int
    until: float
    status: int
    headers: dict[str, str]
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

    def hosts(self, generation: int) -> frozenset[str]:
        """Return the hosts of our sites in their own spelling, read once for each generation."""
        known, hosts = self._hosts
        if known != generation:
            try:
                hosts = frozenset(map(_host, Site.objects.all())) - {""}
            except Error:
                logger.warning("The sites cannot be read; no page is kept.", exc_info=True)
                return frozenset()
            self._hosts = (generation, hosts)
        return hosts

    def forget(self) -> None:
        """Have the next request read the generation: this process has just raised it."""
        self._reading: tuple[int | None, float] = (None, float("-inf"))
        self._hosts: tuple[int | None, frozenset[str]] = (None, frozenset())


def _host(site: Site) -> str:
    try:
        return urlsplit(site.root_url).netloc
    except ValueError:
        # What was typed as its host is none ("[naam].nl"): nobody asks for a page there.
        return ""


signal = Signal()
# A page belongs to one of these by its key: no more locks than these, however many pages.
_renderings = [threading.Lock() for _ in range(64)]


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
        # The same page under `host:80`, `HOST` or `host.` would push others out, and an answer may
        # name the host as it was asked.
        if generation is None or request.get_host() not in signal.hosts(generation):
            return self._render(request, "", 0)
        kept = caches["pages"].get(key)
        if kept is None:
            return self._render(request, key, generation)
        if not _is_fresh(kept, generation):
            return self._render_once(request, key, generation)
        return _answer(request, kept)

    def _render_once(self, request: HttpRequest, key: str, generation: int) -> HttpResponseBase:
        # Every thread finds the page stale at once: one renders it, the others wait.
        lock = _renderings[int(key, 16) % len(_renderings)]
        alone = lock.acquire(timeout=WAIT)
        try:
            kept = caches["pages"].get(key)
            if kept is not None and _is_fresh(kept, generation):
                return _answer(request, kept)
            return self._render(request, key, generation)
        finally:
            if alone:
                lock.release()

    def _render(self, request: HttpRequest, key: str, generation: int) -> HttpResponseBase:
        began = time.monotonic()
        response = self.get_response(request)
        if not may_be_kept(request, response):
            return response
        _tell_browsers(response)
        if key:
            life = BRIEF_LIFE if getattr(request, "keep_briefly", False) else LIFE
            until = min(began + life, getattr(request, "keep_until", began + life))
            _keep(key, generation, until, response)
        return get_conditional_response(request, etag=response["ETag"], response=response)


def keep_briefly(request: HttpRequest) -> None:
    """Let the page that is being rendered be kept for a second: it shows seats left."""
    request.keep_briefly = True


def is_anybodys(request: HttpRequest) -> bool:
    """Return whether the request is anonymous: nothing in it identifies the visitor."""
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
    parts = (request.scheme, host, request.path)
    # Hashed: the address may be long, and hold characters that no key of a cache has.
    return hashlib.blake2b("\n".join(parts).encode(), digest_size=16).hexdigest()


def may_be_kept(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Return whether the answer is the same for everybody and worth its memory."""
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
    # No max-age: a withdrawn page would stay in the browsers that have seen it.
    response["Cache-Control"] = "no-cache"
    if "ETag" not in response:
        response["ETag"] = f'"{hashlib.blake2b(response.content, digest_size=12).hexdigest()}"'
    del response["Last-Modified"]


def _keep(key: str, generation: int, until: float, response: HttpResponse) -> None:
    kept = Kept(generation, until, response.status_code, dict(response.items()), response.content)
    # Kept longer than it is served: a stale entry makes the next visitors wait for the one who
    # renders.
    caches["pages"].set(key, kept, timeout=2 * LIFE)


def _is_fresh(kept: Kept, generation: int) -> bool:
    return kept.generation == generation and time.monotonic() < kept.until


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    if 200 <= kept.status < 300:
        unchanged = get_conditional_response(request, etag=kept.headers["ETag"])
        if unchanged is not None:
            unchanged["ETag"] = kept.headers["ETag"]
            unchanged["Cache-Control"] = kept.headers["Cache-Control"]
            return unchanged
    return HttpResponse(kept.body, status=kept.status, headers=kept.headers)


def _read_generation() -> int | None:
    try:
        return PageGeneration.objects.values_list("value", flat=True).first()
    except Error:
        # The page tells what is wrong, if anything is: it asks the same database.
        logger.warning("The generation of pages cannot be read; no page is kept.", exc_info=True)
        return None
