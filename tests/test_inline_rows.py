"""A row that an editor adds is stored or refused, in every form of the admin that has rows."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import models
from django.urls import reverse
from wagtail.admin.panels import InlinePanel as WagtailInlinePanel, Panel
from wagtail.admin.views.pages.edit import EditView as PageEditView
from wagtail.models import Page, Workflow, get_page_models
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import querydict_from_html

from events.models import Meeting
from knowledge.models import (
    ActionSheetPage,
    CasePage,
    FrameworkPage,
    OpgavePage,
    ProgrammePage,
    PublicationPage,
    ReadingGuidePage,
    RecordingPage,
    ReportPage,
)
from office.inline_rows import InlinePanel, RowForm
from tests.events.factories import make_meeting
from tests.knowledge.factories import make_opgave, make_report
from tests.knowledge.pages.factories import make_case, make_kind
from tests.knowledge.recordings.factories import make_recording_page
from tests.test_edit_forms import EDITED

pytestmark = pytest.mark.django_db

Rows = tuple[type[models.Model], str]

# One page of each kind that has rows. A new kind has its page here, or the test below says so.
PAGES: dict[type[Page], Callable[[], Page]] = {
    ActionSheetPage: lambda: make_kind(ActionSheetPage),
    CasePage: make_case,
    FrameworkPage: lambda: make_kind(FrameworkPage),
    OpgavePage: lambda: make_opgave(1),
    ProgrammePage: lambda: make_kind(ProgrammePage),
    PublicationPage: lambda: make_kind(PublicationPage),
    ReadingGuidePage: lambda: make_kind(ReadingGuidePage),
    RecordingPage: make_recording_page,
    ReportPage: make_report,
}
STORED, REFUSED, DROPPED = "stored", "refused", "dropped"


def panels(panel: Panel) -> Iterator[WagtailInlinePanel]:
    """Return the panels of rows in a panel, at any depth."""
    if isinstance(panel, WagtailInlinePanel):
        yield panel
    for child in getattr(panel, "children", ()):
        yield from panels(child)


def handlers() -> Iterator[tuple[type[models.Model], Panel]]:
    """Return every model that is edited in the admin by our panels, with its panels."""
    for model in get_snippet_models():
        yield model, model.snippet_viewset.get_edit_handler()
    for model in get_page_models():
        # Other tests make kinds of their own.
        if model.__module__.startswith(("knowledge.", "events.")):
            yield model, model.get_edit_handler()


ALL: list[Rows] = sorted(
    ((model, panel.relation_name) for model, handler in handlers() for panel in panels(handler)),
    key=str,
)


def edited_row(model: type[models.Model]) -> models.Model:
    return PAGES[model]() if issubclass(model, Page) else EDITED[model]()


def address(row: models.Model) -> str:
    if isinstance(row, Page):
        return reverse("wagtailadmin_pages:edit", args=[row.pk])
    return reverse(row.snippet_viewset.get_url_name("edit"), args=[row.pk])


def opened(html: str) -> Any:
    """Return what the form sends as it stands."""
    ours = "w-editor-form" if 'id="w-editor-form"' in html else "page-edit-form"
    data = querydict_from_html(html, form_id=ours).copy()
    for panel in BeautifulSoup(html, "html.parser").select("[data-block]"):
        # A browser builds these from data.
        data.setdefault(f"{panel['id']}-count", "0")
    return data


def press_add(data: Any, html: str, relation: str) -> int:
    """Add a row to what is sent, as the button of the panel does; return its number."""
    index = int(data[f"{relation}-TOTAL_FORMS"])
    template = BeautifulSoup(html, "html.parser").find(id=f"id_{relation}-EMPTY_FORM_TEMPLATE")
    # Of nested rows there are none.
    fragment = template.decode_contents().replace("__prefix__", str(index))
    for name, value in querydict_from_html(f"<form>{fragment}</form>").items():
        data[name] = value
    if f"{relation}-{index}-ORDER" in fragment:
        data[f"{relation}-{index}-ORDER"] = str(index + 1)
    data[f"{relation}-TOTAL_FORMS"] = str(index + 1)
    return index


def number_of_rows(row: models.Model, relation: str) -> int:
    found = type(row).objects.get(pk=row.pk)
    if isinstance(found, Page):
        found = found.get_latest_revision_as_object()
    return getattr(found, relation).count()


def what_became_of_an_added_row(client: Any, model: type[models.Model], relation: str) -> str:
    """Add a row as it comes and save; return what became of it."""
    row = edited_row(model)
    if (model, relation) == (Meeting, "seats"):
        # The form shows one for each mode; the one that is new has its defaults.
        row.seats.all().delete()
    before = number_of_rows(row, relation)
    html = client.get(address(row)).content.decode()
    data = opened(html)
    index = press_add(data, html, relation)
    # A draft may have open ends that a page may not.
    data["action-publish"] = "1"

    answer = client.post(address(row), data)

    if answer.status_code == 302:
        return STORED if number_of_rows(row, relation) == before + 1 else DROPPED
    form = answer.context["form"].formsets[relation].forms[index]
    assert form.errors, answer.context["form"].errors
    shown = BeautifulSoup(answer.content, "html.parser").get_text(" ", strip=True)
    for name, [error] in form.errors.items():
        assert f"‘{form.fields[name].label}’" in error
        assert error in shown
    return REFUSED


@pytest.mark.parametrize(("model", "relation"), ALL, ids=lambda one: getattr(one, "__name__", one))
def test_added_row_is_stored_or_refused_when_nothing_was_typed_in_it(admin_client, model, relation):
    expected = STORED if (model, relation) == (Meeting, "seats") else REFUSED
    assert what_became_of_an_added_row(admin_client, model, relation) == expected


@pytest.mark.parametrize("relation", ["seats", "readings"])
def test_negative_control_wagtails_own_rows_are_dropped(admin_client, monkeypatch, relation):
    monkeypatch.delattr(RowForm, "has_changed")

    assert what_became_of_an_added_row(admin_client, Meeting, relation) == DROPPED


def test_every_panel_of_rows_is_of_the_house():
    found = {type(panel) for _model, handler in handlers() for panel in panels(handler)}
    assert found == {InlinePanel}
    assert {(Meeting, "seats"), (CasePage, "gemeenten"), (OpgavePage, "starting_points")} < set(ALL)


def test_workflow_refuses_a_task_that_nobody_chose(admin_client):
    # A form of Wagtail's own, with the panel that Wagtail made for it.
    html = admin_client.get(reverse("wagtailadmin_workflows:add")).content.decode()
    form = BeautifulSoup(html, "html.parser").select_one("main form")
    data = querydict_from_html(str(form)).copy()
    data["name"] = "Leeg"
    press_add(data, html, "workflow_tasks")

    answer = admin_client.post(reverse("wagtailadmin_workflows:add"), data)

    assert answer.status_code == 200
    assert not Workflow.objects.filter(name="Leeg").exists()


def test_row_that_was_added_and_removed_again_is_no_row(admin_client):
    meeting = make_meeting(location=3)
    html = admin_client.get(address(meeting)).content.decode()
    data = opened(html)
    for relation in ("readings", "programme"):
        index = press_add(data, html, relation)
        data[f"{relation}-{index}-DELETE"] = "1"

    assert admin_client.post(address(meeting), data).status_code == 302
    assert not meeting.readings.exists()
    assert not meeting.programme.exists()


def test_seats_are_stored_with_a_new_meeting_when_they_keep_their_defaults(admin_client):
    add = reverse("wagtailsnippets_events_meeting:add")
    html = admin_client.get(add).content.decode()
    data = opened(html)
    data["texts-0-title"], data["starts_at"] = "Nieuw", "2031-03-04 13:30"
    data["texts-0-locale"] = make_meeting().texts.get().locale_id
    press_add(data, html, "seats")

    assert admin_client.post(add, data).status_code == 302
    seats = Meeting.objects.get(texts__title="Nieuw").seats.get()
    assert (seats.mode, seats.capacity) == ("online", 40)


def test_page_is_unchanged_for_its_form_when_nothing_was_added(admin_client, monkeypatch):
    """An approver who touched nothing is not the maker: her rows count as they did."""
    case = make_case(gemeente="Winterswijk")
    case.save_revision()
    seen = []
    save = PageEditView.save_action

    def note(view: PageEditView):
        seen.append({name: one.has_changed() for name, one in view.form.formsets.items()})
        return save(view)

    monkeypatch.setattr(PageEditView, "save_action", note)
    data = opened(admin_client.get(address(case)).content.decode())

    assert admin_client.post(address(case), data).status_code == 302
    assert set(seen[0].values()) == {False}
