"""Films as bytes: what kind of file it is, and which part of it is asked for. Pure."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from office.refusals import Refused

WEBM = "video/webm"
MP4 = "video/mp4"
SUFFIX = {WEBM: ".webm", MP4: ".mp4"}
HEADER_BYTES = 4096

_RANGE = re.compile(r"^bytes=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*$")


@dataclass(frozen=True, slots=True)
class ByteRange:
    """The bytes first..last of a file, both included."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """Return how many bytes that is."""
        return self.last - self.first + 1


class RangeRefused(Refused):
    """The asked bytes lie outside the file (RFC 9110 §15.5.17)."""

    def __init__(self) -> None:
        super().__init__(_("Dit stuk van de film bestaat niet."), status=416)


def judge(header: bytes) -> str | None:
    """Return the media type that the first bytes of a file show, or None when it is no film.

    WebM is a Matroska file (EBML) whose document type is "webm"; MP4 starts with a box "ftyp".
    """
    if header.startswith(b"\x1a\x45\xdf\xa3") and _WEBM_TYPE.search(header[:64]):
        return WEBM
    if len(header) >= 12 and header[4:8] == b"ftyp" and header[8:11] in _MP4_BRANDS:
        return MP4
    return None


# EBML element 4282 (DocType), its length, its value.
_WEBM_TYPE = re.compile(rb"\x42\x82.{1,8}webm", re.DOTALL)
_MP4_BRANDS = {b"iso", b"mp4", b"avc", b"M4V", b"das", b"MSN", b"f4v", b"mmp", b"cmf"}


def byte_range(asked: str, size: int) -> ByteRange | None:
    """Return the one range that a Range header asks of a file of `size` bytes.

    None means: send the whole file. That is right for a header we cannot read and for several
    ranges at once (RFC 9110 §14.2: a server may ignore them; no player asks for them). Raises
    RangeRefused when the range lies outside the file.
    """
    found = _RANGE.match(asked)
    if not found or found.groups() == ("", ""):
        return None
    first, last = found.groups()
    if not first:
        length = int(last)
        if length == 0 or size == 0:
            raise RangeRefused
        return ByteRange(max(size - length, 0), size - 1)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise RangeRefused
    return ByteRange(int(first), min(int(last), size - 1) if last else size - 1)
