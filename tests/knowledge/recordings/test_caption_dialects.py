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


@pytest.mark.parametrize("header", ["", "WEBVTT\n\n"])
def test_words_right_above_a_time_are_kept_where_cues_have_no_names(header):
    file = read(
        f"{header}00:00:01,000 --> 00:00:02,000\nEerste regel\n\nTweede regel van hetzelfde\n"
        "00:00:03,000 --> 00:00:04,000\nDrie\n\n00:00:05,000 --> 00:00:06,000\nVier\n".encode()
    )

    assert words(file) == ["Eerste regel\nTweede regel van hetzelfde", "Drie", "Vier"]
    (odd,) = file.odd
    assert "‘Tweede regel van hetzelfde’ staat geen tijd" in odd.sentence


def test_words_above_the_number_of_the_next_cue_are_kept():
    file = read(
        b"1\n00:00:01,000 --> 00:00:02,000\neen\n\nverloren woorden\n2\n"
        b"00:00:03,000 --> 00:00:04,000\ntwee\n"
    )

    assert words(file) == ["een\nverloren woorden", "twee"]
    assert len(file.odd) == 1


def test_names_of_cues_are_no_words():
    cues = [f"deel {i} van 4\n00:0{i}.000 --> 00:0{i}.900\nzin {i}" for i in range(4)]
    file = of(vtt(*cues))

    assert words(file) == [f"zin {i}" for i in range(4)]
    assert file.odd == ()


def test_files_that_were_joined_are_read_as_one():
    file = read(
        b"WEBVTT\n00:00:01.000 --> 00:00:02.000\nHallo\nWEBVTT\n00:00:03.000 --> 00:00:04.000\n"
        b"Dag\n\nWEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n"
        b"00:00:05.000 --> 00:00:06.000\nSlot\n"
    )

    assert words(file) == ["Hallo", "Dag", "Slot"]
    assert file.odd == ()


@pytest.mark.parametrize(
    "said",
    [
        "Wij maken een bestand.\nWEBVTT is de naam ervan.\nEn dit ook.",
        "WEBVTT, zo heet het.\nEn dit ook.",
        "Zo heet het:\nWEBVTT\nEn dit ook.",
    ],
)
def test_words_about_webvtt_are_kept(said):
    file = of(vtt(f"00:01.000 --> 00:02.000\n{said}", "00:03.000 --> 00:04.000\nSlot"))

    assert words(file) == [said, "Slot"]
    assert file.odd == ()


def test_second_file_whose_times_begin_anew_is_named():
    first, second = vtt("00:05.000 --> 00:06.000\nVijf"), vtt("00:01.000 --> 00:02.000\nEen")
    (odd,) = of(f"{first}\n{second}").odd

    assert odd.line == 6
    assert odd.sentence.startswith("Regel 6: hier begint een tweede bestand")


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_text_that_whisper_shows_on_a_screen_is_read(between):
    file = read(
        between.join(
            [
                "[00:00.000 --> 00:02.000]  Hallo daar allemaal.",
                "[00:02.000 --> 00:04.000]  Dag daar.",
                "[00:00:04.000 --> 00:00:06.000]   Derde zin. [BLANK_AUDIO]",
            ]
        ).encode()
    )

    assert words(file) == ["Hallo daar allemaal.", "Dag daar.", "Derde zin."]
    assert [cue.starts for cue in file.cues] == [0, 2000, 4000]
    assert file.odd == ()


def test_half_of_a_time_that_can_be_read_counts_and_the_words_behind_it_too():
    file = read(b"1\n00:00:01,000 --> 00:00:0x,000 Hallo op de tijdregel\nen door\n")

    assert words(file) == ["Hallo op de tijdregel\nen door"]
    assert file.cues[0].starts == 1000
    assert "dit is geen goede tijd" in file.odd[0].sentence


def test_full_width_signs_of_a_time_are_read():
    file = read("1\n00：10：03，000 --> 00：10：04，000\nTien minuten：\n".encode())

    assert [(cue.starts, cue.ends) for cue in file.cues] == [(603_000, 604_000)]
    assert words(file) == ["Tien minuten："]
    assert file.odd == ()


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("NOTE Hoofdstuk: Eerste\n\nNOTE Hoofdstuk: Tweede\n\n{cue}", "Eerste"),
        ("NOTE\nHoofdstuk: Tweede\n\n{cue}\n\nNOTE Hoofdstuk: Aan het eind", "Aan het eind"),
        ("NOTE Hoofdstuk: Tweede\n\n{cue}\n\nNOTE Hoofdstuk: Leeg\n\n{empty}", "Leeg"),
        (
            "NOTE Hoofdstuk: Tweede\n\n{cue}\n\nNOTE Hoofdstuk: Zelfde tijd\n\n{cue} ook",
            "Zelfde tijd",
        ),
    ],
)
def test_a_chapter_at_which_nothing_begins_is_named(text, lost):
    cue, empty = "00:01.000 --> 00:02.000\nHallo", "00:03.000 --> 00:04.000"
    file = of(f"WEBVTT\n\n{text.format(cue=cue, empty=empty)}\n")

    assert [chapter.title for chapter in file.chapters] == ["Tweede"]
    (odd,) = file.odd
    assert f"bij het hoofdstuk ‘{lost}’ begint geen ondertitel" in odd.sentence


def test_title_of_a_chapter_is_stored_without_hidden_signs():
    title = "Kwijt\u00adschelding\u200bs\u00adregels \u202ekees\u202c\x1b[31m &amp; meer"
    file = of(vtt(f"NOTE Hoofdstuk: {title}", "00:01.000 --> 00:02.000\nHallo"))

    assert file.chapters[0].title == "Kwijtscheldingsregels kees[31m & meer"


@pytest.mark.parametrize(
    "bad",
    [
        "\r" * 1_000_000 + "x",
        "00:01.000 --> 00:02.000\n<v" + " " * 99_000 + "b",
        "00:01.000 --> 00:02.000\n<v " + "a<" * 45_000 + "b",
        "00:01.000 --> 00:02.000\na" + " " * 99_000 + "b",
        "00:01.000 --> 00:02.000\n" + "<br " * 24_000 + "b",
        "00:01" + " " * 4_000_000 + "--> x\nHallo",
        "NOTE Hoofdstuk:" + " " * 4_000_000 + "\n\n00:01.000 --> 00:02.000\nHallo",
        "00:01.000 --> 00:02.000\nNaam" + " " * 99_000 + "b: x",
    ],
    ids=["returns", "voice", "voices", "spaces", "tags", "time", "chapter", "name"],
)
def test_no_file_keeps_the_reader_going_back_and_forth(bad):
    """Read in a moment; with one pattern that goes back for every sign, in minutes or hours."""
    try:
        file = read(f"WEBVTT\n\n{bad}\n\n00:03.000 --> 00:04.000\nSlot\n".encode())
    except TranscriptRefused:
        return
    assert words(file)[-1] == "Slot"
