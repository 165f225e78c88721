"""Where editors keep contact persons, and help on what nobody answered."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import ObjectList
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.log_actions import log
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import (
    DeleteView,
    InspectView,
    SnippetViewSet,
    SnippetViewSetGroup,
)

from knowledge.contact import deeds as contact, queries
from knowledge.models import ContactPerson, ContactRequest
from office.listing import OneByOneIndexView, RightsIndexView
from office.mail_address import fold
from office.permissions import OnlyViewed
from office.row_views import RowEditView, RowViewSet


class PersonEditView(RowEditView):
    """With another address goes another mailbox: what waits is mailed there."""

    @transaction.atomic
    def save_instance(self):
        before = ContactPerson.objects.get(pk=self.object.pk)
        person = super().save_instance()
        if fold(person.email) != fold(before.email):
            contact.address_changed(person, now=timezone.now())
        return person


class PersonDeleteView(DeleteView):
    """Forget a contact person and move the questions that wait for her to the desk."""

    def delete_action(self):
        with transaction.atomic():
            log(instance=self.object, action="wagtail.delete", user=self.request.user)
            contact.withdraw(self.object, now=timezone.now())


class PersonIndexView(OneByOneIndexView):
    """The contact persons, without deleting many at once: `withdraw` is about one of them."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("gemeente")


class ContactPersonViewSet(RowViewSet):
    """Contact persons at /beheer/contactpersonen/."""

    model = ContactPerson
    icon = "user"
    base_url_path = "contactpersonen"
    index_view_class = PersonIndexView
    edit_view_class = PersonEditView
    delete_view_class = PersonDeleteView
    list_display = ["gemeente", "name", "role", "email", "agreed_on"]


class ReplyForm(forms.Form):
    """What the desk answers itself."""

    text = forms.CharField(
        label=_("Antwoord van de redactie"),
        help_text=_("Gaat meteen per mail naar wie de vraag stelde."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Schrijf een antwoord.")},
    )


class PassOnForm(forms.Form):
    """To whom a question goes."""

    person = forms.ModelChoiceField(
        ContactPerson.objects.select_related("gemeente"),
        label=_("Contactpersoon"),
        help_text=_("Krijgt de vraag per mail, en na vijf werkdagen een herinnering."),
        error_messages={"required": _("Kies een contactpersoon.")},
    )


class RequestIndexView(RightsIndexView):
    """The list leads to the page with the deeds."""

    def get_base_queryset(self):
        return super().get_base_queryset().select_related("gemeente")

    def get_edit_url(self, instance):
        return self.get_inspect_url(instance)


class RequestInspectView(InspectView):
    """One question with who asked it, its way, and the deeds that are left."""

    page_title = _("Behandelen")
    template_name = "knowledge/contact/admin/request.html"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Do the deed that the pressed button names."""
        if not self.may_change():
            raise PermissionDenied
        deed, now = request.POST.get("deed", ""), timezone.now()
        if deed == "reply":
            return self.from_form("reply_form", ReplyForm(request.POST), contact.reply, _SENT)
        if deed == "pass_on":
            return self.from_form("pass_form", PassOnForm(request.POST), contact.pass_on, _PASSED)
        if deed == "close":
            self.attempt(lambda: contact.close(self.object, now=now), _CLOSED)
        return HttpResponseRedirect(request.path)

    def from_form(
        self, name: str, form: forms.Form, do: Callable[..., None], done: str
    ) -> HttpResponse:
        """Do the deed with what the form holds, or show it again with what is wrong."""
        if form.is_valid():
            typed = form.cleaned_data
            if self.attempt(lambda: do(self.object, now=timezone.now(), **typed), done):
                return HttpResponseRedirect(self.request.path)
            # It was refused for what happened meanwhile.
            self.object.refresh_from_db()
        return self.render_to_response(self.get_context_data(**{name: form}), status=422)

    def attempt(self, deed: Callable[[], None], done: str) -> bool:
        """Do the deed and say so, or say why not; return whether it was done."""
        try:
            deed()
        except contact.ContactRefused as refusal:
            messages.error(self.request, str(refusal))
            return False
        log(instance=self.object, action="wagtail.edit", user=self.request.user)
        messages.success(self.request, done)
        return True

    def may_change(self) -> bool:
        # The policy of the model lets nobody edit it as a form; the deeds are for who may change.
        return self.request.user.has_perm("knowledge.change_contactrequest")

    def get_fields_context(self):
        """Leave out what is not known."""
        return [field for field in super().get_fields_context() if field["value"]]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["may_change"] = self.may_change()
        if self.object.is_open:
            context.setdefault("reply_form", ReplyForm())
            context.setdefault("pass_form", PassOnForm())
        return context


_SENT = _("Het antwoord is onderweg naar wie de vraag stelde.")
_PASSED = _("De vraag is doorgestuurd naar de contactpersoon.")
_CLOSED = _("De vraag is afgesloten. Er ging geen mail uit.")


class ContactRequestViewSet(SnippetViewSet):
    """Questions to gemeenten at /beheer/contactvragen/."""

    model = ContactRequest
    icon = "mail"
    base_url_path = "contactvragen"
    inspect_view_enabled = True
    index_view_class = RequestIndexView
    inspect_view_class = RequestInspectView
    list_display = [
        "__str__",
        Column("gemeente", label=_("Gemeente"), sort_key="gemeente__name"),
        Column("get_state_display", label=_("Stand"), sort_key="state"),
        Column("get_reason_display", label=_("Waarom bij de redactie"), sort_key="reason"),
        DateColumn("created_at", label=_("Gevraagd op"), sort_key="created_at"),
    ]
    list_filter = ["state", "reason"]
    list_per_page = 50
    inspect_view_fields = ["text", "gemeente", "page", "person"]
    edit_handler = ObjectList([])


class ContactGroup(SnippetViewSetGroup):
    menu_label = _("In contact")
    menu_name = "contact"
    menu_icon = "mail"
    menu_order = 255
    items = (ContactRequestViewSet, ContactPersonViewSet)


class ContactPanel(Component):
    """On the first page of the admin: how many questions wait for the desk; nothing without."""

    template_name = "knowledge/contact/admin/panel.html"
    order = 61

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        may_see = self.user.has_perm("knowledge.view_contactrequest")
        return {"waiting": queries.number_at_desk() if may_see else 0}


@hooks.register("construct_homepage_panels")
def show_requests(request: HttpRequest, panels: list[Component]) -> None:
    """Put what waits on the first page."""
    panels.append(ContactPanel(request))


register_permission_policy(ContactRequest, OnlyViewed(ContactRequest))
register_snippet(ContactGroup)
