"""What people have in their calendars: when and where a meeting is, and how to take part."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from events.models import AttendanceMode, Meeting
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

    def as_told(self, mode: str) -> "Appointment":
        """Return what somebody who takes part in this way is told of it.

        Who comes to the place never had the link. Where both ways have a name, hers counts alone.
        """
        if mode == AttendanceMode.ONLINE:
            return replace(self, place="" if self.tool else self.place)
        return replace(self, join_url="", tool="" if self.place else self.tool)

    @property
    def slot(self) -> TimeSlot:
        return TimeSlot(self.starts_at, self.duration, self.time_zone)
