"""What is counted is counted once for all processes, however many come at once."""

import datetime
import time

import pytest
from django.utils import timezone

from office import counting
from office.models import Counted
from tests.threads import in_thread

NOW = datetime.datetime(2026, 11, 10, 10, tzinfo=datetime.UTC)
MOST, THREADS, EACH = 10, 12, 5


def wait(who="an", *, now=NOW, most=1, seconds=60) -> int:
    return counting.seconds_to_wait("x", who=who, most=most, seconds=seconds, now=now)


@pytest.mark.django_db
def test_one_waits_until_the_window_is_over():
    assert wait() == 0
    assert wait(now=NOW + datetime.timedelta(seconds=10)) == 50
    assert wait(now=NOW + datetime.timedelta(seconds=59.5)) == 1
    assert wait(now=NOW + datetime.timedelta(seconds=60)) == 0
    assert wait(now=NOW + datetime.timedelta(seconds=61)) == 59


@pytest.mark.django_db
def test_each_is_counted_for_herself_and_for_one_thing():
    assert wait() == 0
    assert wait("bo") == 0
    assert counting.seconds_to_wait("y", who="an", most=1, seconds=60, now=NOW) == 0
    assert wait() == 60


@pytest.mark.django_db
def test_rows_go_when_they_are_over_and_not_before():
    wait(seconds=60)
    wait("bo", seconds=3600)
    later = NOW + datetime.timedelta(seconds=60)
    assert counting.forget_ended(later) == 1
    assert counting.forget_ended(later) == 0
    assert wait("bo", now=later, seconds=3600) == 3540


@pytest.mark.django_db
def test_row_that_is_forgotten_meanwhile_begins_anew(monkeypatch):
    make = Counted.objects.bulk_create

    def made_and_forgotten(*args, **kwargs):
        monkeypatch.setattr(Counted.objects, "bulk_create", make)
        make(*args, **kwargs)
        Counted.objects.all().delete()

    monkeypatch.setattr(Counted.objects, "bulk_create", made_and_forgotten)
    assert wait() == 0
    assert Counted.objects.get().count == 1


def let_through() -> int:
    """Return how many of sixty that come at once may go on."""
    waits: list[int] = []
    failures: list[BaseException] = []

    def come() -> None:
        waits.extend(wait(most=MOST, now=timezone.now(), seconds=900) for _ in range(EACH))

    threads = [in_thread(come, failures) for _ in range(THREADS)]
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(waits) == THREADS * EACH
    return waits.count(0)


@pytest.mark.django_db(transaction=True)
def test_exactly_the_limit_is_let_through_when_sixty_come_at_once():
    assert let_through() == MOST


@pytest.mark.django_db(transaction=True)
def test_more_are_let_through_when_the_count_is_read_and_then_written(monkeypatch):
    """Negative control."""

    def read_then_write(key, _now, ends_at):
        row, _made = Counted.objects.get_or_create(key=key, defaults={"ends_at": ends_at})
        time.sleep(0.01)
        Counted.objects.filter(key=key).update(count=row.count + 1)
        row.count += 1
        return row

    monkeypatch.setattr(counting, "_add", read_then_write)
    assert let_through() > MOST
