"""A killed or hanging child is told apart from one that did its work."""

import os
import signal
import time

from tests.forked import in_child


def fail() -> None:
    raise ValueError


def test_how_a_child_ended_is_told():
    assert in_child(lambda: None) == 0
    assert in_child(fail) == 1
    assert in_child(lambda: os.kill(os.getpid(), signal.SIGKILL)) == -signal.SIGKILL


def test_child_that_hangs_says_where_and_ends(capfd):
    assert in_child(lambda: time.sleep(60), patience=0.2) == -signal.SIGALRM
    assert "test_child_that_hangs_says_where_and_ends" in capfd.readouterr().err
