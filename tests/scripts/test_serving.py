import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

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


def test_welcome_names_the_site_the_mailbox_and_both_accounts() -> None:
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
        serving.stop(children, patience=3)
        assert [child.returncode for child in children] == [0, -9, -15]


def test_stop_ends_each_child_at_once_when_it_is_asked_again() -> None:
    def again(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, again)
    try:
        with started(DEAF, DEAF) as children:
            signal.setitimer(signal.ITIMER_REAL, 0.3)
            serving.stop(children, patience=60)
            assert [child.returncode for child in children] == [-9, -9]
    finally:
        signal.signal(signal.SIGALRM, before)
