"""Who may read a meeting: everybody who may read the list of meetings above it."""

from collections.abc import Callable, Iterable
from functools import partial, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction
from wagtail.wagtail_hooks import check_view_restrictions

from events.models import KenniskringenPage
from events.models.page import list_is_closed, list_restrictions
from knowledge import addresses

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
        page = KenniskringenPage.objects.live().first() if list_is_closed() else None
        if page is None:
            return answer()
        # Not every hook of the page: one of them refuses POST, which a form below it needs.
        return _serve(page, request, answer, [check_view_restrictions])

    return restricted


def of_address(url: str) -> Iterable[PageViewRestriction]:
    """Return the restrictions on the address of a list, meeting or series; none on another."""
    lists = KenniskringenPage.objects.live().values_list("url_path", flat=True)
    is_below = any(url.startswith(addresses.tree_url(path)) for path in lists)
    return list_restrictions() if is_below else ()


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
