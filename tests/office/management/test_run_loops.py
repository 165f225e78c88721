import datetime
import os
import signal
import subprocess
import sys
import threading

import pytest
from django.core.management import call_command
from django.db import InterfaceError, OperationalError

from office.loops import LOOPS, Loop
from office.management.commands import run_loops
from office.models import Fault
from tests.forked import in_child

pytestmark = pytest.mark.django_db


@pytest.fixture
def loops(monkeypatch):
    """Return a function that makes these the only loops there are."""

    def only(*loops):
        monkeypatch.setattr(LOOPS, "_items", {loop.name: loop for loop in loops})

    return only


def test_loops_of_mail_and_index_are_registered():
    assert {"outbox", "search"} <= set(LOOPS)


def test_every_loop_runs_once_and_gets_the_time(loops):
    given = []
    loops(Loop("one", 60, given.append), Loop("two", 60, given.append))
    call_command("run_loops", "--once")
    assert len(given) == 2
    assert all(at.tzinfo is datetime.UTC for at in given)


def test_other_loops_go_on_when_one_fails(loops, caplog, capsys):
    given = []
    loops(Loop("broken", 60, lambda now: 1 / 0), Loop("two", 60, given.append))
    with pytest.raises(SystemExit, match="1"):
        call_command("run_loops", "--once")
    assert len(given) == 1
    assert "Loop broken failed" in caplog.text
    assert capsys.readouterr().err == "broken failed: ZeroDivisionError: division by zero\n"


def test_fault_is_listed_until_its_loop_succeeds():
    turns = []

    def fail_twice(_now):
        turns.append("turn")
        if len(turns) < 3:
            raise ValueError("Nee\x00.")

    for _turn in range(2):
        run_loops.run_once(Loop("one", 60, fail_twice))
    (fault,) = Fault.objects.all()
    assert (str(fault), fault.words, fault.times) == ("one", "ValueError: Nee.", 2)
    run_loops.run_once(Loop("one", 60, fail_twice))
    assert not Fault.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_loop_goes_on_after_a_failure_until_it_is_stopped():
    stop, turns = threading.Event(), []

    def fail_first(now):
        turns.append(now)
        if len(turns) == 1:
            raise ValueError
        stop.set()

    run_loops.keep_running(Loop("one", 0.001, fail_first), stop)
    assert len(turns) == 2


class Panic(BaseException):
    """What the index's own code raises when it breaks: no Exception."""


@pytest.mark.django_db(transaction=True)
def test_loop_goes_on_after_a_panic_of_the_index(caplog):
    stop, turns = threading.Event(), []

    def panic_first(now):
        turns.append(now)
        if len(turns) == 1:
            raise Panic
        stop.set()

    run_loops.keep_running(Loop("search", 0.001, panic_first), stop)
    assert len(turns) == 2
    assert "Loop search failed" in caplog.text


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
def test_database_that_is_away_takes_one_line_a_turn(caplog, error):
    def ask(_now):
        raise error("connection failed:\n\tIs the server running?")

    run_loops.run_once(Loop("one", 60, ask))
    (record,) = caplog.records
    assert record.getMessage() == (
        "Loop one failed, the database does not answer: connection failed: Is the server running?"
    )
    assert record.exc_info is None


@pytest.mark.django_db(transaction=True)
def test_process_stops_when_it_is_told_to(process_environment):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "run_loops"],
        env={**process_environment, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout.readline().startswith("Running: ")
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        process.stdout.close()
        process.wait()


def test_process_stops_when_it_is_told_to_while_it_prepares_to_listen(loops, monkeypatch):
    loops()
    set_handler = signal.signal

    def tell_at_once(number, handler):
        set_handler(number, handler)
        os.kill(os.getpid(), number)

    def run():
        monkeypatch.setattr(run_loops.signal, "signal", tell_at_once)
        call_command("run_loops")

    assert in_child(run, patience=20) == 0
