"""Small films made by hand, which say in every way where and with what they were taken."""

import struct

SECRET = b"Proefcamera"
PLACE = b"+52.3750+005.2080/"
# 14 April 2026, in the count of the format.
MADE_AT = struct.pack(">I", 3_859_000_000)
PICTURE_DATA, PLACES_DATA = b"picture" * 40, (b"GPS5" + PLACE) * 6

MATRIX = bytes(36)


def box(kind: bytes, *parts: bytes, wide: bool = False) -> bytes:
    """Return a box of MP4."""
    body = b"".join(parts)
    if wide:
        return struct.pack(">I4sQ", 1, kind, len(body) + 16) + body
    return struct.pack(">I4s", len(body) + 8, kind) + body


def header(kind: bytes, more: bytes, *, is_long: bool = False, told: bool = True) -> bytes:
    """Return a box that begins with when something was made and changed; `is_long` in 64 bits."""
    moment = (b"\0\0\0\0" if is_long else b"") + (MADE_AT if told else bytes(4))
    return box(kind, bytes([is_long, 0, 0, 0]), moment, moment, more)


def sizes_of(sizes: list[int], bits: int) -> bytes:
    """Return the table of how long samples are; in 4, 8 or 16 bits each it is a compact one."""
    rows = len(sizes)
    if bits == 32:
        return box(b"stsz", struct.pack(f">III{rows}I", 0, 0, rows, *sizes))
    head = struct.pack(">IBBBBI", 0, 0, 0, 0, bits, rows)
    if bits == 4:
        pairs = zip(sizes[::2], [*sizes[1::2], 0], strict=False)
        return box(b"stz2", head, bytes(one << 4 | other for one, other in pairs))
    return box(b"stz2", head, struct.pack(f">{rows}{'B' if bits == 8 else 'H'}", *sizes))


def track(
    handler: bytes,
    starts: list[int],
    sizes: list[int],
    *,
    told: bytes = b"",
    is_long: bool = False,
    bits: int = 32,
    described: bytes = bytes(8),
    each: int = 0,
) -> bytes:
    """Return a track whose samples stand at these places, one in each chunk.

    `is_long` writes places and times in 64 bits, `bits` is how long each size is. With `each` a
    chunk has so many samples, all of the first size. `described` says how they are packed.
    """
    rows = len(starts)
    kind, number = (b"co64", "Q") if is_long else (b"stco", "I")
    table = box(
        b"stbl",
        box(b"stsd", described),
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, each or 1, 1)),
        box(b"stsz", struct.pack(">III", 0, sizes[0], each)) if each else sizes_of(sizes, bits),
        box(kind, struct.pack(f">II{rows}{number}", 0, rows, *starts)),
    )
    return box(
        b"trak",
        header(b"tkhd", bytes(72), is_long=is_long),
        box(
            b"mdia",
            header(b"mdhd", bytes(12), is_long=is_long),
            box(b"hdlr", bytes(8), handler, bytes(12), SECRET, b"\0"),
            box(b"minf", table),
        ),
        told,
    )


def _movie(start: int, *, told: bool, is_long: bool, bits: int) -> bytes:
    """Return the list of what a film holds, which begins at `start`."""
    # In four bits no number above 15 is written.
    sizes = [13, 15] * 10 if bits == 4 else [140, 140]
    pictures = [start + sum(sizes[:at]) for at in range(len(sizes))]
    places = [start + len(PICTURE_DATA), start + len(PICTURE_DATA) + 66]
    words = box(b"udta", box(b"\xa9xyz", b"\0\x12\x15\xc7", PLACE), box(b"\xa9mak", SECRET))
    keys = box(b"meta", box(b"keys", b"com.apple.quicktime.location.ISO6709"), box(b"ilst", PLACE))
    shown = words if told else b""
    hidden = track(b"meta", places, [66, 66], is_long=is_long)
    return box(
        b"moov",
        header(b"mvhd", MATRIX, is_long=is_long, told=told),
        track(b"vide", pictures, sizes, told=shown, is_long=is_long, bits=bits),
        *([hidden, words, keys] if told else []),
    )


def mp4(*, told: bool = True, wide: bool = False, first: bool = False, bits: int = 32) -> bytes:
    """Return a film; `told` puts in place, camera and times, and a track of where it went.

    `wide` writes lengths, places and times in 64 bits; `bits` is how long each size of its
    pictures is. With `first` the list of what it holds comes first, so that it plays while it
    arrives.
    """
    data = box(b"mdat", PICTURE_DATA, PLACES_DATA if told else b"", wide=wide)
    if first:
        movie = _movie(0, told=told, is_long=wide, bits=bits)
        head = box(b"ftyp", b"isom\0\0\2\0isommp42")
        start = len(head) + len(movie) + (16 if wide else 8)
        return head + _movie(start, told=told, is_long=wide, bits=bits) + data
    head = box(b"ftyp", b"isom\0\0\2\0isommp42")
    start = len(head) + (16 if wide else 8)
    movie = _movie(start, told=told, is_long=wide, bits=bits)
    xmp = box(b"uuid", bytes(16), b"<x:xmpmeta>", SECRET) + box(b"free", SECRET)
    return head + data + movie + (xmp if told else b"")


def in_pieces(handler: bytes = b"vide", *, told: bytes = b"") -> bytes:
    """Return a film that is written piece by piece, `told` in every place of a piece."""
    piece = box(b"moof", box(b"mfhd", bytes(8)), box(b"traf", box(b"tfhd", bytes(8)), told), told)
    movie = box(b"moov", track(handler, [], []), box(b"mvex", box(b"trex", bytes(24))))
    return box(b"ftyp", b"isom\0\0\2\0") + movie + piece + box(b"mdat", PICTURE_DATA)


def element(identity: int, *parts: bytes, unknown: bool = False) -> bytes:
    """Return an element of WebM; `unknown` leaves open where it ends."""
    body = b"".join(parts)
    name = identity.to_bytes((identity.bit_length() + 7) // 8)
    size = b"\x01" + b"\xff" * 7 if unknown else (len(body) | 1 << 56).to_bytes(8)
    return name + size + body


def entry(number: int, kind: int, codec: bytes, *more: bytes) -> bytes:
    """Return what the list of tracks of a WebM says of one."""
    return element(
        0xAE,
        element(0xD7, bytes([number])),
        element(0x83, bytes([kind])),
        element(0x86, codec),
        *more,
    )


def block(number: int, content: bytes) -> bytes:
    """Return what stands in a block: the number of its track, when it is shown, and that."""
    return bytes([0x80 | number, 0, 0, 0x80]) + content


VIDEO = entry(1, 1, b"V_VP8")


def webm(*, live: bool = False) -> bytes:
    """Return a film with title, date, programs, tags and a file; `live` as it is recorded.

    A track beside its picture tells where it went, in both kinds of blocks.
    """
    head = element(0x1A45DFA3, element(0x4282, b"webm"))
    info = element(
        0x1549A966,
        element(0xBF, b"\1\2\3\4"),
        element(0x2AD7B1, b"\x0f\x42\x40"),
        element(0x7BA9, SECRET),
        element(0x4461, b"\x0b" * 8),
        element(0x4D80, SECRET),
        element(0x5741, SECRET),
    )
    tags = element(0x1254C367, element(0x7373, element(0x67C8, element(0x4487, PLACE))))
    files = element(0x1941A469, element(0x61A7, SECRET))
    tracks = element(
        0x1654AE6B, VIDEO, entry(2, 0x21, b"D_WEBVTT/METADATA", element(0x63A2, PLACE))
    )
    cluster = element(
        0x1F43B675,
        element(0xE7, b"\0"),
        element(0xA3, block(1, PICTURE_DATA)),
        element(0xA3, block(2, PLACES_DATA)),
        element(0xA0, element(0xA1, block(2, PLACE)), element(0x9B, b"\1")),
        unknown=live,
    )
    void = element(0xEC, SECRET)
    parts = [info, tracks, void, cluster, cluster, files, tags]
    return head + element(0x18538067, *parts, unknown=live)


def webm_of(content: bytes) -> bytes:
    """Return the smallest film that is whole and clean, with this for its only picture."""
    head = element(0x1A45DFA3, element(0x4282, b"webm"))
    tracks = element(0x1654AE6B, VIDEO)
    cluster = element(0x1F43B675, element(0xA3, block(1, content)))
    return head + element(0x18538067, tracks, cluster)
