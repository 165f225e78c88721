"""A colour profile keeps its colours, and says nothing about who made it."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings as hypothesis_settings, strategies as st
from PIL import Image, ImageCms

from office.pictures import cleaning, profile
from tests.office.pictures.profiles import (
    PROFILES,
    SECRET,
    in_screen_colours,
    long_profile,
)
from tests.office.pictures.samples import KINDS, drawn, opened, plain, png_chunk

WORDS = (SECRET, SECRET.decode().encode("utf-16-be"), SECRET[:4])
P3, ADOBE = PROFILES["Display P3"][1], PROFILES["Adobe RGB"][1]


def in_gif(data: bytes) -> bytes:
    """Return a GIF with a colour profile, which Pillow does not write."""
    whole = plain("GIF")
    at = 13 + (3 << ((whole[10] & 7) + 1))
    parts = [data[start : start + 255] for start in range(0, len(data), 255)]
    blocks = b"".join(bytes([len(part)]) + part for part in parts)
    return whole[:at] + b"\x21\xff\x0bICCRGBG1012" + blocks + b"\0" + whole[at:]


def saved(kind: str, data: bytes, image: Image.Image | None = None, **how) -> bytes:
    """Return a picture with this colour profile."""
    if kind == "GIF":
        return in_gif(data)
    made = io.BytesIO()
    (image or drawn()).save(made, kind, icc_profile=data, **how)
    return made.getvalue()


def of_gif(data: bytes) -> bytes | None:
    """Return the colour profile of a GIF."""
    blocks, at = [], data.find(b"ICCRGBG1012") + 11
    if at < 11:
        return None
    while length := data[at]:
        blocks.append(data[at + 1 : at + 1 + length])
        at += 1 + length
    return b"".join(blocks)


def profile_of(kind: str, data: bytes) -> bytes | None:
    """Return the colour profile of a picture; in an AVIF with the zeros behind it."""
    return of_gif(data) if kind == "GIF" else opened(data).info.get("icc_profile")


def tags(data: bytes) -> set[bytes]:
    """Return the names of what is in a profile."""
    (count,) = struct.unpack_from(">I", data, 128)
    return {data[at : at + 4] for at in range(132, 132 + 12 * count, 12)}


@pytest.mark.parametrize("name", PROFILES)
def test_profile_keeps_its_colours_and_takes_everything_else(name):
    mode, dirty = PROFILES[name]
    made = profile.clean(dirty)

    image = Image.effect_mandelbrot((64, 48), (-3, -2.5, 2, 2.5), 100).convert(mode)
    image.paste(drawn().convert(mode), (0, 0))
    assert in_screen_colours(image, made) == in_screen_colours(image, dirty)
    for words in WORDS:
        assert words not in made
    assert tags(made) < {*profile._NEEDED, b"desc", b"cprt"}
    assert {b"desc", b"cprt"} < tags(made)
    said = ImageCms.getOpenProfile(io.BytesIO(made))
    assert said.profile.profile_description == said.profile.copyright == "profile"
    assert (said.profile.manufacturer, said.profile.model) == (None, None)
    assert int.from_bytes(made[:4]) == len(made)
    # A reader of version 2 expects other words than one of version 4.
    assert made[8] == dirty[8]
    assert profile.clean(made) == made


def test_profile_of_an_adobe_colour_is_another_than_the_screen():
    """The comparison above tells profiles apart."""
    assert in_screen_colours(drawn(), ADOBE) != in_screen_colours(drawn(), PROFILES["sRGB"][1])


def test_curve_that_three_colours_share_is_written_once():
    assert profile.clean(P3).count(b"para") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_profile_is_clean_in_every_kind_of_picture(kind):
    dirty = saved(kind, P3)
    made = cleaning.clean(dirty).data

    assert profile_of(kind, dirty).rstrip(b"\0") == P3.rstrip(b"\0")
    assert profile_of(kind, made).rstrip(b"\0") == profile.clean(P3).rstrip(b"\0")
    for words in WORDS:
        assert words not in made
    assert opened(made).tobytes() == opened(dirty).tobytes()
    assert cleaning.clean(made).data == made


@pytest.mark.parametrize("kind", KINDS)
def test_profile_that_no_reader_can_use_is_left_out(kind):
    """A browser shows the picture as if it had none."""
    dirty = saved(kind, SECRET * 20)
    made = cleaning.clean(dirty).data

    assert SECRET in dirty or kind == "PNG"
    assert SECRET not in made
    assert profile_of(kind, made) is None
    assert opened(made).tobytes() == opened(dirty).tobytes()
    assert cleaning.clean(made).data == made


def test_profile_of_several_segments_is_put_together_and_cleaned():
    dirty = saved("JPEG", long_profile())
    made = cleaning.clean(dirty).data

    assert dirty.count(b"ICC_PROFILE\0") == 4
    assert made.count(b"ICC_PROFILE\0") == 1
    assert SECRET not in made
    assert opened(made).info["icc_profile"] == profile.clean(long_profile())
    assert cleaning.clean(made).data == made


def test_profile_of_which_a_segment_is_missing_is_left_out():
    dirty = saved("JPEG", long_profile())
    start = dirty.index(b"ICC_PROFILE\0") - 4
    end = start + 2 + int.from_bytes(dirty[start + 2 : start + 4])
    made = cleaning.clean(dirty[:start] + dirty[end:]).data
    assert b"ICC_PROFILE" not in made
    assert SECRET not in made


def test_clean_profile_that_takes_several_segments_stays_in_order():
    steps = 60_000
    curve = struct.pack(">4sII", b"curv", 0, steps)
    curve += b"".join(struct.pack(">H", 65535 * step // (steps - 1)) for step in range(steps))
    dirty = profile._written(P3[:128], profile._tags(P3) | {b"rTRC": curve})
    made = cleaning.clean(saved("JPEG", dirty)).data
    assert made.count(b"ICC_PROFILE\0") == 2
    assert opened(made).info["icc_profile"] == profile.clean(dirty)
    assert cleaning.clean(made).data == made


def test_name_of_a_profile_in_a_png_goes():
    whole = saved("PNG", P3)
    named = png_chunk(b"iCCP", SECRET + b"\0\0" + zlib.compress(P3))
    start = whole.index(b"iCCP") - 4
    end = start + 12 + int.from_bytes(whole[start : start + 4])
    assert cleaning.clean(whole[:start] + named + whole[end:]) == cleaning.clean(whole)
    assert SECRET not in cleaning.clean(whole).data


def test_png_that_packs_a_clean_profile_otherwise_stays_as_it_is():
    """Another version of zlib does."""
    made = cleaning.clean(saved("PNG", P3)).data
    start = made.index(b"iCCP") - 4
    end = start + 12 + int.from_bytes(made[start : start + 4])
    stored = struct.pack("<BHH", 1, (size := len(profile.clean(P3))), size ^ 0xFFFF)
    packed = b"\x78\x01" + stored + profile.clean(P3)
    packed += struct.pack(">I", zlib.adler32(profile.clean(P3)))
    other = made[:start] + png_chunk(b"iCCP", b"ICC Profile\0\0" + packed) + made[end:]
    assert cleaning.clean(other).data == other


def test_profile_in_an_avif_that_has_no_room_for_words_has_none():
    bare = profile._written(P3[:128], profile._tags(P3))
    dirty = saved("AVIF", bare[:4] + SECRET[:4] + bare[8:])
    made = cleaning.clean(dirty).data
    assert opened(made).info["icc_profile"] == bare
    assert cleaning.clean(made).data == made


@pytest.mark.parametrize("cut", [0, 1, 127, 131, 140])
def test_profile_that_breaks_off_before_its_table_ends_is_no_profile(cut):
    assert profile.clean(P3[:cut]) is None


def test_tags_that_overlap_do_not_make_a_profile_larger():
    count = len(profile._NEEDED)
    table = b"".join(
        struct.pack(">4sII", name, n, 60_000) for n, name in enumerate(profile._NEEDED)
    )
    dirty = P3[:128] + struct.pack(">I", count) + table + bytes(60_000)
    assert profile.clean(dirty) is None


@hypothesis_settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_whatever_bytes_come_what_is_clean_stays_as_it_is(data):
    whole = bytearray(data.draw(st.sampled_from([dirty for _mode, dirty in PROFILES.values()])))
    for _change in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    made = profile.clean(bytes(whole))
    assert made is None or profile.clean(made) == made
