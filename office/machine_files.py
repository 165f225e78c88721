"""What machines ask of every site: where they may look, and how a weakness is reported."""

from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from office import mail_address
from office.mail.kinds import absolute
from office.models import SiteSettings

PLAIN = "text/plain; charset=utf-8"
# RFC 9116 §2.5.5 advises less than a year.
VALID_FOR_MONTHS = 6


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer where search engines may look (RFC 9309): nowhere on a site that is no public one."""
    context = {"is_indexable": settings.INDEXABLE, "base": absolute("/").rstrip("/")}
    return render(request, "robots.txt", context, content_type=PLAIN)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Answer how a weakness is reported (RFC 9116); valid for at least five months."""
    email = SiteSettings.of_default_site().contact_email
    context = {
        "base": absolute("/").rstrip("/"),
        "contact": f"mailto:{quote(mail_address.for_mail(email), safe='@+')}" if email else "",
        "expires": expires(timezone.now()),
        "languages": ", ".join(code for code, _name in settings.LANGUAGES),
    }
    return render(request, "security.txt", context, content_type=PLAIN)


def expires(now: datetime) -> str:
    """Return until when the words of today stand: the begin of a month, about half a year on.

    The same for a whole month, so that a copy is not changed by the clock.
    """
    months = now.year * 12 + now.month - 1 + VALID_FOR_MONTHS
    return f"{months // 12:04d}-{months % 12 + 1:02d}-01T00:00:00Z"
