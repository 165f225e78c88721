"""A JPEG file with nothing in it but the picture and its colours (ITU-T T.81, annex B)."""

import re
import struct

from office.damage import Damaged
from office.pictures import profile

# Tables, frames and scans: what a decoder needs.
_PICTURE = {*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD}
_SCAN, _END, _JFIF, _EXIF, _COLOURS, _ADOBE = 0xDA, 0xD9, 0xE0, 0xE1, 0xE2, 0xEE
# Before each piece of a colour profile; its number and how many there are follow (ICC.1, annex B).
_PROFILE = b"ICC_PROFILE\0"
# How much of it a segment has room for.
_PART = 0xFFFF - 2 - len(_PROFILE) - 2
# Inside a scan 0xFF is followed by 0, by a restart marker, or by a repetition of itself.
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def strip(data: bytes, exif: bytes) -> bytes:
    """Return the file without all segments that no decoder needs, with `exif` for the only one.

    What follows the picture goes too: phones put further pictures there, with places of their own.
    Raises Damaged when the file breaks off. Nothing is encoded anew: every pixel stays as it was.
    """
    kept: list[bytes] = []
    pieces: list[bytes] = []
    own = [_segment(_EXIF, b"Exif\0\0" + exif)] if exif else []
    at = 2
    while True:
        marker, at = _marker(data, at)
        if marker == _END:
            own += _profile(pieces)
            return b"".join([b"\xff\xd8", *_with_own(kept, own), b"\xff\xd9"])
        body, at = _body(data, at)
        if marker == _COLOURS and body.startswith(_PROFILE):
            pieces.append(body[len(_PROFILE) :])
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


def _profile(pieces: list[bytes]) -> list[bytes]:
    """Return the segments of the clean profile; none when pieces are missing or it is broken."""
    pieces = sorted(pieces)
    if [piece[:2] for piece in pieces] != [bytes([n + 1, len(pieces)]) for n in range(len(pieces))]:
        return []
    made = profile.clean(b"".join(piece[2:] for piece in pieces)) or b""
    parts = [made[at : at + _PART] for at in range(0, len(made), _PART)]
    return [
        _segment(_COLOURS, _PROFILE + bytes([number, len(parts)]) + part)
        for number, part in enumerate(parts, 1)
    ]


def _with_own(kept: list[bytes], own: list[bytes]) -> list[bytes]:
    """Return the segments with our own after the one of JFIF, which must be the first."""
    place = 1 if kept and kept[0].startswith(b"\xff\xe0") else 0
    return [*kept[:place], *own, *kept[place:]]


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
    if marker == _ADOBE and body.startswith(b"Adobe"):
        # It says how the colours are to be read.
        return body[:12]
    return None


def _segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body
