"""The editors' form of a series: its rule as people say it."""

import json
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from recurrence.base import Recurrence
from wagtail.admin.widgets import AdminDateInput

from events.series import planning, schedule, words
from events.series.schedule import ScheduleRefused
from office.editing import OPENED, OwnColumnsForm, edited_meanwhile

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
# What the form says together, in one column.
RULE = "recurrence"
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


class SeriesForm(OwnColumnsForm):
    """A series with its rule in plain fields, which work by keyboard and without JavaScript.

    `coming`: what the rule that was sent says of the coming year, None when it is not right.
    `shows_dates`: the editor asked to see that.
    """

    coming: list[schedule.Occurrence] | None = None
    shows_dates = False

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
        if OPENED in self.fields:
            shown = json.loads(self.fields[OPENED].initial)
            shown[RULE] = _as_text(self.instance.recurrence)
            self.fields[OPENED].initial = json.dumps(shown)

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
        self._take_rule(
            schedule.build(
                **{name: data[name] for name in RULE_FIELDS if name != "position"},
                position=data["position"] or None,
            )
        )
        return data

    def own_columns(self) -> list[str]:
        return [*super().own_columns(), *([] if self.keeps_rule else [RULE])]

    @property
    def rule_in_words(self) -> str:
        """Return the rule that was sent as one says it."""
        return words.in_words(self.instance, today=self.instance.today(timezone.now()))

    @property
    def dates(self) -> list[str]:
        """Return the dates of the rule that was sent, as they are shown."""
        return words.dates(self.coming or [], self.instance.time_zone)

    def titles(self) -> dict[int, str]:
        """Return the titles that were sent, by the number of their language."""
        rows = self.formsets["texts"]
        kept = [row.cleaned_data for row in rows.forms if row not in rows.deleted_forms]
        return {row["locale"].pk: row["title"] for row in kept}

    def _take_rule(self, typed: Recurrence) -> None:
        """Keep a rule that a colleague changed meanwhile, unless this editor changed it as well."""
        stored, opened = self.instance.recurrence, self.opened_with().get(RULE)
        is_edited = opened is None or _as_text(typed) != opened
        if OPENED in self.fields and not is_edited:
            return
        if opened not in (None, _as_text(stored)) and _as_text(typed) != _as_text(stored):
            said = words.in_words(self.instance, today=self.instance.today(timezone.now()))
            self.add_error("frequency", edited_meanwhile(said))
            self.show_what_stands([RULE])
        self.instance.recurrence = typed

    def _post_clean(self) -> None:
        super()._post_clean()
        # By now the instance has what was sent, or what a colleague wrote meanwhile.
        wrong = self.errors.keys() & {*RULE_FIELDS, "first_day", "start_time", "time_zone"}
        if not wrong:
            self._check_the_coming_year()

    def _check_the_coming_year(self) -> None:
        """Name a day on which the clock skips this time, before any row is made of it."""
        series = self.instance
        if not (series.first_day and series.start_time and series.time_zone):
            return
        try:
            self.coming = planning.coming(series, today=series.today(timezone.now()))
        except ScheduleRefused as refusal:
            self.add_error("start_time", str(refusal))


def _as_text(rule: Recurrence) -> str:
    """Return what a rule says, equal for rules that mean the same."""
    return repr(schedule.signature(rule))
