"""Files of captions as programs write them that keep to no standard: no word is lost or made up."""

import pytest

from knowledge.recordings.caption_files import CaptionFile, read
from knowledge.recordings.transcripts import TranscriptRefused
from tests.knowledge.recordings.caption_samples import of, vtt


def words(file: CaptionFile) -> list[str]:
    return [cue.text for cue in file.cues]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # Only the number of the cue that follows is surely no word.
        (
            "1\n00:00:01,000 --> 00:00:03,000\nWij zijn armoedevrij in\n\n2040\n\n"
            "2\n00:00:04,000 --> 00:00:05,000\nJa.\n",
            ["Wij zijn armoedevrij in\n2040", "Ja."],
        ),
        (
            "WEBVTT\n\n00:01.000 --> 00:03.000\nHoeveel gezinnen?\n350\n"
            "00:04.000 --> 00:05.000\nJa.\n",
            ["Hoeveel gezinnen?\n350", "Ja."],
        ),
    ],
)
def test_number_that_is_said_is_no_number_of_a_cue(text, words):
    file = read(text.encode())

    assert [cue.text for cue in file.cues] == words
    assert len(file.odd) == 1


def test_number_of_the_next_cue_is_no_word_where_empty_lines_are_missing_or_too_many():
    text = (
        "1\n00:00:01,000 --> 00:00:03,000\nEen.\n2\n00:00:04,000 --> 00:00:05,000\nTwee.\n\n"
        "3\n\n00:00:06,000 --> 00:00:07,000\nDrie.\n"
    )
    file = read(text.encode())

    assert [cue.text for cue in file.cues] == ["Een.", "Twee.", "Drie."]
    assert file.odd == ()


@pytest.mark.parametrize(
    ("timing", "read_as"),
    [
        ("00:00:01.249000 --> 00:00:02.000000", (1249, 2000)),
        ("75:00.000 --> 75:02.000", (4_500_000, 4_502_000)),
        ("125:01 --> 125:04", (7_501_000, 7_504_000)),
        ("00:11:57.000 --> 00:11:60.000", (717_000, 720_000)),
        ("\u200e00:01.000 --> \u200b00:02.000\ufeff", (1000, 2000)),
    ],
)
def test_a_time_that_programs_write_their_own_way_is_read_as_meant(timing, read_as):
    file = of(vtt(f"{timing}\nHallo"))

    assert [(cue.starts, cue.ends) for cue in file.cues] == [read_as]
    assert file.odd == ()


@pytest.mark.parametrize("before", ["", "\n\n", " ", "\u200b", "\ufeff\ufeff", " \n\u200e"])
def test_a_note_is_never_spoken_whatever_stands_before_the_header(before):
    told = vtt("00:01.000 --> 00:02.000\nHallo", "NOTE Bellen met de moeder van Sam")

    file = of(before + told)

    assert (words(file), file.odd) == (["Hallo"], ())


def test_a_note_in_a_file_without_a_header_is_named_and_not_spoken():
    file = of("00:01.000 --> 00:02.000\nHallo\n\nNOTE Bellen met de moeder van Sam\n")

    assert words(file) == ["Hallo"]
    assert [place.sentence for place in file.odd] == [
        "Regel 4: ‘NOTE Bellen met de moeder van Sam’ is een aantekening van wie het bestand "
        "maakte. Die wordt niet ingelezen."
    ]


def test_an_end_of_a_line_in_html_glues_no_words_and_a_place_is_no_word():
    file = of(vtt("00:01.000 --> 00:02.000\n{\\an8}Geel</font></b><br>nieuwe<br/>regel"))

    assert words(file) == ["Geel\nnieuwe\nregel"]


def test_lines_that_end_twice_are_one_line():
    file = of(vtt("00:01.000 --> 00:02.000\nHallo", "00:03.000 --> 00:04.000\nDag").replace(
        "\n", "\r\r\n"
    ))  # fmt: skip

    assert (words(file), file.odd) == (["Hallo", "Dag"], ())


def test_words_beside_or_like_a_time_are_words():
    file = of(
        vtt(
            "00:01.000 --> 00:02.000 Hoi allemaal",
            "00:03.000 --> 00:04.000 align:start position:0%\nWe gaan",
            "Van 10 --> 20 procent",
        )
    )

    assert words(file) == ["Hoi allemaal", "We gaan\nVan 10 --> 20 procent"]
    assert len(file.odd) == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (vtt("00:01.000 --> 00:02.000\n" + "a " * 60_000), "meer dan 100000 tekens"),
        (vtt("00:01.000 --> 00:02.000\n" + "a\n" * 120_000), "meer dan 100000 tekens"),
        ("WEBVTT\n\n" + "1 --> \n" * 30_000, "Dit bestand heeft 30000 ondertitels."),
        (vtt("00:01.000 --> 00:02.000\nHallo", *["los"] * 1_001), "meer dan 1000 plekken"),
    ],
)
def test_a_file_that_is_no_file_of_captions_is_refused_before_it_is_read_out(text, sentence):
    with pytest.raises(TranscriptRefused, match=sentence):
        of(text)
