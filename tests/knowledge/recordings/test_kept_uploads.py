"""A form of the desk that is shown again: the files that were chosen are still there."""

import datetime
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils import timezone

from knowledge.models import Cue, Recording
from knowledge.recordings import deeds as recordings, importing
from knowledge.recordings.transcripts import TranscriptRefused
from office import kept_uploads, undone_files
from office.models import KeptUpload
from tests.knowledge.factories import make_editor
from tests.knowledge.recordings.desk import allow_recordings, form
from tests.knowledge.recordings.factories import FILM, WORDS, make_recording
from tests.knowledge.recordings.film_samples import mp4

pytestmark = pytest.mark.django_db

ADD = "/beheer/opnames/add/"
NO_WORDS = b"geen ondertiteling"


def film(name: str = "vergadering.webm") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, FILM)


def words(content: bytes = WORDS.encode()) -> SimpleUploadedFile:
    return SimpleUploadedFile("woorden.vtt", content)


def tokens(response) -> dict[str, str]:
    """Return the hidden fields that name what waits, as a browser sends them again."""
    found = re.findall(r'name="(\w+-kept)" value="([^"]*)"', response.content.decode())
    return {name: token for name, token in found if token}


def waiting(response) -> list[str]:
    """Return the sentences of the files that wait."""
    return re.findall(r">(‘[^’<]*’ \([^<]*\) staat klaar\.[^<]*)<", response.content.decode())


def folder(settings) -> list[Path]:
    """Return every file, without the notes on those that no commit confirmed."""
    found = [one for one in Path(settings.PROTECTED_MEDIA_ROOT).rglob("*") if one.is_file()]
    return [one for one in found if one.parent.name != undone_files.NOTES]


def test_film_stays_when_the_captions_are_refused(client, editor, settings):
    refused = client.post(ADD, form(film=film(), transcript=words(NO_WORDS)))
    kept = tokens(refused)
    assert (refused.status_code, list(kept), Recording.objects.count()) == (200, ["film-kept"], 0)
    assert len(waiting(refused)) == 1
    assert "‘vergadering.webm’ (2,0" in waiting(refused)[0]

    made = client.post(ADD, form(transcript=words(), **kept))

    assert made.status_code == 302
    recording = Recording.objects.get()
    assert recording.file.read() == FILM
    recording.file.close()
    assert (Cue.objects.count(), KeptUpload.objects.count()) == (3, 0)


def test_bytes_that_waited_are_gone_once_the_recording_is_made(
    client, editor, settings, django_capture_on_commit_callbacks
):
    kept = tokens(client.post(ADD, form(title="", film=film(), transcript=words())))

    with django_capture_on_commit_callbacks(execute=True):
        client.post(ADD, form(**kept))

    assert [
        one.relative_to(settings.PROTECTED_MEDIA_ROOT).parts[0] for one in folder(settings)
    ] == ["opnames"]
    assert list((Path(settings.PROTECTED_MEDIA_ROOT) / "klaargezet").iterdir()) == []


def test_film_and_captions_stay_whatever_else_is_wrong(client, editor):
    refused = client.post(ADD, form(title="", film=film(), transcript=words()))
    again = client.post(ADD, form(title="", **tokens(refused)))

    assert list(tokens(refused)) == ["film-kept", "transcript-kept"]
    assert tokens(again) == tokens(refused)
    assert KeptUpload.objects.count() == 2

    made = client.post(ADD, form(title="Opname", **tokens(again)))

    assert (made.status_code, Cue.objects.count()) == (302, 3)
    assert Recording.objects.get().media_type == "video/webm"


def test_film_stays_on_the_form_of_a_recording_that_exists(client, editor):
    recording = make_recording(words=WORDS)
    url = f"/beheer/opnames/edit/{recording.pk}/"

    kept = tokens(client.post(url, form(title="", film=film(), duration="9")))
    assert list(kept) == ["film-kept"]
    client.post(url, form(title="Nieuw", duration="9", **kept))

    recording.refresh_from_db()
    assert (recording.title, recording.media_type) == ("Nieuw", "video/webm")


def test_a_large_film_stays_when_its_words_are_refused_after_it_was_stored(
    client, editor, monkeypatch
):
    def refuse(*_args, **_kwargs):
        raise TranscriptRefused("Een collega was net voor.")

    monkeypatch.setattr(importing, "import_transcript", refuse)
    # Larger than what Django keeps in memory.
    monkeypatch.setattr(
        "django.core.files.uploadhandler.MemoryFileUploadHandler.handle_raw_input",
        lambda self, *_args, **_kwargs: setattr(self, "activated", False),
    )
    refused = client.post(ADD, form(film=film(), transcript=words()))

    assert (refused.status_code, Recording.objects.count()) == (200, 0)
    assert "Een collega was net voor." in refused.content.decode()
    assert list(tokens(refused)) == ["film-kept", "transcript-kept"]
    assert all(one.file.storage.exists(one.file.name) for one in KeptUpload.objects.all())


def test_a_file_whose_temporary_name_was_taken_away_is_kept_all_the_same(editor):
    upload = TemporaryUploadedFile("film.webm", "", len(FILM), None)
    upload.write(FILM)
    upload.flush()
    moved = Path(upload.temporary_file_path())
    moved.rename(moved.with_suffix(".moved"))

    kept = kept_uploads.keep(upload, user=editor, purpose="film", now=timezone.now())

    with kept.file.open() as file:
        assert file.read() == FILM
    moved.with_suffix(".moved").rename(moved)
    upload.close()


def test_another_film_takes_the_place_of_the_one_that_waits(client, editor):
    first = tokens(client.post(ADD, form(title="", film=film("een.webm"))))

    answer = client.post(ADD, form(title="", film=film("twee.webm"), **first))

    assert KeptUpload.objects.get().name == "twee.webm"
    assert tokens(answer) != first


def test_a_film_that_waits_is_taken_off_the_form(client, editor):
    kept = tokens(client.post(ADD, form(title="", film=film())))

    answer = client.post(ADD, form(title="", **kept, **{"film-drop": "1"}))

    assert (tokens(answer), KeptUpload.objects.count()) == ({}, 0)


def test_what_waits_is_another_editors_to_nobody(client, editor):
    kept = tokens(client.post(ADD, form(title="", film=film())))
    client.force_login(allow_recordings(make_editor("bo")))

    answer = client.post(ADD, form(**kept))

    assert "Dit bestand staat niet meer klaar. Kies het nog een keer." in answer.content.decode()
    assert (Recording.objects.count(), KeptUpload.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    "token", ["../opnames/x", "/etc/passwd", "x" * 5000, "\x00", "film-kept"], ids=repr
)
def test_a_token_that_nobody_gave_out_is_refused_in_words(client, editor, token):
    answer = client.post(ADD, form(**{"film-kept": token}))

    assert answer.status_code == 200
    assert "Dit bestand staat niet meer klaar." in answer.content.decode()


def test_a_film_that_waits_is_no_transcript(client, editor):
    kept = tokens(client.post(ADD, form(title="", film=film())))

    answer = client.post(ADD, form(**{"transcript-kept": kept["film-kept"]}))

    assert "Dit bestand staat niet meer klaar." in answer.content.decode()


def test_what_waits_is_judged_again_when_it_is_used(client, editor):
    kept = tokens(client.post(ADD, form(title="", film=film())))
    Path(KeptUpload.objects.get().file.path).write_bytes(b"<html>")

    answer = client.post(ADD, form(**kept))

    assert "is geen film in WebM of MP4" in answer.content.decode()
    assert Recording.objects.count() == 0


def test_two_tabs_keep_their_own_film(client, editor):
    first = tokens(client.post(ADD, form(title="", film=film("een.webm"))))
    second = tokens(client.post(ADD, form(title="", film=film("twee.webm"))))

    client.post(ADD, form(title="Een", **first))
    client.post(ADD, form(title="Twee", **second))

    assert list(Recording.objects.values_list("title", "media_type")) == [
        ("Een", "video/webm"),
        ("Twee", "video/webm"),
    ]


def test_the_same_form_sent_twice_makes_one_film_and_says_why(client, editor):
    kept = tokens(client.post(ADD, form(title="", film=film())))
    client.post(ADD, form(**kept))

    answer = client.post(ADD, form(**kept))

    assert "Dit bestand staat niet meer klaar." in answer.content.decode()
    assert Recording.objects.count() == 1


def test_the_oldest_make_room(editor, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(kept_uploads, "MOST_FILES", 2)
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(3):
            kept_uploads.keep(
                film(f"{number}.webm"),
                user=editor,
                purpose="film",
                now=now + datetime.timedelta(seconds=number),
            )

    names = KeptUpload.objects.order_by("kept_at").values_list("name", flat=True)
    assert list(names) == ["1.webm", "2.webm"]
    storage = KeptUpload._meta.get_field("file").storage
    assert len(storage.listdir("klaargezet")[1]) == 2


def test_a_file_that_is_too_large_is_refused_with_its_size(client, editor, monkeypatch):
    monkeypatch.setattr(kept_uploads, "MOST_BYTES", 1024)

    with pytest.raises(kept_uploads.UploadRefused, match=r"‘a\.webm’ is 2,0\sKB"):
        kept_uploads.keep(film("a.webm"), user=editor, purpose="film", now=timezone.now())

    refused = client.post(ADD, form(title="", film=film()))
    assert "Dit bestand kon niet bewaard worden." in refused.content.decode()


def test_what_waits_is_forgotten_after_a_day_and_so_are_bytes_without_a_row(
    client, editor, settings, django_capture_on_commit_callbacks
):
    client.post(ADD, form(title="", film=film()))
    left_behind = Path(KeptUpload.objects.get().file.path).with_name("verweesd")
    left_behind.write_bytes(b"x")
    now = timezone.now()

    with django_capture_on_commit_callbacks(execute=True):
        early = kept_uploads.forget_old(now + datetime.timedelta(hours=23))
    assert (early, len(folder(settings))) == (0, 2)

    with django_capture_on_commit_callbacks(execute=True):
        late = kept_uploads.forget_old(now + datetime.timedelta(hours=25))
    assert (late, folder(settings), KeptUpload.objects.count()) == (2, [], 0)


def leave(client) -> str:
    return re.search(r'data-for="([^"]+)"', client.get(ADD).content.decode())[1]


def test_a_file_that_goes_ahead_waits_for_its_form(client, editor):
    sent = client.post(
        "/beheer/bestand-klaarzetten/", {"for": leave(client), "file": film()}
    ).json()
    assert (sent["name"], sent["size"].replace("\xa0", " ")) == ("vergadering.webm", "2,0 KB")

    client.post(ADD, form(**{"film-kept": sent["token"]}))

    assert Recording.objects.get().media_type == "video/webm"


def test_no_file_goes_ahead_without_the_form_that_asked_for_it(client, editor):
    leave_of_an = leave(client)
    url = "/beheer/bestand-klaarzetten/"
    made_up = client.post(url, {"for": "knowledge.Recording.film", "file": film()})
    client.force_login(allow_recordings(make_editor("bo")))
    of_an = client.post(url, {"for": leave_of_an, "file": film()})
    empty = client.post(url)
    client.logout()
    nobody = client.post(url, {"for": leave_of_an, "file": film()})

    answers = [one.status_code for one in (made_up, of_an, empty, nobody)]
    assert answers == [403, 403, 403, 302]
    assert (made_up.json(), KeptUpload.objects.count()) == ({"send": "plain"}, 0)


def test_a_film_that_was_withdrawn_meanwhile_waits_for_the_second_press(client, editor):
    recording = make_recording(film=FILM)
    url = f"/beheer/opnames/edit/{recording.pk}/"
    recordings.withdraw(recording, by=editor)

    refused = client.post(url, form(film=film()))
    recording.refresh_from_db()
    assert recording.withdrawn is True
    assert "Het bestand staat nog klaar." in refused.content.decode()

    client.post(url, form(saw_withdrawn="True", **tokens(refused)))
    recording.refresh_from_db()
    assert recording.withdrawn is False


@pytest.mark.parametrize("whole", ["webm", "mp4"])
def test_a_film_that_breaks_off_is_refused_at_its_field_and_the_rest_of_the_form_stays(
    client, editor, whole, settings
):
    data = {"webm": FILM, "mp4": mp4()}[whole][:-300]

    refused = client.post(
        ADD,
        form(title="Avond", film=SimpleUploadedFile(f"avond.{whole}", data), transcript=words()),
    )

    errors = refused.context["form"].errors
    assert list(errors) == ["film"]
    assert errors["film"][0].startswith("Dit bestand is beschadigd: een deel van de film ontbreekt")
    assert 'value="Avond"' in refused.content.decode()
    # The captions wait, the film does not.
    assert list(tokens(refused)) == ["transcript-kept"]
    assert (Recording.objects.count(), KeptUpload.objects.count()) == (0, 1)
    assert len(folder(settings)) == 1

    client.post(ADD, form(title="Avond", film=film(), **tokens(refused)))
    assert (Recording.objects.get().media_type, Cue.objects.count()) == ("video/webm", 3)
