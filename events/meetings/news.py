"""What a change of an announced meeting tells people by mail, as the editor reads it beforehand and
afterwards."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.utils.text import get_text_list
from django.utils.translation import gettext as _, ngettext, pgettext

from events.meetings.appointment import Appointment
from events.models import Meeting, Registration


class News(NamedTuple):
    """How many people are mailed, and what is different for them."""

    people: int = 0
    time: bool = False
    place: bool = False
    link: bool = False

    @property
    def sentence(self) -> str:
        """What the editor reads; "" when nobody is mailed."""
        if not self.people:
            return ""
        things = {
            _("de tijd"): self.time,
            _("de plek"): self.place,
            _("de link om mee te doen"): self.link,
        }
        named = [thing for thing, is_other in things.items() if is_other]
        said = ngettext(
            "%(number)s mens krijgt een mail over wat er anders is: %(things)s.",
            "%(number)s mensen krijgen een mail over wat er anders is: %(things)s.",
            self.people,
        )
        listed = get_text_list(named, pgettext("a and b", "en"))
        return said % {"number": self.people, "things": listed}


def news_for(people: Iterable[Registration], now: Appointment) -> News:
    """Return what is not as these people were told it, each of her own way to take part."""
    news = News()
    for row in people:
        known, new = (one.as_told(row.mode) for one in (_told(row, now), now))
        if known != new:
            news = News(
                news.people + 1,
                news.time or known.slot != new.slot,
                news.place or (known.place, known.tool) != (new.place, new.tool),
                news.link or known.join_url != new.join_url,
            )
    return news


def _told(row: Registration, now: Appointment) -> Appointment:
    return Appointment.load(row.told) if row.told else now


def warning(meeting: Meeting, *, now: datetime) -> str:
    """Return that people are mailed when time or place change; "" when nobody would be."""
    if meeting.state != Meeting.State.ANNOUNCED or meeting.ends_at <= now:
        return ""
    people = meeting.registrations.filter(state=Registration.State.REGISTERED).count()
    if not people:
        return ""
    said = ngettext(
        "Er is %(number)s mens aangemeld. Verander je de tijd, de plek of de link om mee te doen, "
        "dan krijgt die een mail.",
        "Er zijn %(number)s mensen aangemeld. Verander je de tijd, de plek of de link om mee te "
        "doen, dan krijgen zij een mail.",
        people,
    )
    return said % {"number": people}
