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


def serve(port: int) -> int:
    """Run the server and the loops until Ctrl-C or until one of them ends; return the exit code."""
    os.environ.setdefault("BASE_URL", f"http://{HOST}:{port}")
    os.environ["DJANGO_RUNSERVER_HIDE_WARNING"] = "true"
    # Reloading starts Python twice, and twice as slowly: only for those who ask.
    reload = [] if os.environ.get("RELOAD") == "1" else ["--noreload"]
    children = [_start("runserver", *reload, f"{HOST}:{port}")]

    def leave(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for name in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, leave)
    try:
        if not _listens(children[0], port):
            # It has said itself what is wrong.
            return children[0].returncode or 1
        say("\n".join(welcome(port, debug=debug_is_on())))
        # Only now: the loops would compete with the first page for a small machine.
        children.append(_start("run_loops"))
        while all(child.poll() is None for child in children):
            time.sleep(0.2)
        return next(child.returncode for child in children if child.poll() is not None) or 1
    except KeyboardInterrupt:
        return 0
    finally:
        stop(children)


def _start(*command: str) -> subprocess.Popen[bytes]:
    # In a session of its own: Ctrl-C reaches this program only, which then stops each child once.
    return subprocess.Popen([str(PYTHON), "manage.py", *command], cwd=ROOT, start_new_session=True)


def _listens(server: subprocess.Popen[bytes], port: int) -> bool:
    """Wait for the server and return True once it listens, False when it ended instead."""
    while server.poll() is None:
        try:
            with socket.create_connection((HOST, port), timeout=1):
                return True
        except OSError:
            time.sleep(0.05)
    return False


def stop(children: Sequence[subprocess.Popen[bytes]], patience: float = 10) -> None:
    """Ask every child to stop, and kill what has not gone after patience seconds.

    Who presses Ctrl-C again does not want to wait any longer, and leaves no child either.
    """
    for child in children:
        if child.poll() is None:
            # The whole group: with RELOAD=1 the server is two processes. Not SIGINT: a shell that
            # starts us in the background lets them ignore that.
            os.killpg(child.pid, signal.SIGTERM)
    until = time.monotonic() + patience
    try:
        for child in children:
            child.wait(timeout=max(0.1, until - time.monotonic()))
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        for child in children:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
