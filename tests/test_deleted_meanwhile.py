"""What was typed is kept when a colleague deletes the row before the form is saved."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from django.utils.module_loading import import_string
from wagtail.log_actions import log
from wagtail.test.utils.form_data import querydict_from_html

from events.models import Meeting, Series
from knowledge.directory.admin import PersonEditView
from knowledge.models import PageChange, Person
from office.models import User
from tests.events.factories import make_kenniskringen, make_meeting
from tests.events.meetings.desk import press
from tests.office.test_confirming import sent_again
from tests.test_edit_forms import EDITED, FORMS
from tests.threads import at_once

KEPT = "Wat je typte, staat hier nog: bewaar het als nieuw, of kopieer het."


def url(model, name, *args):
    return reverse(f"wagtailsnippets_{model._meta.label_lower.replace('.', '_')}:{name}", args=args)


def form_in(html):
    return querydict_from_html(html, form_id="w-editor-form").copy()


def typed(model, data) -> str:
    """Write a word of her own in the first field of the form; return it."""
    name = next(name for name in ("place", "title", "name", "word", "text") if name in data)
    data[name] = "Zelf getypt"
    return data[name]


def delete_as(username, row):
    log(instance=row, action="wagtail.delete", user=User.objects.create_user(username))
    row.delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    # Publishing a page makes these, and no form does: what was typed is shown to copy.
    "model",
    [one for one in FORMS if one is not PageChange],
    ids=lambda one: one.__name__,
)
def test_words_come_back_as_a_new_row_when_the_old_one_was_deleted(admin_client, model):
    row = EDITED[model]()
    edit = url(model, "edit", row.pk)
    data = form_in(admin_client.get(edit).content.decode())
    words, name = typed(model, data), str(row)
    delete_as("Bo", row)

    answer = admin_client.post(edit, data)

    html = answer.content.decode()
    assert answer.status_code == 409
    assert f"‘{escape(name)}’ is intussen weggegooid door Bo. {KEPT}" in html
    assert words in html
    # What was filled in and not edited is no mistake.
    assert "kan niet leeg zijn" not in html
    assert not model.objects.exists()

    saved = admin_client.post(url(model, "add"), form_in(html))
    if model is Meeting:
        # The report that is linked to it has another date: that is asked first.
        saved = admin_client.post(url(model, "add"), sent_again(saved))

    assert saved.status_code == 302
    assert model.objects.count() == 1


@pytest.mark.django_db
def test_discarded_meeting_says_who_discarded_it(admin_client):
    make_kenniskringen()
    meeting = make_meeting(announced=False)
    edit = url(Meeting, "edit", meeting.pk)
    data = form_in(admin_client.get(edit).content.decode())
    typed(Meeting, data)
    bo = Client()
    bo.force_login(User.objects.create_superuser("Bo", "bo@example.org", "x"))

    press(bo, url(Meeting, "inspect", meeting.pk), "discard")
    html = admin_client.post(edit, data).content.decode()

    assert f"is intussen weggegooid door Bo. {KEPT}" in html
    assert 'value="Zelf getypt"' in html


@pytest.mark.django_db
def test_nobody_is_named_when_nobody_is_known(admin_client):
    make_kenniskringen()
    meeting = make_meeting(announced=False)
    data = form_in(admin_client.get(url(Meeting, "edit", meeting.pk)).content.decode())
    pk = meeting.pk
    meeting.delete()

    answer = admin_client.post(url(Meeting, "edit", pk), data)

    assert f"Dit bestaat niet meer. {KEPT}" in answer.content.decode()


@pytest.mark.django_db
def test_form_that_saves_by_itself_reads_that_the_row_is_gone(admin_client):
    row = Person.objects.create(name="An", slug="an")
    pk = row.pk
    row.delete()

    answer = admin_client.post(
        url(Person, "edit", pk), {"name": "An"}, headers={"accept": "application/json"}
    )

    assert answer.json()["error_code"] == "gone"


@pytest.mark.django_db
def test_address_of_a_row_that_is_gone_is_not_found(admin_client):
    assert admin_client.get(url(Person, "edit", 9999)).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("permissions", "reads"),
    [
        ([], False),
        (["access_admin"], False),
        (["access_admin", "add_organisation"], False),
        (["access_admin", "change_person"], True),
        (["access_admin", "add_person"], True),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_only_who_may_edit_such_rows_reads_who_deleted_one(client, permissions, reads):
    user = User.objects.create_user("Cas", "cas@example.org", "x")
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)
    row = Person.objects.create(name="An", slug="an")
    pk = row.pk
    delete_as("Bo", row)

    answer = client.post(url(Person, "edit", pk), {"name": "An"})

    assert ("Bo" in answer.content.decode()) is reads
    assert answer.status_code == (409 if reads else 302)


@pytest.mark.django_db
def test_words_come_back_when_the_row_goes_just_before_it_is_locked(admin_client, monkeypatch):
    row = Person.objects.create(name="An", slug="an")
    edit = url(Person, "edit", row.pk)
    data = form_in(admin_client.get(edit).content.decode())
    words = typed(Person, data)
    # Wagtail has read the row by then.
    monkeypatch.setattr(PersonEditView, "lock_rows", lambda _view: delete_as("Bo", row))

    answer = admin_client.post(edit, data)

    assert answer.status_code == 409
    assert words in answer.content.decode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("locked", [True, False])
def test_form_that_is_being_saved_is_not_overtaken_by_a_delete(admin_client, monkeypatch, locked):
    row = Person.objects.create(name="An", slug="an")
    edit = url(Person, "edit", row.pk)
    data = form_in(admin_client.get(edit).content.decode())
    if not locked:
        # The negative control: the row goes between reading and saving.
        monkeypatch.setattr(PersonEditView, "lock_rows", lambda _view: None)

    failures = at_once(
        lambda: admin_client.post(edit, data),
        lambda: Person.objects.filter(pk=row.pk).delete(),
        monkeypatch=monkeypatch,
        owner=PersonEditView,
        name="save_instance",
    )

    assert (failures == []) is locked
    assert not Person.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "deed", "owner", "sentence"),
    [
        (
            Meeting,
            "announce",
            "events.meetings.deeds.announce",
            "Deze kenniskring is al weggegooid",
        ),
        (Meeting, "discard", "events.meetings.deeds.discard", "Deze kenniskring is al weggegooid"),
        (Series, "plan", "events.series.planning.plan", "Deze reeks is intussen weggegooid"),
    ],
)
def test_editor_reads_that_the_row_is_gone_where_its_neighbours_are(
    admin_client, monkeypatch, model, deed, owner, sentence
):
    make_kenniskringen()
    row = make_meeting(announced=False) if model is Meeting else EDITED[model]()
    do = import_string(owner)

    def delete_and_do(one, **options):
        model.objects.filter(pk=row.pk).delete()
        return do(one, **options)

    monkeypatch.setattr(owner, delete_and_do)

    answer = press(admin_client, url(model, "inspect", row.pk), deed, follow=True)

    assert answer.redirect_chain == [(url(model, "list"), 302)]
    assert sentence in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("deed", ["announce", "discard", "cancel"])
def test_editor_whose_meeting_was_discarded_before_she_pressed_reads_so_in_the_list(
    admin_client, deed
):
    make_kenniskringen()
    meeting = make_meeting(announced=False)
    address = url(Meeting, "inspect", meeting.pk)
    meeting.delete()

    answer = admin_client.post(address, {"deed": deed}, follow=True)

    assert answer.redirect_chain == [(url(Meeting, "list"), 302)]
    assert "Deze kenniskring is al weggegooid" in answer.content.decode()
