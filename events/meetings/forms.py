"""The editors' form of a meeting: it refuses, field by field, what would go wrong for a visitor."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _, ngettext

from events.meetings import deeds
from events.meetings.clock_field import ClockField
from events.models import Meeting, Seats
from events.series.forms import known_zone
from office.editing import OwnColumnsForm

# What never changes once it was given out, and the day that people were told is off.
FOR_GOOD = {"number", "slug"}
DAY = {"starts_at", "duration", "time_zone"}
# What is typed and shown at the clock of the zone in the same form.
CLOCKS = ("starts_at", "closes_at")


class MeetingForm(OwnColumnsForm):
    """A meeting with its rows; number and address never change once it is announced."""

    class Meta(OwnColumnsForm.Meta):
        field_classes = dict.fromkeys(CLOCKS, ClockField)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self._fixed() & self.fields.keys():
            self.fields[name].disabled = True
        self._set_clocks()

    def _set_clocks(self) -> None:
        """Show the times at the clock of the stored zone; read them at that of the zone sent."""
        stored = typed = self.instance.zone
        if self.is_bound and not self.fields["time_zone"].disabled:
            # A zone that does not exist is refused at its own field.
            with suppress(ValidationError):
                typed = known_zone(self.data.get(self.add_prefix("time_zone"), "").strip())
        for name in CLOCKS:
            field = self.fields[name]
            field.stored = self.initial.get(name)
            field.stored_zone, field.typed_zone = stored, typed

    def clean_time_zone(self) -> str:
        known_zone(self.cleaned_data["time_zone"])
        return self.cleaned_data["time_zone"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        self._refuse_number_of_another_report(data)
        closes, starts = data.get("closes_at"), data.get("starts_at")
        if closes and starts and closes > starts:
            self.add_error("closes_at", _("Kies een moment voor het begin."))
        self._refuse_what_was_fixed_meanwhile()
        return data

    def _refuse_number_of_another_report(self, data: dict[str, Any]) -> None:
        number = data.get("number")
        if "number" in self.changed_data and (
            refusal := deeds.number_of_another(number, data.get("report"))
        ):
            self.add_error("number", refusal)

    def _fixed(self) -> set[str]:
        if self.instance.state == Meeting.State.PREPARING:
            return set()
        return FOR_GOOD | DAY if self.instance.state == Meeting.State.CANCELLED else FOR_GOOD

    def _refuse_what_was_fixed_meanwhile(self) -> None:
        """Say that what was typed before an announcement or a cancellation is not taken."""
        opened = self.opened_with()
        for name in self._fixed() & self.fields.keys():
            # A browser sends no field that was shown as fixed.
            sent = self.data.get(self.add_prefix(name), "")
            known = (opened.get(name), self[name].initial)
            if sent and name in opened and all(self.differs(name, value) for value in known):
                self.add_error(name, self._why_fixed() % {"sent": sent})

    def _why_fixed(self) -> str:
        if self.instance.state == Meeting.State.CANCELLED:
            return _(
                "De kenniskring is intussen afgezegd. Hier staat wat aan iedereen is gemaild. Jij "
                "vulde ‘%(sent)s’ in: bewaar het formulier zonder dat."
            )
        return _(
            "De kenniskring is intussen aangekondigd: dit blijft zoals het hier staat. Jij vulde "
            "‘%(sent)s’ in: bewaar het formulier zonder dat."
        )

    def is_valid(self) -> bool:
        return super().is_valid() and self._check_seats()

    def _check_seats(self) -> bool:
        """Refuse fewer seats than registrations, and losing a mode that people registered for."""
        if "seats" not in self.formsets or not self.instance.pk:
            return True
        stored = Seats.objects.filter(meeting=self.instance).in_bulk()
        for form in self.formsets["seats"].forms:
            before = stored.get(form.instance.pk)
            people = before.taken if before else 0
            if people and form.instance.mode != before.mode:
                # A registration belongs to one of the modes: its seat would be gone.
                form.add_error(
                    "mode",
                    ngettext(
                        "Voor ‘%(mode)s’ is al %(people)s mens aangemeld. Laat deze vorm staan en "
                        "voeg een andere toe.",
                        "Voor ‘%(mode)s’ zijn al %(people)s mensen aangemeld. Laat deze vorm staan "
                        "en voeg een andere toe.",
                        people,
                    )
                    % {"mode": before.get_mode_display(), "people": people},
                )
                return False
            left = 0 if form in self.formsets["seats"].deleted_forms else form.instance.capacity
            if people > left:
                form.add_error(
                    "capacity",
                    _("Er zijn al %(people)s mensen aangemeld.") % {"people": people},
                )
                return False
        return True
