"""The whole site with its demonstration, as processes of their own: what `make run` starts."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests import database, migrated

ROOT = Path(__file__).parent.parent.parent
READY_WITHIN = 120
CHROMIUMS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"]
FILL = """
import django
from django.core.management import call_command

django.setup()
call_command("prepare_site")
call_command("load_demo")
"""


@contextmanager
def running(environment: dict[str, str], directory: Path) -> Iterator[str]:
    """Yield the address of a site with demo content, on a copy of the migrated test database."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    with _copied_database(directory) as url:
        environment = {
            **environment,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "site_config.settings",
            "VAR_DIR": str(directory),
            "MEDIA_ROOT": str(directory / "media"),
            "BASE_URL": address,
            "DEBUG": "1",
            "LOG_LEVEL": "WARNING",
        }
        _fill(environment)
        log = (directory / "server.log").open("w")
        children = [
            _start(environment, log, "runserver", "--noreload", f"127.0.0.1:{port}"),
            _start(environment, log, "run_loops"),
        ]
        try:
            _wait_for(address, children[0], directory / "server.log")
            yield address
        finally:
            for child in children:
                child.send_signal(signal.SIGTERM)
            for child in children:
                child.wait(timeout=20)
            log.close()


@contextmanager
def _copied_database(directory: Path) -> Iterator[str]:
    """Yield the URL of a copy: migrating once more would cost half a minute."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        copy = directory / "demo.sqlite3"
        migrated.copy_file(name, copy)
        yield database.url(copy)
        return
    copy_name = f"{name}_demo"
    # PostgreSQL copies a database only when nobody is connected to it.
    connection.close()
    migrated.copy_postgres(name, copy_name)
    try:
        yield database.url(copy_name)
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{copy_name}" WITH (FORCE)')


def _fill(environment: dict[str, str]) -> None:
    # One process for both: starting one costs as much as the work.
    done = subprocess.run(
        [sys.executable, "-c", FILL],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def _start(environment: dict[str, str], log, *command: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env={**environment, "PYTHONUNBUFFERED": "1"},
        stdout=log,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
    )


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        assert server.poll() is None, f"The site stopped: {log.read_text()[-3000:]}"
        try:
            with urllib.request.urlopen(address, timeout=10):  # noqa: S310 -- our own address
                return
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"The site did not answer: {log.read_text()[-3000:]}")


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def chromium() -> str | None:
    """Return the path of the machine's Chromium, or None.

    The headless shell is the same browser without the windows: half the work.
    """
    named = os.environ.get("CHROMIUM")
    paths = [named] if named else CHROMIUMS
    return next((path for path in paths if Path(path).exists()), None)
