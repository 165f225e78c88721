"""What was taken away does not come back as the name of a speaker or the title of a chapter."""

import pytest

from knowledge.models import Chapter, Recording, RecordingSpeaker
from knowledge.recordings import corrections, deeds as recordings
from knowledge.recordings.import_plan import PlanAsks
from tests.knowledge.recordings.factories import WORDS, add_words, make_recording
from tests.knowledge.recordings.reading import answer, cues, plan, texts, vtt

pytestmark = pytest.mark.django_db

PERSONAL = "Mijn buurvrouw Truus Verzonnen heeft tien mille schuld."
AS_SPEAKER = vtt("Welkom.", f"<v {PERSONAL}>Ja dat klopt.", "Herkenbaar.")
AS_CHAPTER = vtt("Welkom.").replace("WEBVTT\n", f"WEBVTT\n\nNOTE Hoofdstuk: {PERSONAL}\n")


@pytest.fixture
def source(db) -> Recording:
    """Return a recording from which the personal line was taken away."""
    made = make_recording(words=vtt("Welkom.", PERSONAL, "Herkenbaar."), title="Schulden")
    recordings.redact(cues(made)[1], by=None)
    return made


def names(recording: Recording) -> list[str]:
    return [str(row) for row in RecordingSpeaker.objects.filter(recording=recording)]


def titles(recording: Recording) -> list[str]:
    chapters = Chapter.objects.filter(transcript__recording=recording)
    return list(chapters.values_list("title", flat=True))


# -- in its own recording --


def test_a_speaker_of_a_file_is_without_the_words(source):
    file = vtt(f"<v {PERSONAL}>Welkom.", "Herkenbaar.")

    assert plan(source, file).asks is False
    add_words(source, file, replace=True)

    assert texts(source) == ["Welkom.", "Herkenbaar."]
    assert names(source) == ["[weggehaald]."]
    assert plan(source, file).asks is False


def test_a_line_does_not_get_them_as_its_speaker(source):
    with pytest.raises(recordings.SpeakerRefused, match="Truus Verzonnen"):
        recordings.edit_cue(cues(source)[0], speaker=PERSONAL, by=None)

    assert names(source) == []


def test_a_speaker_is_not_called_so(source):
    row = recordings.edit_cue(cues(source)[0], speaker="An", by=None).speaker

    with pytest.raises(recordings.SpeakerRefused, match="Truus Verzonnen"):
        corrections.name_speaker(row, called=PERSONAL, by=None)

    assert names(source) == ["An"]


def test_a_chapter_is_not_called_so(source):
    chapter = corrections.begin_chapter(cues(source)[0], title="Begin", by=None)

    with pytest.raises(recordings.RecordingRefused, match="Truus Verzonnen"):
        corrections.name_chapter(chapter, title=PERSONAL, by=None)
    with pytest.raises(recordings.RecordingRefused, match="Truus Verzonnen"):
        corrections.begin_chapter(cues(source)[2], title=PERSONAL, by=None)

    assert titles(source) == ["Begin"]


# -- in another one --


@pytest.mark.parametrize(("file", "of"), [(AS_SPEAKER, names), (AS_CHAPTER, titles)])
def test_a_file_of_another_recording_is_asked_about(source, file, of):
    other = make_recording(title="Andere camera")

    with pytest.raises(PlanAsks, match=r"Schulden.*Truus Verzonnen"):
        add_words(other, file)
    planned = plan(other, file)
    assert [(doubt.words, doubt.source) for doubt in planned.titles] == [(PERSONAL, "Schulden")]

    answer(other, file, take_out=planned.cautious().take_out)
    assert of(other) == ["[weggehaald]"]
    # Known here too by now.
    assert plan(other, file).asks is False


@pytest.mark.parametrize(("file", "of"), [(AS_SPEAKER, names), (AS_CHAPTER, titles)])
def test_they_may_stay_and_are_not_asked_about_again(source, file, of):
    other = make_recording(title="Andere camera")

    answer(other, file)

    assert of(other) == [PERSONAL]
    assert plan(other, file).asks is False


@pytest.mark.parametrize("file", [AS_SPEAKER, AS_CHAPTER])
def test_a_recording_that_is_made_now_is_asked_about(source, file):
    planned = plan(Recording(title="Nieuw"), file)

    assert [doubt.words for doubt in planned.titles] == [PERSONAL]


def test_ordinary_names_and_titles_ask_nothing(source):
    """The negative control."""
    assert plan(make_recording(), WORDS).asks is False
