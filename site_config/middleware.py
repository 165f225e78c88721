"""Headers of every answer: what the browser may load, tell and keep."""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware

from site_config.logs import SECRET_PATH

Answer = Callable[[HttpRequest], HttpResponse]

ADMIN_PATH = re.compile(r"^/(?:beheer|documenten)/")

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
        elif SECRET_PATH.search(request.path_info):
            # The address gives access to the registration: keep it out of caches, search engines
            # and referrers.
            response.headers["Cache-Control"] = "no-store, private"
            response.headers["Referrer-Policy"] = "no-referrer"
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer


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
