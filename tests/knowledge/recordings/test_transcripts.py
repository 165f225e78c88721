import unicodedata
from dataclasses import dataclass, field
from io import StringIO

import pytest
import webvtt
from hypothesis import given, strategies as st

from knowledge.recordings import caption_files
from knowledge.recordings.transcripts import (
    SPAN_WORDS,
    ChapterText,
    CueText,
    join,
    span_starts,
    to_text,
    to_vtt,
)
from office.clock import timecode
from office.hidden_signs import without_hidden_signs


@dataclass
class Row:
    """A Cue row without a database."""

    uid: str
    starts: int
    ends: int
    text: str
    speaker: str = ""
    starts_span: bool = False
    redacted: bool = False
    extra: dict = field(default_factory=dict)


# Whatever a file says is stored composed, without signs that nobody sees; a colon may end a name.
WORDS = (
    st.text(st.characters(blacklist_categories=["C", "Z"], blacklist_characters=":>"), max_size=12)
    .map(lambda word: unicodedata.normalize("NFC", without_hidden_signs(word)))
    .filter(lambda word: word and word == unicodedata.normalize("NFC", without_hidden_signs(word)))
)
# A dash is nobody.
NAMES = WORDS.filter(lambda name: name.strip("-–—"))


@given(
    st.lists(
        st.tuples(st.lists(WORDS, min_size=1, max_size=40).map(" ".join), NAMES | st.just("")),
        min_size=1,
        max_size=12,
    )
)
def test_captions_read_back_the_same_when_made_of_any_words(said):
    rows = [
        Row(f"c{index}", index * 1000, index * 1000 + 900, text, speaker)
        for index, (text, speaker) in enumerate(said)
    ]

    cues = caption_files.read(to_vtt(rows).encode()).cues

    assert [(cue.starts, cue.ends, cue.text, cue.speaker) for cue in cues] == [
        (row.starts, row.ends, row.text, row.speaker) for row in rows
    ]


@given(st.lists(st.tuples(st.integers(1, 200), st.booleans()), min_size=1, max_size=60))
def test_spans_hold_every_cue_once_and_at_most_200_words(sizes):
    cues = [
        CueText(index, index + 1, "woord " * (words - 1) + ("slot." if ends else "door"))
        for index, (words, ends) in enumerate(sizes)
    ]

    starts = sorted(span_starts(cues))

    assert starts[0] == 0
    for begin, end in zip(starts, [*starts[1:], len(cues)], strict=True):
        assert 0 < sum(len(cue.text.split()) for cue in cues[begin:end]) <= SPAN_WORDS


def test_spans_break_where_the_speaker_changes_and_at_a_chapter():
    cues = [CueText(i, i + 1, "Zo is het.", who) for i, who in enumerate(["An", "An", "Bo", "Bo"])]

    assert span_starts(cues, fixed=[3]) == {0, 2, 3}


def test_spans_break_at_the_end_of_a_sentence_when_one_is_near():
    cues = [CueText(i, i + 1, "w " * 39 + ("Slot." if i == 3 else "door")) for i in range(7)]

    # Five cues of 40 words fit; the sentence ended after the fourth.
    assert span_starts(cues) == {0, 4}


def test_join_leaves_redacted_words_out_and_keeps_the_key_of_the_first_cue():
    rows = [
        Row("aa", 61_000, 62_000, "", starts_span=True, redacted=True),
        Row("bb", 62_000, 63_000, "Wat blijft", "An"),
        Row("cc", 63_000, 64_000, "", starts_span=True, redacted=True),
    ]

    first, second = join(rows)

    assert (first.key, first.label, first.speaker, first.text, first.redacted) == (
        "aa", "01:01", "An", "Wat blijft", False,
    )  # fmt: skip
    assert (second.key, second.text, second.redacted) == ("cc", "", True)


def test_captions_say_weggehaald_when_a_cue_is_redacted():
    rows = [Row("aa", 0, 900, "", redacted=True), Row("bb", 1000, 2000, "a < b & c --> d", "An>B")]

    captions = to_vtt(rows, [ChapterText(1000, "Twee\nregels")])

    assert captions == (
        "WEBVTT\n\naa\n00:00:00.000 --> 00:00:00.900\n[weggehaald]\n\n"
        "NOTE Hoofdstuk: Twee regels\n\n"
        "bb\n00:00:01.000 --> 00:00:02.000\n<v An&gt;B>a &lt; b &amp; c --&gt; d\n"
    )


def test_chapter_that_holds_an_arrow_begins_no_cue():
    captions = to_vtt([Row("aa", 500, 900, "Hallo")], [ChapterText(0, "00:00.000 --> 00:09.000")])

    assert captions.count("-->") == 1


def test_captions_are_read_by_another_reader():
    rows = [Row("aa", 500, 900, "Hallo", "An"), Row("bb", 3_600_000, 3_601_000, "Dag")]

    read = webvtt.from_buffer(StringIO(to_vtt(rows)))

    assert [(cue.identifier, cue.start, cue.voice, cue.text) for cue in read.captions] == [
        ("aa", "00:00:00.500", "An", "Hallo"),
        ("bb", "01:00:00.000", None, "Dag"),
    ]


def test_text_names_chapters_timecodes_and_speakers():
    rows = [Row("aa", 0, 900, "Hallo daar", "An", starts_span=True)]

    assert to_text(join(rows), [ChapterText(0, "Begin")]) == "BEGIN\n\n[00:00] An\nHallo daar\n"


@pytest.mark.parametrize(("seconds", "label"), [(0, "00:00"), (754, "12:34"), (3723, "1:02:03")])
def test_timecode_reads_like_a_clock(seconds, label):
    assert timecode(seconds) == label
