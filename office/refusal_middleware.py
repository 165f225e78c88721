"""A refusal in the admin becomes a message on the page it is about, never an error page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from office.refusals import Refused


class RefusalMiddleware:
    """Answers Refused for every admin view: edit, create, bulk, approval, localize, API."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the way back with the sentence as a message; None leaves other errors alone."""
        admin = reverse("wagtailadmin_home")
        if not isinstance(exception, Refused) or not request.path.startswith(admin):
            return None
        if request.path.startswith(f"{admin}api/"):
            return JsonResponse({"detail": str(exception)}, status=409)
        messages.error(request, str(exception))
        back = _back(request, exception)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            # What a modal of a workflow understands as: done, go there.
            return JsonResponse({"step": "success", "redirect": back})
        return redirect(back)


def _back(request: HttpRequest, refusal: Refused) -> str:
    chosen = get_valid_next_url_from_request(request)
    if chosen:
        return chosen
    if refusal.page_id is not None:
        return reverse("wagtailadmin_pages:edit", args=[refusal.page_id])
    return reverse("wagtailadmin_home")
