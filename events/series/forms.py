"""The editors' form of a series: its rule as people say it."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from events.series import planning, schedule
from events.series.schedule import ScheduleRefused

DAYS = (
    (0, _("maandag")),
    (1, _("dinsdag")),
    (2, _("woensdag")),
    (3, _("donderdag")),
    (4, _("vrijdag")),
    (5, _("zaterdag")),
    (6, _("zondag")),
)
POSITIONS = (
    (1, _("de eerste")),
    (2, _("de tweede")),
    (3, _("de derde")),
    (4, _("de vierde")),
    (-1, _("de laatste")),
)
RULE_FIELDS = (
    "frequency",
    "interval",
    "weekdays",
    "position",
    "until",
    "extra_days",
    "excluded_days",
)


def known_zone(name: str) -> ZoneInfo:
    """Return the zone called name; raises ValidationError when there is none."""
    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError) as error:
        raise ValidationError(
            _("Deze tijdzone bestaat niet. Voorbeeld: Europe/Amsterdam.")
        ) from error


class DayListField(forms.CharField):
    """Days, one on a line, as 31-3-2026 or 2026-03-31."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, list):
            return "\n".join(day.strftime(settings.WAGTAIL_DATE_FORMAT) for day in value)
        return value

    def clean(self, value: Any) -> list[date]:
        field = forms.DateField()
        days = []
        for line in filter(None, map(str.strip, super().clean(value).splitlines())):
            try:
                days.append(field.clean(line))
            except ValidationError as error:
                raise ValidationError(
                    _("‘%(line)s’ is geen dag. Voorbeeld: 31-3-2026."), params={"line": line[:40]}
                ) from error
        return days


class SeriesForm(WagtailAdminModelForm):
    """A series with its rule in plain fields, which work by keyboard and without JavaScript."""

    frequency = forms.ChoiceField(
        label=_("Herhaling"),
        required=False,
        choices=[
            ("", _("Geen vaste dag")),
            ("weekly", _("Wekelijks")),
            ("monthly", _("Maandelijks")),
        ],
    )
    interval = forms.IntegerField(
        label=_("Om de hoeveel weken of maanden?"), min_value=1, max_value=52, initial=1
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Op"),
        required=False,
        coerce=int,
        choices=DAYS,
        widget=forms.CheckboxSelectMultiple,
    )
    position = forms.TypedChoiceField(
        label=_("Welke van de maand?"),
        required=False,
        coerce=int,
        choices=POSITIONS,
        help_text=_("Alleen bij maandelijks: de eerste dinsdag, de laatste donderdag."),
    )
    until = forms.DateField(
        label=_("Tot en met"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Deze dag telt mee."),
    )
    extra_days = DayListField(
        label=_("Ook op"), required=False, help_text=_("Per regel een dag: 31-3-2026.")
    )
    excluded_days = DayListField(
        label=_("Niet op"), required=False, help_text=_("Per regel een dag: 31-3-2026.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = schedule.rule_parts(self.instance.recurrence) if self.instance.pk else {}
        # A rule from elsewhere that these fields cannot say stays as it is.
        self.keeps_rule = chosen is None
        for name in RULE_FIELDS:
            if chosen and name in chosen:
                self.initial[name] = chosen[name]
            self.fields[name].disabled = self.keeps_rule

    def clean_time_zone(self) -> str:
        known_zone(self.cleaned_data["time_zone"])
        return self.cleaned_data["time_zone"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.keeps_rule or not set(RULE_FIELDS) <= set(data):
            return data
        if data["frequency"] and not data["weekdays"]:
            self.add_error("weekdays", _("Kies minstens één dag."))
            return data
        self.instance.recurrence = schedule.build(
            **{name: data[name] for name in RULE_FIELDS if name != "position"},
            position=data["position"] or None,
        )
        self._check_the_coming_year(data)
        return data

    def _check_the_coming_year(self, data: dict[str, Any]) -> None:
        """Name a day on which the clock skips this time, before any row is made of it."""
        if not {"first_day", "start_time", "time_zone"} <= set(data):
            return
        try:
            schedule.occurrences(
                self.instance.recurrence,
                first_day=data["first_day"],
                start=data["start_time"],
                zone=ZoneInfo(data["time_zone"]),
                last_day=timezone.localdate() + planning.HORIZON,
                since=timezone.localdate(),
            )
        except ScheduleRefused as refusal:
            self.add_error("start_time", str(refusal))
