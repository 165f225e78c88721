import re

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from knowledge.models import Cue, Person, Recording, RecordingSpeaker, Transcript
from knowledge.recordings import corrections, deeds as recordings
from office.models import User
from tests.knowledge.factories import make_editor
from tests.knowledge.recordings.desk import form, opened
from tests.knowledge.recordings.factories import FILM, WORDS, add_words, make_recording

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client) -> User:
    """Return a logged-in editor who may work on recordings."""
    user = make_editor("an")
    user.user_permissions.add(
        *Permission.objects.filter(
            content_type__app_label="knowledge", content_type__model="recording"
        )
    )
    client.force_login(user)
    return user


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_editor_makes_a_recording_with_film_and_words(client, editor):
    response = client.post(
        "/beheer/opnames/add/",
        form(
            film=upload("vergadering.webm", FILM),
            transcript=upload("woorden.vtt", WORDS.encode()),
        ),
    )

    assert response.status_code == 302
    recording = Recording.objects.get()
    assert (recording.media_type, recording.duration) == ("video/webm", 9)
    assert Transcript.objects.get().imported_by == "an"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        (
            {"film": ("film.webm", b"<html>")},
            "‘film.webm’ is geen film in WebM of MP4. Kies een ander bestand.",
        ),
        (
            {"transcript": ("woorden.vtt", b"geen ondertiteling")},
            "Dit bestand is geen ondertiteling: er staat geen enkele tijd in, zoals "
            "‘00:01.000 --&gt; 00:04.000’. Het begint met ‘geen ondertiteling’. Kies een bestand "
            "in WebVTT (.vtt) of SRT (.srt).",
        ),
        (
            {"transcript": ("woorden.vtt", b"WEBVTT\n\n" + b"x" * (10 * 1024 * 1024))},
            "Dit bestand is 10,0 MB. Een uitgeschreven tekst is hooguit 5 MB.",
        ),
    ],
)
def test_editor_is_told_what_is_wrong_and_keeps_what_was_filled_in(
    client, editor, fields, sentence
):
    files = {name: upload(*content) for name, content in fields.items()}

    response = client.post("/beheer/opnames/add/", form(title="Mijn opname", **files))

    text = response.content.decode()
    assert response.status_code == 200
    assert sentence in text
    assert 'value="Mijn opname"' in text
    assert Recording.objects.count() == 0


def test_refused_form_names_its_fields_and_has_the_cursor_in_the_first(client, editor):
    refused = client.post(
        "/beheer/opnames/add/",
        form(title="", film=upload("film.webm", b"<html>"), transcript=upload("a.vtt", b"niets")),
    )

    html = refused.content.decode()
    assert "Kijk bij: Titel, Film, Uitgeschreven tekst." in html
    assert re.findall(r'name="(\w+)"[^>]* autofocus', html) == ["title"]

    refused = client.post("/beheer/opnames/add/", form(film=upload("film.webm", b"<html>")))

    html = refused.content.decode()
    assert "Kijk bij: Film." in html
    assert re.findall(r'name="(\w+)"[^>]* autofocus', html) == ["film"]
    assert " autofocus" not in client.get("/beheer/opnames/add/").content.decode()


def test_editor_cannot_give_a_film_and_an_address_elsewhere(client, editor):
    response = client.post(
        "/beheer/opnames/add/",
        form(film=upload("film.webm", FILM), external_url="https://video.example/1"),
    )

    assert "Kies een film of een adres elders, niet allebei." in response.content.decode()
    assert Recording.objects.count() == 0


def test_editor_changes_the_title_without_touching_film_or_words(client, editor):
    recording = make_recording(film=FILM, words=WORDS)
    before = list(Cue.objects.values()), recording.file.name

    client.post(f"/beheer/opnames/edit/{recording.pk}/", form(title="Nieuw", duration="9"))

    recording.refresh_from_db()
    assert recording.title == "Nieuw"
    assert (list(Cue.objects.values()), recording.file.name) == before


def test_editor_sees_changes_and_redacts_lines(client, editor):
    recording = make_recording(words=WORDS)
    first, second, _third = Cue.objects.order_by("position")
    line = reverse("recording_line", args=[first.pk])

    listed = client.get(reverse("recording_lines", args=[first.transcript_id]))
    changed = client.post(line, {"speaker": "An", "text": "Dag allemaal."})
    redacted = client.post(reverse("recording_line_redact", args=[second.pk]))

    assert "Welkom allemaal." in listed.content.decode()
    assert (changed.status_code, redacted.status_code) == (302, 302)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.text, second.redacted, recording.pk) == ("Dag allemaal.", True, recording.pk)
    assert "<em>weggehaald</em>" in client.get(changed["Location"]).content.decode()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"film": FILM}, [True, True, False]),
        ({"external_url": "https://video.example/1"}, [True, False, True]),
        ({}, [False, False, False]),
    ],
    ids=["film", "elsewhere", "words alone"],
)
def test_editor_is_asked_before_a_line_goes_and_told_that_the_film_still_speaks_it(
    client, editor, fields, told
):
    make_recording(words=WORDS, **fields)
    cue = Cue.objects.order_by("position").first()

    html = client.get(reverse("recording_line_redact", args=[cue.pk])).content.decode()

    sentences = ["De film zelf verandert niet.", "Trek dan ook de film in", "op de andere site"]
    assert [one in html for one in sentences] == told
    assert "Welkom allemaal." in html
    cue.refresh_from_db()
    assert cue.redacted is False


def test_line_screen_takes_nothing_away(client, editor):
    make_recording(words=WORDS)
    cue = Cue.objects.order_by("position").first()
    url = reverse("recording_line", args=[cue.pk])

    html = client.get(url).content.decode()
    client.post(url, {"deed": "redact", "speaker": "", "text": ""})

    assert reverse("recording_line_redact", args=[cue.pk]) in html
    cue.refresh_from_db()
    assert (cue.redacted, cue.text) == (False, "Welkom allemaal.")


def test_editor_is_told_when_a_line_would_be_empty(client, editor):
    make_recording(words=WORDS)
    line = reverse("recording_line", args=[Cue.objects.first().pk])

    response = client.post(line, {**opened(client, line), "text": " "})

    assert response.status_code == 422
    assert "Vul de tekst in, of haal de regel weg." in response.content.decode()


def test_line_that_was_opened_before_a_colleague_mended_it_keeps_what_she_wrote(client, editor):
    make_recording(words=WORDS)
    cue = Cue.objects.order_by("position").first()
    url = reverse("recording_line", args=[cue.pk])
    stale = opened(client, url)
    recordings.edit_cue(cue, text="Hartelijk welkom.", by=None)

    client.post(url, {**stale, "speaker": "Ans"})

    cue.refresh_from_db()
    assert (cue.text, cue.speaker.name) == ("Hartelijk welkom.", "Ans")


def test_speaker_that_was_opened_before_a_colleague_chose_keeps_her_choice(client, editor):
    make_recording(words=WORDS)
    heard = RecordingSpeaker.objects.first()
    first, second = (Person.objects.create(name=name, slug=name) for name in ("bo", "cor"))
    url = reverse("recording_speaker", args=[heard.pk])
    stale = opened(client, url)
    corrections.name_speaker(heard, person=first, by=None)

    client.post(url, stale)
    heard.refresh_from_db()
    kept = heard.person

    client.post(url, {**opened(client, url), "person": second.pk})
    heard.refresh_from_db()
    assert (kept, heard.person) == (first, second)


def test_line_that_a_colleague_mended_as_well_is_refused_once_with_what_she_wrote(client, editor):
    make_recording(words=WORDS)
    cue = Cue.objects.order_by("position").first()
    url = reverse("recording_line", args=[cue.pk])
    stale = opened(client, url)
    recordings.edit_cue(cue, text="Zonder naam.", by=None)

    refused = client.post(url, {**stale, "text": "Met naam."})

    html = refused.content.decode()
    cue.refresh_from_db()
    assert (refused.status_code, cue.text) == (422, "Zonder naam.")
    assert "Er staat nu: ‘Zonder naam.’" in html
    assert "Met naam.</textarea>" in html
    again = querydict_from_html(html[html.rindex("<form") :]).dict()
    assert client.post(url, again).status_code == 302
    cue.refresh_from_db()
    assert cue.text == "Met naam."


def test_editor_withdraws_a_film_only_by_a_post(client, editor):
    recording = make_recording(film=FILM)
    url = reverse("recording_withdraw", args=[recording.pk])

    client.get(url)
    before = Recording.objects.get().withdrawn
    client.post(url)

    assert (before, Recording.objects.get().withdrawn) == (False, True)


def test_screens_are_closed_when_somebody_may_not_change_recordings(client):
    recording = make_recording(film=FILM, words=WORDS)
    client.force_login(make_editor("bo"))
    urls = [
        reverse("recording_lines", args=[Transcript.objects.get().pk]),
        reverse("recording_line", args=[Cue.objects.first().pk]),
        reverse("recording_line_redact", args=[Cue.objects.first().pk]),
        reverse("recording_withdraw", args=[recording.pk]),
    ]

    answers = [client.post(url, {"text": "Anders."}).status_code for url in urls]

    assert answers == [302, 302, 302, 302]
    assert Cue.objects.filter(text="Anders.").count() == 0
    assert Cue.objects.filter(redacted=True).count() == 0
    assert Recording.objects.get().withdrawn is False


def test_recording_is_never_deleted_in_the_admin(client, editor):
    recording = make_recording()

    client.post(f"/beheer/opnames/delete/{recording.pk}/")

    assert Recording.objects.filter(pk=recording.pk).exists()


def read_again_meanwhile(monkeypatch, recording) -> None:
    """Have a file without the line read after the screen showed it and before it is locked."""
    hold = recordings.lock_words
    left = [recording]

    def import_and_hold(transcript):
        if left:
            other = WORDS.replace("Welkom allemaal.", "We beginnen meteen.")
            add_words(left.pop(), other, replace=True)
        hold(transcript)

    monkeypatch.setattr(recordings, "lock_words", import_and_hold)


READ_AGAIN = "Deze tekst is intussen opnieuw ingelezen. Zoek de regel op in de nieuwe tekst."


def test_words_come_back_when_the_transcript_was_read_again_meanwhile(client, editor, monkeypatch):
    recording = make_recording(words=WORDS)
    line = reverse("recording_line", args=[Cue.objects.order_by("position").first().pk])
    read_again_meanwhile(monkeypatch, recording)

    response = client.post(line, {"speaker": "An", "text": "Zelf getypt."})

    html = response.content.decode()
    assert response.status_code == 422
    assert READ_AGAIN in html
    assert "Zelf getypt." in html
    assert not Cue.objects.filter(text="Zelf getypt.").exists()


def test_editor_is_led_to_the_new_lines_when_she_takes_an_old_one_away(client, editor, monkeypatch):
    recording = make_recording(words=WORDS)
    cue = Cue.objects.order_by("position").first()
    read_again_meanwhile(monkeypatch, recording)

    response = client.post(reverse("recording_line_redact", args=[cue.pk]), follow=True)

    html = response.content.decode()
    assert response.status_code == 200
    assert response.resolver_match.url_name == "recording_lines"
    assert READ_AGAIN in html
    assert not Cue.objects.filter(redacted=True).exists()
