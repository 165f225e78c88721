"""What the form asks before captions are read, as an editor meets it."""

import re

import pytest
from django.urls import reverse

from knowledge.models import Cue, Recording, Transcript
from knowledge.recordings import deeds as recordings
from tests.knowledge.recordings.desk import form
from tests.knowledge.recordings.factories import FILM, WORDS, make_recording
from tests.knowledge.recordings.reading import vtt
from tests.knowledge.recordings.test_kept_uploads import ADD, film, tokens, words

pytestmark = pytest.mark.django_db

ODD = WORDS.replace("00:05.000 --> 00:09.000", "00:05.000 --> 00:04.000")


def asked(response) -> dict[str, str | list[str]]:
    """Return what a browser sends again of the questions: hidden fields, and what is ticked."""
    sent: dict[str, str | list[str]] = {}
    for tag in re.findall(r"<input [^>]*>", response.content.decode()):
        name = re.search(r'name="(transcript-(?:seen|take-away|take-out|keep|chapters))"', tag)
        if name and ('type="hidden"' in tag or " checked" in tag):
            value = re.search(r'value="([^"]*)"', tag)[1]
            if name[1] in ("transcript-take-away", "transcript-take-out", "transcript-keep"):
                sent.setdefault(name[1], []).append(value)
            else:
                sent[name[1]] = value
    return sent


def texts(recording: Recording) -> list[str]:
    cues = Cue.objects.filter(transcript__recording=recording).order_by("position")
    return list(cues.values_list("text", flat=True))


def change(recording: Recording) -> str:
    return f"/beheer/opnames/edit/{recording.pk}/"


def test_an_odd_file_is_read_when_she_saves_once_more_and_the_film_is_sent_once(client, editor):
    response = client.post(ADD, form(film=film(), transcript=words(ODD.encode())))

    text = response.content.decode()
    assert (response.status_code, Recording.objects.count()) == (200, 0)
    assert "Het bestand is nog niet ingelezen." in text
    assert "Op 1 plek is het bestand vreemd." in text
    assert "Regel 13: het einde ligt niet na het begin" in text

    again = client.post(ADD, form(**tokens(response), **asked(response)))

    assert again.status_code == 302
    recording = Recording.objects.get()
    assert recording.file.read() == FILM
    recording.file.close()
    assert len(texts(recording)) == 3


def test_another_file_in_between_is_asked_about_anew(client, editor):
    response = client.post(ADD, form(transcript=words(ODD.encode())))
    other = ODD.replace("00:02.000 --> 00:05.000", "00:02.000 --> 00:01.000")

    again = client.post(ADD, form(transcript=words(other.encode()), **asked(response)))

    assert (again.status_code, Recording.objects.count()) == (200, 0)
    assert "Op 2 plekken is het bestand vreemd." in again.content.decode()


def test_what_she_answered_stays_when_another_field_is_wrong(client, editor):
    recording = make_recording(words=WORDS)
    recordings.redact(Cue.objects.get(position=1), by=None)
    told = WORDS.replace("Vandaag gaat het over borging.", "Heel andere woorden staan hier nu.")
    response = client.post(
        change(recording), form(title=recording.title, transcript=words(told.encode()))
    )
    answers = asked(response)
    assert answers["transcript-take-away"] == ["1"]
    answers["transcript-take-away"] = []

    sent = form(title="", **tokens(response), **answers)
    refused = client.post(change(recording), sent)

    assert asked(refused) == {"transcript-seen": answers["transcript-seen"]}
    client.post(change(recording), form(title="Goed", **tokens(refused), **asked(refused)))
    assert texts(recording)[1] == "Heel andere woorden staan hier nu."


def test_what_was_taken_away_stays_away_when_she_just_saves(client, editor):
    recording = make_recording(words=WORDS)
    recordings.redact(Cue.objects.get(position=1), by=None)
    told = WORDS.replace("Vandaag gaat het over borging.", "Heel andere woorden staan hier nu.")

    response = client.post(change(recording), form(title="Titel", transcript=words(told.encode())))
    assert "Hier is eerder een regel weggehaald." in response.content.decode()
    client.post(change(recording), form(title="Titel", **tokens(response), **asked(response)))

    assert texts(recording) == ["Welkom allemaal.", "", "De raad wil weten wat het oplevert."]


def test_a_correction_stays_when_she_just_saves(client, editor):
    recording = make_recording(words=WORDS)
    recordings.edit_cue(Cue.objects.get(position=0), text="Welkom, allemaal hier!", by=None)
    told = WORDS.replace("Welkom allemaal.", "Welkom alle maal.")

    response = client.post(change(recording), form(title="Titel", transcript=words(told.encode())))
    assert "Deze regels zijn met de hand verbeterd." in response.content.decode()
    assert texts(recording)[0] == "Welkom, allemaal hier!"
    client.post(change(recording), form(title="Titel", **tokens(response), **asked(response)))

    assert texts(recording)[0] == "Welkom, allemaal hier!"


def test_a_correction_that_a_colleague_made_meanwhile_is_asked_about(client, editor):
    recording = make_recording(words=WORDS)
    recordings.edit_cue(Cue.objects.get(position=0), text="Welkom, allemaal hier!", by=None)
    told = WORDS.replace("Welkom allemaal.", "Welkom alle maal.").replace("oplevert", "op levert")
    response = client.post(change(recording), form(title="Titel", transcript=words(told.encode())))
    recordings.edit_cue(
        Cue.objects.get(position=2), text="De raad vraagt wat het oplevert.", by=None
    )

    sent = form(title="Titel", **tokens(response), **asked(response))
    again = client.post(change(recording), sent)

    assert again.status_code == 200
    assert len(asked(again)["transcript-keep"]) == 2
    assert texts(recording)[2] == "De raad vraagt wat het oplevert."


def test_chapters_of_the_screen_stay_when_she_just_saves(client, editor):
    recording = make_recording(words=WORDS)
    recording.transcripts.get().chapters.create(starts=2000, title="Borging", by_hand=True)

    response = client.post(change(recording), form(title="Titel", transcript=words()))
    assert asked(response)["transcript-chapters"] == "screen"
    client.post(change(recording), form(title="Titel", **tokens(response), **asked(response)))

    titles = list(recording.transcripts.get().chapters.values_list("title", flat=True))
    assert titles == ["Welkom", "Borging", "De raad"]


@pytest.mark.parametrize("nonsense", ["x", "-1", "99999999999999999999", "²"])
def test_nonsense_for_an_answer_answers_nothing(client, editor, nonsense):
    sent = {
        "transcript-take-away": [nonsense],
        "transcript-keep": [nonsense],
        "transcript-seen": nonsense,
    }

    response = client.post(ADD, form(transcript=words(ODD.encode()), **sent))

    assert (response.status_code, Recording.objects.count()) == (200, 0)


def test_what_became_of_the_file_is_told_above_its_lines(client, editor):
    recording = make_recording(words=WORDS)
    recordings.edit_cue(Cue.objects.get(position=0), text="Welkom, allemaal hier!", by=None)
    recordings.redact(Cue.objects.get(position=1), by=None)

    sent = form(title="Titel", transcript=words(WORDS.encode()))
    response = client.post(change(recording), sent, follow=True)

    transcript = Transcript.objects.get()
    assert response.redirect_chain[-1][0] == reverse("recording_lines", args=[transcript.pk])
    told = " ".join(response.content.decode().split())
    for sentence in (
        "2 regels zijn ingelezen.",
        "1 regel die was weggehaald, bleef weg.",
        "1 regel bleef zoals die met de hand is verbeterd.",
    ):
        assert sentence in told


def test_form_of_a_line_that_stands_open_is_of_that_line_after_another_file(client, editor):
    recording = make_recording(words=WORDS)
    before = {cue.text: cue.pk for cue in Cue.objects.all()}
    told = WORDS.replace("WEBVTT\n", "WEBVTT\n\n00:00.000 --> 00:00.900\n<v An>Vooraf.\n")

    client.post(change(recording), form(title="Titel", transcript=words(told.encode())))

    after = {cue.text: cue.pk for cue in Cue.objects.all()}
    assert len(after) == 4
    assert {text: after[text] for text in before} == before


def test_a_speaker_who_is_words_of_another_recording_goes_unless_she_unticks_it(client, editor):
    personal = "Mijn buurvrouw Truus Verzonnen heeft tien mille schuld"
    source = make_recording(words=vtt("Welkom.", personal, "Ja."), title="Schulden")
    recordings.redact(Cue.objects.get(text=personal), by=None)
    file = vtt(f"<v {personal}>Ja dat klopt.").encode()

    response = client.post(ADD, form(transcript=words(file)))
    assert f"‘{personal}’ (Schulden)" in response.content.decode()
    kept = asked(response) | {"transcript-take-out": []}
    client.post(ADD, form(transcript=words(file), **kept))
    client.post(ADD, form(transcript=words(file), **asked(response)))

    with_it, without = Recording.objects.exclude(pk=source.pk).order_by("pk")
    assert [str(row) for row in without.speakers.all()] == ["[weggehaald]"]
    assert [str(row) for row in with_it.speakers.all()] == [personal]


def test_the_first_of_many_odd_places_are_shown_and_the_others_behind_a_press(client, editor):
    cues = [f"00:{number:02}.000 --> 00:{number:02}.000\nRegel.\n" for number in range(1, 38)]

    response = client.post(ADD, form(transcript=words("\n".join(["WEBVTT\n", *cues]).encode())))

    first, others = response.content.decode().split("<summary>En nog 17 plekken</summary>")
    assert first.count("het einde ligt niet na het begin") == 20
    assert others[: others.index("</details>")].count("het einde ligt niet na het begin") == 17


def test_the_form_says_which_files_it_takes_and_offers_no_others(client, editor):
    html = client.get(ADD).content.decode()

    assert "Een bestand in WebVTT (.vtt) of SRT (.srt)." in html
    field = re.search(r'<input [^>]*name="transcript"[^>]*>', html)[0]
    assert 'accept=".vtt,.srt"' in field
