"""The server and the loops beside it, started together and stopped together."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Sequence
from types import FrameType

from scripts.setup import PYTHON, ROOT, debug_is_on, say

HOST = "127.0.0.1"
LAST_PORT = 65535
DEMO_ACCOUNTS = {
    "redacteur": "welkom-redacteur",
    "eindredacteur": "welkom-eindredacteur",
    "beheerder": "welkom-beheerder",
}


def wrong_port(text: str) -> str | None:
    """Return one sentence when text is no number of a port, else None."""
    if text.isdecimal() and 0 < int(text) <= LAST_PORT:
        return None
    return (
        f"PORT={text!r} is no port: choose a number up to {LAST_PORT}, as in `make run PORT=8001`."
    )


def busy_port(port: int) -> str | None:
    """Return one sentence when port cannot be had, mostly as another program listens; else None."""
    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind((HOST, port))
        except PermissionError:
            return f"Port {port} is not for this account: choose one from 1024 up."
        except OSError:
            return (
                f"Port {port} is in use by another program: stop that one, or choose another port "
                f"with `make run PORT={port + 1}`."
            )
    return None


def welcome(port: int, *, debug: bool) -> list[str]:
    """Return the lines that tell where the site is and who may log in."""
    address = f"http://{HOST}:{port}"
    # Without DEBUG there is no mailbox, and the demo accounts cannot exist.
    only_with_debug = [
        f"  Mailbox       {address}/beheer/postvak/",
        *(f"  Account       {name} / {word}" for name, word in DEMO_ACCOUNTS.items()),
    ]
    return [
        "",
        f"  The site      {address}",
        f"  Editors       {address}/beheer/",
        *(only_with_debug if debug else []),
        "",
        "  Stop with Ctrl-C.",
        "",
    ]


class Told:
    """Whether a signal has told this program to end; a handler only notes it.

    A handler that raised did so at any line: inside the stopping of the children, which it then
    broke off, or between the start of a child and the note of it. A supervisor and a closing
    terminal tell the whole group, and make passes on what it is told: the signal comes twice.
    """

    SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
    # A signal that comes twice is one wish; who asks again after this wants no more patience.
    ONE_WISH = 1.0

    def __init__(self) -> None:
        self.first: float | None = None
        self.again = False

    def listen(self) -> None:
        """Note these signals from now on, whatever a shell has set for them."""
        for number in self.SIGNALS:
            signal.signal(number, self._note)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        now = time.monotonic()
        if self.first is None:
            self.first = now
        elif now - self.first > self.ONE_WISH:
            self.again = True

    def __bool__(self) -> bool:
        return self.first is not None


def serve(port: int) -> int:
    """Run the server and the loops until Ctrl-C or until one of them ends; return the exit code."""
    os.environ.setdefault("BASE_URL", f"http://{HOST}:{port}")
    os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
    # Reloading starts Python twice, and twice as slowly: only for those who ask.
    reload = [] if os.environ.get("RELOAD") == "1" else ["--noreload"]
    # Before the first child is there: from then on no signal may end this program.
    told = Told()
    told.listen()
    children: list[subprocess.Popen[bytes]] = []
    try:
        children.append(_start("runserver", *reload, f"{HOST}:{port}"))
        if not _listens(children[0], port, told):
            # It has said itself what is wrong.
            return 0 if told else children[0].returncode or 1
        say("\n".join(welcome(port, debug=debug_is_on())))
        # Only now: the loops would compete with the first page for a small machine.
        children.append(_start("run_loops"))
        while not told and all(child.poll() is None for child in children):
            time.sleep(0.2)
        if told:
            return 0
        return next(child.returncode for child in children if child.poll() is not None) or 1
    finally:
        stop(children, told)


def _start(*command: str) -> subprocess.Popen[bytes]:
    # In a session of its own: Ctrl-C reaches this program only, which then stops each child once.
    return subprocess.Popen([str(PYTHON), "manage.py", *command], cwd=ROOT, start_new_session=True)


def _listens(server: subprocess.Popen[bytes], port: int, told: Told) -> bool:
    """Wait for the server; return True once it listens, False when it or this program ends."""
    while not told and server.poll() is None:
        try:
            with socket.create_connection((HOST, port), timeout=1):
                return True
        except OSError:
            time.sleep(0.05)
    return False


def stop(children: Sequence[subprocess.Popen[bytes]], told: Told, patience: float = 10) -> None:
    """Ask every child to stop, and kill what has not gone after patience seconds.

    Who presses Ctrl-C again does not want to wait any longer, and leaves no child either.
    """
    for child in children:
        # The whole group: with RELOAD=1 the server is two processes. Not SIGINT: a shell that
        # starts us in the background lets them ignore that.
        _signal(child, signal.SIGTERM)
    until = time.monotonic() + patience
    while any(child.poll() is None for child in children):
        if told.again or time.monotonic() > until:
            for child in children:
                _signal(child, signal.SIGKILL)
                child.wait()
        time.sleep(0.05)


def _signal(child: subprocess.Popen[bytes], number: int) -> None:
    if child.poll() is None:
        os.killpg(child.pid, number)
