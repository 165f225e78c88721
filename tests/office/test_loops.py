import datetime

import pytest

from office import loops
from office.loops import LOOPS, Loop
from office.management.commands import run_loops
from office.models import LoopRun

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)
SECOND, MINUTE = datetime.timedelta(seconds=1), datetime.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _nothing_recorded(monkeypatch):
    monkeypatch.setattr(loops, "_recorded", {})


@pytest.fixture
def hourly(monkeypatch):
    loop = Loop("hourly", 3600, lambda _now: None)
    monkeypatch.setattr(LOOPS, "_items", {loop.name: loop})
    return loop


def test_loop_that_never_ran_stands_still(hourly):
    assert loops.standing_still(NOW) == [loops.Standing("hourly", None)]


@pytest.mark.parametrize(("minutes", "stands"), [(0, False), (130, False), (131, True)])
def test_loop_stands_still_when_it_missed_two_turns(hourly, minutes, stands):
    loops.record_run(hourly, NOW)
    found = loops.standing_still(NOW + minutes * MINUTE)
    assert found == ([loops.Standing("hourly", NOW)] if stands else [])


def test_run_is_written_down_twice_a_minute_at_most(hourly, django_assert_num_queries):
    loops.record_run(hourly, NOW)
    with django_assert_num_queries(0):
        loops.record_run(hourly, NOW + 29 * SECOND)
    loops.record_run(hourly, NOW + 31 * SECOND)
    assert LoopRun.objects.get().at == NOW + 31 * SECOND


def test_loop_that_works_is_written_down_and_one_that_fails_is_not():
    run_loops.run_once(Loop("works", 60, lambda _now: None))
    run_loops.run_once(Loop("fails", 60, lambda _now: 1 / 0))
    assert list(LoopRun.objects.values_list("name", flat=True)) == ["works"]


def test_loop_that_no_code_knows_any_more_is_missed_by_nobody(hourly):
    LoopRun.objects.create(name="of an older version", at=NOW - 365 * 24 * 60 * MINUTE)
    loops.record_run(hourly, NOW)
    assert loops.standing_still(NOW) == []
