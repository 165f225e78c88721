"""Old addresses redirect to a page's present one, unless the visitor may not read that page."""

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from knowledge import closing


class OpenRedirectMiddleware(RedirectMiddleware):
    """Wagtail's own, that keeps the new address of a closed page to itself."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Answer the redirect of an address that is not found, or the 404 as it is."""
        answer = super().process_response(request, response)
        if answer is response:
            return response
        is_open = closing.may_read(request, closing.restrictions_above(answer.url))
        return answer if is_open else response
