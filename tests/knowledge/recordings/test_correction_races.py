"""Words are replaced everywhere while a colleague mends one line, or publishes the page."""

import pytest
from django.db import transaction

from knowledge.models import Cue, Passage, RecordingSpeaker, Transcript
from knowledge.passages import deeds as passages
from knowledge.recordings import corrections, deeds as recordings
from knowledge.recordings.corrections import Replaced
from tests.knowledge.recordings.factories import WORDS, add_words, make_recording_page
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def changes() -> list[Replaced]:
    return [
        Replaced(cue.pk, cue.text, cue.text.replace("raad", "gemeenteraad"))
        for cue in Cue.objects.filter(text__contains="raad")
    ]


@pytest.mark.parametrize("held", [True, False], ids=["held", "negative control"])
def test_line_that_a_colleague_is_mending_is_not_overwritten(monkeypatch, held):
    make_recording_page()
    transcript, wanted = Transcript.objects.get(), changes()
    cue = Cue.objects.get(text__contains="raad")
    if not held:
        # Without the lock both read the line as it was, and whoever is last wins.
        monkeypatch.setattr(recordings, "lock_words", lambda _transcript: None)

    failures = at_once(
        lambda: recordings.edit_cue(cue, text="De raad vraagt wat het oplevert.", by=None),
        lambda: corrections.replace_in_lines(transcript, wanted, by=None),
        monkeypatch=monkeypatch,
        owner=recordings,
        name="publish_words" if held else "line_words",
    )

    # Without the lock nobody is refused, and the words that were replaced are lost.
    assert [type(one) for one in failures] == ([recordings.RecordingRefused] if held else [])
    assert Cue.objects.get(pk=cue.pk).text == "De raad vraagt wat het oplevert."


@pytest.mark.parametrize(
    "deed",
    [
        lambda page: corrections.name_speaker(
            RecordingSpeaker.objects.get(name="An"), called="Anja", by=None
        ),
        lambda page: corrections.replace_in_lines(
            Transcript.objects.get(language="nl"), [], by=None
        ),
        lambda page: corrections.begin_chapter(
            Cue.objects.get(transcript__language="nl", position=1), title="Borging", by=None
        ),
    ],
    ids=["name", "replace", "chapter"],
)
def test_page_is_published_at_the_same_moment_and_nobody_waits_for_ever(monkeypatch, deed):
    page = make_recording_page()
    add_words(page.recording, WORDS, language="en")

    def publish() -> None:
        with transaction.atomic():
            passages.write(page)

    failures = at_once(
        publish,
        lambda: deed(page),
        monkeypatch=monkeypatch,
        owner=passages,
        name="_check",
    )

    assert failures == []
    assert Passage.objects.live().filter(page_id=page.pk).exists()
