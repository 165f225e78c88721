"""Who is heard is shown by name or by role, in every output of a recording."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.directory import deeds as directory
from knowledge.models import Cue, Organisation, PageSpeaker, Passage, Person, RecordingSpeaker
from knowledge.recordings import deeds as recordings
from tests.knowledge.recordings.factories import add_words, make_recording, make_recording_page

pytestmark = pytest.mark.django_db

NAME = "Guido de Vries"
ROLE = "opgaveregisseur, Gemeente Winterswijk"
SAID = f"""\
WEBVTT

NOTE Hoofdstuk: Begin

00:00.000 --> 00:02.000
<v {NAME}>Welkom allemaal.

NOTE Hoofdstuk: Borging

00:02.000 --> 00:05.000
<v {NAME}>Vandaag gaat het over borging.

00:05.000 --> 00:09.000
<v Onbekende Stem>De raad wil weten wat het oplevert.
"""


def make_person(name: str = NAME, *, slug: str = "guido", **fields) -> Person:
    return Person.objects.create(name=name, slug=slug, **fields)


def put_on(page, person: Person, role: str = "opgaveregisseur") -> PageSpeaker:
    organisation, _made = Organisation.objects.get_or_create(
        slug="winterswijk", defaults={"name": "Gemeente Winterswijk"}
    )
    return PageSpeaker.objects.create(
        page=page, person=person, role=role, organisation=organisation
    )


@pytest.fixture
def page():
    recording = make_recording(film=None)
    page = make_recording_page(recording)
    put_on(page, make_person())
    add_words(recording, SAID)
    return page


def outputs(client, page) -> dict[str, str]:
    """Return every text of the recording that visitors get, by what it is."""
    uid = page.recording.uid
    found = {
        "page": page.get_url(),
        "page at a second": f"{page.get_url()}?t=3",
        "captions": f"/opnames/{uid}/nl.vtt",
        "download of the captions": f"/opnames/{uid}/nl.vtt?download=1",
        "text": f"/opnames/{uid}/nl.txt",
        "search": "/zoeken/?q=borging",
        "search as JSON": "/zoeken/?q=borging",
    }
    return {
        what: client.get(
            url, headers={"accept": "application/json" if "JSON" in what else "text/html"}
        ).content.decode()
        for what, url in found.items()
    }


def switch(person: Person, *, on: bool) -> None:
    person.show_as_role = on
    person.save()
    directory.shown_differently(person)


def test_a_speaker_is_named_in_every_output(client, page):
    named = {what for what, text in outputs(client, page).items() if NAME in text}

    assert named >= {"page", "captions", "download of the captions", "text"}


def test_a_speaker_shown_by_role_is_named_in_no_output(client, page):
    switch(Person.objects.get(), on=True)

    found = outputs(client, page)

    assert {what for what, text in found.items() if NAME in text or "GV" in text} == set()
    assert f"<v {ROLE}>Welkom allemaal." in found["captions"]
    assert f"[00:00] {ROLE}\n" in found["text"]
    assert f"{ROLE}:</b>" in found["page"]
    assert f"<small>({ROLE})</small>" in found["page"]


def test_a_speaker_is_named_again_when_the_switch_is_turned_back(client, page):
    switch(Person.objects.get(), on=True)
    switch(Person.objects.get(), on=False)

    assert NAME in outputs(client, page)["captions"]


def test_a_renamed_speaker_has_her_new_name_in_every_output(client, page):
    Person.objects.update(name="Guido Jansen")

    found = outputs(client, page)

    assert "Guido Jansen:</b>" in found["page"]
    assert "<v Guido Jansen>" in found["captions"]


def test_an_unknown_name_stays_as_it_was_written(client, page):
    row = RecordingSpeaker.objects.get(name="Onbekende Stem")

    assert row.person is None
    assert "<v Onbekende Stem>" in outputs(client, page)["captions"]


def test_a_speaker_without_a_role_is_called_speaker(client, page):
    PageSpeaker.objects.update(role="", organisation=None)
    switch(Person.objects.get(), on=True)

    found = outputs(client, page)

    assert "<v Spreker>Welkom allemaal." in found["captions"]
    assert "<b>Spreker</b>" in found["page"]


def test_a_name_that_was_read_before_the_page_was_made_finds_its_person():
    recording = make_recording(words=SAID)
    page = make_recording_page(recording)
    unknown = RecordingSpeaker.objects.get(name=NAME).person
    put_on(page, make_person())

    page.save()

    assert unknown is None
    assert RecordingSpeaker.objects.get(name=NAME).person == Person.objects.get()


def test_a_name_that_two_people_have_is_taken_from_the_page():
    make_person(slug="een-ander")
    recording = make_recording(film=None)
    page = make_recording_page(recording)
    person = make_person()
    put_on(page, person)

    add_words(recording, SAID)

    assert RecordingSpeaker.objects.get(name=NAME).person == person


def test_a_name_that_two_people_have_is_left_to_the_editor():
    make_person(slug="een-ander")
    make_person()

    make_recording(words=SAID)

    assert RecordingSpeaker.objects.get(name=NAME).person is None


def test_a_name_of_nobody_is_tied_when_its_person_is_switched():
    make_recording(words=SAID)
    person = make_person()

    switch(person, on=True)

    assert RecordingSpeaker.objects.get(name=NAME).person == person


def test_a_name_goes_with_the_last_line_that_is_taken_away(page):
    for cue in Cue.objects.filter(speaker__name="Onbekende Stem"):
        recordings.redact(cue, by=None)

    assert list(RecordingSpeaker.objects.values_list("name", flat=True)) == [NAME]


def test_a_line_that_is_given_to_another_speaker_gets_that_row(page):
    cue = Cue.objects.get(speaker__name="Onbekende Stem")

    recordings.edit_cue(cue, text=cue.text, speaker=f" {NAME} ", by=None)

    assert list(RecordingSpeaker.objects.values_list("name", flat=True)) == [NAME]
    assert Cue.objects.filter(speaker__name=NAME).count() == 3


def test_no_passage_holds_the_name_of_a_speaker(page):
    texts = Passage.objects.values_list("label", "text")

    assert [text for text in texts if NAME in " ".join(text)] == []


@pytest.mark.parametrize("by_role", [False, True])
def test_captions_cost_the_same_for_any_number_of_speakers(client, page, by_role):
    Person.objects.update(show_as_role=by_role)
    address = f"/opnames/{page.recording.uid}/nl.vtt"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for number in range(10):
        person = make_person(f"An {number}", slug=f"an-{number}", show_as_role=by_role)
        put_on(page, person)
        cue = Cue.objects.get(pk=Cue.objects.last().pk)
        row = RecordingSpeaker.objects.create(
            recording=page.recording, name=person.name, person=person
        )
        cue.pk, cue.uid, cue.position = None, f"abcdef{number:02}", 10 + number
        cue.speaker = row
        cue.save()

    with CaptureQueriesContext(connection) as many:
        client.get(address)

    assert len(many) == len(few)
