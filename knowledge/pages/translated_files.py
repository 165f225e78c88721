"""Translations that come back in a file, and the list of all: in front of wagtail-localize's views.

Its own view breaks on a form without a file, and on a file that does not say what it translates.
"""

import polib
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import upload_pofile, user_can_edit_instance
from wagtail_localize.views.report import TranslationsReportView

from knowledge.addresses import desk_url
from office.refusals import Refused

MOST_BYTES = 5 * 1024 * 1024
SUBMIT = "wagtail_localize.submit_translation"


class NotThisTranslation(Refused):
    """The file holds no translation of this page."""


@never_cache
@require_admin_access
def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Read a file with translations. Raises NotThisTranslation."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    if not user_can_edit_instance(request.user, page):
        raise PermissionDenied
    if request.method == "POST":
        file = request.FILES.get("file")
        if file is None or _translates(file) != str(translation.uuid):
            sentence = _(
                "Dit bestand hoort niet bij deze vertaling. Haal het PO-bestand op deze pagina op, "
                "vul het in en stuur dat terug."
            )
            raise NotThisTranslation(sentence, back=desk_url(page.pk))
        file.seek(0)
    return upload_pofile(request, translation_id)


def _translates(file: UploadedFile) -> str:
    """Return the translation that a file says it holds, "" when it cannot be read."""
    if file.size > MOST_BYTES:
        return ""
    try:
        # With a comment in front it is never taken for the name of a file on this machine.
        found = polib.pofile("# \n" + file.read().decode())
    except (OSError, ValueError):
        return ""
    return found.metadata.get("X-WagtailLocalize-TranslationID", "")


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
