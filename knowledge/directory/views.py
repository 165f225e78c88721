"""A gemeente's page and a person's page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language, gettext as _, pgettext

from knowledge.directory import head, queries as directory
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
        {
            "gemeente": found,
            "head": head.of_gemeente(found, entries),
            "entries": entries,
            "crumbs": _crumbs(request, found.name),
        },
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
            "head": head.of_person(found, entries),
            "spoke": any(entry.spoken for entry in entries),
            "entries": entries,
            "crumbs": _crumbs(request, found.name),
        },
    )


def _crumbs(request: HttpRequest, name: str) -> list[dict[str, str]]:
    return [
        {"title": pgettext("breadcrumb", "Home"), "url": reverse("wagtail_serve", args=("",))},
        {"title": name, "url": request.path},
    ]
