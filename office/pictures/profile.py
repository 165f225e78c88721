"""A colour profile with nothing in it but what colours need (ICC.1:2022, §7 to §10).

Displays, cameras and editors put their maker, model and serial number in, and texts of their own.
"""

import struct

# 16 megabytes: what the 255 segments of a JPEG hold.
MOST_BYTES = 1 << 24
_HEADER = 128
# Each entry of the table of tags: name, offset, size.
_ENTRY = struct.Struct(">4sII")
# What may be in a picture: of an input, a display or an output device, or of a colour space.
_CLASSES = {b"scnr", b"mntr", b"prtr", b"spac"}
_POINT, _CURVE, _STEPS = (b"XYZ ",), (b"curv", b"para"), (b"mpet",)
_TO_COLOURS, _FROM_COLOURS = (b"mft1", b"mft2", b"mAB "), (b"mft1", b"mft2", b"mBA ")
# The tags that colours need, and of which types they may be (§9.2).
_NEEDED = {
    b"wtpt": _POINT,
    b"chad": (b"sf32",),
    b"cicp": (b"cicp",),
    **dict.fromkeys((b"rXYZ", b"gXYZ", b"bXYZ"), _POINT),
    **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC", b"kTRC"), _CURVE),
    **dict.fromkeys((b"A2B0", b"A2B1", b"A2B2"), _TO_COLOURS),
    **dict.fromkeys((b"B2A0", b"B2A1", b"B2A2"), _FROM_COLOURS),
    **dict.fromkeys((b"D2B0", b"D2B1", b"D2B2", b"D2B3"), _STEPS),
    **dict.fromkeys((b"B2D0", b"B2D1", b"B2D2", b"B2D3"), _STEPS),
}
# How many bytes a value of a type takes; what follows it belongs to nothing.
_LENGTHS = {b"XYZ ": 20, b"sf32": 44, b"cicp": 12}
# How many numbers a formula of each kind has (§10.18).
_FORMULAS = (1, 3, 4, 5, 7)
# Required, and the same in every profile.
_MADE = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
_ILLUMINANT = struct.pack(">3I", 0xF6D6, 0x10000, 0xD32D)
_WORD = "profile"


def clean(data: bytes, *, with_words: bool = True) -> bytes | None:
    """Return the profile with the same colours and no word about who made it, or None.

    None when it is no profile that a picture may have, or is broken: no reader can use it. What a
    profile has to say in words is our own word; without them it is shorter. Cleaning what is clean
    changes nothing.
    """
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp" or data[12:16] not in _CLASSES:
        return None
    found = _tags(data)
    if found is None:
        return None
    if with_words:
        found |= _words(is_new=data[8] >= 4)
    return _written(data[:_HEADER], found)


def _tags(data: bytes) -> dict[bytes, bytes] | None:
    """Return what colours need, by name; None when the parts do not fit into the whole."""
    (count,) = struct.unpack_from(">I", data, _HEADER)
    start = _HEADER + 4
    if start + count * _ENTRY.size > len(data):
        return None
    table = data[start : start + count * _ENTRY.size]
    places = {}
    for name, at, size in _ENTRY.iter_unpack(table):
        # A reader passes over what lies beyond the end.
        if name in _NEEDED and at + size <= len(data):
            places.setdefault(name, (at, size))
    # Tags may share their place, but not overlap: a few bytes would become a large file.
    if sum(size for _at, size in set(places.values())) > len(data):
        return None
    found = {name: data[at : at + size] for name, (at, size) in places.items()}
    return {
        name: found[name][: _length(found[name])]
        for name, types in _NEEDED.items()
        if name in found and found[name][:4] in types
    }


def _length(tag: bytes) -> int:
    """Return how many bytes of a tag its value takes: all when its type does not tell."""
    kind = tag[:4]
    if kind == b"curv" and len(tag) >= 12:
        return 12 + 2 * struct.unpack_from(">I", tag, 8)[0]
    if kind == b"para" and len(tag) >= 12:
        (formula,) = struct.unpack_from(">H", tag, 8)
        return 12 + 4 * _FORMULAS[formula] if formula < len(_FORMULAS) else 12
    return _LENGTHS.get(kind, len(tag))


def _words(*, is_new: bool) -> dict[bytes, bytes]:
    """Return description and copyright as version 4 wants them, else as version 2 does."""
    if is_new:
        text = _WORD.encode("utf-16-be")
        said = struct.pack(">4sIII2s2sII", b"mluc", 0, 1, 12, b"en", b"US", len(text), 28) + text
        return {b"desc": said, b"cprt": said}
    text = _WORD.encode() + b"\0"
    # The description once more in Unicode and for a Macintosh: both empty (ICC.1:2001, §6.5.17).
    described = struct.pack(">4sII", b"desc", 0, len(text)) + text + bytes(4 + 4 + 2 + 1 + 67)
    return {b"desc": described, b"cprt": struct.pack(">4sI", b"text", 0) + text}


def _written(old: bytes, tags: dict[bytes, bytes]) -> bytes:
    """Return the profile: each tag's value once, also when several tags share it."""
    table, values, places = [], [], {}
    at = _HEADER + 4 + len(tags) * _ENTRY.size
    for name, value in tags.items():
        if value not in places:
            padded = value + bytes(-len(value) % 4)
            places[value] = at
            values.append(padded)
            at += len(padded)
        table.append(_ENTRY.pack(name, places[value], len(value)))
    header = struct.pack(
        ">I4x2s2x12s12s4s24x4s12s48x",
        *(at, old[8:10], old[12:24], _MADE, b"acsp"),
        *(old[64:68] if old[64:67] == bytes(3) and old[67] < 4 else bytes(4), _ILLUMINANT),
    )
    return b"".join([header, struct.pack(">I", len(tags)), *table, *values])
