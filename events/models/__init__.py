from events.models.meeting import AttendanceMode, Meeting, MeetingText, Seats
from events.models.page import KenniskringenPage
from events.models.programme import (
    MeetingOpgave,
    MeetingQuestion,
    MeetingReading,
    MeetingSpeaker,
    ProgrammeItem,
)
from events.models.registration import Registration
from events.models.repeat import Repeat
from events.models.series import Series, SeriesText

__all__ = [
    "AttendanceMode",
    "KenniskringenPage",
    "Meeting",
    "MeetingOpgave",
    "MeetingQuestion",
    "MeetingReading",
    "MeetingSpeaker",
    "MeetingText",
    "ProgrammeItem",
    "Registration",
    "Repeat",
    "Seats",
    "Series",
    "SeriesText",
]
