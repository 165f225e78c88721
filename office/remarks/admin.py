"""Remarks as editors see them: what waits comes first, and each has one button."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import DateColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permissions import register_permission_policy

from office.models import Remark
from office.permissions import OnlyViewed
from office.remarks import deeds as remarks


class RemarkIndexView(IndexView):
    """The list leads to the page of one remark."""

    def get_edit_url(self, instance):
        return self.get_inspect_url(instance)


class RemarkInspectView(InspectView):
    """One remark with the way to its page, and a button when it was handled."""

    page_title = _("Bekijken")
    template_name = "office/admin/remark.html"

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Note that it was handled."""
        if not request.user.has_perm("office.change_remark"):
            raise PermissionDenied
        remarks.done(self.object, now=timezone.now())
        log(instance=self.object, action="wagtail.edit", user=request.user)
        messages.success(request, _("De melding is afgehandeld."))
        return HttpResponseRedirect(request.path)


class RemarkViewSet(ModelViewSet):
    """Remarks at /beheer/meldingen/."""

    model = Remark
    icon = "warning"
    menu_label = _("Meldingen")
    menu_order = 260
    name = "remarks"
    url_prefix = "meldingen"
    add_to_admin_menu = True
    inspect_view_enabled = True
    index_view_class = RemarkIndexView
    inspect_view_class = RemarkInspectView
    form_fields = ["text"]  # asked for by ModelViewSet; no form is ever shown
    list_display = [
        "__str__",
        "title",
        DateColumn("created_at", label=_("Doorgegeven op"), sort_key="created_at"),
        DateColumn("done_at", label=_("Afgehandeld op"), sort_key="done_at"),
    ]
    inspect_view_fields = ["text", "title", "path", "email", "created_at", "done_at"]


class RemarkPanel(Component):
    """On the first page of the admin: how many remarks wait; nothing when none does."""

    template_name = "office/admin/remark_panel.html"
    order = 60

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not self.user.has_perm("office.view_remark"):
            return {"waiting": 0}
        return {"waiting": Remark.objects.filter(done_at=None).count()}


@hooks.register("construct_homepage_panels")
def show_remarks(request: HttpRequest, panels: list[Component]) -> None:
    """Put the remarks that wait on the first page."""
    panels.append(RemarkPanel(request))


register_permission_policy(Remark, OnlyViewed(Remark))


@hooks.register("register_admin_viewset")
def register_remarks() -> RemarkViewSet:
    """Give the list its address."""
    return RemarkViewSet()
