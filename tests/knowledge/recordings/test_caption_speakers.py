"""Who speaks in a file of captions, however the file says so."""

import pytest

from tests.knowledge.recordings import caption_samples as samples
from tests.knowledge.recordings.caption_samples import of, said, vtt


@pytest.mark.parametrize(
    ("line", "speaker", "text"),
    [
        ("10:30 Overleg: we beginnen.", "", "10:30 Overleg: we beginnen."),
        ("zie https://voorbeeld.nl", "", "zie https://voorbeeld.nl"),
        ("Om 10: 30 gaan we door.", "", "Om 10: 30 gaan we door."),
        ("Vraag: hoe doen jullie dat?", "", "Vraag: hoe doen jullie dat?"),
        ("Let op: het is vol.", "", "Let op: het is vol."),
        ("Mail naar mailto:an@x.nl", "", "Mail naar mailto:an@x.nl"),
        ("SPEAKER_01: hallo", "SPEAKER_01", "hallo"),
        ("[Spreker 2]: hallo", "Spreker 2", "hallo"),
        (">> MARIT DE JONG: hallo", "MARIT DE JONG", "hallo"),
        (">> hallo", "", "hallo"),
        ("Jan van der Berg (Almere): hallo", "Jan van der Berg (Almere)", "hallo"),
        ("Cas | Gemeente Almere: hallo", "Cas | Gemeente Almere", "hallo"),
        ("M. ’t Hooft: hallo", "M. ’t Hooft", "hallo"),
        ("Marit Brandsma:\nhallo", "Marit Brandsma", "hallo"),
        ("Marit Brandsma: De conclusie: hallo", "Marit Brandsma", "De conclusie: hallo"),
    ],
)
def test_a_name_before_a_colon_speaks_where_most_lines_begin_with_one(line, speaker, text):
    file = of(f"{samples.ZOOM}\n4\n00:00:20.000 --> 00:00:22.000\n{line}\n")

    assert said(file)[3][2:] == (speaker, text)


def test_a_capital_before_a_colon_is_no_speaker_where_lines_begin_with_words():
    cues = [f"00:{i:02}.000 --> 00:{i:02}.900\nzomaar woorden" for i in range(9)]
    file = of(vtt(*cues, "00:30.000 --> 00:31.000\nVeilig Thuis: dat is voor ons nieuw."))

    assert said(file)[-1][2:] == ("", "Veilig Thuis: dat is voor ons nieuw.")


def test_a_known_speaker_is_heard_wherever_the_name_stands():
    cues = [f"00:{i:02}.000 --> 00:{i:02}.900\nzomaar woorden" for i in range(9)]
    told = vtt(
        *cues,
        "00:30.000 --> 00:31.000\nMARIT BRANDSMA: ja",
        "00:32.000 --> 00:33.000\nMarit: en nee",
    )

    file = of(told, names=["Marit Brandsma", "Youssef el Idrissi"])

    assert [cue.speaker for cue in file.cues[-2:]] == ["MARIT BRANDSMA", "Marit"]


def test_two_people_in_one_cue_become_two_cues():
    file = of(vtt("00:00.000 --> 00:04.000\n<v An>Een twee drie\n<v Bo>vier</v>"))

    assert said(file) == [(0, 3000, "An", "Een twee drie"), (3000, 4000, "Bo", "vier")]


def test_one_word_before_a_colon_is_no_speaker_however_often_it_comes():
    words = [f"00:{i:02}.000 --> 00:{i:02}.900\nzomaar woorden" for i in range(20)]
    often = [f"00:{i}.000 --> 00:{i}.900\nBelangrijk: nummer {i}" for i in range(30, 34)]

    assert {cue.speaker for cue in of(vtt(*words, *often)).cues} == {""}


def test_lines_that_come_twice_by_accident_stay_where_the_file_does_not_roll_up():
    words = [f"00:{i:02}.000 --> 00:{i:02}.900\nregel {i}" for i in range(20)]
    again = [
        "00:30.000 --> 00:31.000\nprecies",
        "00:31.000 --> 00:32.000\nprecies\ndat bedoel ik",
        "00:40.000 --> 00:41.000\nnee",
        "00:41.000 --> 00:42.000\nnee\necht niet",
    ]

    assert [cue.text for cue in of(vtt(*words, *again)).cues][-4:] == [
        "precies",
        "precies\ndat bedoel ik",
        "nee",
        "nee\necht niet",
    ]


@pytest.mark.parametrize("line", ["Marit Brandsma:", "éa:"])
def test_a_name_that_says_nothing_is_not_lost(line):
    file = of(vtt(f"00:01.000 --> 00:02.000\n{line}", "00:03.000 --> 00:04.000\nHallo"))

    assert [cue[2:] for cue in said(file)] == [("", line), ("", "Hallo")]
    assert said(of(vtt(f"00:01.000 --> 00:02.000\n{line}"))) == [(1000, 2000, "", line)]


@pytest.mark.parametrize(
    ("above", "names", "speaker"),
    [
        (["Speaker 1", "Speaker 2", "Speaker 1"], [], "Speaker 1"),
        (["Marieke de Jong", "", ""], ["Marieke de Jong"], "Marieke de Jong"),
        (["Marieke de Jong"] * 3, [], "Marieke de Jong"),
        (['1 "Jan de Vries" (1234567)', '2 "Bo" (2)', ""], [], "Jan de Vries"),
    ],
)
@pytest.mark.parametrize("header", ["", "WEBVTT\n\n"])
def test_who_is_named_above_a_time_speaks(above, names, speaker, header):
    cues = [f"{who}\n00:00:0{i}.000 --> 00:00:0{i}.900\nzin {i}" for i, who in enumerate(above)]
    file = of(header + "\n\n".join(cue.lstrip() for cue in cues), names=names)

    assert said(file)[0][2:] == (speaker, "zin 0")
    assert file.odd == ()


def test_first_name_that_two_of_the_known_have_is_no_speaker():
    cues = [f"00:{i:02}.000 --> 00:{i:02}.900\nzomaar woorden" for i in range(9)]
    told = vtt(*cues, "00:30.000 --> 00:31.000\nAnna: ja hoor")

    assert said(of(told, names=["Anna Bos", "Anna Vis"]))[-1][2:] == ("", "Anna: ja hoor")


def test_file_with_voices_writes_no_names_as_words():
    told = vtt(
        "00:01.000 --> 00:02.000\n<v Anna>hallo",
        "00:03.000 --> 00:04.000\nMarit Bos: wie zegt dit?",
    )

    assert said(of(told, names=["Marit Bos"]))[-1][2:] == ("", "Marit Bos: wie zegt dit?")


@pytest.mark.parametrize(
    ("line", "speaker", "text"),
    [
        ("<v ->The synthesis</v>", "", "The synthesis"),
        ("(speaker 0) Hallo", "speaker 0", "Hallo"),
        ("[SPEAKER_TURN] Hallo", "", "Hallo"),
        ("<v Jan <jan@almere.example>>De samenvatting", "Jan", "De samenvatting"),
    ],
)
def test_marks_of_programs_are_neither_words_nor_names(line, speaker, text):
    file = of(vtt(f"00:01.000 --> 00:02.000\n{line}"))

    assert said(file)[0][2:] == (speaker, text)
