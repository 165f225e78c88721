"""Colour profiles of every form, with what must not stay in them; made by hand and by LittleCMS."""

import io
import struct

from PIL import ImageCms

# In every place of a profile that takes words; four letters of it in the header.
SECRET = b"Proefscherm"
_MAKER = SECRET[:4]
_D50 = (0.9642, 1.0, 0.8249)


def _number(value: float) -> int:
    return round(value * 65536)


def _points(*values: float) -> bytes:
    return struct.pack(f">4sI{len(values)}i", b"XYZ ", 0, *map(_number, values))


def _gamma(value: float) -> bytes:
    return struct.pack(">4sIIH", b"curv", 0, 1, round(value * 256))


def _formula(*values: float) -> bytes:
    return struct.pack(">4sIHH5i", b"para", 0, 3, 0, *map(_number, values))


def _described(*, version: int) -> bytes:
    if version >= 4:
        text = SECRET.decode().encode("utf-16-be")
        return struct.pack(">4sIII4sII", b"mluc", 0, 1, 12, b"nlNL", len(text), 28) + text
    text = SECRET + b"\0"
    return struct.pack(">4sII", b"desc", 0, len(text)) + text + bytes(78)


def _table() -> bytes:
    """Return a table from colours to CIELAB that no formula says: its corners, in eight bits."""
    straight = bytes(range(256)) * 3
    corners = bytes(
        [
            *(0, 128, 128), *(80, 140, 40), *(220, 60, 200), *(230, 90, 190),
            *(130, 210, 190), *(150, 230, 30), *(240, 110, 220), *(255, 128, 128),
        ]
    )  # fmt: skip
    head = struct.pack(
        ">4sI4B9i", b"mft1", 0, 3, 3, 2, 0, *(65536 * (n % 4 == 0) for n in range(9))
    )
    return head + straight + corners + straight


def profile(
    tags: dict[bytes, bytes], *, version: int, kind: bytes, space: bytes = b"RGB "
) -> bytes:
    """Return a profile with these tags, and with words in each other place."""
    said = struct.pack(">4sI", b"text", 0) + SECRET + b"\0"
    words = dict.fromkeys((b"mmod", b"dmnd", b"dmdd", b"targ", b"meta", b"vcgt"), said)
    tags = tags | words | {b"desc": _described(version=version), b"cprt": said}
    at, table, values = 132 + 12 * len(tags), b"", b""
    for name, value in tags.items():
        table += struct.pack(">4sII", name, at + len(values), len(value))
        values += value + bytes(-len(value) % 4)
    pcs = b"Lab " if kind == b"prtr" else b"XYZ "
    head = struct.pack(
        ">I4sBxxx4s4s4s6H4s4sI4s4s4s4sI3i4s16s28s",
        *(at + len(values), _MAKER, version, kind, space, pcs, 2026, 11, 28, 14, 0, 0, b"acsp"),
        *(_MAKER, 0, _MAKER, _MAKER, _MAKER, _MAKER, 1, *map(_number, _D50), _MAKER),
        *(SECRET, SECRET),
    )
    return head + struct.pack(">I", len(tags)) + table + values


def _display(version: int, red: tuple, green: tuple, blue: tuple, curve: bytes) -> bytes:
    tags = {b"wtpt": _points(*_D50), b"rXYZ": _points(*red), b"gXYZ": _points(*green)}
    # Words behind a value are in it as well.
    tags[b"bXYZ"] = _points(*blue) + SECRET
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    return profile(tags, version=version, kind=b"mntr")


_SRGB_CURVE = _formula(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
# By name: the mode of a picture that has it, and the profile.
PROFILES = {
    "sRGB of LittleCMS": (
        "RGB",
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    ),
    "sRGB": (
        "RGB",
        _display(
            *(4, (0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)),
            _SRGB_CURVE,
        ),
    ),
    "Display P3": (
        "RGB",
        _display(
            *(4, (0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841)),
            _SRGB_CURVE,
        ),
    ),
    "Adobe RGB": (
        "RGB",
        _display(
            *(2, (0.6097, 0.3111, 0.0195), (0.2053, 0.6257, 0.0609), (0.1492, 0.0632, 0.7446)),
            _gamma(2.2),
        ),
    ),
    "grey": (
        "L",
        profile(
            {b"wtpt": _points(*_D50), b"kTRC": _gamma(1.8)},
            version=2,
            kind=b"mntr",
            space=b"GRAY",
        ),
    ),
    "table": (
        "RGB",
        profile({b"wtpt": _points(*_D50), b"A2B0": _table()}, version=2, kind=b"prtr"),
    ),
}


def long_profile() -> bytes:
    """Return a profile that takes more than one segment of a JPEG, with words in all of them."""
    tags = {b"wtpt": _points(*_D50), b"A2B0": _table(), b"priv": SECRET * 20_000}
    return profile(tags, version=2, kind=b"prtr")


def in_screen_colours(image, data: bytes) -> bytes:
    """Return the pixels as a screen shows them, read with a profile."""
    read = ImageCms.getOpenProfile(io.BytesIO(data))
    made = ImageCms.profileToProfile(image, read, ImageCms.createProfile("sRGB"), outputMode="RGB")
    return made.tobytes()
