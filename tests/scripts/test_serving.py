import socket
import subprocess
import sys
import time

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


def test_stop_ends_each_child_when_one_does_not_listen() -> None:
    polite = (
        # A process that a shell put in the background starts with SIGINT ignored.
        "import signal, time\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "print(1, flush=True)\ntry: time.sleep(60)\nexcept KeyboardInterrupt: pass"
    )
    deaf = (
        "import signal, time; signal.signal(signal.SIGINT, signal.SIG_IGN); "
        "print(1, flush=True); time.sleep(60)"
    )
    children = [
        subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, start_new_session=True
        )
        for code in (polite, deaf)
    ]
    for child in children:
        child.stdout.readline()
    time.sleep(0.1)  # from the line to the sleep that the signal must meet
    serving.stop(children, patience=3)
    for child in children:
        child.stdout.close()
    assert [child.returncode for child in children] == [0, -9]
