"""A real gunicorn: it serves from a right environment, ends from a wrong one, and obeys nobody."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scripts.checking import PRODUCTION

HOST = "127.0.0.1"
ROOT = Path(__file__).parent.parent.parent
PATIENCE = 60  # seconds; a hang guard
AS_IT_IS = str(ROOT / "gunicorn.conf.py")
CANNOT_BOOT = 3  # the code of a worker that halts gunicorn, and of gunicorn then


@contextmanager
def gunicorn(
    environment: dict[str, str], *options: str, config: str = AS_IT_IS, port: int = 0
) -> Iterator[subprocess.Popen]:
    """Yield a running gunicorn."""
    # The browser tests of the same worker set it; in production it is an error.
    chosen = {k: v for k, v in environment.items() if k != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    command = [sys.executable, "-m", "gunicorn", "site_config.wsgi", f"--config={config}"]
    server = subprocess.Popen(
        [*command, f"--bind={HOST}:{port}", *options],
        cwd=ROOT,
        env=chosen,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield server
    finally:
        server.terminate()
        server.communicate(timeout=PATIENCE)


def test_gunicorn_ends_by_itself_and_says_why_when_the_environment_is_wrong() -> None:
    wrong = {**PRODUCTION, "DATABASE_URL": "nonsense", "SECRET_KEY": ""}
    settings = {"DJANGO_SETTINGS_MODULE": "site_config.settings"}
    # One worker: gunicorn trips over a second that ends while it halts for the first.
    with gunicorn({**os.environ, **settings, **wrong}, "--workers=1") as server:
        said = server.communicate(timeout=PATIENCE)[1]
    assert server.returncode == CANNOT_BOOT
    # It is said once: no worker begins again.
    assert said.count("(site_config.E001) DATABASE_URL cannot be read") == 1
    assert said.count("(site_config.E004) SECRET_KEY is empty.") == 1
    assert "Traceback" not in said


@pytest.fixture
def site(process_environment: dict[str, str]) -> dict[str, str]:
    """Return an environment in which every value is right."""
    return {**process_environment, "BASE_URL": f"http://{HOST}:8000", "TASKS": "immediate"}


def free_port() -> int:
    with socket.create_server((HOST, 0)) as door:
        return door.getsockname()[1]


def asked(port: int, path: str, headers: dict[str, str]) -> tuple[int, str]:
    """Return status and Location of an answer, once there is one."""
    until = time.monotonic() + PATIENCE
    while True:
        connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location", "")
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        finally:
            connection.close()


LOG_IN = (302, "/beheer/login/?next=/beheer/")


@pytest.mark.django_db(transaction=True)
def test_gunicorn_serves_and_no_header_moves_the_addresses_when_the_environment_is_right(
    site: dict[str, str],
) -> None:
    port = free_port()
    with gunicorn(site, port=port):
        assert asked(port, "/beheer/", {}) == LOG_IN
        for name in ("SCRIPT_NAME", "Script-Name", "PATH_INFO", "X-Script-Name"):
            assert asked(port, "/beheer/", {name: "/x"}) == LOG_IN
            # What a web server refuses by its address is not reached under another.
            assert asked(port, "/x/beheer/", {name: "/x"})[0] == 404
        assert asked(port, "/x/", {"PATH_INFO": "/beheer/"})[0] == 404


@pytest.mark.django_db(transaction=True)
def test_access_log_holds_no_code_when_a_mailed_link_is_opened(
    site: dict[str, str], tmp_path: Path
) -> None:
    log, port = tmp_path / "access.log", free_port()
    code = "eyJhIjoxfQ:1abc-DEF_ghi"
    links = [f"/beheer/password_reset/confirm/MQ/{code}/", f"/aanmelding/{code}/"]
    with gunicorn(site, f"--access-logfile={log}", port=port):
        for link in links:
            asked(port, link, {"Referer": f"http://{HOST}{link}"})
    said = log.read_text()
    assert code not in said
    # Each address, and the page it was opened from.
    assert [said.count(link.replace(code, "…")) for link in links] == [2, 2]


@pytest.mark.django_db(transaction=True)
def test_header_moves_the_addresses_when_gunicorn_is_left_to_its_defaults(
    site: dict[str, str], tmp_path: Path
) -> None:
    """The negative control of the test above."""
    empty = tmp_path / "gunicorn.conf.py"
    empty.write_text("")
    port = free_port()
    with gunicorn(site, config=str(empty), port=port):
        assert asked(port, "/x/beheer/", {"SCRIPT_NAME": "/x"}) == LOG_IN
        assert asked(port, "/beheer/", {"SCRIPT_NAME": "/x"})[0] == 500
