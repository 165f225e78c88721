"""Our calendar text, read back by two other implementations."""

import ctypes
import ctypes.util
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from events.calendar import ics as calendars
from events.calendar.ics import Event, Party

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ORGANISER = Party("De Kenniskring", "noreply@example.org")
AN = Party("An", "an@example.org")
# Both sides of both clock changes, the skipped hour's edges and both readings of the double hour.
INSTANTS = [
    datetime(2026, 1, 15, 12, 30, tzinfo=UTC),
    datetime(2026, 3, 28, 12, 30, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 59, tzinfo=UTC),
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 3, 29, 11, 30, tzinfo=UTC),
    datetime(2026, 7, 15, 11, 30, tzinfo=UTC),
    datetime(2026, 10, 24, 11, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 12, 30, tzinfo=UTC),
    datetime(2031, 3, 31, 11, 30, tzinfo=UTC),
]


def make_event(starts_at=INSTANTS[0], **values):
    return Event(
        **{
            "uid": "7d3c0b1e@example.org",
            "sequence": 0,
            "stamp": datetime(2026, 1, 1, tzinfo=UTC),
            "starts_at": starts_at,
            "ends_at": starts_at + timedelta(minutes=90),
            "zone": "Europe/Amsterdam",
            "summary": "Kenniskring 15",
            **values,
        }
    )


def publish(event):
    return calendars.publish([event], organiser=ORGANISER)


def read(text):
    """Return the first event as the icalendar package reads it."""
    return next(iter(icalendar.Calendar.from_ical(text).walk("VEVENT")))


class TimeType(ctypes.Structure):
    """libical's struct icaltimetype."""

    _fields_ = [
        *[(name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")],
        ("is_date", ctypes.c_int),
        ("is_daylight", ctypes.c_int),
        ("zone", ctypes.c_void_p),
    ]


@pytest.fixture
def libical():
    name = ctypes.util.find_library("ical")
    if name is None:
        pytest.skip("libical is not installed (apt install libical3)")
    library = ctypes.CDLL(name)
    library.icalparser_parse_string.restype = ctypes.c_void_p
    library.icalparser_parse_string.argtypes = [ctypes.c_char_p]
    library.icalcomponent_get_first_component.restype = ctypes.c_void_p
    library.icalcomponent_get_first_component.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.icalcomponent_get_dtstart.restype = TimeType
    library.icalcomponent_get_dtstart.argtypes = [ctypes.c_void_p]
    library.icaltime_as_timet_with_zone.restype = ctypes.c_long
    library.icaltime_as_timet_with_zone.argtypes = [TimeType, ctypes.c_void_p]
    library.icalcomponent_count_errors.argtypes = [ctypes.c_void_p]
    library.icalrestriction_check.argtypes = [ctypes.c_void_p]
    library.icalcomponent_free.argtypes = [ctypes.c_void_p]
    return library


@pytest.mark.parametrize("starts_at", INSTANTS, ids=str)
def test_an_instant_comes_back_when_icalendar_reads_it(starts_at):
    found = read(publish(make_event(starts_at)))

    assert found["DTSTART"].dt.astimezone(UTC) == starts_at


@pytest.mark.parametrize("starts_at", INSTANTS, ids=str)
def test_an_instant_comes_back_when_libical_reads_it(libical, starts_at):
    text = publish(make_event(starts_at))
    # A name libical does not know: it must read our own VTIMEZONE, not its own table.
    root = libical.icalparser_parse_string(text.replace("Europe/Amsterdam", "Ergens").encode())
    event = libical.icalcomponent_get_first_component(root, 4)  # ICAL_VEVENT_COMPONENT
    start = libical.icalcomponent_get_dtstart(event)

    seconds = libical.icaltime_as_timet_with_zone(start, start.zone)

    libical.icalcomponent_free(root)
    assert datetime.fromtimestamp(seconds, UTC) == starts_at


@pytest.mark.parametrize("zone", ["America/Nuuk", "Atlantic/Azores", "Europe/Helsinki"])
@pytest.mark.parametrize("day", ["2026-03-29", "2027-10-31"])
def test_an_hour_comes_back_around_the_change_when_the_sunday_begins_elsewhere(libical, zone, day):
    midnight = datetime.fromisoformat(day).replace(tzinfo=UTC)
    for hour in range(-6, 30):
        starts_at = midnight + timedelta(hours=hour, minutes=30)
        text = publish(make_event(starts_at, zone=zone))
        root = libical.icalparser_parse_string(text.replace(zone, "Ergens").encode())
        event = libical.icalcomponent_get_first_component(root, 4)  # ICAL_VEVENT_COMPONENT
        start = libical.icalcomponent_get_dtstart(event)
        seconds = libical.icaltime_as_timet_with_zone(start, start.zone)
        libical.icalcomponent_free(root)
        assert datetime.fromtimestamp(seconds, UTC) == starts_at


def test_every_method_is_valid_when_libical_checks_it(libical):
    texts = [
        calendars.request(make_event(), organiser=ORGANISER, attendee=AN),
        calendars.cancel(make_event(), organiser=ORGANISER, attendee=AN),
        calendars.publish([make_event()], organiser=ORGANISER, name="Agenda"),
    ]

    for text in texts:
        root = libical.icalparser_parse_string(text.encode())
        assert libical.icalrestriction_check(root) == 1
        assert libical.icalcomponent_count_errors(root) == 0
        libical.icalcomponent_free(root)


def test_libical_reports_an_error_when_a_request_has_no_attendee(libical):
    """Negative control: the check above can fail."""
    text = calendars.request(make_event(), organiser=ORGANISER, attendee=AN)
    lines = [line for line in text.replace("\r\n ", "").split("\r\n") if "ATTENDEE" not in line]

    root = libical.icalparser_parse_string("\r\n".join(lines).encode())
    libical.icalrestriction_check(root)

    assert libical.icalcomponent_count_errors(root) > 0
    libical.icalcomponent_free(root)


def test_request_names_its_method_one_attendee_and_its_sequence():
    text = calendars.request(make_event(sequence=3), organiser=ORGANISER, attendee=AN)
    found = read(text)

    assert "METHOD:REQUEST\r\n" in text
    assert text.count("ATTENDEE;") == 1
    assert found["ATTENDEE"] == "mailto:an@example.org"
    assert (found["UID"], found["SEQUENCE"], found["STATUS"]) == (
        "7d3c0b1e@example.org",
        3,
        "CONFIRMED",
    )


def test_cancel_keeps_the_uid_and_says_cancelled():
    text = calendars.cancel(make_event(sequence=4), organiser=ORGANISER, attendee=AN)
    found = read(text)

    assert "METHOD:CANCEL\r\n" in text
    assert (found["UID"], found["STATUS"]) == ("7d3c0b1e@example.org", "CANCELLED")


def test_publish_names_nobody_and_stays_valid_when_empty():
    full = calendars.publish([make_event()], organiser=ORGANISER, name="Agenda")
    empty = calendars.publish([], organiser=ORGANISER, name="Agenda")

    assert "ATTENDEE" not in full
    assert "BEGIN:VTIMEZONE" in empty
    assert "BEGIN:VEVENT" not in empty


def test_text_is_escaped_and_comes_back_when_it_holds_every_special_character():
    summary = 'Raad, college; "samen" \\ doen\nregel twee\tok – ’s avonds 🎈'

    found = read(publish(make_event(summary=summary)))

    assert found["SUMMARY"] == summary


def test_no_line_can_be_injected_when_a_name_holds_line_ends_and_quotes():
    eve = Party('Eve"\r\nATTENDEE:mailto:x@example.org\x00', "eve@example.org\r\nX-EVIL:1")

    text = calendars.request(
        make_event(summary="a\r\nX-EVIL:2", url="https://example.org/\r\nX-EVIL:3"),
        organiser=ORGANISER,
        attendee=eve,
    )

    lines = text.replace("\r\n ", "").split("\r\n")
    assert [line for line in lines if line.startswith("X-EVIL")] == []
    assert len([line for line in lines if line.startswith("ATTENDEE")]) == 1
    assert "\x00" not in text


def test_lines_are_at_most_75_octets_and_never_cut_a_character():
    text = publish(make_event(description="é🎈 armoede " * 60))

    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75
    for line in text.encode().split(b"\r\n"):
        line.decode()
    assert read(text)["DESCRIPTION"] == "é🎈 armoede " * 60


def test_a_zone_with_other_summer_rules_is_written_in_utc():
    text = publish(make_event(zone="America/New_York"))

    assert "DTSTART:20260115T123000Z" in text
    assert "VTIMEZONE" not in text


def test_the_european_zones_get_their_own_offsets():
    text = publish(make_event(zone="Europe/London"))

    assert "TZOFFSETTO:+0100\r\nTZNAME:BST\r\nDTSTART:19700329T010000" in text
    assert read(text)["DTSTART"].dt.astimezone(UTC) == INSTANTS[0]


@pytest.mark.parametrize(
    "end", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"]
)
def test_text_stays_one_line_whatever_ends_a_line_for_a_reader(end):
    event = make_event(summary=f"Een{end}ATTACH:alive", location=f"Hier{end}URL:alive")

    text = calendars.publish([event], organiser=ORGANISER)

    assert "SUMMARY:Een\\nATTACH:alive" in text.splitlines()
    assert "LOCATION:Hier\\nURL:alive" in text.splitlines()


def test_name_keeps_its_spaces_and_its_joiners():
    party = Party("Bo\u00a0Baas\u2003👨\u200d👩", "bo@example.org")
    text = calendars.publish([make_event()], organiser=party)
    assert 'CN="Bo Baas 👨\u200d👩"' in text.replace("\r\n ", "")
