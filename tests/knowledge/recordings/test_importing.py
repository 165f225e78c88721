import pytest

from knowledge.models import Cue, PageSpeaker, Passage, Person, Recording
from knowledge.recordings import deeds as recordings, importing
from knowledge.recordings.import_plan import PlanAsks
from knowledge.recordings.transcripts import TranscriptRefused
from tests.knowledge.recordings.factories import (
    WORDS,
    add_words,
    make_recording,
    make_recording_page,
)
from tests.knowledge.recordings.reading import answer, cues, plan, texts, vtt

pytestmark = pytest.mark.django_db


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


def test_who_speaks_on_the_page_of_a_recording_is_known_in_its_captions():
    page = make_recording_page(make_recording())
    page.speakers.add(PageSpeaker(person=Person.objects.create(name="Zoë Zandman")))
    page.save()
    words = "WEBVTT\n\n" + "\n\n".join(
        f"00:{at:02}.000 --> 00:{at:02}.900\nzomaar woorden" for at in range(9)
    )

    add_words(page.recording, f"{words}\n\n00:30.000 --> 00:31.000\nZoë Zandman: ja\n")

    assert [str(speaker) for speaker in page.recording.speakers.all()] == ["Zoë Zandman"]
