import pytest
from hypothesis import given, strategies as st

from knowledge.recordings.films import MP4, WEBM, ByteRange, RangeRefused, byte_range, judge

WEBM_HEADER = bytes.fromhex("1a45dfa39f4286810142f7810142f2810442f381084282847765626d42878104")
MP4_HEADER = bytes.fromhex("0000002066747970") + b"isom\0\0\2\0isomiso2avc1mp41"


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (WEBM_HEADER, WEBM),
        (MP4_HEADER, MP4),
        (b"\0\0\0\x1cftypmp42\0\0\0\0", MP4),
        (WEBM_HEADER.replace(b"webm", b"matr"), None),
        (b"\0\0\0\x1cftypheic\0\0\0\0", None),
        (b"\0\0\0\x14ftypqt  \0\0\0\0", None),
        (b"<html><body>webm</body></html>", None),
        (b"MZ\x90\0", None),
        (b"", None),
    ],
)
def test_judge_names_the_kind_by_content(header, kind):
    assert judge(header) == kind


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-", ByteRange(0, 99)),
        ("bytes=0-0", ByteRange(0, 0)),
        ("bytes=10-19", ByteRange(10, 19)),
        ("bytes=90-500", ByteRange(90, 99)),
        ("bytes=-10", ByteRange(90, 99)),
        ("bytes=-500", ByteRange(0, 99)),
        ("bytes=5-4", None),
        ("bytes=-", None),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
        ("bytes=a-b", None),
        ("", None),
    ],
)
def test_byte_range_reads_one_range(asked, part):
    assert byte_range(asked, 100) == part


@pytest.mark.parametrize(
    ("asked", "size"), [("bytes=100-", 100), ("bytes=-0", 100), ("bytes=-1", 0)]
)
def test_byte_range_refuses_what_lies_outside_the_file(asked, size):
    with pytest.raises(RangeRefused):
        byte_range(asked, size)


@given(st.text(max_size=40), st.integers(0, 10_000))
def test_byte_range_stays_inside_the_file_when_asked_anything(asked, size):
    try:
        part = byte_range(f"bytes={asked}", size)
    except RangeRefused:
        return
    assert part is None or 0 <= part.first <= part.last < size
