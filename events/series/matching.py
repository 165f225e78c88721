"""Which meeting of the old rule goes with which day of the new one: values in, values out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

# Further away it is another meeting: what was prepared for March is not held in June.
FURTHEST_DAYS = 31


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A meeting that was made for a day of the rule.

    `is_private`: nobody was told. `is_worked_on`: an editor gave it more than the rule did.
    `is_held`: it was announced and goes on, whatever the rule becomes.
    """

    pk: int
    day: date
    is_private: bool = True
    is_worked_on: bool = False
    is_held: bool = False


def match(planned: Iterable[PlannedDay], days: Iterable[date]) -> dict[int, date | None]:
    """Return the day of the new rule that each meeting is for, None when there is none for it.

    A day that is in both rules keeps its meeting. The other private ones get the days that are
    left, in their order and at most FURTHEST_DAYS away; those that were worked on choose first.
    """
    planned = sorted(planned, key=lambda one: one.day)
    days = sorted(set(days))
    chosen: dict[int, date | None] = {
        one.pk: one.day if one.day in days else None for one in planned
    }
    for is_worked_on in (True, False):
        taken = set(chosen.values())
        chosen |= _in_order(
            [
                one
                for one in planned
                if one.is_private and one.is_worked_on is is_worked_on and chosen[one.pk] is None
            ],
            [day for day in days if day not in taken],
        )
    return chosen


def stand_ins(
    planned: Iterable[PlannedDay],
    days: Iterable[date],
    *,
    turn: Callable[[date], int],
    since: date = date.min,
) -> dict[int, date]:
    """Return the day of the new rule in whose place each meeting stands that is held beside it.

    The nearest day from `since` on in the same turn of the rule (week, month), at most
    FURTHEST_DAYS away, that has no meeting of its own: else one turn would hold two.
    """
    planned = sorted(planned, key=lambda one: one.day)
    days = sorted(set(days))
    own = {one.day for one in planned}
    return _in_order(
        [one for one in planned if one.is_held and one.day not in days],
        [day for day in days if day >= since and day not in own],
        may_pair=lambda one, day: turn(one.day) == turn(day),
    )


def follow(
    current: Mapping[str, Any], *, old: Mapping[str, Any], new: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what a meeting takes over of its changed series: what it still has as it was.

    What an editor gave the meeting itself stays. A value that is left out counts as None.
    """
    return {
        name: new.get(name)
        for name in (old.keys() | new.keys())
        if old.get(name) != new.get(name) and current.get(name) == old.get(name)
    }


def _in_order(
    planned: list[PlannedDay],
    days: list[date],
    may_pair: Callable[[PlannedDay, date], bool] = lambda _one, _day: True,
) -> dict[int, date]:
    """Return as many pairs as there can be, the first with the first, as near as there can be."""
    # For each number of days: the best pairs of the meetings so far, as (-pairs, distance, pairs).
    best: list[tuple] = [(0, 0, ())] * (len(days) + 1)
    for one in planned:
        row = [best[0]]
        for index, day in enumerate(days):
            options = [row[index], best[index + 1]]
            distance = abs((day - one.day).days)
            if distance <= FURTHEST_DAYS and may_pair(one, day):
                pairs, travelled, earlier = best[index]
                options.append((pairs - 1, travelled + distance, (earlier, one.pk, day)))
            row.append(min(options, key=lambda option: option[:2]))
        best = row
    found = {}
    _pairs, _distance, chain = best[-1]
    while chain:
        chain, pk, day = chain
        found[pk] = day
    return found
