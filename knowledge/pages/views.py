"""Every page of the tree."""

from django.http import HttpRequest, HttpResponse
from wagtail.views import serve as wagtail_serve

from knowledge.pages import routing


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page at path, through Wagtail's hooks."""
    # Where Wagtail keeps the route it found; with this it does not look again.
    request._wagtail_route_for_request = routing.find(request, path)
    return wagtail_serve(request, path)
