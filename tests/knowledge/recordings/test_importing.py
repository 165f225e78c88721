import pytest

from knowledge.models import Cue, Passage, Recording, RemovedRun
from knowledge.recordings import deeds as recordings, import_plan, importing
from knowledge.recordings.import_plan import Answers, Plan, PlanAsks
from knowledge.recordings.removed_words import KeyRefused
from knowledge.recordings.transcripts import TranscriptRefused
from tests.knowledge.recordings.factories import (
    WORDS,
    add_words,
    make_recording,
    make_recording_page,
)

pytestmark = pytest.mark.django_db

PERSONAL = "Mijn buurvrouw Truus Verzonnen heeft tien mille schuld."


def vtt(*lines: str, begin: int = 1, length: int = 3) -> str:
    """Return captions of these lines, each `length` seconds, from second `begin`."""
    cues = [
        f"00:{begin + at * length:02}.000 --> 00:{begin + (at + 1) * length:02}.000\n{line}"
        for at, line in enumerate(lines)
    ]
    return "WEBVTT\n\n" + "\n\n".join(cues) + "\n"


def cues(recording: Recording) -> list[Cue]:
    return list(Cue.objects.filter(transcript__recording=recording).order_by("position"))


def texts(recording: Recording) -> list[str]:
    return [cue.text for cue in cues(recording)]


def plan(recording: Recording, words: str) -> Plan:
    return import_plan.plan(recording, language="nl", upload=words.encode())


def answer(recording: Recording, words: str, **choices):
    """Read words again with these answers to what the plan asks, and none to the rest."""
    answers = Answers(plan(recording, words).seen, **choices)
    return importing.import_transcript(
        recording, language="nl", text=words.encode(), by=None, replace=True, answers=answers
    )


def live_passages(page) -> list[tuple[str, str, int]]:
    return list(
        Passage.objects.live()
        .filter(page_id=page.pk)
        .in_order()
        .values_list("label", "text", "seconds")
    )


def test_import_stores_cues_spans_and_chapters():
    recording = make_recording(words=WORDS)

    assert [
        (cue.starts, cue.ends, str(cue.speaker), cue.starts_span) for cue in cues(recording)
    ] == [
        (0, 2000, "An", True),
        (2000, 5000, "An", False),
        (5000, 9000, "Bo", True),
    ]
    assert list(recording.transcripts.get().chapters.values_list("starts", "title")) == [
        (0, "Welkom"),
        (5000, "De raad"),
    ]
    recording.refresh_from_db()
    assert recording.duration == 9


def test_import_changes_nothing_when_the_file_is_no_transcript():
    recording = make_recording(words=WORDS)
    before = list(Cue.objects.values())

    with pytest.raises(TranscriptRefused):
        add_words(recording, "dit is geen ondertiteling", replace=True)

    assert list(Cue.objects.values()) == before


def test_import_is_refused_when_there_are_words_already():
    recording = make_recording(words=WORDS)

    with pytest.raises(TranscriptRefused) as refused:
        add_words(recording, WORDS)

    assert str(refused.value) == (
        "Deze opname heeft al een uitgeschreven tekst in deze taal (3 regels)."
    )


def test_import_again_keeps_the_address_of_a_line_that_moved():
    page = make_recording_page()
    second = Passage.objects.live().get(page_id=page.pk, seconds=5)

    add_words(page.recording, WORDS.replace("00:05.000", "00:06.000"), replace=True)

    second.refresh_from_db()
    assert (second.state, second.seconds, second.label) == ("live", 6, "00:06")


def test_import_again_gives_a_new_address_to_words_beside_a_withdrawn_span():
    page = make_recording_page()
    recordings.redact(cues(page.recording)[2], by=None)
    more = WORDS.replace("00:05.000 --> 00:09.000", "00:05.000 --> 00:07.000")

    add_words(
        page.recording, f"{more}\n00:09.000 --> 00:11.000\n<v Bo>Nieuwe woorden.\n", replace=True
    )

    assert live_passages(page)[-1] == ("00:09", "Nieuwe woorden.", 9)
    assert Passage.objects.get(page_id=page.pk, state="withdrawn").text == ""


# What was taken away


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


# Corrections by hand


def test_a_correction_stays_when_the_file_tells_the_old_words_again():
    said = ["<v An>Welkom in Winterswijck.", "<v An>We beginnen.", "<v Bo>Goed."]
    recording = make_recording(words=vtt(*said))
    recordings.edit_cue(cues(recording)[0], text="Welkom in Winterswijk.", speaker="Cas", by=None)

    planned = plan(recording, vtt(*said, begin=9))
    add_words(recording, vtt(*said, begin=9), replace=True)

    assert (planned.asks, planned.kept_corrections) == (False, 1)
    first = cues(recording)[0]
    assert (first.text, str(first.speaker), first.corrected, first.starts) == (
        "Welkom in Winterswijk.", "Cas", True, 9000,
    )  # fmt: skip


def test_a_correction_is_asked_about_when_the_file_tells_other_words():
    recording = make_recording(words=vtt("Welkom in Winterswijck.", "We beginnen.", "Goed."))
    recordings.edit_cue(cues(recording)[0], text="Welkom in Winterswijk.", by=None)
    again = vtt("Welkom in Winter wijk.", "We beginnen.", "Goed.")

    with pytest.raises(PlanAsks) as asks:
        add_words(recording, again, replace=True)

    assert str(asks.value) == (
        "00:01: de verbeterde regel ‘Welkom in Winterswijk.’ komt niet terug in het bestand."
    )
    uid = cues(recording)[0].uid
    answer(recording, again, keep=frozenset([uid]))
    assert texts(recording) == ["Welkom in Winterswijk.", "We beginnen.", "Goed."]
    assert cues(recording)[0].uid == uid
    # The file that was read is known now.
    assert plan(recording, again).asks is False


def test_the_new_words_are_read_when_she_does_not_keep_her_correction():
    recording = make_recording(words=vtt("Welkom in Winterswijck.", "We beginnen.", "Goed."))
    recordings.edit_cue(cues(recording)[0], text="Welkom in Winterswijk.", by=None)

    answer(recording, vtt("Welkom in Winter wijk.", "We beginnen.", "Goed."))

    assert texts(recording)[0] == "Welkom in Winter wijk."
    assert cues(recording)[0].corrected is False


def test_a_correction_that_has_no_place_any_more_is_asked_about():
    recording = make_recording(words=vtt("Welkom in Winterswijck.", "We beginnen.", "Goed."))
    recordings.edit_cue(cues(recording)[0], text="Welkom in Winterswijk.", by=None)

    (lost,) = plan(recording, vtt("We beginnen.", "Goed.")).corrections

    assert (lost.corrected, lost.index) == ("Welkom in Winterswijk.", None)


def test_nothing_is_asked_when_the_file_tells_the_correction_itself():
    recording = make_recording(words=vtt("Welkom in Winterswijck.", "We beginnen."))
    recordings.edit_cue(cues(recording)[0], text="Welkom in Winterswijk.", by=None)

    assert plan(recording, vtt("Welkom in Winterswijk.", "We beginnen.")).asks is False


def test_answers_to_other_questions_are_no_answers():
    recording = make_recording(words=vtt("Welkom in Winterswijck.", "We beginnen."))
    seen = plan(recording, vtt("Welkom.", "We beginnen.")).cautious()
    recordings.edit_cue(cues(recording)[0], text="Welkom in Winterswijk.", by=None)

    with pytest.raises(PlanAsks):
        importing.import_transcript(
            recording, language="nl", text=vtt("Welkom.").encode(), by=None, replace=True,
            answers=seen,
        )  # fmt: skip


def test_the_name_that_an_editor_gave_to_a_speaker_stays():
    said = ["<v Spreker 1>Welkom.", "<v Spreker 2>Goed."]
    recording = make_recording(words=vtt(*said))
    recording.speakers.filter(name="Spreker 1").update(called="An de Boer")

    add_words(recording, vtt(*said, begin=9), replace=True)

    assert [str(cue.speaker) for cue in cues(recording)] == ["An de Boer", "Spreker 2"]
    # As our own captions name her.
    add_words(recording, vtt("<v An de Boer>Welkom.", "<v Spreker 2>Goed."), replace=True)
    assert [cue.speaker.name for cue in cues(recording)] == ["Spreker 1", "Spreker 2"]


# Chapters


def with_chapter(recording: Recording, **fields) -> Recording:
    recording.transcripts.get().chapters.create(**{"by_hand": True, **fields})
    return recording


def chapters(recording: Recording) -> list[tuple[int, str]]:
    return list(recording.transcripts.get().chapters.values_list("starts", "title"))


def test_chapters_move_with_their_lines_when_the_file_has_none():
    recording = make_recording(words=vtt("Welkom.", "De raad.", "Tot slot."))
    with_chapter(recording, starts=4000, title="De raad")

    add_words(
        recording, vtt("Een nieuwe eerste zin.", "Welkom.", "De raad.", "Slot."), replace=True
    )

    assert chapters(recording) == [(7000, "De raad")]


def test_chapters_of_the_screen_are_asked_about_when_the_file_has_others():
    recording = with_chapter(make_recording(words=WORDS), starts=2000, title="Borging")

    with pytest.raises(PlanAsks, match="hoofdstukken op het scherm"):
        add_words(recording, WORDS, replace=True)
    answer(recording, WORDS)

    assert chapters(recording) == [(0, "Welkom"), (2000, "Borging"), (5000, "De raad")]


def test_chapters_of_the_file_are_read_when_she_says_so():
    recording = with_chapter(make_recording(words=WORDS), starts=2000, title="Borging")

    answer(recording, WORDS, keep_chapters=False)

    assert chapters(recording) == [(0, "Welkom"), (5000, "De raad")]


# What is odd


def test_an_odd_file_changes_nothing_until_she_says_go_on():
    recording = make_recording()
    odd = WORDS.replace("00:05.000 --> 00:09.000", "00:05.000 --> 00:04.000")

    with pytest.raises(PlanAsks, match=r"Regel 13: het einde ligt niet na het begin"):
        add_words(recording, odd)
    assert Cue.objects.count() == 0

    answer(recording, odd)
    assert len(texts(recording)) == 3
