from dataclasses import dataclass, field
from io import StringIO

import pytest
import webvtt
from hypothesis import given, strategies as st

from knowledge.recordings.transcripts import (
    MAX_BYTES,
    SPAN_WORDS,
    ChapterText,
    CueText,
    TranscriptRefused,
    join,
    parse,
    span_starts,
    to_text,
    to_vtt,
)
from office.clock import timecode

GOOD = """\
WEBVTT - een kop

STYLE
::cue { color: red }

NOTE Hoofdstuk: Welkom

eerste
00:01.000 --> 00:04.500 align:start
<v An>Welkom &amp; ga <i>zitten</i>.

00:00:04.500 --> 00:00:09.000
<v Bo>Wij beginnen
bij het kind.
"""


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


def refusal(upload: str | bytes) -> str:
    with pytest.raises(TranscriptRefused) as refused:
        parse(upload if isinstance(upload, bytes) else upload.encode())
    return str(refused.value)


def vtt(*cues: str) -> str:
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def test_parse_returns_cues_speakers_and_chapters_when_the_file_is_good():
    transcript = parse(GOOD.encode())

    assert transcript.cues == (
        CueText(1000, 4500, "Welkom & ga zitten.", "An"),
        CueText(4500, 9000, "Wij beginnen\nbij het kind.", "Bo"),
    )
    assert transcript.chapters == (ChapterText(1000, "Welkom"),)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_parse_reads_the_same_when_lines_end_otherwise(ending):
    upload = b"\xef\xbb\xbf" + GOOD.replace("\n", ending).encode()

    assert parse(upload) == parse(GOOD.encode())


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (b"", "Dit bestand is leeg. Kies een ander bestand."),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nHallo\n",
            "Dit bestand is geen ondertiteling: regel 1 moet ‘WEBVTT’ zijn, maar is ‘1’. "
            "Sla het bestand op als WebVTT (.vtt).",
        ),
        ("WEBVTTX\n", "Dit bestand is geen ondertiteling: regel 1 moet ‘WEBVTT’ zijn, maar is "
         "‘WEBVTTX’. Sla het bestand op als WebVTT (.vtt)."),
        (
            "WEBVTT\n\n".encode("utf-16"),
            "Dit bestand is opgeslagen als UTF-16. Sla het opnieuw op als UTF-8.",
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\nEén".encode("latin-1"),
            "Regel 4: het teken met code 0xE9 is geen UTF-8. Sla het bestand opnieuw op als UTF-8.",
        ),
        (
            vtt("00:01.000 --> 00:02.000\nHal\x00lo"),
            "Regel 4: hier staat een nulteken (NUL). Haal dat teken weg.",
        ),
        (
            vtt("zomaar tekst\nen nog wat"),
            "Regel 3: hier hoort een tijd te staan, zoals ‘00:01.000 --> 00:04.000’, maar er staat "
            "‘zomaar tekst’.",
        ),
        (
            vtt("00:01,000 --> 00:02,000\nHallo"),
            "Regel 3: dit is geen goede tijd: ‘00:01,000 --> 00:02,000’. Schrijf tijden zoals "
            "‘00:01.000 --> 00:04.000’.",
        ),
        (
            vtt("een\n00:61.000 --> 01:02.000\nHallo"),
            "Regel 4: dit is geen goede tijd: ‘00:61.000 --> 01:02.000’. Schrijf tijden zoals "
            "‘00:01.000 --> 00:04.000’.",
        ),
        (
            vtt("00:02.000 --> 00:02.000\nHallo"),
            "Regel 3: het einde ligt niet na het begin: ‘00:02.000 --> 00:02.000’.",
        ),
        (
            vtt("99:00:00.000 --> 99:00:02.000\nHallo"),
            "Regel 3: deze tijd ligt na 24 uur: ‘99:00:00.000 --> 99:00:02.000’.",
        ),
        (
            vtt("00:01.000 --> 00:04.000\nEen", "00:03.000 --> 00:05.000\nTwee"),
            "Regel 6: deze ondertitel begint (00:00:03.000) voordat de vorige klaar is "
            "(00:00:04.000). Zet de tijden op volgorde, zonder overlap.",
        ),
        (
            vtt("00:01.000 --> 00:02.000\nHallo <script>alert(1)</script>"),
            "Regel 4: hier staat ‘<script>’. Opmaak met HTML kan niet. Haal dit weg; schrijf een "
            "los ‘<’ als ‘&lt;’.",
        ),
        (
            vtt("00:01.000 --> 00:02.000\nHallo\n<img src=x onerror=alert(1)"),
            "Regel 5: hier staat ‘<img src=x onerror=alert(1)’. Opmaak met HTML kan niet. Haal dit "
            "weg; schrijf een los ‘<’ als ‘&lt;’.",
        ),
        (
            vtt("00:01.000 --> 00:02.000\n<v An>Ja\n<v Bo>Nee"),
            "Regel 5: in één ondertitel praten twee mensen, ‘An’ en ‘Bo’. Maak er twee "
            "ondertitels van.",
        ),
        (
            vtt("00:01.000 --> 00:02.000\n" + "woord " * 201),
            "Regel 4: deze ondertitel heeft 201 woorden. Maak er stukken van hooguit 200 woorden "
            "van.",
        ),
        (
            "WEBVTT\n",
            "Dit bestand heeft geen enkele ondertitel met tekst. Kies een ander bestand.",
        ),
        (
            b"WEBVTT\n\n" + b"x" * (10 * 1024 * 1024),
            "Dit bestand is 10,0 MB. Een uitgeschreven tekst is hooguit 5 MB.",
        ),
    ],
)  # fmt: skip
def test_parse_refuses_by_name_when_the_file_is_no_transcript(upload, sentence):
    assert refusal(upload) == sentence


def test_parse_accepts_a_file_when_it_is_just_small_enough():
    filler = b"NOTE " + b"x" * (MAX_BYTES - 60) + b"\n\n"

    transcript = parse(b"WEBVTT\n\n" + filler + b"00:01.000 --> 00:02.000\nHallo\n")

    assert [cue.text for cue in transcript.cues] == ["Hallo"]


ANYTHING = st.binary(max_size=300) | st.text(max_size=300).map(
    lambda text: f"WEBVTT\n\n{text}".encode()
)


@given(ANYTHING)
def test_parse_answers_or_refuses_when_given_anything(upload):
    try:
        transcript = parse(upload)
    except TranscriptRefused:
        return
    assert transcript.cues


WORDS = st.text(st.characters(blacklist_categories=["C", "Z"]), min_size=1, max_size=12)


@given(
    st.lists(
        st.tuples(st.lists(WORDS, min_size=1, max_size=40).map(" ".join), WORDS | st.just("")),
        min_size=1,
        max_size=12,
    )
)
def test_captions_read_back_the_same_when_made_of_any_words(said):
    rows = [
        Row(f"c{index}", index * 1000, index * 1000 + 900, text, speaker)
        for index, (text, speaker) in enumerate(said)
    ]

    cues = parse(to_vtt(rows).encode()).cues

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
