"""What an editor reads before she changes the rule of a series: old and new, side by side."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _, ngettext_lazy
from wagtail.models import Locale

from events import times
from events.models import AttendanceMode, Meeting
from events.series import replanning
from events.series.replanning import Fate, Step


def facts(found: list[Step], zone: str) -> dict[str, Any] | None:
    """Return what an editor reads before she changes a rule, None when there is nothing to say."""
    if not replanning.concern_somebody(found):
        return None
    languages = {locale.pk: str(locale) for locale in Locale.objects.all()}
    return {
        "before_and_after": _before_and_after(found),
        "counts": _counts(found),
        "rows": [_row(step, zone, languages) for step in found],
    }


def done(found: Iterable[Step], *, also: Collection[date] = ()) -> str:
    """Return in one sentence how many meetings moved, changed, came, went and stayed.

    "" when there were none. `also`: the days that came besides, as `replanning.take` knows them.
    """
    fates = Counter(step.fate for step in found)
    moved = sum(step.is_shifted for step in found)
    besides = sum(bool(step.instead_of and step.instead_of.day in also) for step in found)
    counted = [
        (moved, _("%(n)s verplaatst")),
        (fates[Fate.CHANGES] - moved, _("%(n)s aangepast")),
        (fates[Fate.NEW] + besides, _("%(n)s erbij")),
        (fates[Fate.GOES], _("%(n)s weg")),
        (fates[Fate.STAYS] + fates[Fate.KEPT] + fates[Fate.ANNOUNCED], _("%(n)s ongewijzigd")),
    ]
    said = ", ".join(words % {"n": n} for n, words in counted if n)
    return _("Kenniskringen: %(numbers)s.") % {"numbers": said} if said else ""


def _before_and_after(found: Iterable[Step]) -> str:
    """Return how many coming meetings the series has, and will have."""
    now = [step for step in found if _is_to_come(step)]
    gone = sum(step.fate == Fate.GOES for step in found)
    new = sum(step.fate == Fate.NEW for step in found)
    return _("Komende kenniskringen in deze reeks: nu %(old)s, straks %(new)s.") % {
        "old": len(now),
        "new": len(now) - gone + new,
    }


def _is_to_come(step: Step) -> bool:
    if step.fate in (Fate.NEW, Fate.HELD):
        return False
    return step.meeting.state != Meeting.State.CANCELLED


def _counts(found: Iterable[Step]) -> list[str]:
    fates = Counter(step.fate for step in found)
    counted = [
        (
            sum(step.is_shifted for step in found),
            ngettext_lazy(
                "%(n)s kenniskring wordt verplaatst.",
                "%(n)s kenniskringen worden verplaatst.",
                "n",
            ),
        ),
        (
            fates[Fate.GOES],
            ngettext_lazy(
                "%(n)s kenniskring verdwijnt: niemand had eraan gewerkt.",
                "%(n)s kenniskringen verdwijnen: niemand had eraan gewerkt.",
                "n",
            ),
        ),
        (
            fates[Fate.NEW],
            ngettext_lazy("%(n)s kenniskring komt erbij.", "%(n)s kenniskringen komen erbij.", "n"),
        ),
        (
            fates[Fate.KEPT],
            ngettext_lazy(
                "%(n)s kenniskring valt buiten de reeks, maar blijft: eraan is gewerkt.",
                "%(n)s kenniskringen vallen buiten de reeks, maar blijven: eraan is gewerkt.",
                "n",
            ),
        ),
        (
            fates[Fate.CHANGES] - sum(step.is_shifted for step in found),
            ngettext_lazy(
                "%(n)s kenniskring blijft op zijn dag en wordt aangepast.",
                "%(n)s kenniskringen blijven op hun dag en worden aangepast.",
                "n",
            ),
        ),
        (
            fates[Fate.STAYS],
            ngettext_lazy(
                "%(n)s kenniskring blijft zoals hij is.",
                "%(n)s kenniskringen blijven zoals ze zijn.",
                "n",
            ),
        ),
        (
            fates[Fate.ANNOUNCED],
            ngettext_lazy(
                "%(n)s kenniskring is al aangekondigd of afgezegd en blijft zoals hij is.",
                "%(n)s kenniskringen zijn al aangekondigd of afgezegd en blijven zoals ze zijn.",
                "n",
            ),
        ),
        (
            sum(step.instead_of is not None for step in found),
            ngettext_lazy(
                "%(n)s nieuwe dag vervalt: in die week of maand is al een kenniskring "
                "aangekondigd.",
                "%(n)s nieuwe dagen vervallen: in die week of maand is al een kenniskring "
                "aangekondigd.",
                "n",
            ),
        ),
    ]
    return [sentence % {"n": n} for n, sentence in counted if n]


def _row(step: Step, zone: str, languages: dict[int, str]) -> dict[str, Any]:
    meeting, occurrence = step.meeting, step.occurrence
    old = meeting.slot.begin if meeting else ""
    new = old
    if step.fate == Fate.GOES:
        new = ""
    elif step.fate == Fate.NEW or step.is_shifted:
        new = times.begin(occurrence.starts_at, zone)
    return {
        "pk": meeting.pk if meeting else None,
        "name": (meeting.title_in_dutch or "") if meeting else "",
        "old": old,
        "new": new,
        "fate": str(step.fate),
        "says": _says(step, zone, languages),
        "instead_of": _instead_of(step, zone),
    }


def _instead_of(step: Step, zone: str) -> dict[str, str] | None:
    """Return the new day in whose place the meeting stands, as a value and in words."""
    if step.instead_of is None:
        return None
    day = step.instead_of
    return {"day": day.day.isoformat(), "words": times.begin(day.starts_at, zone)}


def _says(step: Step, zone: str, languages: dict[int, str]) -> list[str]:
    if step.fate == Fate.HELD:
        return [_("Is al geweest."), _says_of_replaced(step, zone)]
    if step.fate == Fate.ANNOUNCED:
        return _says_of_announced(step, zone)
    if step.fate != Fate.CHANGES:
        return [
            {
                Fate.NEW: _("Komt erbij."),
                Fate.GOES: _("Verdwijnt."),
                Fate.KEPT: _("Blijft: eraan is gewerkt. Dit is geen dag van de reeks meer."),
                Fate.STAYS: _("Blijft."),
            }[step.fate]
        ]
    said = []
    if step.is_shifted:
        said.append(_("Wordt verplaatst."))
    elif step.is_moved_by_hand:
        said.append(_("Blijft staan: deze dag is met de hand gekozen."))
    elif step.meeting.time_zone != zone:
        said.append(_("%(what)s wordt: %(value)s.") % {"what": _("Tijdzone"), "value": zone})
    return [*said, *_changes(step, languages)]


def _says_of_announced(step: Step, zone: str) -> list[str]:
    state = step.meeting.get_state_display()
    said = [_("%(state)s: blijft zoals hij is.") % {"state": state}]
    if step.instead_of is not None:
        said.append(_says_of_replaced(step, zone))
    elif step.occurrence is None:
        said.append(_("Dit is geen dag van de reeks meer."))
    elif replanning.is_beside_the_rule(step):
        said.append(_("De reeks heeft deze dag een ander tijdstip."))
    return said


def _says_of_replaced(step: Step, zone: str) -> str:
    day = times.begin(step.instead_of.starts_at, zone)
    return _("Staat in de plaats van %(day)s: die dag komt er niet bij.") % {"day": day}


def _changes(step: Step, languages: dict[int, str]) -> list[str]:
    said = []
    for name in sorted(step.values):
        kind, _colon, key = name.partition(":")
        if kind == "seats":
            label = _("Plekken %(mode)s") % {"mode": AttendanceMode(key).label.lower()}
        elif kind == "title":
            label = _("Titel (%(language)s)") % {"language": languages.get(int(key), key)}
        else:
            label = capfirst(Meeting._meta.get_field(name).verbose_name)
        value = step.values[name]
        said.append(
            _("%(what)s wordt: %(value)s.")
            % {"what": label, "value": _("leeg") if value in (None, "") else value}
        )
    return said
