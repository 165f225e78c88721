"""Answers of which readers keep a copy, and ask each time whether it changed: feeds, calendars."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import set_response_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

View = Callable[..., HttpResponseBase]


def revalidated(view: View) -> View:
    """Decorate a view: its answer is 304 for whoever has it already, by ETag or by date.

    Its words must be made of the rows alone: a moment of now in them is a change each time.
    """
    # No max-age: what was taken away must leave the copies too.
    return conditional_page(_tagged(cache_control(no_cache=True)(view)))


def _tagged(view: View) -> View:
    """Give each answer the ETag that Django gives to GET alone (RFC 9110 §9.3.2: HEAD as GET)."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code == 200 and not response.streaming:
            set_response_etag(response)
        return response

    return answer
