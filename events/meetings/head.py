"""The heads of the pages of meetings and series."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from events.meetings import queries
from events.meetings.cards import MeetingCard
from events.meetings.lives import Status
from events.models import AttendanceMode, Meeting, MeetingSpeaker, MeetingText, SeriesText
from events.models.page import list_is_closed
from knowledge.head import data, pictures
from knowledge.head.routes import of_route
from knowledge.head.values import Data, Head
from knowledge.head.words import describe, publisher
from office.mail.kinds import absolute

SCHEMA = "https://schema.org/"


def of_meeting(text: MeetingText, event: MeetingCard, speakers: list[MeetingSpeaker]) -> Head:
    """Return the head of a meeting that has no report in this language; three queries at most."""
    if list_is_closed():
        return Head(is_indexed=False)
    language = text.locale.language_code
    words = _words(text, event)
    return of_route(
        event.heading,
        *words,
        path=event.meeting.path_in(language),
        language=language,
        languages=_languages(text),
        data=[_event(text, event, speakers, describe(*words))],
    )


def of_series(text: SeriesText, *others: SeriesText) -> Head:
    """Return the head of a series; `others` are its texts in all languages."""
    if list_is_closed():
        return Head(is_indexed=False)
    addresses = {}
    for one in others:
        language = one.locale.language_code
        with translation.override(language):
            addresses[language] = absolute(reverse("series", args=[one.slug]))
    return of_route(
        text.title,
        text.intro,
        _("Een reeks kenniskringen over kinderarmoede: %(title)s.") % {"title": text.title},
        path=reverse("series", args=[text.slug]),
        languages=addresses,
    )


def _words(text: MeetingText, event: MeetingCard) -> list[str]:
    """Return what describes a meeting, the best first."""
    return [text.takeaway, text.body, f"{event.heading}. {event.when}. {event.place}."]


def _languages(text: MeetingText) -> dict[str, str]:
    """Return the address of each language in which the meeting has words of its own.

    None for a copy. Nor beside a report, in whatever language: that says other things.
    """
    is_copy = text.locale.language_code != translation.get_language()
    if is_copy or queries.has_live_report(text.meeting):
        return {}
    return {one: absolute(text.meeting.path_in(one)) for one in text.languages}


def _event(
    text: MeetingText, event: MeetingCard, speakers: list[MeetingSpeaker], description: str
) -> Data:
    """Return a meeting as an event; the link to take part never stands in it.

    https://developers.google.com/search/docs/appearance/structured-data/event
    """
    meeting, slot = text.meeting, event.slot
    before = meeting.moved_slot if event.life.is_moved else None
    is_off = event.life.status == Status.CANCELLED
    url = absolute(meeting.path_in(text.locale.language_code))
    modes = {one.mode for one in event.modes}
    at_place = bool(meeting.place) and (AttendanceMode.LOCATION in modes or not modes)
    online = AttendanceMode.ONLINE in modes or not at_place
    return data.root(
        "Event",
        name=event.heading,
        description=description,
        url=url,
        inLanguage=text.locale.language_code,
        startDate=_iso(slot.starts_local),
        endDate=_iso(slot.ends_local),
        previousStartDate=_iso(before.starts_local) if before and not is_off else "",
        eventStatus=SCHEMA + _status(is_off=is_off, is_moved=before is not None),
        eventAttendanceMode=SCHEMA + _mode(at_place=at_place, online=online),
        location=_location(meeting, url, at_place=at_place, online=online),
        organizer=data.organisation(publisher()),
        image=data.image(pictures.own()),
        isAccessibleForFree=True,
        performer=[
            data.known("Person", name=speaker.public_name)
            for speaker in speakers
            if not (speaker.person.show_as_role or speaker.person.fictional)
        ],
        offers=_offer(event),
    )


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


def _status(*, is_off: bool, is_moved: bool) -> str:
    if is_off:
        return "EventCancelled"
    return "EventRescheduled" if is_moved else "EventScheduled"


def _mode(*, at_place: bool, online: bool) -> str:
    if at_place and online:
        return "MixedEventAttendanceMode"
    return "OfflineEventAttendanceMode" if at_place else "OnlineEventAttendanceMode"


def _location(meeting: Meeting, url: str, *, at_place: bool, online: bool) -> Data | list[Data]:
    found = []
    if at_place:
        found.append(data.known("Place", name=meeting.place, address=meeting.place))
    if online:
        # The page says how one takes part; the link itself is for who registered.
        found.append(data.known("VirtualLocation", url=url))
    return found[0] if len(found) == 1 else found


def _offer(event: MeetingCard) -> Data | None:
    """Return what a seat costs, nothing, and whether there is one; None when it is too late."""
    if not (event.life.can_register or event.life.is_full):
        return None
    meeting = event.meeting
    return {
        **data.known(
            "Offer",
            url=absolute(event.register_url),
            priceCurrency="EUR",
            availability=SCHEMA + ("InStock" if event.life.can_register else "SoldOut"),
            validFrom=data.moment(meeting.announced_at),
            availabilityEnds=_iso(meeting.registration_closes_at.astimezone(meeting.zone)),
        ),
        # Not empty: free.
        "price": "0",
    }
