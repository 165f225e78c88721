"""How often one visitor may do what costs us mail, rows or a moderator's time."""

import hashlib
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from site_config.client_address import bucket, client_ip


class Limit(NamedTuple):
    """So many requests in so many seconds, for one address."""

    count: int
    seconds: int


# By URL name, posts only. Generous, because a town hall is one address: sixty colleagues register
# in the quarter of an hour after a newsletter. `resend_link` and `question_ask` mail an address
# that a visitor typed.
LIMITS: Mapping[str, Limit] = {
    "register": Limit(60, 900),
    "resend_link": Limit(10, 900),
    "registration_cancel": Limit(60, 900),
    "question_ask": Limit(15, 900),
    "question_confirm": Limit(60, 900),
    "question_stop": Limit(60, 900),
}
# A page that gives back what was typed must not become a way to make us send megabytes.
KEPT_CHARACTERS = 20_000


class RateLimitMiddleware:
    """Answer 429 to a post beyond its limit; the page holds what was typed, ready to send again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple, kwargs: dict
    ) -> HttpResponse | None:
        """Count the request; return the page that refuses it, or None."""
        name = request.resolver_match.view_name
        limit = LIMITS.get(name)
        if limit is None or request.method != "POST":
            return None
        wait = seconds_to_wait(name, bucket(client_ip(request)), limit, now=time.time())
        return too_many(request, wait) if wait else None


def seconds_to_wait(name: str, address: str, limit: Limit, *, now: float) -> int:
    """Count one request and return how long the visitor must wait, 0 when it may go on.

    A fixed window in the cache: with an in-memory cache each process counts for itself.
    """
    window, into = divmod(int(now), limit.seconds)
    # The address is hashed: a cache on disk or on another host need not store visitors.
    who = hashlib.blake2b(address.encode(), digest_size=16).hexdigest()
    key = f"rate:{name}:{who}:{window}"
    cache.add(key, 0, timeout=limit.seconds)
    try:
        count = cache.incr(key)
    except ValueError:  # evicted between the two: as if it were the first
        return 0
    return limit.seconds - into if count > limit.count else 0


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    """Return the Dutch page of status 429, with a form that holds what was typed."""
    kept = [(name, value) for name, values in request.POST.lists() for value in values]
    if sum(len(name) + len(value) for name, value in kept) > KEPT_CHARACTERS:
        kept = []
    context = {"kept": kept, "minutes": -(-wait // 60)}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store"
    return response
