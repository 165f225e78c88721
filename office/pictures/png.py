"""A PNG file with nothing in it but the picture and its colours (PNG, third edition, §5.3)."""

import struct
import zlib

from office.damage import Damaged
from office.pictures import profile

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_NEEDED = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"),
    *(b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI"),
    *(b"bKGD", b"pHYs"),
    *(b"acTL", b"fcTL", b"fdAT"),
}
# A profile has a name here, in anybody's words; this one Pillow gives it.
_NAME = b"ICC Profile"


def strip(data: bytes, exif: bytes) -> bytes:
    """Return the file without all chunks that no decoder needs, with `exif` for the only one.

    Raises Damaged when it breaks off, or when the checksum of a chunk that is kept is wrong.
    """
    kept = [SIGNATURE]
    at = len(SIGNATURE)
    while True:
        if at + 12 > len(data):
            raise Damaged("The PNG has no end.")
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise Damaged(f"The chunk {kind!r} of the PNG does not fit.")
        if kind in _NEEDED:
            (checksum,) = struct.unpack_from(">I", data, end - 4)
            if zlib.crc32(data[at + 4 : end - 4]) != checksum:
                raise Damaged(f"The checksum of the chunk {kind!r} is wrong.")
            if kind == b"iCCP":
                kept.append(_with_clean_profile(data[at + 8 : end - 4]))
            else:
                kept.append(data[at:end])
        if kind == b"IHDR" and exif:
            kept.append(_chunk(b"eXIf", exif))
        if kind == b"IEND":
            return b"".join(kept)
        at = end


def _with_clean_profile(body: bytes) -> bytes:
    """Return the chunk of a colour profile clean, or nothing when no reader can use it."""
    name, _zero, packed = body.partition(b"\0")
    reader = zlib.decompressobj()
    try:
        found = reader.decompress(packed[1:], profile.MOST_BYTES)
    except zlib.error:
        return b""
    made = profile.clean(found)
    if made is None:
        return b""
    # Another version of zlib may pack the same bytes otherwise.
    if (name, made, reader.eof, reader.unused_data) == (_NAME, found, True, b""):
        return _chunk(b"iCCP", body)
    return _chunk(b"iCCP", _NAME + b"\0\0" + zlib.compress(made))


def _chunk(kind: bytes, body: bytes) -> bytes:
    checksum = zlib.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", checksum)
