"""What the work beside the server could not do, as administrators and editors see it."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from office import loops
from office.models import Fault, Mail
from office.permissions import OnlyViewed

# The list itself tells the rest.
SHOWN_AT_HOME = 5


class FaultIndexView(IndexView):
    """The list says all there is: a fault has no page of its own."""

    def get_edit_url(self, instance):
        return None


class FaultViewSet(ModelViewSet):
    """Faults at /beheer/storingen/."""

    model = Fault
    icon = "warning"
    menu_label = _("Storingen")
    name = "faults"
    url_prefix = "storingen"
    add_to_settings_menu = True
    inspect_view_enabled = False
    index_view_class = FaultIndexView
    form_fields = ["loop"]  # asked for by ModelViewSet; no form is ever shown
    list_display = [
        "loop",
        "row",
        "words",
        "times",
        DateColumn("first_at", label=_("Sinds"), sort_key="first_at"),
        DateColumn("last_at", label=_("Laatste keer"), sort_key="last_at"),
    ]
    list_filter = ["loop"]


class FaultPanel(Component):
    """On the first page of the admin: what did not go by itself; nothing when all went well."""

    template_name = "office/admin/fault_panel.html"
    order = 50

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        may_know = self.user.has_perm("office.view_fault")
        faults = list(Fault.objects.all()) if may_know else []
        failed = Mail.objects.filter(state=Mail.State.FAILED)
        return {
            "standing": loops.standing_still(timezone.now()) if may_know else [],
            "faults": faults[:SHOWN_AT_HOME],
            "more": len(faults) > SHOWN_AT_HOME,
            "failed_mails": failed.count() if self.user.has_perm("office.view_mail") else 0,
        }


@hooks.register("construct_homepage_panels")
def show_faults(request: HttpRequest, panels: list[Component]) -> None:
    """Put what did not go by itself above all that is."""
    panels.append(FaultPanel(request))


register_permission_policy(Fault, OnlyViewed(Fault))


@hooks.register("register_admin_viewset")
def register_faults() -> FaultViewSet:
    """Give the list its address."""
    return FaultViewSet()
