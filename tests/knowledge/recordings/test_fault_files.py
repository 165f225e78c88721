"""Files that once went wrong, each sent in the form of the desk: see tests/faults/README.md."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from knowledge.models import Cue, Passage, Recording
from tests.knowledge.recordings.desk import form
from tests.knowledge.recordings.factories import make_recording, make_recording_page
from tests.knowledge.recordings.test_kept_uploads import ADD

pytestmark = pytest.mark.django_db

FAULTS = Path(__file__).parents[2] / "faults"
MARIT, YOUSSEF = "Marit Brandsma", "Youssef el Idrissi"
PERSONAL = "Mijn buurvrouw Truus Verzonnen heeft tien mille schuld."

# Per file (begin, end, speaker, words) of every line, in milliseconds.
RIGHT = {
    "t01_zoom.vtt": [
        (3210, 7480, MARIT, "Welkom allemaal bij deze bijeenkomst over de jeugdregelingen."),
        (7900, 12050, MARIT, "We beginnen met een rondje langs de gemeenten."),
        (12300, 16700, YOUSSEF, "Dank je. Bij ons gaat het vooral om de aanvraag."),
    ],
    "t02_teams_overlap.vtt": [
        (
            3109,
            8509,
            MARIT,
            "Goedemiddag, fijn dat jullie er zijn,\nwe wachten nog een minuut.",
        ),
        (7909, 9229, YOUSSEF, "Dag Marit."),
        (9500, 13000, MARIT, "Dan beginnen we met de regelingen."),
    ],
    "t04_spatieregel.vtt": [
        (120, 2870, "", "welkom bij de kenniskring"),
        (2880, 5510, "", "vandaag gaat het over schulden"),
    ],
    "t06_no_blank_after_header.vtt": [
        (1000, 3000, "", "De eerste zin gaat over de bijzondere bijstand."),
        (3500, 6000, "", "De tweede zin gaat over de voedselbank."),
    ],
    "t07_whisper_overlap.vtt": [
        (0, 4480, "", "We hebben in de wijk gekeken wie er niet komt."),
        (4240, 9000, "", "En dat bleken vooral jonge gezinnen te zijn."),
    ],
    "t10.srt": [(1000, 3000, "", "De eerste zin."), (3500, 6000, "", "De tweede zin.")],
    "t20_note_in_id.vtt": [
        (
            1000,
            3000,
            "",
            "Dit hoort gelezen te worden? Nee: een opmerking met een pijl bestaat niet.",
        ),
        (3500, 6000, "", "De tweede zin."),
    ],
}


def upload(name: str, more: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (FAULTS / name).read_bytes() + more.encode())


def told() -> list[tuple[int, int, str, str]]:
    cues = Cue.objects.select_related("speaker").order_by("position")
    return [(cue.starts, cue.ends, str(cue.speaker or ""), cue.text) for cue in cues]


def change(recording: Recording) -> str:
    return f"/beheer/opnames/edit/{recording.pk}/"


def send(client, recording: Recording, name: str):
    return client.post(change(recording), form(title=recording.title, transcript=upload(name)))


def test_every_file_of_captions_that_is_kept_is_sent_here():
    kept = {path.name for path in FAULTS.iterdir() if path.name[0] in "tr" and path.suffix}
    assert kept == {*RIGHT, "r01_voor.vtt", "r02_vier_seconden_later.vtt"}


@pytest.mark.parametrize("name", RIGHT)
def test_file_is_read_without_a_question_when_it_is_sent(client, editor, name):
    response = client.post(ADD, form(transcript=upload(name)))

    assert response.status_code == 302
    assert told() == RIGHT[name]


def test_another_speaker_of_zoom_begins_a_passage(client, editor):
    client.post(ADD, form(transcript=upload("t01_zoom.vtt")))

    spans = Cue.objects.filter(starts_span=True).order_by("position")
    assert list(spans.values_list("starts", flat=True)) == [3210, 12300]


def test_time_of_day_and_address_are_no_speakers_in_a_file_of_zoom(client, editor):
    lines = [
        "10:30 Overleg: we beginnen.",
        "zie https://voorbeeld.nl/regels",
        "Vraag: hoe doen jullie dat?",
    ]
    more = "".join(
        f"\n\n{number}\n00:00:{second}.000 --> 00:00:{second + 2}.000\n{line}"
        for number, (second, line) in enumerate(zip((20, 23, 26), lines, strict=True), start=4)
    )

    client.post(ADD, form(transcript=upload("t01_zoom.vtt", more)))

    assert [row[2:] for row in told()[3:]] == [("", line) for line in lines]


def test_line_that_was_taken_away_stays_away_when_its_file_comes_four_seconds_later(client, editor):
    page = make_recording_page(make_recording())
    recording = page.recording
    send(client, recording, "r01_voor.vtt")
    uids = list(Cue.objects.order_by("position").values_list("uid", flat=True))
    client.post(reverse("recording_line_redact", args=[Cue.objects.get(text=PERSONAL).pk]))

    response = send(client, recording, "r02_vier_seconden_later.vtt")

    assert response.status_code == 302
    assert told() == [
        (5000, 8000, "", "Welkom bij de kenniskring."),
        (8000, 12000, "", ""),
        (12000, 15000, "", "Dat is heel herkenbaar."),
    ]
    cues = Cue.objects.order_by("position")
    assert list(cues.values_list("redacted", flat=True)) == [False, True, False]
    assert list(cues.values_list("uid", flat=True)) == uids
    shown = client.get(page.url).content.decode()
    assert "Dat is heel herkenbaar." in shown
    assert "Truus" not in shown
    assert not Passage.objects.filter(text__contains="Truus").exists()


def test_line_that_was_not_taken_away_comes_back_when_its_file_comes_four_seconds_later(
    client, editor
):
    recording = make_recording()
    send(client, recording, "r01_voor.vtt")

    send(client, recording, "r02_vier_seconden_later.vtt")

    assert [row[3] for row in told()] == [
        "Welkom bij de kenniskring.",
        PERSONAL,
        "Dat is heel herkenbaar.",
    ]
