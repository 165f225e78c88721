import codecs

import pytest
from hypothesis import example, given, strategies as st

from knowledge.recordings.caption_files import CaptionFile, read
from knowledge.recordings.transcripts import (
    MAX_BYTES,
    MAX_CUES,
    ChapterText,
    CueText,
    TranscriptRefused,
)
from tests.knowledge.recordings import caption_samples as samples
from tests.knowledge.recordings.caption_samples import of, said, vtt

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


def words(file: CaptionFile) -> list[str]:
    return [cue.text for cue in file.cues]


def odd(file: CaptionFile) -> list[str]:
    return [place.sentence for place in file.odd]


# What the tools write


def test_zoom_writes_the_speaker_before_the_words():
    file = of(samples.ZOOM)

    assert said(file) == [
        (3210, 7480, "Marit Brandsma",
         "Welkom allemaal bij deze bijeenkomst over de jeugdregelingen."),
        (7900, 12050, "Marit Brandsma", "We beginnen met een rondje langs de gemeenten."),
        (12300, 16700, "Youssef el Idrissi", "Dank je. Bij ons gaat het vooral om de aanvraag."),
    ]  # fmt: skip
    assert file.odd == ()


def test_teams_lets_speakers_overlap():
    assert said(of(samples.TEAMS)) == [
        (3109, 8509, "Marit Brandsma",
         "Goedemiddag, fijn dat jullie er zijn,\nwe wachten nog een minuut."),
        (7909, 9229, "Youssef el Idrissi", "Dag Marit."),
        (9500, 13000, "Marit Brandsma", "Dan beginnen we met de regelingen."),
    ]  # fmt: skip


def test_only_an_empty_line_ends_a_cue():
    assert said(of(samples.LINES_OF_A_SPACE)) == [
        (120, 2870, "", "welkom bij de kenniskring"),
        (2880, 5510, "", "vandaag gaat het over schulden"),
    ]


@pytest.mark.parametrize("space", [" ", "\t", "\u00a0", "\u2003", " \t "])
def test_words_after_a_line_of_nothing_but_a_space_belong_to_the_cue(space):
    file = of(vtt(f"00:01.000 --> 00:02.000\nEen\n{space}\ntwee", "00:03.000 --> 00:04.000\nDrie"))

    assert words(file) == ["Een\ntwee", "Drie"]
    assert file.odd == ()


def test_youtube_rolls_and_every_line_is_kept_once():
    assert words(of(samples.YOUTUBE_ROLLING)) == [
        "welkom bij de kenniskring", "vandaag gaat het", "over schulden",
    ]  # fmt: skip


def test_people_who_say_the_same_twice_are_both_heard():
    cues = [
        f"00:0{i}.000 --> 00:0{i}.900\n{text}" for i, text in enumerate("Ja. Ja. Nee. Ja.".split())
    ]

    assert words(of(vtt(*cues))) == ["Ja.", "Ja.", "Nee.", "Ja."]


def test_whisper_lets_cues_overlap():
    assert [(cue.starts, cue.ends) for cue in of(samples.WHISPER).cues] == [(0, 4480), (4240, 9000)]


def test_the_header_ends_at_the_first_time():
    assert words(of(samples.NO_EMPTY_LINE_AFTER_THE_HEADER)) == [
        "De eerste zin gaat over de bijzondere bijstand.",
        "De tweede zin gaat over de voedselbank.",
    ]


def test_a_note_above_a_time_is_the_name_of_a_cue():
    assert words(of(samples.A_NOTE_WITH_A_TIME)) == [
        "Dit hoort gelezen te worden.",
        "De tweede zin.",
    ]


def test_a_note_that_holds_an_arrow_is_still_a_note():
    note = "NOTE van Jan\ndit --> dat, om 12 uur"

    assert words(of(vtt(note, "00:01.000 --> 00:02.000\nHallo"))) == ["Hallo"]


def test_srt_is_read():
    assert said(of(samples.SRT)) == [
        (1000, 3000, "", "De eerste zin."),
        (3500, 6000, "", "De tweede zin."),
    ]


@pytest.mark.parametrize(
    "timing",
    [
        "00:00:01,000 --> 00:00:02,500",
        "0:00:01.0 --> 0:00:02.5",
        "00:01.000 --> 00:02.500 align:start line:0%",
        "00: 00: 01,000 -> 00: 00: 02,500",
        "00:00:01.000 – > 00:00:02.500",
        "00:00:01.000 → 00:00:02.500",
        "00:00:01.000 --&gt; 00:00:02.500",
        "00:00:01.000\u00a0-->\u00a000:00:02.500",
        "00:00:01:00 --> 00:00:02:12",
    ],
)
def test_a_time_is_read_however_a_program_writes_it(timing):
    (cue,) = of(f"1\n{timing}\nHallo\n").cues

    assert (cue.starts, cue.text) == (1000, "Hallo")
    assert cue.ends in (2500, 2480)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_file_is_read_in_the_encoding_in_which_it_was_saved(encoding, mark, ending):
    text = vtt("00:01.000 --> 00:02.000\n<v José>Eén “café” van €5")

    file = read(mark + text.replace("\n", ending).encode(encoding))

    assert said(file) == [(1000, 2000, "José", "Eén “café” van €5")]
    assert file.odd == ()


def test_one_broken_character_is_named_and_spoils_no_other():
    upload = (
        vtt("00:01.000 --> 00:02.000\nEén één éé").encode() + b"\n00:03.000 --> 00:04.000\nkap\xc3"
    )

    file = read(upload)

    assert words(file) == ["Eén één éé", "kap\ufffd"]
    assert odd(file) == ["Regel 7: een teken is niet te lezen: ‘kap\ufffd’."]


def test_good_file_gives_cues_speakers_and_chapters():
    file = of(GOOD)

    assert file.cues == (
        CueText(1000, 4500, "Welkom & ga zitten.", "An"),
        CueText(4500, 9000, "Wij beginnen\nbij het kind.", "Bo"),
    )
    assert file.chapters == (ChapterText(1000, "Welkom"),)
    assert file.odd == ()


# Words


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("<b>Vet</b> en <font color='#fff'>wit</font>", "Vet en wit"),
        ("Hal<i>lo</i> <00:00:01.500>daar", "Hallo daar"),
        ("Een inkomen <1500 en meer dan >1200", "Een inkomen <1500 en meer dan >1200"),
        ("Hallo <script>alert(1)</script>", "Hallo <script>alert(1)</script>"),
        ("Hallo <img src=x onerror=alert(1)", "Hallo <img src=x onerror=alert(1)"),
        ("Op schijf C:\\Nieuw staat {\\alles}", "Op schijf C:\\Nieuw staat {\\alles}"),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("schuld\u00adhulp\u200bverlening", "schuldhulpverlening"),
        ("cafe\u0301", "café"),
        ("Hal\x00lo", "Hallo"),
    ],
)
def test_marks_of_layout_go_and_words_stay(written, read_as):
    assert words(of(vtt(f"00:01.000 --> 00:02.000\n{written}"))) == [read_as]


def test_marks_of_substation_go_from_srt():
    file = of("1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Boven in\\Nbeeld\n")

    assert words(file) == ["Boven in\nbeeld"]


def test_a_long_cue_is_cut_at_the_end_of_a_sentence():
    text = "woord " * 149 + "slot. " + "woord " * 150

    cues = of(vtt(f"00:00.000 --> 01:00.000\n{text}")).cues

    assert [len(cue.text.split()) for cue in cues] == [150, 150]
    assert [(cue.starts, cue.ends) for cue in cues] == [(0, 30_000), (30_000, 60_000)]


def test_cues_are_put_in_order_and_one_that_is_written_twice_is_kept_once():
    cue = "00:03.000 --> 00:04.000\nTwee"

    assert words(of(vtt(cue, "00:01.000 --> 00:02.000\nEen", cue))) == ["Een", "Twee"]


def test_cues_without_an_empty_line_between_them_are_told_apart():
    file = of("1\n00:00:01,000 --> 00:00:02,000\nEen\n2\n00:00:03,000 --> 00:00:04,000\nTwee\n")

    assert words(file) == ["Een", "Twee"]


# What is odd


def test_every_odd_place_is_named_at_once_and_no_word_is_lost():
    file = of(
        vtt(
            "zomaar een kop",
            "00:01.000 --> 00:02.000\nEen",
            "een verdwaalde regel",
            "00:61.000 --> 01:02.000\nTwee",
            "00:09.000 --> 00:09.000\nDrie",
            "99:00:00.000 --> 99:00:02.000\nVier",
        )
    )

    assert odd(file) == [
        "Regel 3: ‘zomaar een kop’ staat voor de eerste tijd. Deze woorden worden niet ingelezen.",
        "Regel 8: boven ‘een verdwaalde regel’ staat geen tijd. Deze woorden komen bij de "
        "ondertitel ervoor.",
        "Regel 10: dit is geen goede tijd: ‘00:61.000 --> 01:02.000’. Die wordt "
        "00:00:02.000 --> 00:00:03.000.",
        "Regel 13: het einde ligt niet na het begin: ‘00:09.000 --> 00:09.000’. De tijd wordt "
        "00:00:09.000 --> 00:00:10.000.",
        "Regel 16: dit is geen goede tijd: ‘99:00:00.000 --> 99:00:02.000’. Die wordt "
        "00:00:10.000 --> 00:00:11.000.",
    ]
    assert said(file) == [
        (1000, 2000, "", "Een\neen verdwaalde regel"),
        (2000, 3000, "", "Twee"),
        (9000, 10_000, "", "Drie"),
        (10_000, 11_000, "", "Vier"),
    ]


def test_a_cue_without_words_is_not_odd_whatever_its_time():
    assert of(vtt("00:02.000 --> 00:02.000", "00:03.000 --> 00:04.000\nEen")).odd == ()


# What cannot be read at all


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (b"", "Dit bestand is leeg. Kies een ander bestand."),
        (b"\xff\xfe\r\x00\n\x00", "Dit bestand is leeg. Kies een ander bestand."),
        (
            b"Notulen van de bijeenkomst\nAanwezig: An en Bo\n",
            "Dit bestand is geen ondertiteling: er staat geen enkele tijd in, zoals "
            "‘00:01.000 --> 00:04.000’. Het begint met ‘Notulen van de bijeenkomst’. Kies een "
            "bestand in WebVTT (.vtt) of SRT (.srt).",
        ),
        (
            b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n",
            "Dit bestand heeft geen enkele ondertitel met tekst. Kies een ander bestand.",
        ),
        (
            b"WEBVTT\n\n" + b"x" * (10 * 1024 * 1024),
            "Dit bestand is 10,0 MB. Een uitgeschreven tekst is hooguit 5 MB.",
        ),
        (
            b"00:01.000 --> 00:02.000\nx\n\n" * (MAX_CUES + 1),
            "Dit bestand heeft 20001 ondertitels. Dat mogen er hooguit 20000 zijn.",
        ),
    ],
)  # fmt: skip
def test_a_file_is_refused_by_name_when_nothing_can_be_made_of_it(upload, sentence):
    with pytest.raises(TranscriptRefused) as refused:
        read(upload)

    assert str(refused.value) == sentence


def test_a_file_is_read_when_it_is_just_small_enough():
    filler = b"NOTE " + b"x" * (MAX_BYTES - 60) + b"\n\n"

    assert words(read(b"WEBVTT\n\n" + filler + b"00:01.000 --> 00:02.000\nHallo\n")) == ["Hallo"]


ANYTHING = st.binary(max_size=300) | st.text(max_size=300).map(
    lambda text: f"WEBVTT\n\n{text}".encode()
)


# Not every space before a number is one for Python's own numbers.
@example(b"1\n00:00:01,000 --> 00:00:02,000\nhoi\n\x1c2\n00:00:03,000 --> 00:00:04,000\ndag\n")
@example(b"\x1d1\n00:00:01,000 --> 00:00:02,000\nhoi\n")
@given(ANYTHING)
def test_anything_is_read_or_refused(upload):
    try:
        file = read(upload)
    except TranscriptRefused:
        return
    assert file.cues
    assert all(cue.starts < cue.ends and cue.text for cue in file.cues)


LINE = st.text("adé <>&:-1", min_size=1, max_size=20).filter(
    lambda line: line.strip(" -1:") and "-->" not in line and "->" not in line
)


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 20), LINE), min_size=1, max_size=12))
def test_no_word_is_lost_and_none_is_read_twice(told):
    """Words are letters here: what makes no sense of a tag or a speaker must come out whole."""
    upload = vtt(
        *(f"{at // 60:02}:{at % 60:02}.{i:03} --> 10:{length:02}.000\n{line}"
          for i, (at, length, line) in enumerate(told))
    )  # fmt: skip
    letters = sorted(letter for *_time, line in told for letter in line if letter in "adé")

    file = of(upload)

    assert sorted(c for cue in file.cues for c in cue.text + cue.speaker if c in "adé") == letters
