"""What happens at the end of a workflow; named in the settings, so no model is imported here."""

from typing import Any


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
    """Let who looks next see the newest version: Wagtail shows her the one that was handed in."""
    state = page.current_workflow_task_state
    newest = page.get_latest_revision()
    if state is not None and newest is not None and state.revision_id != newest.pk:
        state.revision = newest
        state.save(update_fields=["revision"])
