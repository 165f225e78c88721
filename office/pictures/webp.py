"""A WebP file with nothing in it but the picture and its colours (RFC 9649, §2)."""

import struct
from collections.abc import Iterator

from office.damage import Damaged
from office.pictures import profile

_NEEDED = {b"VP8 ", b"VP8L", b"ALPH", b"ANIM"}
_HAS_PROFILE, _HAS_EXIF, _HAS_XMP = 0x20, 0x08, 0x04
# Before the picture in a frame of an animation: its place, size and time.
_FRAME_HEADER = 16


def strip(data: bytes, exif: bytes) -> bytes:
    """Return the file without all chunks that no decoder needs, with `exif` for the only one.

    Raises Damaged when it breaks off. What follows the file's own end goes too.
    """
    (size,) = struct.unpack_from("<I", data, 4)
    if size + 8 > len(data):
        raise Damaged("The WebP has no end.")
    chunks = list(_chunks(data[12 : size + 8]))
    colours = next((profile.clean(body) for kind, body in chunks if kind == b"ICCP"), None)
    own = (_HAS_PROFILE if colours else 0) | (_HAS_EXIF if exif else 0)
    kept = []
    for kind, body in chunks:
        if kind in _NEEDED:
            kept.append(_chunk(kind, body))
        elif kind == b"VP8X" and body:
            flags = body[0] & ~(_HAS_PROFILE | _HAS_EXIF | _HAS_XMP) | own
            kept.append(_chunk(kind, bytes([flags]) + body[1:]))
            # It stands right behind what says that there is one.
            kept += [_chunk(b"ICCP", colours)] if colours else []
        elif kind == b"ANMF":
            frame = b"".join(
                _chunk(part, inner)
                for part, inner in _chunks(body[_FRAME_HEADER:])
                if part in _NEEDED
            )
            kept.append(_chunk(kind, body[:_FRAME_HEADER] + frame))
    if exif:
        kept.append(_chunk(b"EXIF", exif))
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > len(data):
            raise Damaged(f"The chunk {kind!r} of the WebP does not fit.")
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
