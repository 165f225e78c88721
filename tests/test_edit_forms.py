"""An edit form writes the columns that it shows, so that it takes back nothing that a deed did."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.contrib.settings.registry import registry
from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtail.models import Locale, Site
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import querydict_from_html

from events.meetings import deeds as meetings
from events.models import (
    Meeting,
    MeetingOpgave,
    MeetingReading,
    MeetingText,
    ProgrammeItem,
    Series,
    SeriesText,
)
from events.models.programme import MeetingSpeaker
from events.registrations import deeds as registrations
from knowledge.directory.admin import PersonEditView
from knowledge.models import (
    ContactPerson,
    ContactRequest,
    Gemeente,
    Organisation,
    PageChange,
    Person,
    Province,
    Question,
    QuestionEvent,
    Recording,
    Term,
)
from knowledge.questions import deeds as questions
from knowledge.recordings import deeds as recordings
from office.editing import OwnColumnsForm
from office.models import SiteSettings, User
from office.refusals import Refused
from tests.events.factories import (
    NOW,
    STARTS,
    days,
    make_applicant,
    make_kenniskringen,
    make_meeting,
    make_question,
    make_text,
    put_on_agenda,
)
from tests.knowledge.contact.factories import make_person as make_contact_person, make_request
from tests.knowledge.factories import make_opgave, make_report
from tests.knowledge.recordings.factories import FILM, WORDS, add_words, make_recording

pytestmark = pytest.mark.django_db

SETTINGS = list(registry)

Written = dict[type[models.Model], set[str]]

# Written along with what a form shows: made of it when it is saved, and by nobody else.
COMPANIONS = {
    Meeting: {"ends_at", "updated_at"},
    Series: {"recurrence"},  # of the form's own fields for the rule
}
# Shown in a form and written by a deed as well, each behind the row's lock.
SHARED = {
    # The form shows them for reading once the meeting is announced.
    Meeting: {"number", "slug"},
    # A film replaces an address elsewhere, and the words tell how long an unknown duration is.
    Recording: {"external_url", "external_party", "duration"},
}


def full_meeting() -> Meeting:
    """Return an announced meeting with every kind of row that its form shows."""
    make_kenniskringen()
    starts_at = timezone.now().replace(second=0, microsecond=0) + days(10)
    meeting = make_meeting(location=3, report=make_report(), starts_at=starts_at)
    put_on_agenda(meeting, make_question())
    MeetingSpeaker.objects.create(meeting=meeting, person=person())
    locale = Locale.objects.get(language_code="nl")
    ProgrammeItem.objects.create(meeting=meeting, locale=locale, starts="13:30", title="Welkom")
    MeetingOpgave.objects.create(meeting=meeting, opgave=make_opgave(1))
    MeetingReading.objects.create(meeting=meeting, page=make_report())
    return meeting


def series() -> Series:
    row = Series.objects.create(name="Elke maand", first_day="2031-01-01", start_time="13:30")
    locale = Locale.objects.get(language_code="nl")
    SeriesText.objects.create(series=row, locale=locale, title="Elke maand", slug="elke-maand")
    return row


def person() -> Person:
    return Person.objects.create(name="An", slug="an")


# What is edited in the admin. A new snippet has its row here, or the test below says so.
EDITED: dict[type[models.Model], Callable[[], models.Model]] = {
    Meeting: full_meeting,
    Series: series,
    Question: make_question,
    Recording: lambda: make_recording(external_url="https://video.example/1", words=WORDS),
    Person: person,
    Organisation: lambda: Organisation.objects.create(name="Een gemeente", slug="een-gemeente"),
    Gemeente: lambda: Gemeente.objects.create(name="Ergens", slug="ergens"),
    Province: lambda: Province.objects.create(name="Noord", slug="noord"),
    Term: lambda: Term.objects.create(word="college", country="NL", explanation="B en W"),
    ContactPerson: make_contact_person,
    PageChange: lambda: PageChange.objects.create(
        page=make_report(), sentence="kosten toegevoegd", published_at=NOW
    ),
}
# A visitor's own words: editors read them, and nobody edits them. Deeds of the desk change a row.
ONLY_READ = {ContactRequest: make_request}
FORMS = sorted(set(get_snippet_models()) - ONLY_READ.keys(), key=str)


def written(queries: CaptureQueriesContext) -> Written:
    """Return the columns that these queries changed in rows that stood there."""
    tables = {
        model._meta.db_table: {field.column: field.name for field in model._meta.concrete_fields}
        for model in _models()
    }
    by_table = {model._meta.db_table: model for model in _models()}
    found: Written = defaultdict(set)
    for query in queries:
        match = re.match(r'UPDATE "(\w+)" SET (.*)', query["sql"], re.DOTALL)
        if match and match[1] in tables:
            columns = re.findall(r'"(\w+)" = ', match[2].partition(" WHERE ")[0])
            found[by_table[match[1]]] |= {tables[match[1]][column] for column in columns}
    return found


def _models() -> Iterable[type[models.Model]]:
    return [
        model
        for room in ("events", "knowledge")
        for model in apps.get_app_config(room).get_models()
    ]


def post_as_it_stands(client: Any, row: models.Model) -> tuple[Any, Written]:
    """Open the edit form of row and send it back unchanged; return the form and what it wrote."""
    url = reverse(f"wagtailsnippets_{row._meta.label_lower.replace('.', '_')}:edit", args=[row.pk])
    page = client.get(url)
    data = querydict_from_html(page.content.decode(), form_id="w-editor-form")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.post(url, data)
    assert answer.status_code == 302, "The form was refused."
    return page.context["form"], written(queries)


def shown(form: Any) -> Written:
    """Return the fields that a form and the rows under it show, and where those rows belong."""
    fields: Written = defaultdict(set)
    fields[type(form.instance)] |= set(form.fields)
    for formset in form.formsets.values():
        fields[formset.model] |= {*formset.empty_form.fields, formset.fk.name, "sort_order"}
    return fields


@pytest.mark.parametrize("model", FORMS, ids=lambda one: one.__name__)
def test_edit_form_writes_no_column_that_it_does_not_show(admin_client, model):
    form, columns = post_as_it_stands(admin_client, EDITED[model]())

    fields = shown(form)
    more = {one: names - fields[one] - COMPANIONS.get(one, set()) for one, names in columns.items()}
    assert {one: names for one, names in more.items() if names} == {}
    assert model in columns, "Nothing was written: the test saw no form."


@pytest.mark.parametrize("model", ONLY_READ, ids=lambda one: one.__name__)
def test_what_is_only_read_has_no_edit_form(admin_client, model):
    row = ONLY_READ[model]()
    address = reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])

    assert admin_client.get(address).headers["location"] == reverse("wagtailadmin_home")
    assert admin_client.post(address, {}).headers["location"] == reverse("wagtailadmin_home")


def test_deeds_and_edit_forms_share_no_column_that_is_not_known_here(admin_client):
    with CaptureQueriesContext(connection) as queries:
        do_every_deed()

    by_deeds = written(queries)
    forms = [
        post_as_it_stands(admin_client, EDITED[model]())[0] for model in SHARED | {Question: 0}
    ]
    both = {
        model: names & by_deeds[model]
        for form in forms
        for model, names in shown(form).items()
        if names & by_deeds[model]
    }
    assert both == SHARED
    # What the deeds of this test must have written, or it proves nothing.
    assert by_deeds[Meeting] >= {"state", "cancelled_at", "next_meeting", "calendar_sequence"}
    assert by_deeds[MeetingText] == {"cancel_reason"}
    assert by_deeds[Question] >= {"state", "number", "published_at", "answered_at"}
    assert by_deeds[Recording] >= {"state", "withdrawn_at", "withdrawn_by", "file", "media_type"}
    assert {field.name for one in by_deeds for field in one._meta.fields} >= {"taken"}


def do_every_deed() -> None:
    """Do what changes meetings, questions and recordings, but for the editor's own words."""
    meeting = make_meeting(announced=False)
    make_text(meeting, language="en", title="Children")
    meeting = meetings.announce(meeting, by=None, now=NOW)
    row = registrations.register(meeting, applicant=make_applicant(), now=NOW)
    registrations.cancel(row, now=NOW)
    before = replace(meetings.Appointment.of(meeting), starts_at=STARTS - days(1))
    meetings.changed(meeting, before=before, now=NOW)
    meetings.cancel(meeting, reasons={"nl": "Ziek.", "en": "Ill."}, now=NOW)

    question = questions.bring_in("Hoe doe je dat?", origin=Question.Origin.REPORT, now=NOW)
    question = questions.publish(question, now=NOW)
    questions.record_event(question, kind=QuestionEvent.Kind.DISCUSSED, at=NOW, url="/x/")
    questions.answer(question, text="Begin klein.", now=NOW)
    questions.withdraw(question, now=NOW)

    recording = make_recording(external_url="https://video.example/1")
    add_words(recording, WORDS)
    recordings.put_film(recording, film=ContentFile(FILM, name="film.webm"), by=None)
    recordings.withdraw(recording, by=User.objects.create_user("Bo"))


# What an editor did not touch, a colleague's later edit wins


def form_of(model: type[models.Model]) -> type:
    """Return the form in which a snippet or a setting is edited."""
    if model in SETTINGS:
        return get_setting_edit_handler(model).get_form_class()
    return model.snippet_viewset.get_form_class(for_update=True)


@pytest.mark.parametrize(
    "model", sorted([*FORMS, *SETTINGS], key=str), ids=lambda one: one.__name__
)
def test_every_form_of_ours_notices_what_a_colleague_edited(model):
    assert issubclass(form_of(model), OwnColumnsForm)


def test_name_that_a_colleague_gave_an_organisation_stays(admin_client):
    row = EDITED[Organisation]()
    _stale_save(admin_client, row, {"name": "VNG"}, opened=True)
    assert row.name == "VNG"


def test_name_that_two_gave_a_province_is_refused_once_with_the_other_one(admin_client):
    row = EDITED[Province]()
    address, mine = _open_form(admin_client, row)
    mine["name"] = "Noord-Holland"
    Province.objects.update(name="Groningen")

    assert "Er staat nu: ‘Groningen’" in admin_client.post(address, mine).content.decode()


@pytest.mark.parametrize("opened", [True, False], ids=["", "negative control"])
def test_setting_that_a_colleague_changed_stays(admin_client, opened):
    site = Site.objects.get(is_default_site=True)
    settings = SiteSettings.for_site(site)
    address = reverse("wagtailsettings:edit", args=["office", "sitesettings", site.pk])
    html = admin_client.get(address).content.decode()
    mine = querydict_from_html(html, form_id="w-editor-form").copy()
    if not opened:
        del mine["opened_with"]
    SiteSettings.objects.filter(pk=settings.pk).update(phone="030 123")

    assert admin_client.post(address, mine).status_code == 302

    settings.refresh_from_db()
    assert settings.phone == ("030 123" if opened else "")


def _open_form(client, row: models.Model) -> tuple[str, Any]:
    """Return the address of row's form and what it sends as it was opened."""
    address = reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])
    html = client.get(address).content.decode()
    return address, querydict_from_html(html, form_id="w-editor-form").copy()


def _stale_save(client, row: models.Model, edit: dict[str, str], *, opened: bool) -> Any:
    """Open the form of row, have a colleague save it with edit, and save it as it was opened."""
    address, stale = _open_form(client, row)
    if not opened:
        del stale["opened_with"]
    later = stale.copy()
    later.update(edit)
    for name, value in edit.items():
        later[name] = value
    assert client.post(address, later).status_code == 302
    assert client.post(address, stale).status_code == 302
    row.refresh_from_db()
    return row


@pytest.mark.parametrize("opened", [True, False], ids=["", "negative control"])
def test_person_stays_shown_by_role_when_an_older_form_is_saved(admin_client, opened):
    person = Person.objects.create(name="Bo", slug="bo")
    assert _stale_save(admin_client, person, {"show_as_role": "on"}, opened=opened)
    assert person.show_as_role is opened


@pytest.mark.parametrize("opened", [True, False], ids=["", "negative control"])
def test_name_that_was_taken_out_of_a_question_stays_out(admin_client, opened):
    question = make_question()
    Question.objects.filter(pk=question.pk).update(explanation="Vraag het aan Bo.")
    _stale_save(admin_client, question, {"explanation": "Vraag het."}, opened=opened)
    assert question.explanation == ("Vraag het." if opened else "Vraag het aan Bo.")


@pytest.mark.parametrize("read_again", [True, False], ids=["", "negative control"])
def test_edit_of_a_colleague_stays_when_it_came_just_before_the_row_was_locked(
    admin_client, monkeypatch, read_again
):
    person = Person.objects.create(name="Bo", slug="bo")
    address, posted = _open_form(admin_client, person)
    # Wagtail has read the row by then.
    monkeypatch.setattr(
        PersonEditView, "lock_rows", lambda _view: Person.objects.update(show_as_role=True)
    )
    if not read_again:
        read = PersonEditView.get_object
        monkeypatch.setattr(
            PersonEditView, "get_object", lambda view: getattr(view, "object", None) or read(view)
        )

    assert admin_client.post(address, posted).status_code == 302

    person.refresh_from_db()
    assert person.show_as_role is read_again


def test_nothing_is_saved_when_the_refusal_comes_last(admin_client, monkeypatch):
    person = Person.objects.create(name="Bo", slug="bo")
    address, posted = _open_form(admin_client, person)
    posted["name"] = "Zelf getypt"

    def refuse(_view):
        raise Refused("Dat kan niet.")

    # What Wagtail does when the row is saved already.
    monkeypatch.setattr(PersonEditView, "run_after_hook", refuse)

    html = admin_client.post(address, posted).content.decode()

    assert "Dat kan niet." in html
    assert 'value="Zelf getypt"' in html
    assert Person.objects.get().name == "Bo"


def test_field_that_only_the_colleague_edited_stays_hers_when_another_was_edited_by_both(
    admin_client,
):
    person = Person.objects.create(name="Bo", slug="bo")
    address, mine = _open_form(admin_client, person)
    mine["name"] = "Bo van mij"
    Person.objects.update(name="Bo van haar", show_as_role=True)

    refused = admin_client.post(address, mine).content.decode()
    assert "Er staat nu: ‘Bo van haar’" in refused
    again = querydict_from_html(refused, form_id="w-editor-form")
    assert admin_client.post(address, again).status_code == 302

    person.refresh_from_db()
    assert (person.name, person.show_as_role) == ("Bo van mij", True)
