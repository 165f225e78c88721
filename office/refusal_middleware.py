"""The one answer to a refusal that no view caught.

In the admin these are refusals as well: what Django finds invalid, the deletion of a row that
others need, and two who wrote the same at once. A value that no row can have is not found anywhere.
"""

import logging
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.db.models import ProtectedError, RestrictedError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.defaults import page_not_found
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from office import impossible_values, still_used, typed_words
from office.refusals import Refused

logger = logging.getLogger(__name__)

# What PostgreSQL answers the second of two: unique_violation, deadlock_detected, and
# foreign_key_violation when one deletes what the other begins to use.
RACES = frozenset({"23505", "40P01", "23503"})


class RefusalMiddleware:
    """Answers Refused: editors get a message on the page it is about, visitors a page.

    Words that an editor sends to a page or row that is gone come back to her.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # Wagtail has turned the exception into its own page by now.
        return (response.status_code == 404 and typed_words.answer(request)) or response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the answer to a refusal; None leaves other exceptions alone."""
        in_admin = request.path.startswith(reverse("wagtailadmin_home"))
        if isinstance(exception, ValidationError) and in_admin:
            # Wagtail validates pages again while it writes them: one of two that are moved
            # together can have the slug of the other.
            logger.warning("Not valid at %s: %s", request.path, exception, exc_info=exception)
            exception = Refused(" ".join(exception.messages))
        elif isinstance(exception, ProtectedError | RestrictedError) and in_admin:
            exception = still_used.refusal(exception, user=request.user)
        elif in_admin and _is_race(exception):
            # Logged as the error it may be: a unique value is not only taken by a colleague.
            logger.error("Two at once at %s", request.path, exc_info=exception)
            exception = Refused(
                _(
                    "Dit is niet gelukt: een collega was op hetzelfde moment met hetzelfde bezig. "
                    "Probeer het opnieuw."
                )
            )
        elif impossible_values.is_about_one(request, exception):
            logger.warning("Not possible at %s: %s", request.path, exception, exc_info=exception)
            return page_not_found(request, Http404())
        if not isinstance(exception, Refused):
            return None
        if in_admin:
            return answer_editor(request, exception)
        # No message: that would set a cookie.
        return render(request, exception.template, {"refusal": exception}, status=exception.status)


def _is_race(exception: Exception) -> bool:
    is_of_the_database = isinstance(exception, DatabaseError)
    return is_of_the_database and getattr(exception.__cause__, "sqlstate", "") in RACES


def answer_editor(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Return the way back to the page it is about, where an editor reads the sentence."""
    sentence = str(refusal)
    if request.path.startswith(f"{reverse('wagtailadmin_home')}api/"):
        return JsonResponse({"detail": sentence}, status=refusal.status)
    if not request.accepts("text/html"):
        # The editor that saves by itself: what Wagtail's own script shows.
        answer = {"success": False, "error_code": "refused", "error_message": sentence}
        return JsonResponse(answer, status=refusal.status)
    buttons = [messages.button(url, name) for name, url in refusal.links]
    getattr(messages, refusal.level)(request, sentence, buttons=buttons)
    back = _back(request, refusal)
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        # What a modal of a workflow understands as: done, go there.
        return JsonResponse({"step": "success", "redirect": back})
    return redirect(back)


def _back(request: HttpRequest, refusal: Refused) -> str:
    chosen = get_valid_next_url_from_request(request) or refusal.back
    if chosen:
        return chosen
    # A page with a button that posts to the page itself.
    view = getattr(request.resolver_match and request.resolver_match.func, "view_class", None)
    if request.method == "POST" and hasattr(view, "get"):
        return request.get_full_path()
    return reverse("wagtailadmin_home")
