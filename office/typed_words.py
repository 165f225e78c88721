"""The answer when an editor sends a form of something that is gone: her words, to copy."""

import json
import re

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import PageLogEntry

# What is not shown again: a form's own bookkeeping, what it was opened with, and a password.
BOOKKEEPING = re.compile(
    r"csrfmiddlewaretoken|form_token|next|action-.*|deed|.*password.*|initial-.*|(.+-)?opened_with|saw_.*|confirm_.*"
    r"|(.+-)?(TOTAL_FORMS|INITIAL_FORMS|MIN_NUM_FORMS|MAX_NUM_FORMS|ORDER|DELETE)"
    r"|.+-(id|type|order|deleted|count)"
)


def typed(posted: QueryDict) -> dict[str, str]:
    """Return what somebody typed, by the name of the field; rich text as plain words."""
    words = {name: _plain(posted[name]) for name in posted if not BOOKKEEPING.fullmatch(name)}
    return {name: text for name, text in words.items() if text.strip()}


def answer(request: HttpRequest) -> HttpResponse | None:
    """Return the page with what an editor typed; None when she typed nothing, or is no editor."""
    if request.method != "POST" or not request.path.startswith(reverse("wagtailadmin_home")):
        return None
    words = typed(request.POST)
    if not words or not request.user.has_perm("wagtailadmin.access_admin"):
        return None
    sentence = _sentence(request)
    if not request.accepts("text/html"):
        told = {"success": False, "error_code": "gone", "error_message": sentence}
        return JsonResponse(told, status=404)
    context = {"sentence": sentence, "words": words}
    return render(request, "office/admin/typed_words.html", context, status=404)


def who_deleted(deeds: QuerySet, kept: str) -> str:
    """Return who deleted the row that this log is about, where it says so, and what is `kept`."""
    by_somebody = deeds.filter(action="wagtail.delete").exclude(user=None)
    deed = by_somebody.select_related("user").first()
    if deed is None:
        return _("Dit bestaat niet meer. %(kept)s") % {"kept": kept}
    return _("‘%(name)s’ is intussen weggegooid door %(user)s. %(kept)s") % {
        "name": deed.label,
        "user": deed.user_display_name,
        "kept": kept,
    }


def _sentence(request: HttpRequest) -> str:
    match = request.resolver_match
    deeds = PageLogEntry.objects.none()
    if match is not None and match.view_name == "wagtailadmin_pages:edit":
        pk = next(iter([*match.args, *match.kwargs.values()]))
        deeds = PageLogEntry.objects.filter(page=pk)
    return who_deleted(deeds, _("Wat je typte, staat hieronder: kopieer het voor je verdergaat."))


def _plain(value: str) -> str:
    """Return the words of a value; the editor for rich text sends its paragraphs as JSON."""
    try:
        paragraphs = json.loads(value)["blocks"]
        return "\n".join(paragraph["text"] for paragraph in paragraphs)
    except (ValueError, TypeError, KeyError):
        return value
