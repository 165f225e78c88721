"""A GIF file with nothing in it but its pictures and their colours (GIF89a)."""

from office.damage import Damaged
from office.pictures import profile

_EXTENSION, _PICTURE, _END = 0x21, 0x2C, 0x3B
_TIMING, _APPLICATION = 0xF9, 0xFF
# How often an animation plays; among the others are XMP and what editors remember.
_NEEDED = {b"NETSCAPE2.0", b"ANIMEXTS1.0"}
_PROFILE = b"ICCRGBG1012"


def strip(data: bytes) -> bytes:
    """Return the file without comments and without what applications put in.

    Raises Damaged when it breaks off. What follows its end goes too.
    """
    at = 13 + _palette(data, 10)
    kept = [data[:at]]
    while True:
        start, kind = at, _byte(data, at)
        if kind == _END:
            return b"".join([*kept, b";"])
        if kind == _PICTURE:
            # Ten bytes of place and size, the colours, the size of a code, and the codes.
            at = _after_blocks(data, at + 11 + _palette(data, at + 9))
            kept.append(data[start:at])
        elif kind == _EXTENSION:
            label = _byte(data, at + 1)
            name = data[at + 3 : at + 3 + _byte(data, at + 2)]
            at = _after_blocks(data, at + 2)
            if label == _TIMING or (label == _APPLICATION and name in _NEEDED):
                kept.append(data[start:at])
            elif label == _APPLICATION and name == _PROFILE:
                kept.append(_with_clean_profile(data[start:at]))
        else:
            raise Damaged(f"The GIF has no block at {at}.")


def _with_clean_profile(extension: bytes) -> bytes:
    """Return the extension with a clean colour profile, or nothing when no reader can use it."""
    found, at = [], 14
    while length := extension[at]:
        found.append(extension[at + 1 : at + 1 + length])
        at += 1 + length
    made = profile.clean(b"".join(found))
    if made is None:
        return b""
    parts = [made[at : at + 255] for at in range(0, len(made), 255)]
    return extension[:14] + b"".join(bytes([len(part)]) + part for part in parts) + b"\0"


def _palette(data: bytes, at: int) -> int:
    """Return how many bytes of colours follow what the byte at an offset describes."""
    flags = _byte(data, at)
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, at: int) -> int:
    """Return where a row of blocks ends: with a block of nothing."""
    while length := _byte(data, at):
        at += 1 + length
    return at + 1


def _byte(data: bytes, at: int) -> int:
    if at >= len(data):
        raise Damaged("The GIF has no end.")
    return data[at]
