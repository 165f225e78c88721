"""The bytes of a recording: film in parts, captions and text; never from a public folder."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core.files.base import File
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from knowledge import closing
from knowledge.models import Chapter, Recording, RecordingPage
from knowledge.recordings import films, spoken, transcripts
from knowledge.recordings.spoken import Line
from office.letters import plain_letters

CHUNK = 64 * 1024
# The web server's own name for the protected folder (docs/operations/nginx.conf).
ACCEL_PREFIX = "/protected/"


@require_safe
def film(request: HttpRequest, uid: str) -> HttpResponseBase:
    """Answer the film or the asked part of it (RFC 9110 §14); 410 once it is withdrawn."""
    recording = _shown(request, uid)
    if recording.withdrawn:
        return HttpResponse(
            _("Deze opname is ingetrokken. De pagina met de tekst is er nog."),
            status=410,
            content_type="text/plain; charset=utf-8",
        )
    if not recording.file or not recording.file.storage.exists(recording.file.name):
        raise Http404
    if settings.PROTECTED_MEDIA == "x-accel":
        response = HttpResponse()
        response["X-Accel-Redirect"] = ACCEL_PREFIX + quote(recording.file.name)
    else:
        response = _from_disk(request, recording.file)
    suffix = films.SUFFIX.get(recording.media_type, "")
    name = f"{slugify(plain_letters(recording.title)) or 'opname'}{suffix}"
    response["Content-Type"] = recording.media_type
    response["Content-Disposition"] = f'{_disposition(request)}; filename="{name}"'
    # A copy may be kept, but must be asked after: withdrawal reaches it on the next look.
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def captions(request: HttpRequest, uid: str, language: str) -> HttpResponseBase:
    """Answer WebVTT made from the cues as they are now, never the file that was uploaded."""
    recording = _shown(request, uid, language)
    cues, chapters = _words(recording, language)
    text = transcripts.to_vtt(cues, chapters)
    return _text(request, text, "text/vtt; charset=utf-8", f"{recording.uid}-{language}.vtt")


@require_safe
def text(request: HttpRequest, uid: str, language: str) -> HttpResponseBase:
    """Answer all that is said as plain text to keep."""
    recording = _shown(request, uid, language)
    cues, chapters = _words(recording, language)
    words = f"{recording.title}\n\n{transcripts.to_text(transcripts.join(cues), chapters)}"
    return _text(request, words, "text/plain; charset=utf-8", f"{recording.uid}-{language}.txt")


def _shown(request: HttpRequest, uid: str, language: str = "") -> Recording:
    """Return the recording if the visitor may see one of its pages or is an editor.

    Words belong to the page in their language: a translation may not be ready for anybody.
    """
    recording = get_object_or_404(Recording, uid=uid)
    pages = RecordingPage.objects.filter(recording=recording, alias_of=None).live()
    if language:
        pages = pages.filter(locale__language_code=language)
    if closing.visible(pages).exists():
        return recording
    if any(closing.may_read(request, page.get_view_restrictions()) for page in pages):
        return recording
    if request.user.has_perm("wagtailadmin.access_admin"):
        return recording
    raise Http404


def _words(recording: Recording, language: str) -> tuple[list[Line], list[Chapter]]:
    # A role is told in the language of the words.
    with translation.override(language):
        lines = spoken.lines(recording, language)
    if not lines:
        raise Http404
    chapters = Chapter.objects.filter(
        transcript__recording=recording, transcript__language=language
    )
    return lines, list(chapters)


def _disposition(request: HttpRequest) -> str:
    return "attachment" if request.GET.get("download") else "inline"


def _text(request: HttpRequest, words: str, content_type: str, name: str) -> HttpResponseBase:
    body = words.encode()
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'{_disposition(request)}; filename="{name}"'
    response["Cache-Control"] = "no-cache"
    response["ETag"] = etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    return get_conditional_response(request, etag=etag, response=response)


def _from_disk(request: HttpRequest, file: File) -> HttpResponseBase:
    size = file.size
    changed = int(file.storage.get_modified_time(file.name).timestamp())
    # Every upload gets a name of its own, so that name and size tell one film from another.
    etag = f'"{Path(file.name).stem}-{size}"'
    if unchanged := get_conditional_response(request, etag=etag, last_modified=changed):
        return unchanged
    # Ranges are defined for GET alone.
    asked = request.headers.get("Range", "") if request.method == "GET" else ""
    if asked and not _same_film(request, etag, changed):
        asked = ""
    try:
        part = films.byte_range(asked, size) if asked else None
    except films.RangeRefused:
        response = HttpResponse(status=416)
        response["Content-Range"] = f"bytes */{size}"
        return response
    if part:
        response = _stream(request, file, part, status=206)
        response["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    else:
        response = _stream(request, file, films.ByteRange(0, size - 1), status=200)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    return response


def _same_film(request: HttpRequest, etag: str, changed: int) -> bool:
    """Return whether If-Range, if given, names the film as it is now (RFC 9110 §13.1.5)."""
    known = request.headers.get("If-Range", "").strip()
    return not known or known == etag or parse_http_date_safe(known) == changed


def _stream(
    request: HttpRequest, file: File, part: films.ByteRange, *, status: int
) -> HttpResponseBase:
    if request.method == "HEAD":
        response = HttpResponse(status=status)
    else:
        response = StreamingHttpResponse(_chunks(file, part), status=status)
    response["Content-Length"] = str(part.length)
    return response


def _chunks(file: File, part: films.ByteRange) -> Iterator[bytes]:
    """Yield the bytes of part; the file is opened only when somebody reads."""
    with file.storage.open(file.name, "rb") as source:
        source.seek(part.first)
        left = part.length
        while left and (chunk := source.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk
