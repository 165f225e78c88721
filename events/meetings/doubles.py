"""Which other meetings lie where one is put: a warning, since an editor may mean it."""

from collections.abc import Iterable

from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _, pgettext

from events import times
from events.models import Meeting
from events.models.meeting import A_DAY

# More of them are not named.
SHOWN = 3


def warning(meeting: Meeting) -> str:
    """Return which others begin at its moment, or on its day in its series; "" when none; a query.

    The same moment may have another hour, at the clock of another zone.
    """
    if meeting.state == Meeting.State.CANCELLED:
        return ""
    found = _near(meeting)
    at_once = [other for other in found if other.starts_at == meeting.starts_at]
    that_day = [
        other
        for other in found
        if other not in at_once
        and other.series_id == meeting.series_id is not None
        and other.starts_on == meeting.starts_on
    ]
    said = []
    if at_once:
        said.append(_("Op hetzelfde moment begint ook %(others)s.") % {"others": _names(at_once)})
    if that_day:
        names = {"others": _names(that_day)}
        said.append(_("Op dezelfde dag is er in deze reeks ook %(others)s.") % names)
    return " ".join([*said, _("Klopt dat?")]) if said else ""


def _near(meeting: Meeting) -> list[Meeting]:
    # A day of one zone is no day of another: which day it is, is seen at the clock of each.
    at_once = Q(starts_at=meeting.starts_at)
    within = (meeting.starts_at - 2 * A_DAY, meeting.starts_at + 2 * A_DAY)
    in_series = Q(series=meeting.series_id, series__isnull=False, starts_at__range=within)
    others = Meeting.objects.for_desk().exclude(pk=meeting.pk).order_by("starts_at")
    there = others.exclude(state=Meeting.State.CANCELLED)
    return list(there.filter(at_once | in_series))


def _names(others: Iterable[Meeting]) -> str:
    names = [_name(other) for other in others][:SHOWN]
    return get_text_list(names, pgettext("a and b", "en"))


def _name(other: Meeting) -> str:
    """Return number, begin and title: two of them may have the same name without these."""
    values = {
        "number": other.number,
        "begin": times.moment(other.starts_at, other.time_zone),
        "title": other.title_in_dutch or _("zonder titel"),
    }
    if other.number:
        return _("Kenniskring %(number)s van %(begin)s (%(title)s)") % values
    return _("Kenniskring van %(begin)s (%(title)s)") % values
