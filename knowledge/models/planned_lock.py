"""A page that waits to go online, as an editor is told who opens it."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.locks import ScheduledForPublishLock

from office.models import User


class PlannedLock(ScheduledForPublishLock):
    """Wagtail's own, which says what who may not cancel the plan can do about it."""

    def get_message(self, user: User) -> SafeString:
        """Return when it goes online, and whom to ask."""
        message = super().get_message(user)
        if self.object.permissions_for_user(user).can_unschedule():
            return message
        ask = _("Vraag een eindredacteur om de planning te annuleren.")
        return format_html("{}. {}", message, ask)
