"""A line is taken away while its page is being published."""

import threading
from types import SimpleNamespace

import pytest
from django.db import transaction

from knowledge.models import Cue, Passage, Transcript
from knowledge.passages import deeds as passages
from knowledge.recordings import deeds as recordings
from office import locks
from tests.knowledge.recordings.factories import (
    WORDS,
    make_recording,
    make_recording_page,
)
from tests.threads import in_thread

WAIT = 10  # seconds; a hang guard


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("held", "failures"), [(True, 0), (False, 1)])
def test_line_is_taken_away_when_its_page_is_published_at_the_same_moment(
    monkeypatch, held, failures
):
    page = make_recording_page()
    cue = Cue.objects.get(starts=5000)
    # Rows that are behind are all written.
    Passage.objects.filter(page_id=page.pk).update(text="Oude woorden.")
    has_read, go_on = threading.Event(), threading.Event()
    errors: list[BaseException] = []

    def publish() -> None:
        with transaction.atomic():
            passages.write(page)

    def pause(*_arguments) -> None:
        if not has_read.is_set():
            has_read.set()
            go_on.wait(WAIT)

    monkeypatch.setattr(passages, "_check", pause)
    if not held:
        # The negative control: without page and words held, the publisher writes what it has read
        # into a passage that is withdrawn; only the database stops it.
        for deeds in (recordings, passages):
            monkeypatch.setattr(deeds, "locks", SimpleNamespace(lock=lambda _rows: None))

    publisher = in_thread(publish, errors)
    has_read.wait(WAIT)
    redactor = in_thread(lambda: recordings.redact(cue, by=None), errors)
    redactor.join(1)
    go_on.set()
    publisher.join(WAIT)
    redactor.join(WAIT)

    assert len(errors) == failures
    if held:
        assert Passage.objects.filter(page_id=page.pk, text__contains="oplevert").count() == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("held", "left"), [(True, 0), (False, 1)])
def test_line_is_taken_away_when_another_page_begins_to_show_it_at_the_same_moment(
    monkeypatch, held, left
):
    page = make_recording_page(make_recording())
    recording = make_recording(words=WORDS)
    cue = Cue.objects.get(starts=5000)
    has_read, go_on = threading.Event(), threading.Event()
    errors: list[BaseException] = []

    def publish() -> None:
        with transaction.atomic():
            # Until the commit nobody else knows that the page shows these words.
            page.recording = recording
            page.save()
            passages.write(page)

    def pause(*_arguments) -> None:
        if not has_read.is_set():
            has_read.set()
            go_on.wait(WAIT)

    monkeypatch.setattr(passages, "_check", pause)
    if not held:
        # The negative control: with the pages held and the words not, the line comes back.
        pages_only = lambda rows: rows.model is Transcript or locks.lock(rows)  # noqa: E731
        monkeypatch.setattr(recordings, "locks", SimpleNamespace(lock=pages_only))

    publisher = in_thread(publish, errors)
    has_read.wait(WAIT)
    redactor = in_thread(lambda: recordings.redact(cue, by=None), errors)
    redactor.join(1)
    go_on.set()
    publisher.join(WAIT)
    redactor.join(WAIT)

    assert errors == []
    assert Passage.objects.filter(page_id=page.pk, text__contains="oplevert").count() == left
