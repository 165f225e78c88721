from difflib import SequenceMatcher

import pytest

from knowledge.recordings import deeds as recordings
from tests.knowledge.recordings.factories import make_recording
from tests.knowledge.recordings.reading import cues, plan

pytestmark = pytest.mark.django_db

MEETING = "gemeente school wijk armoede schuld aanvraag team gezin hulp vraag antwoord huis".split()


def transcribed(length: int, *, last: str, later: int = 0) -> str:
    """Return captions in which each line tells six words and its number, and ends in `last`."""
    blocks = ["WEBVTT"]
    for number in range(length):
        words = " ".join(MEETING[(number * step + step) % len(MEETING)] for step in range(1, 7))
        at = [
            f"00:{s // 60:02}:{s % 60:02}.000" for s in (number * 3 + later, number * 3 + 3 + later)
        ]
        blocks.append(f"{at[0]} --> {at[1]}\n{words} nummer {number} {last}")
    return "\n\n".join(blocks)


def test_corrections_are_found_in_a_film_that_was_transcribed_anew(monkeypatch):
    recording = make_recording(words=transcribed(240, last="eerst"))
    corrected = cues(recording)[::12]
    for cue in corrected:
        recordings.edit_cue(cue, text=cue.text.replace("eerst", "eens"), by=None)
    compared = []
    ratio = SequenceMatcher.ratio
    monkeypatch.setattr(SequenceMatcher, "ratio", lambda self: compared.append(self) or ratio(self))

    found = plan(recording, transcribed(240, last="opnieuw", later=4)).corrections

    assert [one.index for one in found] == [cue.position for cue in corrected]
    # Of 240 lines for each correction, of which none came back.
    assert len(compared) < 5 * len(corrected)


def test_of_lines_that_say_the_same_the_nearest_is_the_corrected_one():
    said = ["Dank je wel.", "We gaan door.", "Dank je wel.", "Tot ziens."]
    times = ["00:01.000 --> 00:02.000", "00:03.000 --> 00:04.000", "00:40.000 --> 00:41.000",
             "00:50.000 --> 00:51.000"]  # fmt: skip

    def captions(*lines: str) -> str:
        pairs = zip(times, lines, strict=True)
        return "WEBVTT\n\n" + "\n\n".join(f"{time}\n{line}" for time, line in pairs)

    recording = make_recording(words=captions(said[0], said[1], "Dank je.", said[3]))
    recordings.edit_cue(cues(recording)[2], text="Dankjewel.", by=None)
    recordings.edit_cue(cues(recording)[0], text="Dank u wel!", by=None)

    found = plan(
        recording, captions("Dank je wel ja.", "Goed.", "Dank je wel ja.", "Dag.")
    ).corrections

    assert [one.index for one in found] == [0, 2]
