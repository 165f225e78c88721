"""A time in a form at the clock of a zone that the same form names, whoever fills it in."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from events.series import schedule

# Django gives a time without a zone the active one, which is the editor's own: read under this one,
# a time that was typed can be told from one that came with an offset.
_TYPED = datetime.timezone(datetime.timedelta(0), "as typed")


class ClockField(forms.DateTimeField):
    """A time as a clock shows it; widget and formats are those of every other such field.

    `stored` is shown at the clock of `stored_zone`; what is typed is read at that of `typed_zone`.
    """

    stored: datetime.datetime | None = None
    stored_zone = typed_zone = ZoneInfo(settings.TIME_ZONE)

    def prepare_value(self, value: Any) -> Any:
        """Return a stored time as the clock of its own zone shows it, for the widget."""
        if isinstance(value, datetime.datetime) and value.tzinfo is not None:
            return value.astimezone(self.stored_zone).replace(tzinfo=None)
        return value

    def to_python(self, value: Any) -> datetime.datetime | None:
        """Return what was typed as an instant; ValidationError for an hour that the clock skips."""
        with timezone.override(_TYPED):
            at = super().to_python(value)
        if at is None or at.tzinfo is not _TYPED:
            return at
        clock = at.replace(tzinfo=None)
        if self._is_stored(clock):
            return self.stored
        try:
            return schedule.instant(clock.date(), clock.time(), self.typed_zone)
        except schedule.ScheduleRefused as refusal:
            raise ValidationError(str(refusal), code="skipped") from refusal

    def _is_stored(self, clock: datetime.datetime) -> bool:
        """Whether the clock stands as it was shown: an hour that exists twice stays which it was.

        Seconds, which the form does not show, stay as well.
        """
        if self.stored is None or self.typed_zone.key != self.stored_zone.key:
            return False
        shown = self.prepare_value(self.stored)
        return clock in (shown, shown.replace(second=0, microsecond=0))
