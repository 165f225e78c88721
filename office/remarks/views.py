"""Telling about a mistake: the form, and what comes after."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, pgettext
from django.views.decorators.http import require_safe

from office.forms import SeeOther, form_page, public_form
from office.remarks import deeds as remarks, paths
from office.remarks.forms import RemarkForm


@public_form("remark")
def remark(request: HttpRequest) -> HttpResponse:
    """Take a remark about the page that the address names."""
    path = paths.own_path(request.GET.get(paths.FIELD, ""))
    form = RemarkForm(request)
    if form.is_valid():
        remarks.tell(
            **form.answers,
            path=path,
            language=get_language(),
            form_key=request.form_key,
            now=timezone.now(),
        )
        query = f"?{urlencode({paths.FIELD: path})}" if path else ""
        return SeeOther(reverse("remark_sent") + query)
    return form_page(request, "office/remarks/form.html", _context(path), form=form)


@require_safe
def remark_sent(request: HttpRequest) -> HttpResponse:
    """Thank, and lead back to the page."""
    path = paths.own_path(request.GET.get(paths.FIELD, ""))
    return render(request, "office/remarks/sent.html", _context(path))


def _context(path: str) -> dict:
    home = {"title": pgettext("front page", "Home"), "url": reverse("wagtail_serve", args=[""])}
    return {
        "path": path,
        "page_title": paths.title_at(path),
        "page_language": paths.language_of(path),
        "crumbs": [home],
    }
