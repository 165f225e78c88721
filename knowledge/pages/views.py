"""Every page of the tree."""

from django.http import Http404, HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.views import serve_chain

from knowledge.pages import routing


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Answer with the page at path, through Wagtail's hooks."""
    page = routing.find(request, path)
    if page is None:
        raise Http404(f"No page at {path!r}.")
    for hook in hooks.get_hooks("before_serve_page"):
        response = hook(page, request, [], {})
        if isinstance(response, HttpResponse):
            return response
    answer = serve_chain
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        answer = hook(answer)
    return answer(page, request, [], {})
