"""The two groups of editors, what they may do, and the workflow that asks for a second person."""

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from knowledge.models import FourEyesTask
from office.accounts import DEMO_DOMAIN
from office.models import User
from office.setup import Say

EDITORS, CHIEF_EDITORS = "redactie", "eindredactie"
WORKFLOW, TASK = "Vier ogen", "Een ander keurt goed"

# What the groups may do with pages, everywhere.
ON_PAGES = {
    EDITORS: ["add_page", "change_page"],
    CHIEF_EDITORS: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
}
ON_FILES = ["add", "change", "choose"]

# Rows beside the pages that both groups keep: {app: models}.
ROWS = {
    "knowledge": ["gemeente", "organisation", "person", "province", "question", "recording"],
}
ROWS_OF_CHIEF_EDITORS = {"office": ["sitesettings"]}
NEVER_DELETED = {"question", "recording", "sitesettings"}

# Known to everybody, so they exist only where DEBUG shows that the site is for trying; the domain
# of their address marks them for the system check that refuses them elsewhere.
DEMO_ACCOUNTS = {"redacteur": EDITORS, "eindredacteur": CHIEF_EDITORS}


def prepare(say: Say) -> None:
    """Make the groups and the workflow, and give the groups their rights."""
    for name in (EDITORS, CHIEF_EDITORS):
        group, made = Group.objects.get_or_create(name=name)
        _give_rights(group)
        if made:
            say(f"Made the group {name}.")
    _remove_groups_of_wagtail()
    _prepare_workflow(say)


def demo_password(username: str) -> str:
    """Return the password of a demo account, which `make run` prints."""
    return f"welkom-{username}"


def make_demo_accounts(say: Say) -> None:
    """Make the two accounts for trying the site out; with DEBUG off there are none."""
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


def _give_rights(group: Group) -> None:
    rights = list(
        Permission.objects.filter(codename__in=["access_admin", "submit_translation", "view_fault"])
    )
    rows = [(app, model) for app, models in ROWS.items() for model in models]
    if group.name == CHIEF_EDITORS:
        rows += [(app, model) for app, models in ROWS_OF_CHIEF_EDITORS.items() for model in models]
    for app, model in rows:
        deeds = ["add", "change", "view"] + ([] if model in NEVER_DELETED else ["delete"])
        codenames = [f"{deed}_{model}" for deed in deeds]
        rights += Permission.objects.filter(content_type__app_label=app, codename__in=codenames)
    group.permissions.add(*rights)
    _give_pages(group)
    _give_files(group)


def _give_pages(group: Group) -> None:
    root = Page.get_first_root_node()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=ON_PAGES[group.name]
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _give_files(group: Group) -> None:
    root = Collection.get_first_root_node()
    for setting in (settings.WAGTAILIMAGES_IMAGE_MODEL, settings.WAGTAILDOCS_DOCUMENT_MODEL):
        model = apps.get_model(setting)
        codenames = [f"{deed}_{model._meta.model_name}" for deed in ON_FILES]
        for permission in Permission.objects.filter(
            content_type__app_label=model._meta.app_label, codename__in=codenames
        ):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )


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
    if workflow.active and (assigned is None or assigned.workflow.name == "Moderators approval"):
        WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
        Workflow.objects.filter(name="Moderators approval").update(active=False)
        Task.objects.filter(name="Moderators approval").update(active=False)
