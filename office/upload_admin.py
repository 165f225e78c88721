"""Where the desk sends a large file before its form, so that one sees how far it is."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.defaultfilters import filesizeformat
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail import hooks

from office import kept_uploads
from office.kept_uploads import UploadRefused


@require_POST
def keep_upload(request: HttpRequest) -> HttpResponse:
    """Keep one file for a field of a form that this user was shown, and answer its token."""
    upload = request.FILES.get("file")
    purpose = kept_uploads.purpose_of(request.POST.get("for", ""), request.user)
    if not purpose:
        # Its form stood open for more than a day. It can still be sent as it is, with the file.
        return JsonResponse({"send": "plain"}, status=HTTPStatus.FORBIDDEN)
    try:
        if not upload:
            raise UploadRefused(_("Het bestand is leeg of niet aangekomen."))
        kept = kept_uploads.keep(upload, user=request.user, purpose=purpose, now=timezone.now())
    except UploadRefused as refused:
        return JsonResponse({"error": str(refused)}, status=HTTPStatus.BAD_REQUEST)
    except OSError:
        kept_uploads.log.exception("A file could not be kept.")
        words = _("Er is geen plaats voor dit bestand. Waarschuw de beheerder.")
        return JsonResponse({"error": words}, status=HTTPStatus.INSUFFICIENT_STORAGE)
    return JsonResponse({"token": kept.token, "name": kept.name, "size": filesizeformat(kept.size)})


@hooks.register("register_admin_urls")
def urls() -> list:
    """Return the address that takes a file."""
    return [path("bestand-klaarzetten/", keep_upload, name="keep_upload")]
