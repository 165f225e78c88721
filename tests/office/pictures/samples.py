"""Pictures of every kind, with what must not stay in them; made by Pillow, and by hand."""

import io
import struct
import zlib
from pathlib import Path

from PIL import ExifTags, Image, ImageCms
from PIL.PngImagePlugin import PngInfo

FILES = Path(__file__).parent / "files"
KINDS = ["JPEG", "PNG", "WEBP", "GIF", "AVIF"]
# In every place of a file that takes words.
SECRET = b"Proefcamera"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><maker>Proefcamera</maker></x:xmpmeta>'
COLOURS = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
# How to hang it: turned a quarter to the right.
ON_ITS_SIDE = 6


def exif(orientation: int = 1) -> bytes:
    """Return Exif data that name a camera and a place near Almere."""
    told = Image.Exif()
    told[ExifTags.Base.Make] = SECRET.decode()
    told[ExifTags.Base.Orientation] = orientation
    told[ExifTags.IFD.GPSInfo] = {1: "N", 2: (52.0, 22.0, 30.0), 3: "E", 4: (5.0, 12.0, 0.0)}
    return told.tobytes()


def drawn(size: tuple[int, int] = (64, 48), mode: str = "RGB") -> Image.Image:
    """Return a picture that looks different however it is turned."""
    made = Image.new("RGB", size, "teal")
    made.paste("red", (0, 0, size[0] // 2, size[1] // 3))
    made.paste("white", (size[0] // 2, 0, size[0], size[1] // 5))
    return made.convert(mode)


def picture(kind: str, *, orientation: int = 1, image: Image.Image | None = None, **how) -> bytes:
    """Return a file of this kind that says in every way that Pillow knows where it was taken."""
    told: dict = {"exif": exif(orientation), "icc_profile": COLOURS}
    if kind in {"JPEG", "WEBP", "AVIF"}:
        told["xmp"] = XMP
    if kind in {"JPEG", "GIF"}:
        told["comment"] = SECRET
    if kind == "PNG":
        told["pnginfo"] = words = PngInfo()
        words.add_text("Author", SECRET.decode())
        words.add_text("Comment", SECRET.decode() * 50, zip=True)
        words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    made = io.BytesIO()
    (image or drawn()).save(made, kind, **told, **how)
    return made.getvalue()


def plain(kind: str = "JPEG", size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a picture that says nothing beside itself."""
    made = io.BytesIO()
    drawn(size).save(made, kind)
    return made.getvalue()


def opened(data: bytes) -> Image.Image:
    """Return the picture, decoded."""
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def png_chunk(kind: bytes, body: bytes) -> bytes:
    """Return a chunk with its checksum."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def huge_png(width: int = 30_000, height: int = 30_000) -> bytes:
    """Return a few bytes that claim to be a picture of this size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = zlib.compress(bytes(1000))
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            *(png_chunk(b"IHDR", head), png_chunk(b"IDAT", data), png_chunk(b"IEND", b"")),
        ]
    )


def segment(marker: int, body: bytes) -> bytes:
    """Return a segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body
