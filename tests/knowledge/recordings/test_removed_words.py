"""What was taken away stays away, however a file brings it back."""

import pytest

from knowledge.models import Cue, Passage, RemovedRun
from knowledge.recordings import corrections, deeds as recordings, removed_words
from knowledge.recordings.import_plan import PlanAsks
from knowledge.recordings.removed_words import KeyRefused
from tests.knowledge.recordings.factories import (
    WORDS,
    add_words,
    make_recording,
    make_recording_page,
)
from tests.knowledge.recordings.reading import answer, cues, plan, texts, vtt

pytestmark = pytest.mark.django_db

PERSONAL = "Mijn buurvrouw Truus Verzonnen heeft tien mille schuld."


@pytest.mark.parametrize(
    "words",
    [
        vtt("Welkom bij de kenniskring.", PERSONAL, "Dat is heel herkenbaar."),
        vtt("Welkom bij de kenniskring.", PERSONAL, "Dat is heel herkenbaar.", begin=5),
        vtt("Welkom bij de kenniskring.", PERSONAL, "Dat is heel herkenbaar.", length=7),
        vtt("Welkom bij de kenniskring.", PERSONAL.upper().replace(".", "!"),
            "Dat is heel herkenbaar."),
        vtt("Welkom bij de kenniskring.", f"<v An>{PERSONAL}", "Dat is heel herkenbaar."),
        vtt("Welkom bij de kenniskring.", PERSONAL.replace("buurvrouw", "buur\u00advrouw"),
            "Dat is heel herkenbaar."),
    ],
)  # fmt: skip
def test_what_was_taken_away_stays_away_whatever_its_time_or_signs(words):
    page = make_recording_page(
        make_recording(words=vtt("Welkom bij de kenniskring.", PERSONAL, "Dat is heel herkenbaar."))
    )
    recordings.redact(cues(page.recording)[1], by=None)

    assert plan(page.recording, words).asks is False
    add_words(page.recording, words, replace=True)

    assert texts(page.recording) == ["Welkom bij de kenniskring.", "", "Dat is heel herkenbaar."]
    assert [cue.redacted for cue in cues(page.recording)] == [False, True, False]
    stored = str(list(Cue.objects.values()) + list(Passage.objects.values()))
    assert "truus" not in stored.lower()


def test_nothing_stays_away_without_the_runs_that_were_remembered():
    """The negative control: it is the runs that recognise the words."""
    recording = make_recording(words=vtt("Welkom bij de kenniskring.", PERSONAL, "Herkenbaar."))
    recordings.redact(cues(recording)[1], by=None)
    RemovedRun.objects.all().delete()

    assert plan(recording, vtt("Welkom bij de kenniskring.", PERSONAL, "Herkenbaar.")).gone == {}


def test_only_the_words_go_when_the_lines_are_divided_otherwise():
    recording = make_recording(words=vtt("Welkom.", PERSONAL, "Dat is heel herkenbaar."))
    recordings.redact(cues(recording)[1], by=None)

    again = vtt(
        "Welkom allemaal bij deze kenniskring over schulden, mijn buurvrouw Truus",
        "Verzonnen heeft tien mille schuld.",
        "Dat is heel herkenbaar.",
    )
    add_words(recording, again, replace=True)

    assert texts(recording) == [
        "Welkom allemaal bij deze kenniskring over schulden, [weggehaald]",
        "",
        "Dat is heel herkenbaar.",
    ]


def test_words_that_another_line_says_too_do_not_take_that_one_away():
    said = [
        "Dat is voor ons allemaal nieuw.",
        "Dat is voor ons allemaal nieuw.",
        "Tot slot een lied.",
    ]
    recording = make_recording(words=vtt("Welkom.", *said))
    recordings.redact(cues(recording)[1], by=None)

    add_words(recording, vtt("Welkom.", *said, begin=9), replace=True)

    assert texts(recording) == ["Welkom.", "", said[1], said[2]]


def test_a_short_line_is_known_by_what_is_said_around_it():
    said = ["Wie is er ziek?", "Truus.", "En wie belt er dan?", "Truus."]
    recording = make_recording(words=vtt(*said))
    recordings.redact(cues(recording)[1], by=None)

    add_words(recording, vtt(*said, begin=20), replace=True)

    assert texts(recording) == ["Wie is er ziek?", "", "En wie belt er dan?", "Truus."]


def test_other_words_in_its_place_are_asked_about_and_stay_away_unless_she_says_otherwise():
    said = ["Welkom bij de kenniskring.", PERSONAL, "Dat is heel herkenbaar."]
    recording = make_recording(words=vtt(*said))
    recordings.redact(cues(recording)[1], by=None)
    heard = [said[0], "Mijn buurman Teus Verzonnen had tienduizend euro.", said[2]]
    again = vtt(*heard, begin=9)

    with pytest.raises(PlanAsks) as asks:
        add_words(recording, again, replace=True)

    assert str(asks.value) == (
        "00:12: hier is eerder een regel weggehaald. Nu staat er: ‘Mijn buurman Teus Verzonnen had "
        "tienduizend euro.’."
    )
    assert texts(recording) == [said[0], "", said[2]]
    planned = plan(recording, again)
    answer(recording, again, take_away=planned.cautious().take_away)
    assert texts(recording) == [said[0], "", said[2]]
    # From now on it is known in these words too.
    assert plan(recording, again).asks is False


def test_other_words_in_its_place_are_read_when_she_says_so():
    said = ["Welkom bij de kenniskring.", PERSONAL, "Dat is heel herkenbaar."]
    recording = make_recording(words=vtt(*said))
    recordings.redact(cues(recording)[1], by=None)
    heard = [said[0], "Dit zijn gewone woorden, van iedereen.", said[2]]

    answer(recording, vtt(*heard))

    assert texts(recording) == heard


def test_a_line_of_before_there_were_runs_is_asked_about_too():
    said = ["Welkom bij de kenniskring.", PERSONAL, "Dat is heel herkenbaar."]
    recording = make_recording(words=vtt(*said))
    recordings.redact(cues(recording)[1], by=None)
    RemovedRun.objects.all().delete()

    assert [doubt.words for doubt in plan(recording, vtt(*said, begin=9)).doubts] == [PERSONAL]


def test_what_was_taken_away_in_one_language_stays_away_in_another():
    recording = make_recording(words=vtt("Welkom bij de kenniskring.", PERSONAL))
    recordings.redact(cues(recording)[1], by=None)

    add_words(recording, vtt("Welcome.", PERSONAL), "en")

    english = Cue.objects.filter(transcript__language="en").order_by("position")
    assert list(english.values_list("text", flat=True)) == ["Welcome.", ""]


def test_nothing_is_stored_that_could_be_read_or_guessed(settings):
    recording = make_recording(words=vtt("Wie is er ziek?", "Truus.", "En wie belt er dan?"))
    recordings.redact(cues(recording)[1], by=None)
    digests = set(RemovedRun.objects.values_list("digest", flat=True))

    settings.REDACTION_KEY = "another key"
    other = make_recording(words=vtt("Wie is er ziek?", "Truus.", "En wie belt er dan?"))
    recordings.redact(cues(other)[1], by=None)

    others = set(RemovedRun.objects.filter(recording=other).values_list("digest", flat=True))
    assert digests
    assert others
    assert not digests & others
    assert "truus" not in str(list(RemovedRun.objects.values())).lower()


def test_reading_is_refused_when_the_key_is_another_one(settings):
    recording = make_recording(words=vtt("Welkom bij de kenniskring.", PERSONAL))
    recordings.redact(cues(recording)[1], by=None)
    settings.REDACTION_KEY = "another key"

    with pytest.raises(KeyRefused, match="REDACTION_KEY"):
        add_words(recording, WORDS, replace=True)
    with pytest.raises(KeyRefused, match="REDACTION_KEY"):
        recordings.edit_cue(cues(recording)[0], text=PERSONAL, by=None)


def test_what_was_taken_away_cannot_be_typed_again():
    recording = make_recording(words=vtt("Welkom bij de kenniskring.", PERSONAL, "Herkenbaar."))
    recordings.redact(cues(recording)[1], by=None)

    with pytest.raises(recordings.RecordingRefused) as refused:
        recordings.edit_cue(cues(recording)[0], text=f"Welkom. {PERSONAL}", by=None)

    assert str(refused.value) == (
        "De woorden ‘Mijn buurvrouw Truus Verzonnen heeft tien mille schuld’ zijn eerder voorgoed "
        "weggehaald en kunnen niet terug."
    )


def test_what_was_taken_away_cannot_be_typed_again_over_lines_of_a_long_film():
    around = [f"Regel {at} gaat over de wijk." for at in range(9)]
    recording = make_recording(words=vtt(*around, PERSONAL, *around[::-1]))
    rows = cues(recording)
    recordings.redact(rows[9], by=None)
    recordings.redact(rows[3], by=None)

    recordings.edit_cue(rows[2], text="Mijn buurvrouw Truus", by=None)
    with pytest.raises(recordings.RecordingRefused, match="eerder voorgoed weggehaald"):
        # The line between them was taken away too, and says nothing.
        recordings.edit_cue(rows[4], text="Verzonnen heeft tien mille.", by=None)
    recordings.edit_cue(rows[16], text="Verzonnen heeft tien mille.", by=None)

    assert texts(recording)[16] == "Verzonnen heeft tien mille."


@pytest.mark.parametrize(
    ("said", "again"),
    [
        ("Łukasz Słowik belt Bjørg Sørensen", "Lukasz Slowik belt Bjorg Sorensen"),
        ("Ægir Straße Đorđe Œuvre Ðórr", "Aegir Strasse Dorde Oeuvre Dorr"),
        ("ILGIN YILDIZ woont hier", "Ilgın Yıldız woont hier"),
        ("Bel 06-12345678", "bel 0612345678"),
        ("Bel 06 12 34 56 78", "bel 0612345678"),
        ("Zij woont op 1311 AB", "zij woont op 1311ab"),
        ("Het nummer is 123.456.782", "het nummer is 123456782"),
        ("NL91 ABNA 0417 1643 00", "NL91ABNA0417164300"),
        ("Andr\u00e9 van de buurvrouw", "Andre\u0301 van de buur\u00advrouw"),
        ("Wij blijven hier", "wij blij\u0301v\u1dc4en hier"),
    ],
)  # fmt: skip
def test_the_same_words_in_another_spelling_are_the_same(said, again):
    assert removed_words.line_digest(said) == removed_words.line_digest(again)


@pytest.mark.parametrize(
    ("said", "other"),
    [("Bel 0612345678", "Bel 0612345679"), ("1311 AB", "1311 AC"), ("Lukasz", "Lucas")],
)
def test_other_words_stay_other_words(said, other):
    """The negative control."""
    assert removed_words.line_digest(said) != removed_words.line_digest(other)


def test_hidden_signs_and_strokes_apart_do_not_bring_it_back():
    recording = make_recording(words=vtt("Welkom.", PERSONAL, "Herkenbaar."))
    recordings.redact(cues(recording)[1], by=None)
    hidden = PERSONAL.replace("uur", "u\u00adur").replace("Truus", "Truus\u200b")

    with pytest.raises(recordings.RecordingRefused, match="eerder voorgoed weggehaald"):
        recordings.edit_cue(cues(recording)[0], text=hidden, by=None)


def test_a_line_is_stored_without_hidden_signs_and_in_one_spelling():
    recording = make_recording(words=vtt("Welkom.", "Ja."))

    recordings.edit_cue(
        cues(recording)[0], text="Wel\u00adkom Andre\u0301.", speaker="A\u200bn", by=None
    )
    corrections.replace_in_lines(
        cues(recording)[1].transcript,
        [corrections.Replaced(cues(recording)[1].pk, "Ja.", "Ja\u200b Zoe\u0308.")],
        by=None,
    )

    assert texts(recording) == ["Welkom Andr\u00e9.", "Ja Zo\u00eb."]
    assert str(cues(recording)[0].speaker) == "An"


def test_one_of_two_neighbours_that_comes_back_otherwise_is_asked_about():
    other = "En Kees, haar zoon, kan geen werk meer vinden."
    recording = make_recording(words=vtt("Welkom.", PERSONAL, other, "Herkenbaar."))
    for cue in cues(recording)[1:3]:
        recordings.redact(cue, by=None)

    asked = plan(recording, vtt("Welkom.", PERSONAL, "Kees is haar kind van negentien.",
                                "Herkenbaar.")).doubts  # fmt: skip

    assert [doubt.words for doubt in asked] == ["Kees is haar kind van negentien."]
