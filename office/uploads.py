"""The pictures that editors upload, under MEDIA_URL, with or without a web server in front."""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views import static
from django.views.decorators.http import require_safe

# Sizes of pictures, and the portraits that the admin shows. Not the pictures as they were uploaded,
# which are larger than any page needs; not documents, which may be for few and have a view that
# asks; not what an upload left behind.
PUBLIC_FOLDERS = ("images", "avatar_images")
# A picture that is taken away must be gone soon; one that is changed has another name.
AN_HOUR = 3600


@require_safe
def picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer a file of a public folder; 404 for whatever else stands under MEDIA_ROOT."""
    # Judged as it will be opened: `images/../documents/x` is in no public folder.
    if path != posixpath.normpath(path) or path.partition("/")[0] not in PUBLIC_FOLDERS:
        raise Http404
    response = static.serve(request, path, document_root=settings.MEDIA_ROOT)
    response["Cache-Control"] = f"public, max-age={AN_HOUR}"
    return response
