"""A JPEG file with nothing in it but the picture and its colours (ITU-T T.81, annex B)."""

import re
import struct

from office.damage import Damaged

# Tables, frames and scans: what a decoder needs.
_PICTURE = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD}
_SCAN, _END, _JFIF, _COLOURS, _ADOBE = 0xDA, 0xD9, 0xE0, 0xE2, 0xEE
# Inside a scan 0xFF is followed by 0, by a restart marker, or by a repetition of itself.
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def strip(data: bytes, exif: bytes) -> bytes:
    """Return the file without all segments that no decoder needs, with `exif` for the only one.

    What follows the picture goes too: phones put further pictures there, with places of their own.
    Raises Damaged when the file breaks off. Nothing is encoded anew: every pixel stays as it was.
    """
    kept = [b"\xff\xd8"]
    own = _segment(0xE1, b"Exif\0\0" + exif) if exif else b""
    at = 2
    while True:
        marker, at = _marker(data, at)
        if marker == _END:
            return b"".join([*kept[:1], *_with_exif(kept[1:], own), b"\xff\xd9"])
        body, at = _body(data, at)
        body = _needed(marker, body)
        if body is None:
            continue
        kept.append(_segment(marker, body))
        if marker == _SCAN:
            found = _NEXT_MARKER.search(data, at)
            if not found:
                raise Damaged("The JPEG has no end.")
            kept.append(data[at : found.start()])
            at = found.start()


def _with_exif(kept: list[bytes], own: bytes) -> list[bytes]:
    """Return the segments with our own after the one of JFIF, which must be the first."""
    place = 1 if kept and kept[0].startswith(b"\xff\xe0") else 0
    return [*kept[:place], own, *kept[place:]]


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """Return the next marker and where its segment starts; it may be filled with 0xFF."""
    if data[at : at + 1] != b"\xff":
        raise Damaged(f"The JPEG has no marker at {at}.")
    while data[at : at + 1] == b"\xff":
        at += 1
    if at >= len(data):
        raise Damaged("The JPEG has no end.")
    return data[at], at + 1


def _body(data: bytes, at: int) -> tuple[bytes, int]:
    if at + 2 > len(data):
        raise Damaged("The JPEG has no end.")
    (length,) = struct.unpack_from(">H", data, at)
    if length < 2 or at + length > len(data):
        raise Damaged(f"A segment of the JPEG at {at} does not fit.")
    return data[at + 2 : at + length], at + length


def _needed(marker: int, body: bytes) -> bytes | None:
    """Return what a decoder needs of a segment, or None."""
    if marker in _PICTURE:
        return body
    if marker == _JFIF and body.startswith(b"JFIF\0") and len(body) >= 12:
        # Without the small picture that may follow.
        return body[:12] + b"\0\0"
    if marker == _COLOURS and body.startswith(b"ICC_PROFILE\0"):
        return body
    if marker == _ADOBE and body.startswith(b"Adobe"):
        # It says how the colours are to be read.
        return body[:12]
    return None


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body
