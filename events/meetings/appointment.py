"""What people have in their calendars: when and where a meeting is, and how to take part."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from events.models import Meeting
from events.times import TimeSlot


@dataclass(frozen=True, slots=True)
class Appointment:
    """What people have in their calendars: they are mailed when it changes."""

    starts_at: datetime
    duration: int
    time_zone: str
    place: str
    tool: str
    join_url: str

    @classmethod
    def of(cls, meeting: Meeting) -> "Appointment":
        return cls(
            meeting.starts_at,
            meeting.duration,
            meeting.time_zone,
            meeting.place,
            meeting.tool,
            meeting.join_url,
        )

    @classmethod
    def load(cls, values: dict[str, Any]) -> "Appointment":
        """Return the appointment that dump() wrote."""
        return cls(**{**values, "starts_at": datetime.fromisoformat(values["starts_at"])})

    def dump(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {**asdict(self), "starts_at": self.starts_at.isoformat()}

    @property
    def slot(self) -> TimeSlot:
        return TimeSlot(self.starts_at, self.duration, self.time_zone)
