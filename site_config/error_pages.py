"""Pages of refusal for visitors, also where Django would show developers its own."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.views.defaults import bad_request, page_not_found

from site_config.middleware import ADMIN_PATH


class ErrorPageMiddleware:
    """Answer 404 and 400 in the visitor's language while DEBUG is on.

    `make run` is how people meet this site: a wrong address there is no fault to trace.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page that visitors get without DEBUG, or None for any other exception."""
        if not settings.DEBUG or ADMIN_PATH.match(request.path_info):
            return None
        if isinstance(error, Http404):
            return page_not_found(request, error)
        if isinstance(error, SuspiciousOperation | BadRequest | MultiPartParserError):
            return bad_request(request, error)
        return None
