"""The heads of the pages of meetings and series."""

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from events.meetings import cards, queries
from events.meetings.cards import MeetingCard
from events.meetings.lives import Status
from events.meetings.seats import ModeSeats
from events.models import AttendanceMode, Meeting, MeetingSpeaker, MeetingText, SeriesText
from events.models.page import list_is_closed
from knowledge.head import data, pictures
from knowledge.head.routes import of_route
from knowledge.head.values import Data, Head
from knowledge.head.words import describe, publisher
from knowledge.models import KnowledgePage, ReportPage
from knowledge.pages.queries import language_of
from office.mail.kinds import absolute

SCHEMA = "https://schema.org/"
# https://schema.org/Event: how many may come to the place, and how many may take part online.
CAPACITY = {
    AttendanceMode.LOCATION: "maximumPhysicalAttendeeCapacity",
    AttendanceMode.ONLINE: "maximumVirtualAttendeeCapacity",
}


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


def of_report(page: KnowledgePage, *, now: datetime) -> list[Data]:
    """Return the meeting whose report this is, as an event; five queries at most.

    None of one that the report dates otherwise: nothing is told that the page contradicts.
    """
    number = queries.number_of_meeting(page) if isinstance(page, ReportPage) else None
    language = language_of(page)
    text = queries.public_text(number, language) if number else None
    if text is None or text.meeting.report_has_own_date:
        return []
    event = cards.card_of(text, now=now, language=language)
    description = describe(*_words(text, event))
    return [_event(text, event, list(queries.speakers(text.meeting)), description)]


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
    # Also when it is over: `event.life` says what is still to come.
    was_moved = meeting.moved_from not in (None, meeting.starts_at)
    before = meeting.moved_slot if was_moved else None
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
        offers=_offers(event),
        **_capacities(event),
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


def _capacities(event: MeetingCard) -> Data:
    """Return how many can come in each form of attendance, and how many more, as the page does."""
    if not event.shows_seats:
        return {}
    return {
        **{CAPACITY[one.mode]: one.capacity for one in event.modes},
        "maximumAttendeeCapacity": event.capacity,
        "remainingAttendeeCapacity": event.seats_left,
    }


def _offers(event: MeetingCard) -> Data | list[Data] | None:
    """Return an offer for each form of attendance; None when it is too late."""
    if not (event.life.can_register or event.life.is_full):
        return None
    offers = [_offer(event, seats) for seats in event.modes]
    return offers if len(offers) > 1 else next(iter(offers), None)


def _offer(event: MeetingCard, seats: ModeSeats) -> Data:
    """Return what a seat costs, nothing, and how many there are."""
    meeting = event.meeting
    has_seats = event.life.can_register and seats.left
    return {
        **data.known(
            "Offer",
            name=seats.label,
            url=absolute(event.register_url),
            priceCurrency="EUR",
            availability=SCHEMA + ("InStock" if has_seats else "SoldOut"),
            inventoryLevel={"@type": "QuantitativeValue", "value": seats.left},
            validFrom=data.moment(meeting.announced_at),
            availabilityEnds=_iso(meeting.registration_closes_at.astimezone(meeting.zone)),
        ),
        # Not empty: free.
        "price": "0",
    }
