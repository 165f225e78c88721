"""The lists of gemeenten and people, a gemeente's page and a person's page."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, translate_url
from django.utils.translation import get_language, gettext as _, pgettext
from django.views.decorators.http import require_safe

from knowledge.directory import head, lists, queries as directory
from knowledge.directory.lists import Group
from knowledge.head.values import Head
from knowledge.models import Gemeente, Person


@require_safe
def gemeente_list(request: HttpRequest) -> HttpResponse:
    """Show the gemeenten of which something can be read, by province."""
    return _list(
        request,
        "knowledge/directory/gemeenten.html",
        lists.gemeenten,
        head.of_gemeenten(request.path),
    )


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Show the people of whom something can be read, from A to Z."""
    return _list(
        request, "knowledge/directory/people.html", lists.people, head.of_people(request.path)
    )


def _list(
    request: HttpRequest, template: str, read: Callable[[str], list[Group]], about: Head
) -> HttpResponse:
    groups = read(get_language())
    is_source = get_language() == settings.LANGUAGE_CODE
    context = {
        "head": about,
        "groups": groups,
        "total": lists.total(groups),
        "crumbs": _home(),
        "dutch_only": 0 if is_source else lists.lacking(groups, read(settings.LANGUAGE_CODE)),
        "dutch_url": translate_url(request.path, settings.LANGUAGE_CODE),
    }
    return render(request, template, context)


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
            "crumbs": _crumbs(_("Gemeenten"), "gemeente_list"),
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
            "spoke": any(not entry.mentioned for entry in entries),
            "entries": entries,
            "crumbs": _crumbs(_("Mensen"), "person_list"),
        },
    )


def _home() -> list[dict[str, str]]:
    return [{"title": pgettext("breadcrumb", "Home"), "url": reverse("wagtail_serve", args=("",))}]


def _crumbs(list_name: str, list_url: str) -> list[dict[str, str]]:
    """Return the way back: a phone shows its last step, which must lead away from here."""
    return [*_home(), {"title": list_name, "url": reverse(list_url)}]
