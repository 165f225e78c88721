"""Who may read a meeting: everybody who may read the list of meetings above it."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page
from wagtail.wagtail_hooks import check_view_restrictions

from events.models import KenniskringenPage
from events.models.meeting import list_is_closed

View = Callable[..., HttpResponse]
Answer = Callable[[], HttpResponse]


def below_the_list(view: View) -> View:
    """Decorate a view of a meeting or series: the restrictions on every live list hold for it too.

    Those in another language as well: it is one meeting, whichever text of it is read. A list that
    is not live closes nothing: its restrictions are about a page nobody can read.
    """

    @wraps(view)
    def restricted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = partial(view, request, *args, **kwargs)
        if not list_is_closed():
            return answer()
        for page in KenniskringenPage.objects.live():
            # Not every hook of the page: one of them refuses POST, which a form below it needs.
            answer = partial(_serve, page, request, answer, [check_view_restrictions])
        return answer()

    return restricted


def through_hooks(page: Page, request: HttpRequest, answer: Answer) -> HttpResponse:
    """Return answer(), unless one of Wagtail's hooks for serving page answers first."""
    for check in hooks.get_hooks("before_serve_page"):
        refusal = check(page, request, [], {})
        if isinstance(refusal, HttpResponse):
            return refusal
    return _serve(page, request, answer, hooks.get_hooks("on_serve_page"))


def _serve(
    page: Page, request: HttpRequest, answer: Answer, checks: list[Callable]
) -> HttpResponse:
    def serve(_page: Page, _request: HttpRequest, _args: list, _kwargs: dict) -> HttpResponse:
        return answer()

    for check in reversed(checks):
        serve = check(serve)
    return serve(page, request, [], {})
