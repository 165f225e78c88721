from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from wagtail.models import ModelLogEntry

from knowledge.models import Cue, Passage, Recording, Transcript
from knowledge.recordings import deeds as recordings
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


def cues(recording: Recording) -> list[Cue]:
    return list(Cue.objects.filter(transcript__recording=recording))


def live_passages(page) -> list[tuple[str, str, int]]:
    return list(
        Passage.objects.live()
        .filter(page_id=page.pk)
        .in_order()
        .values_list("label", "text", "seconds")
    )


def changes_of(page) -> int:
    return IndexChange.objects.filter(document_id=f"page:{page.pk}").count()


# Spans as passages


def test_page_has_a_passage_per_span_when_it_is_published():
    page = make_recording_page()

    assert live_passages(page) == [
        ("00:00", "Welkom allemaal. Vandaag gaat het over borging.", 0),
        ("00:05", "De raad wil weten wat het oplevert.", 5),
    ]
    assert [row.key for row in Passage.objects.filter(page_id=page.pk).in_order()] == [
        span.key for span in recordings.spans(page.recording, "nl")
    ]


def test_page_in_another_language_has_only_the_spans_of_that_language():
    page = make_recording_page()
    english = make_recording_page(page.recording, language="en")

    add_words(page.recording, "WEBVTT\n\n00:00.000 --> 00:02.000\nWelcome all.\n", "en")

    assert live_passages(english) == [("00:00", "Welcome all.", 0)]
    assert len(live_passages(page)) == 2


def test_import_writes_passages_when_the_page_is_live_already():
    page = make_recording_page(make_recording(film=FILM))
    before = changes_of(page)

    add_words(page.recording, WORDS)

    assert len(live_passages(page)) == 2
    assert changes_of(page) == before + 1


def test_edit_changes_the_passage_and_keeps_its_address():
    page = make_recording_page()
    cue = cues(page.recording)[1]
    address = Passage.objects.get(page_id=page.pk, seconds=0).pk
    before = changes_of(page)

    recordings.edit_cue(
        cue, text="Vandaag gaat het\r\n\n over  de raad.", speaker=" An  B ", by=None
    )

    passage = Passage.objects.get(pk=address)
    assert passage.text == "Welkom allemaal. Vandaag gaat het over de raad."
    assert cues(page.recording)[1].text == "Vandaag gaat het\nover de raad."
    assert changes_of(page) == before + 1


def test_edit_never_moves_a_boundary():
    page = make_recording_page()
    boundaries = [cue.starts_span for cue in cues(page.recording)]

    for cue in cues(page.recording):
        recordings.edit_cue(cue, text="woord " * 200, speaker="Cas", by=None)

    assert [cue.starts_span for cue in cues(page.recording)] == boundaries


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  \n ", "Vul de tekst in, of haal de regel weg."),
        ("woord " * 201, "Deze regel heeft 201 woorden. Dat mogen er hooguit 200 zijn."),
        ("a\x00b", "In deze regel staat een nulteken (NUL). Haal dat teken weg."),
    ],
)
def test_edit_is_refused_by_name_when_the_words_cannot_stand_there(text, sentence):
    cue = cues(make_recording(words=WORDS))[0]

    with pytest.raises(RecordingRefused) as refused:
        recordings.edit_cue(cue, text=text, speaker="", by=None)

    assert str(refused.value) == sentence
    assert Cue.objects.get(pk=cue.pk).text == "Welkom allemaal."


def test_edit_leaves_everything_as_it_was_when_the_index_cannot_be_told(monkeypatch):
    page = make_recording_page()
    before = live_passages(page)

    def fail(*_ids):
        raise RuntimeError

    monkeypatch.setattr("search.indexing.record_change", fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        recordings.edit_cue(cues(page.recording)[0], text="Anders.", speaker="An", by=None)

    assert live_passages(page) == before
    assert cues(page.recording)[0].text == "Welkom allemaal."


# Taking away


def test_redact_takes_the_words_out_of_passage_and_table():
    page = make_recording_page()

    recordings.redact(cues(page.recording)[1], by=None)

    assert live_passages(page)[0] == ("00:00", "Welkom allemaal.", 0)
    assert "borging" not in str(list(Cue.objects.values()) + list(Passage.objects.values()))


def test_redact_withdraws_the_passage_when_nothing_of_the_span_is_left():
    page = make_recording_page()
    gone = Passage.objects.get(page_id=page.pk, seconds=5)

    recordings.redact(cues(page.recording)[2], by=None)

    gone.refresh_from_db()
    assert (gone.state, gone.text, gone.label) == ("withdrawn", "", "")


def test_page_can_be_published_again_after_a_redaction():
    page = make_recording_page()
    recordings.redact(cues(page.recording)[2], by=None)

    draft = page.get_latest_revision_as_object()
    draft.title = "Nieuwe titel"
    draft.save_revision().publish()

    assert [text for _label, text, _seconds in live_passages(page)] == [
        "Welkom allemaal. Vandaag gaat het over borging."
    ]


def test_redact_tells_the_log_who_and_which_line_but_not_the_words():
    editor = make_editor("an")
    recording = make_recording(words=WORDS)
    cue = cues(recording)[2]

    recordings.redact(cue, by=editor)

    entry = ModelLogEntry.objects.get(action="knowledge.redact_cue")
    assert (entry.user, entry.data) == (
        editor, {"language": "nl", "cue": cue.uid, "position": 2},
    )  # fmt: skip


def test_edit_is_refused_when_the_line_was_taken_away():
    cue = recordings.redact(cues(make_recording(words=WORDS))[0], by=None)

    with pytest.raises(RecordingRefused, match="weggehaald"):
        recordings.edit_cue(cue, text="Terug", speaker="An", by=None)


def test_database_refuses_a_redacted_line_that_still_has_words():
    cue = cues(make_recording(words=WORDS))[0]

    with pytest.raises(IntegrityError), transaction.atomic():
        Cue.objects.filter(pk=cue.pk).update(redacted=True)


# Film


def test_put_film_refuses_what_is_no_film_and_keeps_the_old_one():
    recording = make_recording(film=FILM)

    with pytest.raises(RecordingRefused) as refused:
        recordings.put_film(recording, film=ContentFile(b"<html>", name="film.webm"), by=None)

    assert str(refused.value) == "‘film.webm’ is geen film in WebM of MP4. Kies een ander bestand."
    with Recording.objects.get(pk=recording.pk).file.open() as film:
        assert film.read() == FILM


def test_put_film_names_the_file_itself_whatever_the_upload_is_called():
    recording = make_recording()

    film = ContentFile(FILM, name="../../../etc/passwd.html")
    recording = recordings.put_film(recording, film=film, by=None)

    assert recording.file.name.startswith(f"opnames/{recording.uid}/")
    assert recording.file.name.endswith(".webm")


def test_put_film_removes_the_old_file(django_capture_on_commit_callbacks):
    recording = make_recording(film=FILM)
    old = recording.file.name

    with django_capture_on_commit_callbacks(execute=True):
        film = ContentFile(FILM, name="nieuw.webm")
        recording = recordings.put_film(recording, film=film, by=None)

    assert recording.file.storage.exists(old) is False
    assert recording.file.storage.exists(recording.file.name) is True


def test_withdraw_and_a_new_film_change_the_state_and_tell_the_index():
    page = make_recording_page()
    before = changes_of(page)

    withdrawn = recordings.withdraw(page.recording, by=make_editor("an"))
    again = recordings.withdraw(page.recording, by=None)

    assert (withdrawn.withdrawn, again.withdrawn_by, again.withdrawn_at) == (
        True, "an", withdrawn.withdrawn_at,
    )  # fmt: skip
    assert changes_of(page) == before + 1
    recordings.put_film(again, film=ContentFile(FILM, name="film.webm"), by=None)
    assert Recording.objects.get(pk=again.pk).withdrawn is False


def test_nobody_is_sent_to_a_second_of_a_film_that_was_withdrawn():
    page = make_recording_page()
    words = live_passages(page)

    withdrawn = recordings.withdraw(page.recording, by=None)
    assert live_passages(page) == [(label, text, None) for label, text, _seconds in words]

    recordings.put_film(withdrawn, film=ContentFile(FILM, name="film.webm"), by=None)
    assert live_passages(page) == words


# The command


def test_command_reads_a_file(tmp_path):
    recording = make_recording()
    (tmp_path / "woorden.vtt").write_text(WORDS)
    said = StringIO()

    call_command("import_transcript", recording.uid, tmp_path / "woorden.vtt", stdout=said)

    assert said.getvalue() == "3 cues in nl.\n"
    assert Transcript.objects.get().imported_by == ""


def test_command_says_what_is_wrong(tmp_path):
    recording = make_recording()
    (tmp_path / "leeg.vtt").write_text("")

    with pytest.raises(CommandError, match="Dit bestand is leeg"):
        call_command("import_transcript", recording.uid, tmp_path / "leeg.vtt")
    (tmp_path / "raar.vtt").write_text(WORDS.replace("00:09.000", "00:04.000"))
    with pytest.raises(CommandError, match=r"(?s)Regel 13.*--go-on"):
        call_command("import_transcript", recording.uid, tmp_path / "raar.vtt")
    call_command(
        "import_transcript", recording.uid, tmp_path / "raar.vtt", "--go-on", stdout=StringIO()
    )
    assert len(cues(recording)) == 3
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_transcript", recording.uid, tmp_path / "niets.vtt")
    with pytest.raises(CommandError, match=f"choose one of: {recording.uid}"):
        call_command("import_transcript", "onbekend", tmp_path / "leeg.vtt")
