"""When a meeting is, in words: at the clock of its own zone, with elapsed minutes."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo, available_timezones

import pytest
from django.utils import translation

from events import times
from events.times import TimeSlot

AMSTERDAM, CURACAO = "Europe/Amsterdam", "America/Curacao"


def slot(begin: str, minutes: int = 90, zone: str = AMSTERDAM) -> TimeSlot:
    """Return a slot that begins at a local time."""
    starts_at = datetime.fromisoformat(begin).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return TimeSlot(starts_at, minutes, zone)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (slot("2027-05-11 09:00"), "Dinsdag 11 mei 2027, 09.00 tot 10.30 uur"),
        (
            slot("2027-05-11 09:00", zone=CURACAO),
            "Dinsdag 11 mei 2027, 09.00 tot 10.30 uur (tijd in Curaçao)",
        ),
        # Both nights on which the clock is moved: two hours pass.
        (slot("2027-03-28 01:30", 120), "Zondag 28 maart 2027, 01.30 tot 04.30 uur"),
        (slot("2027-10-31 01:30", 120), "Zondag 31 oktober 2027, 01.30 tot 02.30 uur"),
        (
            slot("2027-05-11 09:00", zone="UTC"),
            "Dinsdag 11 mei 2027, 09.00 tot 10.30 uur (tijd volgens UTC)",
        ),
    ],
)
def test_a_slot_is_told_at_its_own_clock(found, words):
    assert found.when == words


def test_the_zone_has_its_english_name_in_english():
    with translation.override("en"):
        found = slot("2027-05-11 09:00", zone=CURACAO).when

    assert found == "Tuesday 11 May 2027, 09.00 to 10.30 (Curaçao time)"


def test_minutes_pass_although_the_time_came_with_a_zone():
    # Arithmetic on a time with a zone is that of the wall clock.
    local = datetime(2027, 3, 28, 1, 30, tzinfo=ZoneInfo(AMSTERDAM))

    found = TimeSlot(local, 120, AMSTERDAM)

    assert found.ends_at == datetime(2027, 3, 28, 2, 30, tzinfo=UTC)
    assert found.iso == "2027-03-28T01:30:00+01:00"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_zone_has_a_name(language):
    with translation.override(language):
        names = {zone: times.zone_name(zone) for zone in available_timezones()}

    assert [zone for zone, name in names.items() if not name.strip() or "None" in name] == []


@pytest.mark.parametrize(
    ("clock", "day"), [("13:00", 11), ("15:00", 11), ("23:30", 11), ("00:15", 12)]
)
def test_a_line_of_the_programme_has_the_day_on_which_the_clock_shows_it(clock, day):
    begin = "2027-05-11 23:00" if clock in ("23:30", "00:15") else "2027-05-11 13:30"

    found = slot(begin).at(time.fromisoformat(clock))

    assert found.isoformat() == f"2027-05-{day}T{clock}:00+02:00"


@pytest.mark.parametrize(
    ("was", "now", "sentence"),
    [
        (slot("2031-03-04 13:30"), slot("2031-03-11 13:30"), "Verplaatst van 4 naar 11 maart."),
        (
            slot("2031-02-28 13:30"),
            slot("2031-03-04 10:00"),
            "Verplaatst van 28 februari naar 4 maart.",
        ),
        (
            slot("2026-12-10 13:30"),
            slot("2027-12-10 13:30"),
            "Verplaatst van 10 december 2026 naar 10 december 2027.",
        ),
        # The fault: only the hour was changed, and the day stood there twice.
        (
            slot("2026-12-10 10:00"),
            slot("2026-12-10 13:30"),
            "Verplaatst van 10.00 naar 13.30 uur.",
        ),
        (
            slot("2026-12-10 10:00", zone=CURACAO),
            slot("2026-12-10 13:30", zone=CURACAO),
            "Verplaatst van 10.00 naar 13.30 uur (tijd in Curaçao).",
        ),
        (
            slot("2026-12-10 10:00"),
            slot("2026-12-10 10:00", zone=CURACAO),
            "Verplaatst van 10.00 uur (tijd in Amsterdam) naar 10.00 uur (tijd in Curaçao).",
        ),
        (
            slot("2026-12-10 15:00"),
            slot("2026-12-10 10:00", zone=CURACAO),
            "Het moment blijft hetzelfde: 15.00 uur (tijd in Amsterdam) is 10.00 uur "
            "(tijd in Curaçao).",
        ),
        (
            slot("2026-12-11 02:00"),
            slot("2026-12-10 21:00", zone=CURACAO),
            "Het moment blijft hetzelfde: 11 december 02.00 uur (tijd in Amsterdam) is "
            "10 december 21.00 uur (tijd in Curaçao).",
        ),
        (
            slot("2026-12-10 10:00"),
            slot("2026-12-10 10:00", 120),
            "Eindigt om 12.00 uur, eerst om 11.30 uur.",
        ),
        (slot("2026-12-10 10:00"), slot("2026-12-10 10:00"), ""),
    ],
)
def test_a_change_is_told_by_what_differs(was, now, sentence):
    assert times.moved(was, now) == sentence
