import pytest
from wagtail.models import ModelLogEntry

from knowledge.models import Chapter, Cue, Passage, Person, RecordingSpeaker, Transcript
from knowledge.passages import deeds as passages
from knowledge.recordings import corrections, deeds as recordings, spoken
from knowledge.recordings.corrections import Replaced
from knowledge.recordings.deeds import RecordingRefused
from search.models import IndexChange
from tests.knowledge.factories import make_editor
from tests.knowledge.recordings.factories import (
    FILM,
    WORDS,
    add_words,
    make_recording,
    make_recording_page,
)

pytestmark = pytest.mark.django_db


def make_page():
    """Return a live page of a recording with words in Dutch and English, its passages written."""
    recording = make_recording(film=FILM, words=WORDS)
    add_words(recording, WORDS, language="en")
    page = make_recording_page(recording)
    passages.write(page)
    return page


def cue(number: int) -> Cue:
    return Cue.objects.filter(transcript__language="nl").order_by("position")[number]


def heard(name: str) -> RecordingSpeaker:
    return RecordingSpeaker.objects.get(name=name)


def shown(recording, language: str = "nl") -> list[str]:
    return [line.speaker for line in spoken.lines(recording, language)]


def logged(action: str) -> list[dict]:
    rows = ModelLogEntry.objects.filter(action=f"knowledge.{action}")
    return [row.data for row in rows]


def addresses() -> dict[str, str]:
    return dict(Passage.objects.values_list("key", "id"))


# -- speakers --


def test_speaker_is_called_so_in_every_line_of_every_language():
    page = make_page()
    changes = IndexChange.objects.count()

    corrections.name_speaker(heard("An"), called="  Anja   de Wit ", by=make_editor("cas"))

    assert shown(page.recording) == ["Anja de Wit", "Anja de Wit", "Bo"]
    assert shown(page.recording, "en") == ["Anja de Wit", "Anja de Wit", "Bo"]
    assert (heard("An").called, str(heard("An"))) == ("Anja de Wit", "Anja de Wit")
    assert logged("name_speaker") == [{"speaker": heard("An").pk, "lines": 4}]
    assert IndexChange.objects.count() > changes


def test_file_that_is_read_again_finds_the_speaker_by_the_name_of_the_file():
    page = make_page()
    corrections.name_speaker(heard("An"), called="Anja de Wit", by=None)

    add_words(page.recording, WORDS, replace=True)

    assert shown(page.recording) == ["Anja de Wit", "Anja de Wit", "Bo"]


def test_name_of_the_file_is_good_again():
    page = make_page()
    corrections.name_speaker(heard("An"), called="Anja", by=None)

    corrections.name_speaker(heard("An"), called="An", by=None)

    assert (heard("An").called, shown(page.recording)[0]) == ("", "An")


def test_speaker_with_a_name_that_one_person_has_is_that_person():
    page = make_page()
    person = Person.objects.create(name="Anja de Wit", slug="anja", show_as_role=True)

    corrections.name_speaker(heard("An"), called="Anja de Wit", by=None)

    assert heard("An").person == person
    assert shown(page.recording)[0] == "Spreker"


def test_speaker_gets_a_person_and_keeps_the_name():
    page = make_page()
    person = Person.objects.create(name="Anja de Wit", slug="anja")

    corrections.name_speaker(heard("An"), person=person, by=None)

    assert (heard("An").called, shown(page.recording)[0]) == ("", "Anja de Wit")
    corrections.name_speaker(heard("An"), person=None, by=None)
    assert shown(page.recording)[0] == "An"


def test_speaker_called_as_another_is_the_same_person():
    page = make_page()
    person = Person.objects.create(name="Iemand", slug="iemand")
    corrections.name_speaker(heard("An"), person=person, by=None)

    corrections.name_speaker(heard("Bo"), called="An", by=None)

    assert heard("Bo").person == person
    assert shown(page.recording) == ["Iemand"] * 3


def test_speaker_of_whom_no_line_is_left_is_refused_in_words():
    make_page()
    stale = heard("An")
    RecordingSpeaker.objects.filter(pk=stale.pk).update(name="x")
    Cue.objects.filter(speaker=stale).update(speaker=None)
    RecordingSpeaker.objects.filter(pk=stale.pk).delete()

    with pytest.raises(RecordingRefused, match="geen regel meer over"):
        corrections.name_speaker(stale, called="Anja", by=None)


def test_nul_is_refused_in_a_name():
    make_page()

    with pytest.raises(RecordingRefused, match="NUL"):
        corrections.name_speaker(heard("An"), called="A\x00n", by=None)


# -- words --


def change(number: int, before: str, after: str) -> Replaced:
    row = cue(number)
    return Replaced(row.pk, row.text, row.text.replace(before, after))


def test_words_are_replaced_in_all_lines_at_once():
    page = make_page()
    before = addresses()
    transcript = page.recording.transcripts.get(language="nl")

    count = corrections.replace_in_lines(
        transcript,
        [change(0, "allemaal", "iedereen"), change(2, "raad", "gemeenteraad")],
        by=make_editor("cas"),
    )

    assert (count, cue(0).text, cue(2).text) == (
        2,
        "Welkom iedereen.",
        "De gemeenteraad wil weten wat het oplevert.",
    )
    assert [one.corrected for one in transcript.cues.order_by("position")] == [True, False, True]
    assert addresses() == before
    texts = " ".join(Passage.objects.filter(page=page).values_list("text", flat=True))
    assert ("iedereen" in texts, "gemeenteraad" in texts) == (True, True)
    assert logged("replace_in_lines") == [{"language": "nl", "lines": 2}]
    # The English words are another text.
    assert not Cue.objects.filter(transcript__language="en", corrected=True).exists()


def test_nothing_is_replaced_when_one_line_was_mended_meanwhile():
    page = make_page()
    changes = [change(0, "allemaal", "iedereen"), change(2, "raad", "gemeenteraad")]
    recordings.edit_cue(cue(2), text="De raad vraagt iets.", by=None)

    with pytest.raises(RecordingRefused, match="is een van deze regels gewijzigd"):
        corrections.replace_in_lines(
            page.recording.transcripts.get(language="nl"), changes, by=None
        )

    assert cue(0).text == "Welkom allemaal."


def test_line_that_was_taken_away_meanwhile_stays_away():
    page = make_page()
    changes = [change(0, "allemaal", "iedereen")]
    recordings.redact(cue(0), by=None)

    with pytest.raises(RecordingRefused):
        corrections.replace_in_lines(
            page.recording.transcripts.get(language="nl"), changes, by=None
        )

    assert (cue(0).text, cue(0).redacted) == ("", True)


@pytest.mark.parametrize("after", ["", "a\x00b", "woord " * 201], ids=["empty", "nul", "long"])
def test_what_one_line_may_not_say_no_line_may(after):
    page = make_page()
    changes = [change(0, "allemaal", "iedereen"), Replaced(cue(1).pk, cue(1).text, after)]

    with pytest.raises(RecordingRefused):
        corrections.replace_in_lines(
            page.recording.transcripts.get(language="nl"), changes, by=None
        )

    assert cue(0).text == "Welkom allemaal."


def test_what_was_taken_away_comes_back_by_no_replacement():
    page = make_page()
    recordings.redact(cue(2), by=None)
    changes = [change(0, "allemaal", "de raad wil weten wat het oplevert")]

    with pytest.raises(RecordingRefused, match="zijn eerder voorgoed weggehaald"):
        corrections.replace_in_lines(
            page.recording.transcripts.get(language="nl"), changes, by=None
        )

    assert cue(0).text == "Welkom allemaal."


def test_line_whose_words_are_mended_keeps_its_own_speaker_among_namesakes():
    make_page()
    corrections.name_speaker(heard("Bo"), called="An", by=None)

    recordings.edit_cue(cue(2), text="De raad vraagt.", by=None)
    recordings.edit_cue(cue(2), text="De raad vraagt iets.", speaker="An", by=None)

    assert cue(2).speaker == heard("Bo")


# -- chapters --


def titles() -> list[tuple[int, str, bool]]:
    rows = Chapter.objects.filter(transcript__language="nl")
    return list(rows.values_list("starts", "title", "by_hand"))


def test_chapter_begins_at_a_line_and_moves_no_address():
    make_page()
    before = addresses()

    corrections.begin_chapter(cue(1), title=" Wat  borging is ", by=make_editor("cas"))

    assert titles() == [
        (0, "Welkom", False),
        (2000, "Wat borging is", True),
        (5000, "De raad", False),
    ]
    assert addresses() == before
    assert logged("begin_chapter") == [{"language": "nl", "starts": 2000}]


def test_no_line_is_lost_when_a_chapter_begins_inside_a_span(client):
    page = make_page()
    row = cue(1)
    assert row.starts_span is False

    corrections.begin_chapter(row, title="Borging", by=None)
    html = client.get(page.url).content.decode()

    for words in ("Welkom allemaal.", "Vandaag gaat het over borging.", "De raad wil weten"):
        assert words in html
    captions = client.get(f"/opnames/{page.recording.uid}/nl.vtt")
    assert "NOTE Hoofdstuk: Borging" in captions.content.decode()


def test_two_chapters_never_begin_in_one_second():
    make_page()

    with pytest.raises(RecordingRefused, match="Op 00:00 begint al een hoofdstuk: ‘Welkom’"):
        corrections.begin_chapter(cue(0), title="Nog een", by=None)


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("  ", "Vul de titel van het hoofdstuk in."),
        ("a\x00", "In deze titel staat een nulteken"),
        ("a" * 201, "Deze titel heeft 201 tekens. Dat mogen er hooguit 200 zijn."),
    ],
)
def test_title_is_refused_in_words(title, sentence):
    make_page()

    with pytest.raises(RecordingRefused, match=sentence):
        corrections.begin_chapter(cue(1), title=title, by=None)
    with pytest.raises(RecordingRefused, match=sentence):
        corrections.name_chapter(Chapter.objects.first(), title=title, by=None)


def test_chapter_gets_another_title_by_hand():
    make_page()
    chapter = Chapter.objects.get(transcript__language="nl", starts=5000)

    corrections.name_chapter(chapter, title="De gemeenteraad", by=None)

    assert titles()[1] == (5000, "De gemeenteraad", True)


def test_chapter_that_is_gone_is_refused_and_removing_it_twice_is_once():
    make_page()
    chapter = Chapter.objects.get(transcript__language="nl", starts=5000)

    corrections.remove_chapter(chapter, by=None)
    corrections.remove_chapter(chapter, by=None)

    assert (titles(), len(logged("remove_chapter"))) == ([(0, "Welkom", False)], 1)
    with pytest.raises(RecordingRefused, match="Dit hoofdstuk is er niet meer"):
        corrections.name_chapter(chapter, title="Anders", by=None)
    assert Transcript.objects.get(language="nl").cues.count() == 3


def test_a_word_that_is_written_wrong_is_not_taken_for_the_person():
    make_recording(words=WORDS)

    with pytest.raises(TypeError, match="persoon"):
        corrections.name_speaker(heard("An"), persoon=None, by=None)
