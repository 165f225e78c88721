"""Who works in the admin, and the workflow that asks for a second person."""

from django.conf import settings
from django.contrib.auth.models import Group
from wagtail.models import Page, Task, Workflow, WorkflowPage, WorkflowTask

from knowledge.models import FourEyesTask
from office.accounts import DEMO_DOMAIN
from office.models import User
from office.setup import Say

EDITORS, CHIEF_EDITORS, ADMINISTRATORS = "redactie", "eindredactie", "beheer"
WORKFLOW, TASK = "Vier ogen", "Een ander keurt goed"
# The workflow that Wagtail's migrations make, and its one task.
WAGTAILS = "Moderators approval"

# Known to everybody, so they exist only where DEBUG shows that the site is for trying; the domain
# of their address marks them for the system check that refuses them elsewhere.
DEMO_ACCOUNTS = {
    "redacteur": EDITORS,
    "eindredacteur": CHIEF_EDITORS,
    "beheerder": ADMINISTRATORS,
}


def prepare(say: Say) -> None:
    """Make the groups and the workflow; what a group may do, the room with all models says."""
    for name in (EDITORS, CHIEF_EDITORS, ADMINISTRATORS):
        _group, made = Group.objects.get_or_create(name=name)
        if made:
            say(f"Made the group {name}.")
    _remove_groups_of_wagtail()
    _prepare_workflow(say)


def demo_password(username: str) -> str:
    """Return the password of a demo account, which `make run` prints."""
    return f"welkom-{username}"


def make_demo_accounts(say: Say) -> None:
    """Make the accounts for trying the site out; with DEBUG off there are none."""
    if not settings.DEBUG:
        say("No demo accounts: DEBUG is off.")
        return
    for username, group in DEMO_ACCOUNTS.items():
        user, made = User.objects.get_or_create(
            username=username,
            defaults={"email": f"{username}@{DEMO_DOMAIN}", "first_name": username.capitalize()},
        )
        if made:
            user.set_password(demo_password(username))
            user.save()
            say(f"Made the account {username}.")
        user.groups.add(Group.objects.get(name=group))


def _remove_groups_of_wagtail() -> None:
    """Remove the groups that Wagtail's migrations make, unless somebody is in them."""
    Group.objects.filter(name__in=["Editors", "Moderators"], user__isnull=True).delete()


def _prepare_workflow(say: Say) -> None:
    # Whatever an editor calls it now: a second task would ask for a second approval.
    task = FourEyesTask.objects.order_by("pk").first() or FourEyesTask.objects.create(name=TASK)
    # Both groups approve: a corrected comma must not lock two people.
    task.groups.set(Group.objects.filter(name__in=[EDITORS, CHIEF_EDITORS]))
    workflow = Workflow.objects.filter(workflow_tasks__task__pk=task.pk).order_by("pk").first()
    if workflow is None:
        workflow, made = Workflow.objects.get_or_create(name=WORKFLOW)
        WorkflowTask.objects.create(
            workflow=workflow, task=Task.objects.get(pk=task.pk), sort_order=0
        )
        if made:
            say(f"Made the workflow {WORKFLOW}.")
    root = Page.get_first_root_node()
    assigned = WorkflowPage.objects.filter(page=root).first()
    if workflow.active and (assigned is None or assigned.workflow.name == WAGTAILS):
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
        Workflow.objects.filter(name=WAGTAILS).update(active=False)
        Task.objects.filter(name=WAGTAILS).update(active=False)
    _remove_workflow_of_wagtail(say)


def _remove_workflow_of_wagtail(say: Say) -> None:
    """Remove it and its task when they are off and nothing ever went through them."""
    unused = Workflow.objects.filter(
        name=WAGTAILS,
        active=False,
        workflow_states=None,
        workflow_pages=None,
        workflow_content_types=None,
    )
    if unused.exists():
        unused.delete()
        say(f"Removed the workflow {WAGTAILS}, which Wagtail made and nothing used.")
    Task.objects.filter(name=WAGTAILS, active=False, task_states=None, workflow_tasks=None).delete()
