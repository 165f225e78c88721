"""Headers of every answer: what the browser may load, tell and keep."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware

from site_config.logs import SECRET_PATH

Answer = Callable[[HttpRequest], HttpResponse]

ADMIN_PATH = re.compile(r"^/beheer/")
# What editors uploaded, as it is: a picture, a document. The log-in of a closed document, which
# stands at the same address, is a page of the site.
FILE_PATH = re.compile(r"^/(?:documenten/\d+|media)/")

# Nothing on this site listens, looks or pays.
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in [
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    ]
)


def headers(get_response: Answer) -> Answer:
    """Return the middleware that adds them; it runs inside the one that writes the policy."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if ADMIN_PATH.match(request.path_info):
            # A preview is a public page that went through every middleware already, as itself: it
            # runs nothing inline here either, with an editor's session at hand.
            is_preview = response.headers.pop("Content-Security-Policy", None) is not None
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
            response._csp_config = (
                settings.CONTENT_SECURITY_POLICY_OF_PREVIEWS
                if is_preview
                else settings.CONTENT_SECURITY_POLICY_OF_ADMIN
            )
        elif FILE_PATH.match(request.path_info) and _is_file(response):
            response.headers.pop("Content-Security-Policy", None)
            response._csp_config = settings.CONTENT_SECURITY_POLICY_OF_FILES
            if not request.path_info.lower().endswith(".pdf"):
                # Chromium shows no PDF in a sandbox. Its scripts reach nothing of a site anyhow.
                response._csp_update = {"sandbox": True}
        elif _is_somebodys(request) and not response.has_header("Cache-Control"):
            # An editor's page has her bar on it: no cache on the way may keep it for others.
            response.headers["Cache-Control"] = "private, no-cache"
        if not settings.INDEXABLE:
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        if SECRET_PATH.search(request.path_info):
            # The address gives access to a registration or an account: keep it out of caches,
            # search engines and referrers.
            response.headers["Cache-Control"] = "no-store, private"
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


def _is_somebodys(request: HttpRequest) -> bool:
    """Tell whether the answer was made for one session; asking makes no session."""
    session = getattr(request, "session", None)
    return session is not None and session.accessed


def _is_file(response: HttpResponse) -> bool:
    # A browser takes the headers of "not modified" for the file that it has.
    return response.streaming or response.status_code == HTTPStatus.NOT_MODIFIED


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, which says that an address without a prefix is answered by Accept-Language.

    Here it is not: without a prefix the answer is Dutch.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        varies = response.get("Vary")
        response = super().process_response(request, response)
        # What the view itself said stays.
        if varies:
            response["Vary"] = varies
        else:
            del response["Vary"]
        return response
