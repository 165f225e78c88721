"""Many people and few seats, on whichever database the suite runs on."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest

from events.models import Registration, Repeat, Seats
from office.models import Mail, User
from tests.events.factories import make_applicant, make_meeting, make_registration

pytestmark = pytest.mark.django_db(transaction=True)

# People, seats, workers: a round for every run of the suite, and the full proof.
ROUND = pytest.param(60, 10, 8, id="round")
PROOF = pytest.param(500, 50, 32, id="proof", marks=pytest.mark.prove)


@pytest.fixture
def race(process_environment):
    """Return a function that runs a deed in many processes and counts what came of it."""

    def run(deed, meeting, people, workers):
        done = subprocess.run(
            command(deed, meeting, people, workers),
            env=process_environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def command(deed, meeting, people, workers):
    return [
        *(sys.executable, "-m", "tests.events.registrations.race"),
        *(deed, str(meeting.pk), str(people), str(workers)),
    ]


def counts(meeting):
    """Return seats taken, standing rows and confirmations: they must always be one number."""
    return (
        Seats.objects.get(meeting=meeting).taken,
        meeting.registrations.standing().count(),
        Mail.objects.filter(kind="registration_confirmed").count(),
    )


@pytest.mark.parametrize(("people", "seats", "workers"), [ROUND, PROOF])
def test_exactly_the_seats_are_taken_when_everybody_comes_at_once(race, people, seats, workers):
    meeting = make_meeting(capacity=seats)

    result = race("register", meeting, people, workers)

    assert result == {"done": seats, "refused": people - seats}
    assert counts(meeting) == (seats, seats, seats)


@pytest.mark.parametrize(("people", "seats", "workers"), [ROUND, PROOF])
def test_counting_and_then_inserting_oversells(race, people, seats, workers):
    """Negative control: the race is real, and the test above would see it."""
    meeting = make_meeting(capacity=seats)

    # One round may by chance come out even on a machine with one core.
    for _attempt in range(5):
        Registration.objects.filter(meeting=meeting).delete()
        race("count_then_insert", meeting, people, workers)
        if meeting.registrations.count() > seats:
            break

    assert meeting.registrations.count() > seats


def test_one_address_gets_one_seat_when_it_registers_everywhere_at_once(race):
    meeting = make_meeting(capacity=10)

    result = race("same_address", meeting, 24, 8)

    assert result == {"done": 24}
    assert counts(meeting) == (1, 1, 1)


def test_every_seat_comes_back_once_when_all_cancel_the_same_registrations(race):
    meeting = make_meeting(capacity=10, taken=8)
    for number in range(6):
        make_registration(meeting, f"p{number}")

    result = race("cancel", meeting, 48, 8)

    # Two more seats were taken than there are rows: a seat given back twice would show.
    assert result == {"done": 48}
    assert Seats.objects.get(meeting=meeting).taken == 2
    assert Mail.objects.filter(kind="registration_cancelled").count() == 6


def by_mode(meeting):
    """Return seats taken and standing rows of each mode: they must always be the same."""
    taken = dict(Seats.objects.filter(meeting=meeting).values_list("mode", "taken"))
    rows = meeting.registrations.standing().values_list("mode", flat=True)
    return taken, {mode: list(rows).count(mode) for mode in taken}


def test_the_seats_of_both_modes_are_right_when_people_leave_and_change_at_once(race):
    meeting = make_meeting(capacity=20, taken=12, location=5)
    User.objects.create(username="Org")
    for number in range(12):
        row = make_registration(meeting, f"p{number}")
        Repeat.objects.create(
            registration=row, name=f"q{number}", mode="locatie", created_at=row.created_at
        )

    result = race("leave_or_change", meeting, 72, 8)

    taken, rows = by_mode(meeting)
    assert set(result) <= {"done", "refused"}
    assert taken == rows
    assert taken["locatie"] <= 5


def test_a_seat_that_comes_back_by_what_was_read_before_is_the_wrong_one(race):
    """Negative control: the test above would see it."""
    meeting = make_meeting(capacity=20, taken=3, location=20)
    for number in range(3):
        make_registration(meeting, f"p{number}")

    for _attempt in range(5):
        race("change_as_it_was_read", meeting, 96, 8)
        taken, rows = by_mode(meeting)
        if taken != rows:
            break

    assert taken != rows


@pytest.mark.parametrize(("people", "seats", "workers"), [ROUND, PROOF])
def test_nothing_is_lost_when_every_worker_is_killed_half_way(
    race, process_environment, people, seats, workers
):
    meeting = make_meeting(capacity=seats)
    running = subprocess.Popen(
        command("register", meeting, people, workers),
        env=process_environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while meeting.registrations.count() < 3 and time.monotonic() < deadline:
        time.sleep(0.01)

    os.killpg(running.pid, signal.SIGKILL)
    running.wait()

    taken, rows, mails = counts(meeting)
    assert (taken, mails) == (rows, rows)
    assert 3 <= rows <= seats
    race("register", meeting, people, workers)
    assert counts(meeting) == (seats, seats, seats)


def test_an_applicant_is_the_same_in_every_process():
    """The factories of the race make people that differ, or it would prove nothing."""
    assert len({make_applicant(f"p{number}").email_folded for number in range(500)}) == 500
