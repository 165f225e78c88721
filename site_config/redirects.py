"""Old addresses redirect to a page's present one, unless the visitor may not read that page."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.models import Site

from knowledge import closing
from knowledge.pages import routing


class OpenRedirectMiddleware(RedirectMiddleware):
    """Wagtail's own, that keeps the address of a closed or unpublished page to itself."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Answer the redirect of an address that is not found, or the 404 as it is."""
        try:
            answer = super().process_response(request, response)
        except ValueError:
            # What was typed as the new address is none: "https://[naam].gemeente.nl/".
            return response
        if answer is response:
            return response
        target = urlsplit(answer.url)
        if target.netloc and not _is_ours(request, target.hostname or ""):
            return answer
        is_open = not routing.is_unpublished(target.path) and closing.may_read(
            request, closing.restrictions_above(target.path)
        )
        return answer if is_open else response


def _is_ours(request: HttpRequest, host: str) -> bool:
    ours = request.get_host().partition(":")[0]
    return host == ours or Site.objects.filter(hostname=host).exists()
