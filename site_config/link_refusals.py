"""One page for a mailed link that does not work, whichever view it was meant for."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from office.mail.links import LinkRefused


class LinkRefusedMiddleware:
    """Answer 404 when a view finds that its link is altered, revoked, or of something else.

    404 for all three: the answer must not tell which rows exist.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page that says so, or None for any other exception."""
        if not isinstance(error, LinkRefused):
            return None
        return render(request, "link_refused.html", {"refusal": error}, status=404)
