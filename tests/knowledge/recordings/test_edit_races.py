"""A recording's edit form beside what is done to the film at the same time."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from knowledge.models import Recording
from knowledge.recordings import deeds as recordings
from knowledge.recordings.admin import RecordingForm
from tests.knowledge.recordings.desk import form, opened
from tests.knowledge.recordings.factories import FILM, WORDS, add_words, make_recording
from tests.threads import at_once

ELSEWHERE = "https://video.example/1"


def edit_url(recording):
    return reverse("wagtailsnippets_knowledge_recording:edit", args=[recording.pk])


def upload():
    return SimpleUploadedFile("film.webm", FILM)


def put_film(recording):
    recordings.put_film(recording, film=ContentFile(FILM, name="film.webm"), by=None)


def while_saving(monkeypatch, deed):
    """Do the deed once, after the form was read and before it is saved."""
    clean = RecordingForm.clean
    left = [deed]

    def clean_and_do(self):
        if left:
            left.pop()()
        return clean(self)

    monkeypatch.setattr(RecordingForm, "clean", clean_and_do)


@pytest.mark.django_db
def test_withdrawn_film_stays_withdrawn_when_the_form_was_open(admin_client):
    recording = make_recording(film=FILM)
    admin_client.get(edit_url(recording))
    recordings.withdraw(recording, by=None)

    admin_client.post(edit_url(recording), form(title="Nieuw"))

    recording.refresh_from_db()
    assert (recording.withdrawn, recording.title) == (True, "Nieuw")


@pytest.mark.django_db
def test_withdrawn_film_stays_withdrawn_when_the_form_is_being_saved(admin_client, monkeypatch):
    recording = make_recording(film=FILM)
    while_saving(monkeypatch, lambda: recordings.withdraw(recording, by=None))

    admin_client.post(edit_url(recording), form(title="Nieuw"))

    recording.refresh_from_db()
    assert (recording.withdrawn, recording.title) == (True, "Nieuw")


@pytest.mark.django_db
def test_new_film_stays_when_the_form_is_being_saved(admin_client, monkeypatch):
    recording = make_recording(film=FILM)
    old = recording.file.name
    while_saving(monkeypatch, lambda: put_film(recording))

    admin_client.post(edit_url(recording), form(title="Nieuw"))

    recording.refresh_from_db()
    assert recording.file.name not in ("", old)
    assert recording.title == "Nieuw"


@pytest.mark.django_db
def test_what_was_typed_comes_back_when_a_film_came_meanwhile(admin_client):
    recording = make_recording()
    admin_client.get(edit_url(recording))
    put_film(recording)

    response = admin_client.post(edit_url(recording), form(title="Nieuw", external_url=ELSEWHERE))

    html = response.content.decode()
    assert "Kies een film of een adres elders, niet allebei." in html
    assert 'value="Nieuw"' in html
    assert Recording.objects.values_list("external_url", flat=True).get() == ""


@pytest.mark.django_db
@pytest.mark.parametrize(("withdrawn_first", "online"), [(True, True), (False, False)])
def test_film_is_put_online_again_by_who_saw_that_it_was_withdrawn_only(
    admin_client, admin_user, withdrawn_first, online
):
    recording = make_recording(film=FILM)
    if withdrawn_first:
        recordings.withdraw(recording, by=admin_user)
    data = opened(admin_client, edit_url(recording))
    recordings.withdraw(recording, by=admin_user)

    answer = admin_client.post(edit_url(recording), {**data, "film": upload()})

    recording.refresh_from_db()
    assert recording.withdrawn is not online
    if not online:
        html = answer.content.decode()
        assert f"{admin_user.username} trok de film in terwijl je dit formulier open had." in html
        again = {**querydict_from_html(html, form_id="w-editor-form").dict(), "film": upload()}
        admin_client.post(edit_url(recording), again)
        recording.refresh_from_db()
        assert not recording.withdrawn


@pytest.mark.django_db
def test_duration_that_the_words_told_stays_when_the_form_was_open(admin_client):
    recording = make_recording()
    data = opened(admin_client, edit_url(recording))
    add_words(recording, WORDS)

    admin_client.post(edit_url(recording), {**data, "title": "Nieuw"})

    recording.refresh_from_db()
    assert (recording.title, recording.duration) == ("Nieuw", 9)


@pytest.mark.django_db
def test_put_film_leaves_the_title_that_was_changed_meanwhile():
    recording = make_recording(film=FILM)
    Recording.objects.filter(pk=recording.pk).update(title="Nieuw")

    put_film(recording)

    recording.refresh_from_db()
    assert recording.title == "Nieuw"


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("locked", "failed"), [(True, 0), (False, 1)])
def test_film_waits_for_the_form_that_gives_an_address_elsewhere(
    admin_client, monkeypatch, locked, failed
):
    recording = make_recording()
    if not locked:
        # The negative control: the form finds no film, and only the database stops it.
        view = "knowledge.recordings.admin.RecordingEditView.lock_rows"
        monkeypatch.setattr(view, lambda _view: None)

    posted = form(title="Nieuw", external_url=ELSEWHERE)
    failures = at_once(
        lambda: admin_client.post(edit_url(recording), posted),
        lambda: put_film(recording),
        monkeypatch=monkeypatch,
        owner=RecordingForm,
        name="save",
    )

    recording.refresh_from_db()
    assert len(failures) == failed
    assert (bool(recording.file), recording.external_url) == (True, "")
