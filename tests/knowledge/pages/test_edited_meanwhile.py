"""A form that was opened before a colleague saved: her words are never undone without a word."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState

from tests.knowledge.factories import change, make_group, make_workflow, text
from tests.knowledge.pages import desk
from tests.knowledge.pages.desk import words

pytestmark = pytest.mark.django_db

LATER = text(("aaaaa", "Latere woorden."))
MINE = [{"type": "text", "value": text(("aaaaa", "Mijn woorden.")), "id": "b1"}]
ACTIONS = ["save", "action-publish", "action-submit", "approve", "reject"]


@pytest.fixture
def waiting(draft, an):
    """A page of An that waits for a colleague."""
    make_workflow(make_group("eindredactie"), make_group("redactie", publish=False))
    desk.submit(an, draft)
    return draft


def newest(page) -> Revision:
    return Page.objects.get(pk=page.pk).latest_revision


def send(user, page, opened, action, **changes):
    """Send the form as it was opened with a version."""
    data = desk.form_data(opened.as_object(), **changes)
    data["loaded_revision_id"] = str(opened.pk)
    data["loaded_revision_created_at"] = opened.created_at.isoformat()
    if action in ("approve", "reject"):
        comment = '{"comment": "Zo niet."}'
        data |= {"workflow-action-name": action, "workflow-action-extra-data": comment}
        action = "action-workflow-action"
    data[action] = "1"
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return desk.client_of(user).post(url, data)


def said(response) -> list[str]:
    return [f"{one.level_tag}: {one}" for one in get_messages(response.wsgi_request)]


def task(page) -> TaskState | None:
    return Page.objects.get(pk=page.pk).current_workflow_task_state


@pytest.mark.parametrize("action", ACTIONS)
def test_who_changed_nothing_is_led_to_what_a_colleague_wrote(action, waiting, an, bo):
    opened = newest(waiting)
    change(waiting, LATER, by=an)
    after = newest(waiting)

    response = send(bo, waiting, opened, action)

    assert response.status_code == 302
    (sentence,) = said(response)
    assert sentence.startswith("warning: ")
    assert "an heeft" in sentence
    assert "Je ziet nu de nieuwste versie." in sentence
    assert newest(waiting) == after
    assert words(waiting) == ""
    assert task(waiting).status == TaskState.STATUS_IN_PROGRESS


@pytest.mark.parametrize("action", ACTIONS)
def test_who_changed_something_reads_that_a_colleague_did_and_decides(action, waiting, an, bo):
    opened = newest(waiting)
    change(waiting, LATER, by=an)
    after = newest(waiting)

    response = send(bo, waiting, opened, action, body=MINE)

    assert response.status_code == 200
    page = response.content.decode()
    assert "an heeft deze pagina intussen bewaard." in page
    assert "Mijn woorden." in page
    versions = [waiting.pk, opened.pk, after.pk]
    assert reverse("wagtailadmin_pages:revisions_compare", args=versions) in page
    assert f'name="loaded_revision_id" value="{after.pk}"' in page
    assert newest(waiting) == after
    assert task(waiting).status == TaskState.STATUS_IN_PROGRESS

    # The page that she is shown was opened with the newest version: her words stand now.
    send(bo, waiting, after, "save", body=MINE)

    assert "Mijn woorden." in str(newest(waiting).content)
    assert newest(waiting).user == bo


def test_who_chose_to_go_on_over_the_newer_version_is_not_asked_again(waiting, an, bo):
    opened = newest(waiting)
    change(waiting, LATER, by=an)

    send(bo, waiting, opened, "save", body=MINE, goes_on_over_a_newer_version="1")

    assert "Mijn woorden." in str(newest(waiting).content)


@pytest.mark.parametrize("action", ["reject", "approve"])
def test_rejected_words_do_not_go_online_by_their_maker(action, waiting, an, bo):
    opened = newest(waiting)
    change(waiting, LATER, by=an)
    send(bo, waiting, opened, action)

    desk.submit(an, waiting)
    desk.approve_in_the_editor(an, waiting)

    assert words(waiting) == ""


def test_colleague_who_saved_the_same_words_is_in_nobodys_way(waiting, an, bo):
    opened = newest(waiting)
    desk.edit(an, waiting)

    send(bo, waiting, opened, "approve")

    assert words(waiting) == "Nieuwe woorden."


def test_what_she_saved_herself_is_in_nobodys_way(draft, an):
    """Her tab saves by itself, and an answer may come later than the press of a button."""
    opened = newest(draft)
    desk.autosave(an, draft, body=[{"type": "text", "value": LATER, "id": "b1"}])

    send(an, draft, opened, "save", body=MINE)

    assert "Mijn woorden." in str(newest(draft).content)


def test_version_that_was_typed_on_in_is_not_the_one_that_was_opened(draft, an, bo):
    saved = desk.autosave(an, draft, body=[{"type": "text", "value": LATER, "id": "b1"}]).json()
    opened = Revision.objects.get(pk=saved["revision_id"])
    further = [{"type": "text", "value": text(("aaaaa", "Nog latere woorden.")), "id": "b1"}]
    desk.autosave(an, draft, opened, body=further)
    assert newest(draft) == opened

    response = send(bo, draft, opened, "save", body=MINE)

    assert "an heeft deze pagina intussen bewaard." in response.content.decode()
    assert "Nog latere woorden." in str(newest(draft).content)


def test_button_in_the_list_rejects_no_words_that_came_later(waiting, an, bo):
    row = task(waiting)
    change(waiting, LATER, by=an)
    url = reverse("wagtailadmin_pages:workflow_action", args=[waiting.pk, "reject", row.pk])

    response = desk.client_of(bo).post(url, {"comment": "Zo niet."})

    assert "is intussen gewijzigd" in said(response)[0]
    assert task(waiting).status == TaskState.STATUS_IN_PROGRESS


def test_rejecting_with_a_change_of_her_own_keeps_it_and_rejects(waiting, bo):
    send(bo, waiting, newest(waiting), "reject", body=MINE)

    assert "Mijn woorden." in str(newest(waiting).content)
    assert task(waiting) is None or task(waiting).status == TaskState.STATUS_REJECTED


def test_writer_reads_in_dutch_how_long_ago_her_page_was_sent_back(waiting, an, bo):
    send(bo, waiting, newest(waiting), "reject")
    long_ago = timezone.now() - timedelta(minutes=7, seconds=5)
    TaskState.objects.update(finished_at=long_ago)

    page = desk.client_of(an).get(reverse("wagtailadmin_pages:edit", args=[waiting.pk]))

    assert "7 minuten geleden" in page.content.decode().replace("\xa0", " ").replace("&nbsp;", " ")
