import socket
import subprocess
import sys
import time

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
    text = "\n".join(serving.welcome(8000))
    for piece in ("http://127.0.0.1:8000\n", "/beheer/postvak/", *serving.DEMO_ACCOUNTS):
        assert piece in text


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
