"""Many people at once.

Run as `python -m tests.events.registrations.race DEED MEETING PEOPLE WORKERS`.

A process of its own, with one thread, so that it can fork: each worker is a process with its own
connection. Prints one JSON line: how many times the deed was done, refused and failed.
"""

import json
import multiprocessing
import sys
from collections import Counter
from collections.abc import Callable
from multiprocessing.synchronize import Barrier

import django
from django.db import connections


def register(meeting, number):
    from events.registrations import deeds as registrations
    from tests.events.factories import NOW, make_applicant

    registrations.register(meeting, applicant=make_applicant(f"p{number}"), now=NOW)


def same_address(meeting, _number):
    """Everybody is An: one row, one seat, one confirmation."""
    register(meeting, 0)


def cancel(meeting, number):
    """Every worker cancels everybody's registration."""
    from events.registrations import deeds as registrations
    from tests.events.factories import NOW

    rows = list(meeting.registrations.order_by("pk"))
    registrations.cancel(rows[number % len(rows)], now=NOW)


def leave_or_change(meeting, number):
    """People cancel, are freed and change to the other mode, each several times at once."""
    from events.models import Repeat
    from events.registrations import deeds as registrations
    from office.models import User
    from tests.events.factories import NOW

    waiting = list(Repeat.objects.order_by("pk"))
    repeat = waiting[number // 3 % len(waiting)]
    if number % 3 == 0:
        registrations.change(repeat, now=NOW)
    elif number % 3 == 1:
        registrations.join(repeat, now=NOW)
    elif number % 2:
        registrations.cancel(repeat.registration, now=NOW)
    else:
        registrations.free(repeat.registration, by=User.objects.first(), now=NOW)


def change_as_it_was_read(meeting, number):
    """The negative control: the mode of before the lock decides which seat comes back."""
    from events.registrations import deeds as registrations

    rows = list(meeting.registrations.order_by("pk"))
    row = rows[number % len(rows)]
    other = "locatie" if row.mode == "online" else "online"
    if registrations._take(meeting.pk, other):
        registrations._release(meeting.pk, row.mode)
        type(row).objects.filter(pk=row.pk).update(mode=other)


def count_then_insert(meeting, number):
    """The negative control: what registering must not be."""
    from events.models import Seats
    from events.registrations.refusals import MeetingIsFull
    from tests.events.factories import make_registration

    capacity = Seats.objects.get(meeting=meeting).capacity
    if meeting.registrations.count() >= capacity:
        raise MeetingIsFull
    make_registration(meeting, f"p{number}")


DEEDS: dict[str, Callable] = {
    deed.__name__: deed
    for deed in (
        *(register, same_address, cancel, leave_or_change),
        *(count_then_insert, change_as_it_was_read),
    )
}


def work(name: str, meeting_pk: int, numbers: list[int], start: Barrier, results) -> None:
    """Do the deed for these numbers, all workers at the same moment."""
    from events.models import Meeting
    from events.registrations.refusals import RegistrationRefused

    meeting = Meeting.objects.get(pk=meeting_pk)
    count: Counter[str] = Counter()
    start.wait()
    for number in numbers:
        try:
            DEEDS[name](meeting, number)
        except RegistrationRefused:
            count["refused"] += 1
        except Exception as error:  # noqa: BLE001 -- the test names whatever went wrong
            count[f"{type(error).__name__}: {error}"] += 1
        else:
            count["done"] += 1
    results.put(dict(count))


def main(name: str, meeting_pk: int, people: int, workers: int) -> None:
    django.setup()
    from office.mail import quota

    # What races for a seat must get there: the limit on mail to one address would stop it first.
    quota.LIMITS = ()
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    start, results = fork.Barrier(workers), fork.Queue()
    processes = [
        fork.Process(
            target=work,
            args=(name, meeting_pk, list(range(worker, people, workers)), start, results),
        )
        for worker in range(workers)
    ]
    for process in processes:
        process.start()
    total: Counter[str] = Counter()
    for _process in processes:
        total.update(results.get())
    for process in processes:
        process.join()
    sys.stdout.write(json.dumps(total) + "\n")


if __name__ == "__main__":
    main(sys.argv[1], *(int(word) for word in sys.argv[2:]))
