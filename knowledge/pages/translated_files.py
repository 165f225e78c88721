"""Translations that come back in a file, and the list of all: in front of wagtail-localize's views.

Its own view breaks on a form without a file, and says of every other that it succeeded.
"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import user_can_edit_instance
from wagtail_localize.views.report import TranslationsReportView

from knowledge.addresses import desk_url
from knowledge.pages import po_files

SUBMIT = "wagtail_localize.submit_translation"


@never_cache
@require_admin_access
@require_POST
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Read a file with translations and say what became of each. Raises po_files.NotRead."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    if not user_can_edit_instance(request.user, page):
        raise PermissionDenied
    back = desk_url(page.pk)
    entries = po_files.entries(request.FILES.get("file"), translation, back=back)
    po_files.tell(request, po_files.take(entries, translation, request.user))
    return redirect(get_valid_next_url_from_request(request) or back)


class ReportView(TranslationsReportView):
    """All translations, the newest first, for who translates: the list leads to the pages."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(SUBMIT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        # wagtail-localize gives them no order, and then a page of the list may repeat some.
        return super().get_queryset().order_by("-pk")


report = never_cache(require_admin_access(ReportView.as_view()))
report_results = never_cache(require_admin_access(ReportView.as_view(results_only=True)))


@hooks.register("construct_reports_menu")
def hide_the_report(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Offer the list of translations to who translates."""
    if not request.user.has_perm(SUBMIT):
        menu_items[:] = [item for item in menu_items if "localize" not in item.url]
