"""What happens at the end of a workflow; named in the settings, so no model is imported here."""

from typing import Any

from django.db import transaction
from django.utils import timezone


def publish_approved(workflow_state: Any, user: Any = None) -> None:
    """Publish what a workflow approved.

    Approving is the right that counts: an approver who may not publish elsewhere gets no error.
    Four eyes hold all the same, in the page's own publish(). A draft that is not valid any more is
    refused, and waits for approval as before.
    """
    from knowledge.pages.publishing import refuse_invalid  # noqa: PLC0415 -- needs loaded models

    revision = workflow_state.content_object.get_latest_revision()
    with refuse_invalid(revision):
        revision.publish(user=user, skip_permission_checks=True)


def show_newest(page: Any) -> None:
    """Let who looks next see the newest version: Wagtail shows her the one that was handed in.

    It gets a row of its own, or a colleague could approve it with the button beside the old one.
    """
    state = page.current_workflow_task_state
    newest = page.get_latest_revision()
    if state is None or newest is None or state.revision_id == newest.pk:
        return
    with transaction.atomic():
        newer = state.copy(update_attrs={"revision": newest})
        state.status = state.STATUS_CANCELLED
        state.finished_at = timezone.now()
        state.save(update_fields=["status", "finished_at"])
        state.workflow_state.current_task_state = newer
        state.workflow_state.save(update_fields=["current_task_state"])
