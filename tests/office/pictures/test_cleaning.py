"""A picture keeps its pixels, its colours and how it hangs, and nothing else."""

import io
import struct

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st
from PIL import Image, ImageCms, ImageOps

from office.pictures import cleaning, profile
from office.pictures.cleaning import PictureRefused, clean
from tests.office.pictures.samples import (
    COLOURS,
    FILES,
    KINDS,
    ON_ITS_SIDE,
    SECRET,
    drawn,
    exif,
    huge_png,
    opened,
    picture,
    plain,
    png_chunk,
    segment,
)

DAMAGED = "Dit bestand is beschadigd"


def sentence(data: bytes) -> str:
    """Return why the picture is refused."""
    with pytest.raises(PictureRefused) as refused:
        clean(data)
    return str(refused.value)


@pytest.mark.parametrize("kind", KINDS)
def test_cleaning_keeps_pixels_and_colours_and_takes_everything_else(kind):
    dirty = picture(kind)
    made = clean(dirty)

    assert SECRET in dirty
    assert SECRET not in made.data
    assert b"xmpmeta" not in made.data
    assert (made.kind, made.width, made.height) == (kind, 64, 48)
    before, after = opened(dirty), opened(made.data)
    assert after.tobytes() == before.tobytes()
    if kind != "GIF":  # Pillow writes no colour profile into one
        # In an AVIF it stands where a longer one stood.
        found = after.info["icc_profile"].rstrip(b"\0")
        assert found == profile.clean(COLOURS).rstrip(b"\0")
    assert dict(after.getexif()) == {}
    assert "comment" not in after.info
    assert getattr(after, "text", {}) == {}
    assert clean(made.data) == made


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_picture_stands_upright_as_before(kind, orientation):
    dirty = picture(kind, orientation=orientation)
    made = clean(dirty)

    before = ImageOps.exif_transpose(opened(dirty))
    after = ImageOps.exif_transpose(opened(made.data))
    assert after.tobytes() == before.tobytes()
    assert (made.width, made.height) == after.size == before.size
    assert (made.width, made.height) == ((48, 64) if orientation >= 5 else (64, 48))
    assert cleaning.upright_size(io.BytesIO(made.data)) == after.size
    assert SECRET not in made.data
    assert clean(made.data) == made


def test_picture_stands_upright_when_only_xmp_says_how():
    turned = (
        b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><rdf:Description "
        b'tiff:Orientation="6" tiff:Make="Proefcamera"/></x:xmpmeta>'
    )
    made = clean(b"\xff\xd8" + segment(0xE1, turned) + plain()[2:])
    assert (made.width, made.height) == (48, 64)
    assert SECRET not in made.data


@pytest.mark.parametrize("orientation", [0, 9, 1000])
def test_orientation_that_means_nothing_is_dropped(orientation):
    made = clean(picture("JPEG", orientation=orientation))
    assert dict(opened(made.data).getexif()) == {}
    assert (made.width, made.height) == (64, 48)


@pytest.mark.parametrize("name", ["cut.jpg", "cut.png", "cut.webp"])
def test_cut_file_is_damaged(name):
    assert sentence((FILES / name).read_bytes()).startswith(DAMAGED)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [0.0, 0.001, 0.05, 0.5, 0.9, 0.99, 1.0])
def test_file_that_was_cut_anywhere_is_damaged(kind, part):
    whole = picture(kind)
    clean(whole)
    # From one byte to all but one.
    assert sentence(whole[: max(1, int((len(whole) - 1) * part))]).startswith(DAMAGED)


@pytest.mark.parametrize("how", [{"progressive": True}, {"optimize": True}, {"quality": 100}])
def test_every_cut_of_a_jpeg_is_damaged(how):
    whole = picture("JPEG", **how)
    assert opened(clean(whole).data).tobytes() == opened(whole).tobytes()
    for length in range(1, len(whole), 7):
        assert sentence(whole[:length]).startswith(DAMAGED)


def test_jpeg_whose_second_half_was_never_written_is_damaged():
    whole = picture("JPEG", image=drawn((640, 480)))
    half = len(whole) // 2
    assert sentence(whole[:half] + bytes(len(whole) - half)).startswith(DAMAGED)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"Gewoon tekst.",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        b"%PDF-1.7",
        b"BM" + bytes(60),
        b"MM\0*" + bytes(60),
        b"\0\0\0\x18ftypheic" + bytes(60),
        b"\0\0\0\x18ftypmp42" + bytes(60),
        b"\0\0\0\x18ftypmp42\0\0\0\0isomavif" + bytes(60),
        b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic" + bytes(60),
        # What follows the first box is no brand of the file.
        b"\0\0\0\x14ftypmif1\0\0\0\0mif1avif" + bytes(60),
    ],
)
def test_file_of_another_kind_is_refused_by_its_content(data):
    assert "geen afbeelding in JPG, PNG, WebP, GIF of AVIF" in sentence(data)


def test_bomb_is_refused_before_it_is_decoded():
    for width, height in [(30_000, 30_000), (8_001, 8_000), (2**31 - 1, 1)]:
        assert "64 miljoen beeldpunten" in sentence(huge_png(width, height))
    assert sentence(huge_png(8_000, 8_000)).startswith(DAMAGED)


def test_cmyk_and_sixteen_bits_stay_as_they_are():
    cmyk = picture("JPEG", image=drawn(mode="CMYK"))
    made = opened(clean(cmyk).data)
    assert (made.mode, made.tobytes()) == ("CMYK", opened(cmyk).tobytes())
    grey = picture("PNG", image=Image.linear_gradient("L").convert("I;16"))
    made = clean(grey).data
    assert opened(made).mode == "I;16"
    assert opened(made).tobytes() == opened(grey).tobytes()
    # Sixteen bits of each colour, which Pillow reads but does not write.
    assert made[24] == 16


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_animation_keeps_its_frames_its_times_and_its_repeats(kind):
    frames = [drawn(mode="RGB").rotate(turn) for turn in (0, 90, 180)]
    dirty = picture(
        kind, image=frames[0], save_all=True, append_images=frames[1:], duration=120, loop=3
    )
    made = clean(dirty).data

    before, after = opened(dirty), opened(made)
    assert (after.n_frames, after.info.get("loop")) == (3, before.info.get("loop"))
    for number in range(3):
        before.seek(number)
        after.seek(number)
        assert after.tobytes() == before.tobytes()
        assert after.info["duration"] == before.info["duration"]
    assert SECRET not in made


def test_avif_behind_the_brand_of_pictures_in_general_is_an_avif():
    whole = picture("AVIF")
    assert whole[4:12] == b"ftypavif"
    # Whoever makes sizes of it would try it as HEIC.
    assert clean(whole[:8] + b"mif1" + whole[12:]) == clean(whole)


def test_avif_that_moves_is_cleaned_in_its_tracks_as_well():
    frames = [drawn(), drawn().rotate(90)]
    dirty = picture("AVIF", image=frames[0], save_all=True, append_images=frames[1:], duration=120)
    made = clean(dirty).data

    before, after = opened(dirty), opened(made)
    assert after.n_frames == 2
    for number in range(2):
        before.seek(number)
        after.seek(number)
        assert after.tobytes() == before.tobytes()
    # Once for the file, once for the track.
    assert (dirty.count(COLOURS), made.count(COLOURS)) == (2, 0)
    assert made.count(profile.clean(COLOURS)) == 2
    assert SECRET not in made
    assert clean(made).data == made


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_what_follows_the_picture_goes(kind):
    whole = plain(kind)
    assert clean(whole + b"PK\3\4" + SECRET) == clean(whole)


def test_further_pictures_in_a_jpeg_go():
    made = io.BytesIO()
    frames = {"save_all": True, "append_images": [drawn((32, 24))]}
    drawn().save(made, "MPO", exif=exif(), **frames)
    dirty = made.getvalue()

    assert opened(dirty).format == "MPO"
    assert dirty.count(b"\xff\xd8\xff") == 2
    cleaned = clean(dirty).data
    assert cleaned.count(b"\xff\xd8\xff") == 1
    assert opened(cleaned).format == "JPEG"


def test_small_picture_inside_a_jpeg_goes():
    thumbnail = b"JFIF\0\1\1\0\0\1\0\1" + b"\4\4" + SECRET.ljust(48)
    whole = plain()
    start = whole.index(b"JFIF") - 4
    end = start + 2 + int.from_bytes(whole[start + 2 : start + 4])
    dirty = whole[:start] + segment(0xE0, thumbnail) + whole[end:]
    for more in (0xE0, 0xE2, 0xED, 0xEB, 0xEF):
        dirty = dirty[:2] + segment(more, b"JFXX\0" + SECRET) + dirty[2:]
    made = clean(dirty).data
    assert SECRET not in made
    assert opened(made).tobytes() == opened(whole).tobytes()


def test_what_applications_put_into_a_gif_goes():
    whole = plain("GIF")
    at = 13 + (3 << ((whole[10] & 7) + 1))
    told = b"!\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\0"

    assert clean(whole[:at] + told + whole[at:]) == clean(whole)


def test_what_stands_in_a_frame_of_a_webp_that_moves_goes():
    frames = [drawn(mode="RGB").rotate(turn) for turn in (0, 90)]
    whole = picture("WEBP", image=frames[0], save_all=True, append_images=frames[1:])
    told = b"TOLD" + struct.pack("<I", len(SECRET)) + SECRET + b"\0" * (len(SECRET) % 2)
    frame = whole.index(b"ANMF")
    (size,) = struct.unpack_from("<I", whole, frame + 4)
    end = frame + 8 + size
    longer = struct.pack("<I", size + len(told))
    dirty = whole[: frame + 4] + longer + whole[frame + 8 : end] + told + whole[end:]
    dirty = dirty[:4] + struct.pack("<I", len(dirty) - 8) + dirty[8:]

    assert clean(dirty) == clean(whole)


def test_a_jpeg_that_hangs_on_its_side_still_begins_as_one():
    made = clean(picture("JPEG", orientation=6)).data
    assert made[2:4] == b"\xff\xe0"
    assert b"Exif" in made


def test_checksum_of_a_png_is_judged_where_the_chunk_is_kept():
    whole = plain("PNG")
    at = whole.index(b"IDAT")
    broken = whole[: at + 6] + bytes([whole[at + 6] ^ 1]) + whole[at + 7 :]
    assert sentence(broken).startswith(DAMAGED)
    words = bytearray(png_chunk(b"tEXt", b"Author\0An"))
    words[-1] ^= 1
    place = whole.index(b"IDAT") - 4
    assert clean(whole[:place] + bytes(words) + whole[place:]) == clean(whole)


# The smallest that still has every part.
_WHOLE = {kind: picture(kind, image=drawn((16, 16)), orientation=ON_ITS_SIDE) for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
@hypothesis_settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_bytes_come_they_are_cleaned_or_refused(kind, data):
    whole = bytearray(_WHOLE[kind])
    for _change in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    try:
        made = clean(bytes(whole))
    except PictureRefused:
        return
    assert clean(made.data) == made


def test_photo_of_a_phone_says_no_place_any_more():
    photo = (FILES / "gps.jpg").read_bytes()
    made = clean(photo)
    assert SECRET in photo
    assert SECRET not in made.data
    assert b"Exif" not in made.data
    assert opened(made.data).tobytes() == opened(photo).tobytes()


def test_colours_that_cannot_be_brought_to_the_screen_are_unreadable():
    cmyk = drawn(mode="CMYK")
    with pytest.raises(cleaning.UNREADABLE):
        ImageCms.profileToProfile(cmyk, io.BytesIO(COLOURS), ImageCms.createProfile("sRGB"))
