"""The outbox as administrators see it: what waits, what went out, what was refused and why."""

import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _, ngettext
from wagtail import hooks
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from office.mail import outbox
from office.models import Mail
from office.permissions import OnlyViewed


class MailIndexView(IndexView):
    """The list leads to the page of one mail, and sends all failed ones again."""

    template_name = "office/admin/mails.html"

    def get_edit_url(self, instance):
        return self.get_inspect_url(instance)

    def get_context_data(self, **kwargs):
        failed = Mail.objects.filter(state=Mail.State.FAILED).count()
        return super().get_context_data(**kwargs, failed=failed)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Let all failed mails be sent again."""
        if not request.user.has_perm("office.change_mail"):
            raise PermissionDenied
        number = outbox.retry_failed(now=timezone.now())
        messages.success(
            request,
            ngettext("Eén mail gaat opnieuw weg.", "%(number)s mails gaan opnieuw weg.", number)
            % {"number": number},
        )
        return HttpResponseRedirect(request.path)


class MailInspectView(InspectView):
    """One mail with the server's words, and a button to send a failed one again."""

    page_title = _("Bekijken")
    template_name = "office/admin/mail.html"

    def get_field_display_value(self, field_name: str, field: Any) -> Any:
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, datetime.datetime):
            return date_format(timezone.localtime(value), "j F Y H.i")
        return value

    def get_fields_context(self) -> list[dict[str, Any]]:
        fields = super().get_fields_context()
        return [field for field in fields if field["value"] not in (None, "")]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Let a failed mail be sent again."""
        if not request.user.has_perm("office.change_mail"):
            raise PermissionDenied
        outbox.retry(self.object, now=timezone.now())
        messages.success(request, _("De mail gaat binnen een paar tellen opnieuw weg."))
        return HttpResponseRedirect(request.path)


class MailViewSet(ModelViewSet):
    """Mails at /beheer/mail/."""

    model = Mail
    icon = "mail"
    menu_label = _("Verstuurde mail")
    name = "mail"
    url_prefix = "mail"
    add_to_settings_menu = True
    inspect_view_enabled = True
    index_view_class = MailIndexView
    inspect_view_class = MailInspectView
    form_fields = ["kind"]  # asked for by ModelViewSet; no form is ever shown
    list_display = [
        "kind",
        Column("get_state_display", label=_("Stand"), sort_key="state"),
        Column("attempts", label=_("Pogingen")),
        Column("last_error", label=_("Laatste fout")),
        DateColumn("created_at", label=_("Gemaakt"), sort_key="created_at"),
        DateColumn("sent_at", label=_("Verzonden op"), sort_key="sent_at"),
    ]
    list_filter = ["state", "kind"]
    inspect_view_fields = [
        "kind",
        "state",
        "attempts",
        "last_error",
        "created_at",
        "next_try_at",
        "sent_at",
        "message_id",
    ]


register_permission_policy(Mail, OnlyViewed(Mail))


@hooks.register("register_admin_viewset")
def register_mails() -> MailViewSet:
    """Give the outbox its address."""
    return MailViewSet()
