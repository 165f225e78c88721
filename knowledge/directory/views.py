"""A gemeente's page and a person's page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext as _, pgettext

from knowledge.directory import queries as directory
from knowledge.models import Gemeente, Person


def gemeente(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a gemeente did, as far as it is published; 404 while there is nothing."""
    found = get_object_or_404(Gemeente.objects.select_related("province"), slug=slug)
    entries = directory.pages_about(found, language=get_language())
    if not entries:
        raise Http404(_("Over deze gemeente staat hier nog niets."))
    return render(
        request,
        "knowledge/directory/gemeente.html",
        {"gemeente": found, "entries": entries, "crumbs": _crumbs()},
    )


def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where a person spoke; who is shown by role has no page."""
    found = get_object_or_404(Person, slug=slug, show_as_role=False)
    entries = directory.appearances_of(found, language=get_language())
    if not entries:
        raise Http404(_("Van deze persoon staat hier nog niets."))
    return render(
        request,
        "knowledge/directory/person.html",
        {
            "person": found,
            "spoke": any(entry.spoken for entry in entries),
            "entries": entries,
            "crumbs": _crumbs(),
        },
    )


def _crumbs() -> list[dict[str, str]]:
    """Return the way back: a phone shows its last step, which must lead away from here."""
    return [{"title": pgettext("breadcrumb", "Home"), "url": reverse("wagtail_serve", args=("",))}]
