"""Who decides on a page decides on the words that she saw, and reads it when another was first."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.urls import reverse
from wagtail.models import Page, Revision, TaskState

from knowledge.models import FourEyesTask, TextPage
from knowledge.pages import desk_views
from tests.knowledge.factories import (
    change,
    make_editor,
    make_group,
    make_report,
    make_workflow,
    text,
)
from tests.knowledge.pages import desk, sending
from tests.knowledge.pages.desk import NEW, words
from tests.knowledge.pages.factories import block

pytestmark = pytest.mark.django_db

CHANGED = "is intussen gewijzigd en staat nog niet online."
LATER = text(("aaaaa", "Latere woorden."))


@pytest.fixture
def waiting(draft, an) -> TextPage:
    """A page of An that waits for a colleague."""
    make_workflow(make_group("eindredactie"), make_group("redactie", publish=False))
    desk.submit(an, draft)
    return draft


@pytest.fixture
def cas(db):
    return make_editor("cas")


def shown(page) -> TaskState:
    """Return the row of the list of what waits, with the version that its link shows."""
    return Page.objects.get(pk=page.pk).current_workflow_task_state


def press(user, page, row, action="approve", **headers):
    """Press a button in that row; later than it was shown, perhaps."""
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, row.pk])
    return desk.client_of(user).post(url, {"comment": "Zo niet."}, headers=headers)


def said(response) -> list[tuple[str, str]]:
    return [(one.level_tag, str(one)) for one in get_messages(response.wsgi_request)]


def is_told_to_look(response) -> bool:
    return [(level, CHANGED in sentence) for level, sentence in said(response)] == [
        ("warning", True)
    ]


def type_on(user, page, html=LATER):
    """Type on in the tab, which saves by itself."""
    newest = Page.objects.get(pk=page.pk).latest_revision
    over = newest if newest.user == user else None
    response = desk.autosave(user, page, over, body=[{"type": "text", "value": html, "id": "b1"}])
    return Revision.objects.get(pk=response.json()["revision_id"])


def test_approval_of_other_words_than_she_saw_is_refused_and_she_is_shown_the_newest(
    waiting, an, bo
):
    row = shown(waiting)
    newest = type_on(an, waiting)

    assert is_told_to_look(press(bo, waiting, row))

    assert words(waiting) == ""
    assert shown(waiting).revision == newest
    assert ("success", True) in [
        (level, "staat online." in sentence)
        for level, sentence in said(press(bo, waiting, shown(waiting)))
    ]
    assert words(waiting) == "Latere woorden."


def test_what_an_approver_was_shown_is_not_overwritten_either(waiting, an, bo):
    row = shown(waiting)
    type_on(an, waiting)
    press(bo, waiting, row)
    row = shown(waiting)

    type_on(an, waiting, NEW + LATER)

    assert "Latere" in str(row.revision.content)
    assert is_told_to_look(press(bo, waiting, row))
    assert words(waiting) == ""


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_button_beside_older_words_decides_nothing_when_a_colleague_was_shown_newer(
    action, waiting, an, bo, cas
):
    row = shown(waiting)
    type_on(an, waiting)
    press(cas, waiting, row)

    assert is_told_to_look(press(bo, waiting, row, action))

    assert words(waiting) == ""
    assert shown(waiting).status == TaskState.STATUS_IN_PROGRESS


def test_words_saved_again_unchanged_are_the_words_that_she_saw(waiting, an, bo):
    """The control."""
    row = shown(waiting)
    desk.edit(an, waiting)

    press(bo, waiting, row)

    assert shown(waiting) is None
    assert words(waiting) == "Nieuwe woorden."


def test_list_shows_the_version_of_who_was_told_that_a_colleague_must_look(waiting, an, bo):
    hers = type_on(bo, waiting)

    press(bo, waiting, shown(waiting))

    assert shown(waiting).revision == hers


def test_opening_the_window_for_a_comment_writes_nothing(waiting, an, bo):
    row = shown(waiting)
    type_on(bo, waiting)
    url = reverse("wagtailadmin_pages:workflow_action", args=[waiting.pk, "approve", row.pk])

    desk.client_of(bo).get(url, headers={"x-requested-with": "XMLHttpRequest"})

    assert shown(waiting) == row


# Two at the same moment


def first(monkeypatch, deed):
    """Let a colleague do something once, just before the page is locked for who presses now."""
    lock = desk_views._held
    todo = [deed]

    def held(page_id):
        while todo:
            todo.pop()()
        return lock(page_id)

    monkeypatch.setattr(desk_views, "_held", held)


@pytest.mark.parametrize("approve", [desk.approve, desk.approve_in_the_editor])
def test_who_approves_second_reads_that_it_is_online(approve, monkeypatch, waiting, an, bo, cas):
    row = shown(waiting)
    first(monkeypatch, lambda: press(cas, waiting, row))

    response = approve(bo, waiting)

    assert response.status_code == 302
    assert len(said(response)) == 1
    assert words(waiting) == "Nieuwe woorden."
    assert TaskState.objects.get(pk=row.pk).finished_by == cas


def test_change_of_who_approves_second_is_kept(monkeypatch, waiting, bo, cas):
    row = shown(waiting)
    first(monkeypatch, lambda: press(cas, waiting, row))
    body = [{"type": "text", "value": LATER, "id": "b1"}]

    response = desk.approve_in_the_editor(bo, waiting, body=body)

    assert response.status_code == 302
    assert words(waiting) == "Nieuwe woorden."
    assert "Latere woorden." in str(Page.objects.get(pk=waiting.pk).latest_revision.content)


def test_page_that_a_colleague_publishes_while_it_is_saved_stays_online(monkeypatch, draft, an, bo):
    first(monkeypatch, lambda: desk.publish_in_bulk(bo, draft))

    saved = type_on(an, draft)

    assert words(draft) == "Nieuwe woorden."
    page = Page.objects.get(pk=draft.pk)
    assert (page.latest_revision, page.has_unpublished_changes) == (saved, True)


@pytest.mark.parametrize("approve", [desk.approve, desk.approve_in_the_editor])
def test_change_that_arrives_while_she_approves_does_not_go_online(
    approve, monkeypatch, waiting, an, bo
):
    first(monkeypatch, lambda: change(waiting, LATER, by=an))

    assert is_told_to_look(approve(bo, waiting))
    assert words(waiting) == ""
    assert shown(waiting).status == TaskState.STATUS_IN_PROGRESS


def test_editor_opens_when_a_colleague_decides_while_it_is_being_made(
    monkeypatch, waiting, bo, cas
):
    row = shown(waiting)
    todo = [lambda: press(cas, waiting, row)]
    actions = FourEyesTask.get_actions

    def get_actions(*args):
        found = actions(*args)
        # Not while the colleague's own request asks for them.
        while todo:
            todo.pop()()
        return found

    monkeypatch.setattr(FourEyesTask, "get_actions", get_actions)

    response = desk.client_of(bo).get(reverse("wagtailadmin_pages:edit", args=[waiting.pk]))

    assert response.status_code == 200
    assert words(waiting) == "Nieuwe woorden."


def test_block_without_its_words_is_named_in_dutch_above_the_form(an):
    page = make_report([block("heading", {"text": "Kop"})], live=False)

    response = sending.save_as_shown(
        an,
        page,
        typed=lambda typed: "" if typed == "Kop" else typed,
        button="action-submit",
    )

    told = BeautifulSoup(response.content, "html.parser").select_one(".messages").text
    assert "Verslag: Er ontbreekt iets, of er klopt iets niet." in " ".join(told.split())
    assert "Validation error" not in told
