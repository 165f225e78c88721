"""What a picture is, whether it is whole, and the same picture without place, camera and maker.

A picture is judged by its bytes, never by its name. What is no part of the picture or its colours
is left out, whatever it is; the picture itself is not encoded anew, so that no quality is lost.
"""

import io
import logging
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageCms

from office.pictures import avif, gif, jpeg, png, webp
from office.refusals import Refused

logger = logging.getLogger(__name__)

# Four bytes each while a size is made of it: a quarter of a gigabyte.
MOST_PIXELS = 64_000_000
# Each with the endings that a name may have, the usual one first.
SUFFIXES = {
    "JPEG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "GIF": (".gif",),
    "AVIF": (".avif",),
}
# What Pillow says of a file that is damaged, is no picture, or is too large.
UNREADABLE = (
    *(OSError, SyntaxError, ValueError, EOFError, struct.error),
    *(Image.DecompressionBombError, Image.DecompressionBombWarning, ImageCms.PyCMSError),
)
# On its side: width and height change places (Exif 2.32, tag Orientation).
_ON_ITS_SIDE = {5, 6, 7, 8}
# All others are no way to hang a picture.
_TURNED = range(2, 9)


class PictureRefused(Refused):
    """The file is not stored; the message says why, in Dutch."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A clean picture: its kind, its bytes, and its size as it stands upright."""

    kind: str
    data: bytes
    width: int
    height: int


def clean(data: bytes, *, most_pixels: int | None = MOST_PIXELS) -> Picture:
    """Return the picture without anything but itself, its colours, and how it is turned.

    Cleaning what is clean changes nothing. Raises PictureRefused when it is no picture of a kind
    that we take, when it has more than `most_pixels`, or when it is not whole.
    """
    kind = kind_of(data)
    if kind is None:
        raise PictureRefused(
            _(
                "Dit bestand is beschadigd, of het is geen afbeelding in JPG, PNG, WebP, GIF of "
                "AVIF. Kies een ander bestand."
            )
        )
    try:
        return _cleaned(kind, data, most_pixels)
    except PictureRefused:
        raise
    # Each decoder has its own errors for a stranger's bytes.
    except Exception as error:
        logger.info("A picture (%s) is damaged: %r", kind, error)
        raise PictureRefused(
            _(
                "Dit bestand is beschadigd: een deel van de afbeelding ontbreekt. Kies een ander "
                "bestand, of vraag de maker om het nog eens te sturen."
            )
        ) from error


def kind_of(data: bytes) -> str | None:
    """Return which kind of picture the first bytes show, or None."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(png.SIGNATURE):
        return "PNG"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "WEBP"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    return "AVIF" if avif.brand(data) else None


def upright_size(source: BinaryIO) -> tuple[int, int]:
    """Return width and height of a picture as it stands upright, without decoding it.

    Raises one of UNREADABLE when it is none.
    """
    with Image.open(source, formats=list(SUFFIXES)) as opened:
        return _upright(opened, _orientation(opened))


def _cleaned(kind: str, data: bytes, most_pixels: int | None) -> Picture:
    orientation = _orientation_of(kind, data)
    exif = _exif(orientation) if orientation in _TURNED else b""
    with_exif: dict[str, Callable[[bytes, bytes], bytes]] = {
        "JPEG": jpeg.strip,
        "PNG": png.strip,
        "WEBP": webp.strip,
    }
    without: dict[str, Callable[[bytes], bytes]] = {"GIF": gif.strip, "AVIF": avif.strip}
    made = with_exif[kind](data, exif) if kind in with_exif else without[kind](data)
    try:
        with Image.open(io.BytesIO(made), formats=[kind]) as opened:
            if most_pixels and opened.width * opened.height > most_pixels:
                raise _too_large()
            # What is left of the file is decoded, so that what is stored is known to be whole.
            opened.load()
            width, height = _upright(opened, orientation)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    return Picture(kind, made, width, height)


def _too_large() -> PictureRefused:
    return PictureRefused(
        _(
            "Deze afbeelding heeft meer dan %(most)d miljoen beeldpunten (breedte maal hoogte). "
            "Maak haar kleiner en kies haar dan opnieuw."
        )
        % {"most": MOST_PIXELS // 1_000_000}
    )


def _orientation_of(kind: str, data: bytes) -> int:
    """Return how the picture is turned, 1 when it cannot be opened as it came."""
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as opened:
            return _orientation(opened)
    # What is wrong with it is found, and said, when it is decoded.
    except Exception:  # noqa: BLE001 -- said above
        return 1


def _orientation(opened: Image.Image) -> int:
    """Return how the picture is turned, 1 when nothing sensible says so."""
    try:
        return int(opened.getexif().get(ExifTags.Base.Orientation, 1))
    # Pillow reads it out of Exif or XMP, and both may hold anything.
    except Exception:  # noqa: BLE001 -- said above
        return 1


def _exif(orientation: int) -> bytes:
    """Return Exif data that say how the picture is turned, and nothing else (TIFF 6.0, §2)."""
    entry = struct.pack(">HHIHH", ExifTags.Base.Orientation, 3, 1, orientation, 0)
    return struct.pack(">2sHIH", b"MM", 42, 8, 1) + entry + bytes(4)


def _upright(opened: Image.Image, orientation: int) -> tuple[int, int]:
    width, height = opened.size
    return (height, width) if orientation in _ON_ITS_SIDE else (width, height)
