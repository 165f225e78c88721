"""The page of a failure of ours: what was typed stands on it, and can be sent again."""

import sqlite3
import sys
from collections.abc import Callable

from django.core.signals import got_request_exception
from django.db import InterfaceError, OperationalError
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from office import typed_words
from office.forms import is_from_here
from site_config import typed_again
from site_config.middleware import ADMIN_PATH

RETRY_AFTER = 10  # seconds
MOST_OF_EDITOR = 1_000_000  # characters: her texts are long
# Primary result codes of SQLite for a lock; the others of OperationalError are mistakes of ours.
SQLITE_LOCKED = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def is_busy(error: BaseException | None) -> bool:
    """Return whether the database let us wait too long, or is not there: later it may be well."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return code is None or code & 0xFF in SQLITE_LOCKED


class BusyMiddleware:
    """Answers 503 when a view or a middleware waited too long for the database, with DEBUG too.

    It stands outside every middleware that fails when the database does.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        return _busy(request) if getattr(request, "waited_in_vain", False) else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page for what a view raised, or None for any other exception."""
        return _busy(request) if is_busy(error) else None


@receiver(got_request_exception)
def note_who_waited(request: HttpRequest, **_kwargs: object) -> None:
    """Note that a middleware waited in vain.

    Django has made its answer of the exception before another middleware can see it: with DEBUG
    that is its own page, on which a typed password stands.
    """
    request.waited_in_vain = is_busy(sys.exc_info()[1])


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page of an exception that nobody caught: Django's handler500."""
    return _page(request, "500.html", 500, _("Er ging bij ons iets mis."))


def _busy(request: HttpRequest) -> HttpResponse:
    response = _page(request, "503.html", 503, _("Het is te druk. Probeer het zo nog een keer."))
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def _page(request: HttpRequest, template: str, status: int, sentence: str) -> HttpResponse:
    """Return the page without asking the database anything."""
    if not request.accepts("text/html"):
        told = {"success": False, "error_code": "failed", "error_message": sentence}
        response: HttpResponse = JsonResponse(told, status=status)
    else:
        words, fields = _typed(request)
        context = {"words": words, "fields": fields, "address": request.get_full_path()}
        response = HttpResponse(render_to_string(template, context), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _typed(request: HttpRequest) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the words that were typed, and the fields with which they can be sent again.

    Nothing of a form on another site, which could put its own words on ours, and no password.
    """
    if request.method != "POST" or not is_from_here(request):
        return [], []
    try:
        posted = request.POST
    except Exception:  # noqa: BLE001 -- what cannot be read is not shown, and this page must come
        return [], []
    of_editor = ADMIN_PATH.match(request.path_info)
    fields = typed_again.fields(posted, MOST_OF_EDITOR if of_editor else typed_again.MOST)
    words = list(typed_words.typed(posted).values()) if fields else []
    if request.FILES or any("password" in name for name, _value in fields):
        return words, []
    return words, fields
