"""The seats of each form of attendance, and in words how many of them are free."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from events.models import AttendanceMode, Seats


class ModeSeats(NamedTuple):
    """The seats of one form of attendance; `is_named`: the meeting has another form as well."""

    mode: str
    capacity: int
    taken: int
    is_named: bool = False

    @property
    def left(self) -> int:
        return max(self.capacity - self.taken, 0)

    @property
    def label(self) -> str:
        return str(AttendanceMode(self.mode).label)

    @property
    def free(self) -> str:
        """How many seats are free, under a name that stands elsewhere."""
        if not self.left:
            return _("vol")
        return _("nog %(left)s van de %(all)s plekken vrij") % self._numbers

    @property
    def words(self) -> str:
        """How many seats are free; with the form of attendance where there are two."""
        if self.is_named:
            return f"{self.label}: {self.free}"
        if not self.left:
            return _("Vol")
        return _("Nog %(left)s van de %(all)s plekken vrij") % self._numbers

    @property
    def _numbers(self) -> dict[str, int]:
        return {"left": self.left, "all": self.capacity}


def per_mode(rows: Iterable[tuple[str, int, int]]) -> list[ModeSeats]:
    """Return the forms of attendance that have seats at all, on location first.

    `rows` are (mode, capacity, taken) of one meeting.
    """
    offered = sorted(row for row in rows if row[1])
    return [ModeSeats(*row, is_named=len(offered) > 1) for row in offered]


def of_meetings(pks: Iterable[int]) -> dict[int, list[ModeSeats]]:
    """Return the seats of each of these meetings per form of attendance; one query."""
    found = defaultdict(list)
    rows = Seats.objects.filter(meeting__in=list(pks))
    for pk, *row in rows.values_list("meeting", "mode", "capacity", "taken"):
        found[pk].append(tuple(row))
    return {pk: per_mode(rows) for pk, rows in found.items()}
