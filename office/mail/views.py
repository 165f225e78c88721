"""The development mailbox at /beheer/postvak/: only with DEBUG does it have an address.

A newcomer who asks a question reads the confirmation here, so it asks no log-in of the machine on
which the site runs; from any other machine it does.
"""

import ipaddress
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from office.mail import mailbox


def _for_developers(view: Callable) -> Callable:
    @require_safe
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: object) -> HttpResponse:
        if not settings.DEBUG or not (_is_this_machine(request) or _is_editor(request)):
            raise Http404
        return view(request, **kwargs)

    return guarded


def _is_this_machine(request: HttpRequest) -> bool:
    try:
        here = ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
    # A proxy on this machine speaks for somebody else.
    return here and "X-Forwarded-For" not in request.headers


def _is_editor(request: HttpRequest) -> bool:
    return request.user.has_perm("wagtailadmin.access_admin")


def _found(key: str) -> mailbox.Received:
    for mail in mailbox.received(settings.MAIL_DIR):
        if mail.key == key:
            return mail
    raise Http404


@_for_developers
def mail_list(request: HttpRequest) -> HttpResponse:
    """Show the mails that were sent, the newest first."""
    mails = mailbox.received(settings.MAIL_DIR)
    return render(request, "office/mailbox.html", {"mails": mails, "folder": settings.MAIL_DIR})


@_for_developers
def mail(request: HttpRequest, key: str) -> HttpResponse:
    """Show one mail with its links and files."""
    crumbs = [{"title": _("Postvak"), "url": reverse("mailbox")}]
    context = {"mail": _found(key), "crumbs": crumbs}
    return render(request, "office/mailbox_mail.html", context)


@_for_developers
def mail_part(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Give one file of a mail as a download, whatever it claims to be."""
    parts = _found(key).parts
    if number >= len(parts):
        raise Http404
    response = HttpResponse(parts[number].content, content_type="application/octet-stream")
    name = "".join(c for c in parts[number].name if c.isalnum() or c in "-_.") or "bestand"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
