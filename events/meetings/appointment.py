"""What people have in their calendars: when and where a meeting is, and how to take part."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any

from events.models import Meeting
from events.times import TimeSlot


@dataclass(frozen=True, slots=True)
class Appointment:
    """What people have in their calendars: they are mailed when it changes.

    A field that is added later needs a default: stored rows hold what was told before it was there.
    """

    starts_at: datetime
    duration: int
    time_zone: str
    place: str
    tool: str
    join_url: str

    @classmethod
    def of(cls, meeting: Meeting) -> "Appointment":
        return cls(**{field.name: getattr(meeting, field.name) for field in fields(cls)})

    @classmethod
    def load(cls, values: dict[str, Any]) -> "Appointment":
        """Return the appointment that dump() wrote, be it before a field came or went."""
        known = {field.name for field in fields(cls)} & values.keys()
        found = {name: values[name] for name in known}
        return cls(**found | {"starts_at": datetime.fromisoformat(values["starts_at"])})

    def dump(self) -> dict[str, Any]:
        """Return it as JSON values."""
        return {**asdict(self), "starts_at": self.starts_at.isoformat()}

    @property
    def slot(self) -> TimeSlot:
        return TimeSlot(self.starts_at, self.duration, self.time_zone)
