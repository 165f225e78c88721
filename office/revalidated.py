"""Answers of which readers keep a copy, and ask each time whether it changed: feeds, calendars."""

from collections.abc import Callable

from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page

View = Callable[..., HttpResponseBase]


def revalidated(view: View) -> View:
    """Decorate a view: its answer is 304 for whoever has it already, by ETag or by date.

    Its words must be made of the rows alone: a moment of now in them is a change each time.
    """
    # No max-age: what was taken away must leave the copies too.
    return conditional_page(cache_control(no_cache=True)(view))
