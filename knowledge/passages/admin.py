"""Where editors see the addresses on a page, withdraw a passage, and say where a gone one leads."""

from collections.abc import Iterator

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from knowledge.models import Passage, SitePage
from knowledge.passages import deeds as passages
from office.models import User


class SuccessorForm(forms.Form):
    """The passage that now says what a gone one said, by its code of 8 characters."""

    successor = forms.ModelChoiceField(
        Passage.objects.live(), label=_("Code van de opvolger"), widget=forms.TextInput
    )


@require_http_methods(["GET", "HEAD", "POST"])
def page_passages(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show every address that a page ever gave out; a POST gives a gone one its successor."""
    page = _page(request, page_id)
    rows = Passage.objects.filter(page_id=page.pk).select_related("successor").in_order()
    form = SuccessorForm(request.POST or None)
    if request.method == "POST":
        gone = get_object_or_404(rows.gone(), pk=request.POST.get("passage"))
        if form.is_valid():
            passages.set_successor(gone, form.cleaned_data["successor"])
            messages.success(request, _("Het adres leidt nu naar de opvolger."))
        else:
            messages.error(request, _("Er is geen alinea op de site met deze code."))
        return redirect("page_passages", page.pk)
    extra = passages.EXTRA.get(page.specific_class._meta.model_name)
    context = {
        "page": page,
        "rows": rows,
        "may_withdraw": _may_withdraw(request.user, page),
        # A fixed section has no words of its own; spoken words are taken away line by line.
        "fixed": [one.key for one in page.specific_class.passage_fields],
        "extra_url": extra.desk_url(page) if extra else "",
    }
    return render(request, "knowledge/passages/admin/page_passages.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def passage_withdraw(request: HttpRequest, passage_id: str) -> HttpResponse:
    """Ask whether a passage must go for ever, and withdraw it on POST."""
    passage = get_object_or_404(Passage.objects.exclude(page=None, question=None), pk=passage_id)
    if passage.question_id is not None:
        messages.error(request, passages.part_of_question(passage))
        return redirect("wagtailsnippets_knowledge_question:inspect", passage.question_id)
    page = _page(request, passage.page_id)
    if not _may_withdraw(request.user, page):
        raise PermissionDenied
    if request.method == "POST":
        passages.withdraw(passage, by=request.user)
        messages.success(request, _("De alinea is ingetrokken. Ze komt nergens meer terug."))
        return redirect("page_passages", page.pk)
    context = {"page": page, "passage": passage}
    return render(request, "knowledge/passages/admin/withdraw.html", context)


@hooks.register("register_admin_urls")
def urls() -> list:
    """Return the addresses of these screens."""
    return [
        path("alineas/<int:page_id>/", page_passages, name="page_passages"),
        path("alineas/intrekken/<slug:passage_id>/", passage_withdraw, name="passage_withdraw"),
    ]


@hooks.register("register_page_header_buttons")
def button(page: Page, user: User, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Lead from a page's menu to its addresses."""
    if isinstance(page.specific_deferred, SitePage) and not page.alias_of_id:
        yield Button(
            _("Alinea's en adressen"),
            reverse("page_passages", args=[page.pk]),
            icon_name="link",
            priority=85,
        )


def _page(request: HttpRequest, page_id: int) -> Page:
    page = get_object_or_404(Page, pk=page_id)
    if not issubclass(page.specific_class or Page, SitePage):
        raise Http404
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page


def _may_withdraw(user: User, page: Page) -> bool:
    """Taking away needs one person, with the right to put online."""
    return page.permissions_for_user(user).can_publish()
