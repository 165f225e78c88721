"""When a meeting is, in words: always at the clock of its own zone, whoever reads it.

Templates and mails get these texts, never a time: Django's own filters show a time at the clock of
whoever is logged in.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_location
from django.conf import settings
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext as _, ngettext, to_locale

HALF_A_DAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class TimeSlot:
    """A begin, a number of minutes and the IANA zone whose clock is meant."""

    starts_at: datetime
    duration: int
    zone: str

    @property
    def ends_at(self) -> datetime:
        """The end, in UTC: minutes that pass, also when the clock is moved meanwhile."""
        return self.starts_at.astimezone(UTC) + timedelta(minutes=self.duration)

    @property
    def starts_local(self) -> datetime:
        return self.starts_at.astimezone(ZoneInfo(self.zone))

    @property
    def ends_local(self) -> datetime:
        return self.ends_at.astimezone(ZoneInfo(self.zone))

    @property
    def iso(self) -> str:
        """The begin as machines read it, with the offset of the zone."""
        return self.starts_local.isoformat(timespec="seconds")

    @property
    def day(self) -> str:
        """The day of the begin, as "donderdag 21 januari 2027"."""
        return date_format(self.starts_local, "l j F Y")

    @property
    def hours(self) -> str:
        """The hours, as "13.30 – 15.00"; `when` names the zone."""
        return f"{self.starts_local:%H.%M} – {self.ends_local:%H.%M}"

    @property
    def when(self) -> str:
        """Day and hours as people read them."""
        return capfirst(self.words)

    @property
    def words(self) -> str:
        """Day and hours inside a sentence."""
        return named(self._words, self.zone)

    @property
    def _words(self) -> str:
        return _("%(date)s, %(start)s tot %(end)s uur") % {
            "date": self.day,
            "start": f"{self.starts_local:%H.%M}",
            "end": f"{self.ends_local:%H.%M}",
        }

    @property
    def words_with_zone(self) -> str:
        """Day and hours with the zone, also the site's own: beside those of another zone."""
        return _with_zone(self._words, self.zone)

    @property
    def begin(self) -> str:
        """Day and hour of the begin, for editors' lists."""
        return begin(self.starts_at, self.zone)

    @property
    def moment(self) -> str:
        """The same without the day of the week."""
        return moment(self.starts_at, self.zone)

    @property
    def minutes(self) -> str:
        return ngettext("%(number)s minuut", "%(number)s minuten", self.duration) % {
            "number": self.duration
        }

    @property
    def zone_note(self) -> str:
        """The zone in words where hours stand without it; "" in the site's own."""
        return "" if self.zone == settings.TIME_ZONE else capfirst(zone_name(self.zone)) + "."

    def at(self, clock: time) -> datetime:
        """Return when the clock shows this during the meeting, be it after midnight."""
        begin = self.starts_local
        found = datetime.combine(begin.date(), clock, tzinfo=begin.tzinfo)
        return found if begin - found < HALF_A_DAY else _next_day(found)


def _next_day(at: datetime) -> datetime:
    return datetime.combine(at.date() + timedelta(days=1), at.time(), tzinfo=at.tzinfo)


def moment(at: datetime, zone: str) -> str:
    """Return day and hour at the clock of a zone, as "20 maart 2031, 13.30"."""
    return named(date_format(at.astimezone(ZoneInfo(zone)), "j F Y, H.i"), zone)


def begin(at: datetime, zone: str) -> str:
    """Return the same with the day of the week, as "donderdag 20 maart 2031, 13.30"."""
    return named(date_format(at.astimezone(ZoneInfo(zone)), "l j F Y, H.i"), zone)


def day_and_hour(at: datetime, zone: str) -> str:
    """Return day and hour of what is near, as "woensdag 20 januari 12.00 uur"."""
    local = at.astimezone(ZoneInfo(zone))
    words = {"day": date_format(local, "l j F"), "hour": clock(local, zone)}
    return _("%(day)s %(hour)s") % words


def hour(at: datetime, zone: str) -> str:
    """Return the hour at the clock of a zone, as "12.00 uur (tijd in Curaçao)"."""
    return clock(at.astimezone(ZoneInfo(zone)), zone)


def named(words: str, zone: str) -> str:
    """Return words about a time with the zone in brackets, unless it is the site's own."""
    return words if zone == settings.TIME_ZONE else _with_zone(words, zone)


def zone_name(zone: str) -> str:
    """Return the clock of a zone in words, as "tijd in Curaçao"."""
    if "/" not in zone or zone.startswith("Etc/"):
        return _("tijd volgens %(zone)s") % {"zone": zone}
    locale = Locale.parse(to_locale(get_language() or settings.LANGUAGE_CODE))
    return _("tijd in %(place)s") % {
        "place": get_timezone_location(zone, locale=locale, return_city=True)
    }


def moved(was: TimeSlot, now: TimeSlot) -> str:
    """Return the sentence that names the old and the new time; "" when they are the same.

    It says what differs and no more: the days, else the hours, the end, or the zone.
    """
    before, after = was.starts_local, now.starts_local
    if was.starts_at != now.starts_at and before.date() != after.date():
        days = {"from": _day_beside(before, after), "to": _day_beside(after, before, last=True)}
        return _("Verplaatst van %(from)s naar %(to)s.") % days
    if was.starts_at != now.starts_at:
        return _("Verplaatst van %(from)s naar %(to)s.") % _hours_beside(was, now)
    sentences = []
    if was.zone != now.zone:
        same = {
            "from": _with_zone(_day_when_other(before, after) + _bare_hour(before), was.zone),
            "to": _with_zone(_day_when_other(after, before) + _bare_hour(after), now.zone),
        }
        sentences.append(_("Het moment blijft hetzelfde: %(from)s is %(to)s.") % same)
    if was.duration != now.duration:
        ends = {
            "from": _bare_hour(was.ends_at.astimezone(after.tzinfo)),
            "to": clock(now.ends_local, now.zone),
        }
        sentences.append(_("Eindigt om %(to)s, eerst om %(from)s.") % ends)
    return " ".join(sentences)


def _day_beside(day: datetime, other: datetime, *, last: bool = False) -> str:
    """Return a day with what tells it from another: "4" beside "11 maart", or with its year."""
    if day.year != other.year:
        return date_format(day, "j F Y")
    return date_format(day, "j F" if last or day.month != other.month else "j")


def _hours_beside(was: TimeSlot, now: TimeSlot) -> dict[str, str]:
    """Return the old and the new hour: each with its zone, unless both have the same."""
    before, after = was.starts_local, now.starts_local
    if was.zone == now.zone:
        return {"from": f"{before:%H.%M}", "to": clock(after, now.zone)}
    return {
        "from": _with_zone(_bare_hour(before), was.zone),
        "to": _with_zone(_bare_hour(after), now.zone),
    }


def _day_when_other(day: date, other: date) -> str:
    same = (day.year, day.month, day.day) == (other.year, other.month, other.day)
    return "" if same else date_format(day, "j F") + " "


def clock(local: datetime | time, zone: str) -> str:
    """Return the hour that a clock in a zone shows, as "12.00 uur (tijd in Curaçao)"."""
    return named(_bare_hour(local), zone)


def _bare_hour(local: datetime | time) -> str:
    return _("%(hour)s uur") % {"hour": f"{local:%H.%M}"}


def _with_zone(words: str, zone: str) -> str:
    return f"{words} ({zone_name(zone)})"
