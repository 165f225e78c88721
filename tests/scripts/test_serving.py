import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts import serving


def test_port_is_free_when_nobody_listens() -> None:
    with socket.create_server((serving.HOST, 0)) as server:
        port = server.getsockname()[1]
    assert serving.busy_port(port) is None


def test_port_is_refused_in_one_sentence_when_somebody_listens() -> None:
    with socket.create_server((serving.HOST, 0)) as server:
        port = server.getsockname()[1]
        assert serving.busy_port(port) == (
            f"Port {port} is in use by another program: stop that one, or choose another port "
            f"with `make run PORT={port + 1}`."
        )


def test_welcome_names_the_site_the_mailbox_and_every_account() -> None:
    text = "\n".join(serving.welcome(8000, debug=True))
    for piece in ("http://127.0.0.1:8000\n", "/beheer/postvak/", *serving.DEMO_ACCOUNTS):
        assert piece in text


def test_welcome_names_no_mailbox_and_no_account_when_debug_is_off() -> None:
    text = "\n".join(serving.welcome(8000, debug=False))
    assert "/beheer/" in text
    for piece in ("postvak", *serving.DEMO_ACCOUNTS.values()):
        assert piece not in text


@pytest.mark.parametrize("text", ["abc", "0", "-1", "65536", "8000.5", "²"])
def test_port_is_refused_in_one_sentence_when_it_is_none(text: str) -> None:
    assert serving.wrong_port(text) == (
        f"PORT={text!r} is no port: choose a number up to 65535, as in `make run PORT=8001`."
    )
    assert serving.wrong_port("8001") is None


def test_nobody_is_welcomed_when_the_server_ends_at_once(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = [sys.executable, "-c", "raise SystemExit(3)"]
    monkeypatch.setattr(serving, "_start", lambda *_command: subprocess.Popen(ended))
    monkeypatch.setattr(serving.signal, "signal", lambda *_: None)
    for name in ("BASE_URL", "DJANGO_RUNSERVER_HIDE_WARNING"):
        monkeypatch.setenv(name, "")
    with socket.create_server((serving.HOST, 0)) as server:
        port = server.getsockname()[1]
    assert serving.serve(port) == 3
    assert capsys.readouterr().out == ""


POLITE = (
    "import signal, sys, time; signal.signal(signal.SIGTERM, lambda *_: sys.exit(0)); "
    "print(1, flush=True); time.sleep(60)"
)
DEAF = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
    "print(1, flush=True); time.sleep(60)"
)
# What a shell put in the background starts with SIGINT ignored, and so do its children.
BACKGROUND = (
    "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); "
    "print(1, flush=True); time.sleep(60)"
)


@contextmanager
def started(*codes: str) -> Iterator[list[subprocess.Popen]]:
    """Yield processes that run the code and have come to their sleep."""
    children = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True
        )
        for code in codes
    ]
    for child in children:
        child.stdout.readline()
    time.sleep(0.1)  # from the line to the sleep that the signal must meet
    try:
        yield children
    finally:
        for child in children:
            child.kill()
            child.wait()
            child.stdout.close()


def test_stop_ends_each_child_when_one_does_not_listen() -> None:
    with started(POLITE, DEAF, BACKGROUND) as children:
        serving.stop(children, serving.Told(), patience=3)
        assert [child.returncode for child in children] == [0, -9, -15]


def test_stop_ends_each_child_at_once_when_it_is_asked_again() -> None:
    told = serving.Told()
    told.first = time.monotonic() - 2 * told.ONE_WISH
    before = signal.signal(signal.SIGALRM, told._note)
    try:
        with started(DEAF, DEAF) as children:
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            serving.stop(children, told, patience=60)
            assert [child.returncode for child in children] == [-9, -9]
    finally:
        signal.signal(signal.SIGALRM, before)


def test_signal_that_comes_twice_is_one_wish() -> None:
    told = serving.Told()
    assert not told
    told._note(signal.SIGTERM, None)
    told._note(signal.SIGTERM, None)
    assert told
    assert not told.again
    told.first -= 2 * told.ONE_WISH
    told._note(signal.SIGINT, None)
    assert told.again


# `make run` with a server and loops that are no site; argv: port, file for the children's numbers,
# and lines that change `serving` first.
PROGRAM = """
import subprocess, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from scripts import serving

port, file = int(sys.argv[1]), Path(sys.argv[2])
listen = "s = socket.create_server(('127.0.0.1', %d))" % port
codes = dict(
    runserver=f"import socket, time; {{listen}}; time.sleep(60)",
    run_loops="import time; time.sleep(60)",
)

def start(name, *_words):
    child = subprocess.Popen([sys.executable, "-c", codes[name]], start_new_session=True)
    with file.open("a") as numbers:
        numbers.write("%d\\n" % child.pid)
    return child

serving._start = start
{change}
sys.exit(serving.serve(port))
"""
# Before each child that is stopped the signal comes again.
TWICE = """
import os, signal
stop_one = serving._signal
def stop_again(child, number):
    os.kill(os.getpid(), signal.SIGTERM)
    stop_one(child, number)
serving._signal = stop_again
"""
# How a handler used to tell: it broke off what was being done, the stopping of the children too.
BY_RAISING = """
def leave(*_):
    raise KeyboardInterrupt
serving.Told._note = leave
"""


def left_behind(
    tmp_path: Path, *, number: signal.Signals, after: float, change: str = ""
) -> tuple[int, list[int]]:
    """Signal the whole group of `make`, `after` seconds after its first child; what is alive then.

    Return what the group ended with, and the children that live on.
    """
    program, file, makefile = (tmp_path / name for name in ("program.py", "numbers", "Makefile"))
    program.write_text(
        PROGRAM.format(root=str(Path(serving.__file__).parent.parent), change=change)
    )
    file.write_text("")
    makefile.write_text(f"run:\n\t@{sys.executable} {program} $(PORT) {file}\n")
    with socket.create_server((serving.HOST, 0)) as door:
        port = door.getsockname()[1]
    make = subprocess.Popen(
        ["make", "--file", str(makefile), f"PORT={port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    until = time.monotonic() + 30
    while not file.read_text() and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(after)
    os.killpg(make.pid, number)
    # make itself does not wait after every signal.
    while alive(make.pid, group=True) and time.monotonic() < until:
        make.poll()
        time.sleep(0.02)
    children = [int(word) for word in file.read_text().split() if alive(int(word))]
    for child in children:
        os.killpg(child, signal.SIGKILL)
    return make.wait(timeout=10), children


def alive(number: int, *, group: bool = False) -> bool:
    """Return whether a process, or any process of a group, runs."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, rest = stat.parent.name, stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if (int(rest[2]) if group else int(pid)) == number and rest[0] != "Z":
            return True
    return False


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT], ids=lambda n: n.name
)
def test_nothing_is_left_when_the_whole_group_is_told_to_end(
    tmp_path: Path, number: signal.Signals
) -> None:
    for after in (0, 0.05, 0.1, 0.2, 0.4):
        assert left_behind(tmp_path, number=number, after=after)[1] == []


def test_nothing_is_left_when_the_second_signal_comes_inside_the_stopping(tmp_path: Path) -> None:
    assert left_behind(tmp_path, number=signal.SIGTERM, after=0.5, change=TWICE)[1] == []


def test_child_is_left_when_a_signal_breaks_off_the_stopping(tmp_path: Path) -> None:
    """The negative control of the tests above."""
    change = TWICE + BY_RAISING
    assert left_behind(tmp_path, number=signal.SIGTERM, after=0.5, change=change)[1] != []
