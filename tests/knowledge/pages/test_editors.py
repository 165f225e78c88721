from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from wagtail.models import Page, Task, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from events import rights
from knowledge.models import FourEyesTask
from knowledge.pages import editors, site_pages
from office import accounts
from office.models import User
from tests.database import snapshots
from tests.knowledge.conftest import quiet

pytestmark = pytest.mark.django_db


def may(username: str, deed: str) -> bool:
    page = Page.objects.get(depth=1)
    tester = page.permissions_for_user(User.objects.get(username=username))
    return getattr(tester, f"can_{deed}")()


@pytest.fixture
def prepared(db: None, settings: Any) -> None:
    settings.DEBUG = True

    def prepare() -> None:
        site_pages.prepare(quiet)
        editors.prepare(quiet)
        editors.make_demo_accounts(quiet)

    snapshots.make("site with editors", prepare)


def test_groups_get_their_rights_when_a_site_is_prepared(prepared: None) -> None:
    rights.prepare(quiet)
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(rights.GROUPS)
    assert [may(name, "add_subpage") for name in editors.DEMO_ACCOUNTS] == [True, True, False]
    assert [may(name, "publish_subpage") for name in editors.DEMO_ACCOUNTS] == [False, True, False]
    editor = User.objects.get(username="redacteur")
    assert editor.has_perms(["wagtailadmin.access_admin", "knowledge.change_question"])
    assert not editor.has_perm("knowledge.delete_question")
    assert not editor.has_perm("office.change_sitesettings")


def test_both_groups_approve_when_a_page_is_submitted(prepared: None) -> None:
    (task,) = FourEyesTask.objects.all()
    assert task.groups.count() == 2
    assert [w.name for w in Workflow.objects.active()] == [editors.WORKFLOW]
    assert [t.name for t in Task.objects.active()] == [editors.TASK]
    assert Page.objects.get(depth=1).get_workflow().name == editors.WORKFLOW


def test_nothing_changes_when_editors_are_prepared_again(prepared: None) -> None:
    said: list[str] = []
    editors.prepare(said.append)
    editors.make_demo_accounts(said.append)
    assert said == []
    assert (User.objects.count(), Workflow.objects.active().count()) == (3, 1)


def test_no_second_approval_is_asked_when_an_editor_renamed_the_workflow(prepared: None) -> None:
    Workflow.objects.filter(name=editors.WORKFLOW).update(name="Tweede paar ogen")
    Task.objects.filter(name=editors.TASK).update(name="Collega kijkt mee")

    editors.prepare(quiet)

    workflow = Page.objects.get(depth=1).get_workflow()
    assert workflow.name == "Tweede paar ogen"
    assert [task.name for task in workflow.tasks] == ["Collega kijkt mee"]
    assert FourEyesTask.objects.count() == Workflow.objects.active().count() == 1


def test_workflow_stays_switched_off_when_an_editor_did_so(prepared: None) -> None:
    Workflow.objects.get(name=editors.WORKFLOW).deactivate()

    editors.prepare(quiet)

    assert Page.objects.get(depth=1).get_workflow() is None
    assert not WorkflowPage.objects.exists()


def test_demo_account_logs_in_when_debug_is_on_and_not_when_it_is_off(
    prepared: None, settings: Any
) -> None:
    known = {"username": "redacteur", "password": editors.demo_password("redacteur")}
    user = authenticate(**known)
    assert user is not None
    settings.DEBUG = False
    assert authenticate(**known) is None
    # Who was logged in is so no longer.
    assert accounts.AccountBackend().get_user(user.pk) is None


def test_demo_accounts_are_not_made_when_debug_is_off(settings: Any) -> None:
    settings.DEBUG = False
    editors.make_demo_accounts(quiet)
    assert not User.objects.exists()


def test_make_run_prints_the_passwords_that_the_accounts_have() -> None:
    from scripts.serving import DEMO_ACCOUNTS

    assert {name: editors.demo_password(name) for name in editors.DEMO_ACCOUNTS} == DEMO_ACCOUNTS


def test_workflow_that_wagtail_made_is_gone_when_nothing_used_it(prepared: None) -> None:
    assert [one.name for one in Workflow.objects.all()] == [editors.WORKFLOW]
    assert [one.name for one in Task.objects.all()] == [editors.TASK]


@pytest.mark.parametrize("active", [True, False])
def test_workflow_that_a_site_uses_stays(prepared: None, active: bool) -> None:
    page = Page.objects.filter(depth=2).first()
    task = Task.objects.create(name="Moderators approval", active=active)
    workflow = Workflow.objects.create(name="Moderators approval", active=active)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    if not active:
        # It is in the history of a page.
        WorkflowState.objects.create(
            workflow=workflow,
            status=WorkflowState.STATUS_CANCELLED,
            object_id=page.pk,
            content_type=page.content_type,
            base_content_type=page.get_base_content_type(),
        )

    editors.prepare(quiet)

    assert Workflow.objects.filter(pk=workflow.pk).exists()
    assert Task.objects.filter(pk=task.pk).exists()
