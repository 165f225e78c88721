"""What the site itself still lacks, as who keeps its settings sees it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from office.models import SiteSettings


def gaps(known: SiteSettings) -> Iterator[str]:
    """Yield what visitors miss, each with the page on which they miss it."""
    if not known.contact_email:
        yield _("Het e-mailadres voor contact (Contact)")
    if not known.postal_address:
        yield _("Het postadres (Contact en Privacy)")
    if not (known.privacy_email or known.privacy_officer):
        yield _("Wie vragen over privacy beantwoordt (Privacy)")
    if not known.accessibility_status:
        yield _("De status en de datum van de toegankelijkheidsverklaring (Toegankelijkheid)")


class GapsPanel(Component):
    """On the first page of the admin: what only the organisation knows and nobody filled in."""

    template_name = "office/admin/gaps_panel.html"
    order = 60

    def __init__(self, request: HttpRequest) -> None:
        self.user = request.user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        if not self.user.has_perm("office.change_sitesettings"):
            return {"gaps": []}
        return {"gaps": list(gaps(SiteSettings.of_default_site()))}


@hooks.register("construct_homepage_panels")
def show_gaps(request: HttpRequest, panels: list[Component]) -> None:
    """Say it until it is filled in."""
    panels.append(GapsPanel(request))
