from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from knowledge.models.base import why_not_published
from office.refusals import Refused


class FourEyesTask(AbstractGroupApprovalTask):
    """Somebody else than the maker of the newest revision approves."""

    class Meta:
        verbose_name = _("goedkeuring door een ander")
        verbose_name_plural = _("goedkeuringen door een ander")

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        refusal = self.refusal(obj, user)
        # What nobody could approve now keeps its button: whoever presses it reads why.
        if refusal is None or not refusal.another_may:
            return actions
        return [action for action in actions if action[0] != "approve"]

    def on_action(self, task_state, user, action_name, **kwargs):
        if action_name == "approve":
            refusal = self.refusal(task_state.workflow_state.content_object.specific, user)
            if refusal is not None:
                raise refusal
        return super().on_action(task_state, user, action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user, **kwargs):
        """Return what waits for user: not her own words, which wait for a colleague."""
        states = super().get_task_states_user_can_moderate(user, **kwargs)
        own = [
            state.pk
            for state in states.select_related("revision")
            if (refusal := self.refusal(state.workflow_state.content_object.specific, user))
            and refusal.another_may
        ]
        return states.exclude(pk__in=own)

    @classmethod
    def get_description(cls):
        return _(
            "Een lid van de gekozen groepen keurt goed, maar niet wie de tekst als laatste maakte."
        )

    def refusal(self, obj, user) -> Refused | None:
        """Return why user may not approve the newest version, or None."""
        revision = obj.get_latest_revision()
        return None if revision is None else why_not_published(revision, user)
