"""What machines ask: is this process there (/gezond/), and does the site work (/gereed/)?

A load balancer asks by the address of the machine, without https, and knows no cookie. So both are
answered in front of everything that judges a host, a scheme or a session.
"""

import logging
import threading
import time
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from site_config import readiness
from site_config.readiness import Finding

# Seconds: so long whoever asks is kept waiting, and so long an answer is given again.
PATIENCE = 1.5
KEEP = 5.0
# Who may see what did not go by itself may also see what is wrong with the site.
RIGHT = "office.view_fault"

logger = logging.getLogger(__name__)


class Watch:
    """The findings as this process last had them, by one thread at a time.

    The thread has a connection of its own and may hang with the database; whoever asks does not.
    """

    def __init__(self, look: Callable[[], list[Finding]]) -> None:
        self._look = look
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Have the next one who asks look anew."""
        self._found: list[Finding] = []
        self._until = float("-inf")
        self._thread: threading.Thread | None = None
        self._said: tuple[str, ...] = ()

    def findings(self) -> list[Finding]:
        """Return the findings, at most KEEP old, within PATIENCE."""
        with self._lock:
            if time.monotonic() < self._until:
                return self._found
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="readiness", daemon=True)
                self._thread.start()
            thread = self._thread
        thread.join(PATIENCE)
        with self._lock:
            if thread.is_alive():
                self._keep(readiness.no_answer())
            return self._found

    def _run(self) -> None:
        try:
            with translation.override(settings.LANGUAGE_CODE):
                found = self._look()
        finally:
            connections.close_all()
        with self._lock:
            self._keep(found)

    def _keep(self, found: list[Finding]) -> None:
        self._found, self._until = found, time.monotonic() + KEEP
        wrong = tuple(one.name for one in found if not one.fine)
        if wrong != self._said:
            # Whoever asks is told no reason, so the log has it, once.
            reasons = "; ".join(f"{one.name}: {one.words}" for one in found if not one.fine)
            logger.warning("Not ready: %s", reasons) if wrong else logger.info("Ready again.")
        self._said = wrong


watch = Watch(lambda: readiness.findings(timezone.now()))


def before_all(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Return the outermost middleware: it answers machines whatever they call this site."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info == "/gezond/":
            return healthy(request)
        # Who has a session may be somebody who may know more: her request goes the whole way.
        if request.path_info == "/gereed/" and settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return ready_or_not(request)
        return get_response(request)

    return answer


@require_safe
def healthy(_request: HttpRequest) -> HttpResponse:
    """Answer that this process answers; it asks nobody else."""
    return _text("ok")


@require_safe
def ready_or_not(_request: HttpRequest) -> HttpResponse:
    """Answer whether the site works, and no more."""
    return _plain(watch.findings())


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Answer whether the site works, and to who may know with what was found."""
    found = watch.findings()
    # Who she is stands in the same database.
    is_there = found[:1] and found[0].fine
    if not (is_there and request.user.has_perm(RIGHT)):
        return _plain(found)
    fine = _("in orde")
    lines = [f"{one.label}: {one.words or fine}" for one in found]
    response = _plain(found)
    response.content = "\n".join([response.content.decode().rstrip(), "", *lines, ""])
    return response


def _plain(found: list[Finding]) -> HttpResponse:
    if found and all(one.fine for one in found):
        return _text("gereed")
    response = _text("niet gereed", status=HTTPStatus.SERVICE_UNAVAILABLE)
    # The log has the reason, once; a line of Django's own for every time somebody asks buries it.
    response._has_been_logged = True
    return response


def _text(words: str, status: int = HTTPStatus.OK) -> HttpResponse:
    response = HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8", status=status)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response
