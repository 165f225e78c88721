"""The lists of gemeenten and people, a gemeente's page and a person's page."""

from collections.abc import Callable

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse, translate_url
from django.utils.translation import get_language, gettext as _, pgettext
from django.views.decorators.http import require_safe

from knowledge.directory import gemeenten, head, lists, queries as directory, said
from knowledge.directory.lists import Group
from knowledge.head.values import Head
from knowledge.models import Gemeente, Person
from knowledge.models.gemeente import Size

# What is looked for is no longer than a name.
LONGEST_NAME = 80


@require_safe
def gemeente_list(request: HttpRequest) -> HttpResponse:
    """Show the gemeenten of which something can be read, by province; with `?naam=` any of them.

    A filter that does not exist is passed over: an address from outside never breaks a list.
    """
    language, asked = get_language(), request.GET
    words = " ".join(asked.get("naam", "").replace("\0", "").split())[:LONGEST_NAME]
    province = asked.get("provincie", "")
    shown = gemeenten.overview(
        language,
        province=province if gemeenten.has_province(province) else "",
        size=Size(size) if (size := asked.get("grootte")) in Size.values else None,
    )
    found = gemeenten.called(words, language) if words else None
    lacking = found.lacking if found else None
    context = {
        "overview": shown,
        "words": words,
        "found": found,
        "alike": gemeenten.alike(lacking, language) if lacking else [],
    }
    return _list(
        request,
        "knowledge/directory/gemeenten.html",
        shown.groups,
        lambda: gemeenten.overview(settings.LANGUAGE_CODE).groups,
        head.of_gemeenten(request.path),
        **context,
    )


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Show the people of whom something can be read, from A to Z."""
    return _list(
        request,
        "knowledge/directory/people.html",
        lists.people(get_language()),
        lambda: lists.people(settings.LANGUAGE_CODE),
        head.of_people(request.path),
    )


def _list(
    request: HttpRequest,
    template: str,
    groups: list[Group],
    in_dutch: Callable[[], list[Group]],
    about: Head,
    **more: object,
) -> HttpResponse:
    is_source = get_language() == settings.LANGUAGE_CODE
    context = {
        "head": about,
        "groups": groups,
        "total": lists.total(groups),
        "crumbs": _home(),
        "dutch_only": 0 if is_source else lists.lacking(groups, in_dutch()),
        "dutch_url": translate_url(request.path, settings.LANGUAGE_CODE),
        **more,
    }
    return render(request, template, context)


@require_safe
def gemeente(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a gemeente did, as far as it is published; one that merged leads to the other."""
    rows = Gemeente.objects.select_related("province", "merged_into")
    found = get_object_or_404(rows, slug=slug)
    if found.merged_into:
        return HttpResponsePermanentRedirect(reverse("gemeente", args=[found.merged_into.slug]))
    language = get_language()
    entries = directory.pages_about(found, language=language)
    in_dutch = []
    if not entries and language != settings.LANGUAGE_CODE:
        in_dutch = directory.pages_about(found, language=settings.LANGUAGE_CODE)
    return render(
        request,
        "knowledge/directory/gemeente.html",
        {
            "gemeente": found,
            "former": list(found.merged.order_by("merged_on", "name")),
            "head": head.of_gemeente(found, entries),
            "entries": entries,
            "alike": gemeenten.alike(found, language),
            "dutch_only": len(in_dutch),
            "dutch_url": translate_url(request.path, settings.LANGUAGE_CODE),
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
            "said": said.said_by(found, language=get_language()),
            "quotes": said.quotes_of(found, language=get_language()),
            "crumbs": _crumbs(_("Mensen"), "person_list"),
        },
    )


def _home() -> list[dict[str, str]]:
    return [{"title": pgettext("breadcrumb", "Home"), "url": reverse("wagtail_serve", args=("",))}]


def _crumbs(list_name: str, list_url: str) -> list[dict[str, str]]:
    """Return the way back: a phone shows its last step, which must lead away from here."""
    return [*_home(), {"title": list_name, "url": reverse(list_url)}]
