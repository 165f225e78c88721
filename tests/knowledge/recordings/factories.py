"""Recordings and their transcripts with only what matters spelled out."""

import itertools

from django.core.files.base import ContentFile
from wagtail.models import Locale

from knowledge.models import Recording, RecordingPage
from knowledge.recordings import deeds as recordings, importing
from tests.knowledge.factories import make_list
from tests.knowledge.recordings.film_samples import webm_of

FILM = webm_of(bytes(range(240)) * 8)

WORDS = """\
WEBVTT

NOTE Hoofdstuk: Welkom

00:00.000 --> 00:02.000
<v An>Welkom allemaal.

00:02.000 --> 00:05.000
<v An>Vandaag gaat het over borging.

NOTE Hoofdstuk: De raad

00:05.000 --> 00:09.000
<v Bo>De raad wil weten wat het oplevert.
"""

_numbers = itertools.count(1)


def make_recording(film: bytes | None = None, words: str = "", **fields) -> Recording:
    """Return a recording, with a film and Dutch words if they are given."""
    fields = {"title": f"Opname {next(_numbers)}", **fields}
    recording = Recording.objects.create(**fields)
    if film is not None:
        recordings.put_film(recording, film=ContentFile(film, name="film.webm"), by=None)
    if words:
        add_words(recording, words)
    recording.refresh_from_db()
    return recording


def add_words(recording: Recording, words: str, language: str = "nl", *, replace: bool = False):
    """Return the transcript of the recording after reading `words`, a WebVTT text."""
    return importing.import_transcript(
        recording, language=language, text=words.encode(), by=None, replace=replace
    )


def make_recording_page(
    recording: Recording | None = None, *, language: str = "nl", live: bool = True, **fields
) -> RecordingPage:
    """Return a page of the recording under the list of recordings."""
    parent = make_list(language, slug="terugkijken")
    number = next(_numbers)
    page = RecordingPage(
        recording=recording or make_recording(film=FILM, words=WORDS),
        live=live,
        locale=Locale.objects.get(language_code=language),
        **{"title": f"Opnamepagina {number}", "slug": f"opname-{number}", **fields},
    )
    parent.add_child(instance=page)
    return page
