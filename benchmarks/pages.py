"""Measure the public pages: `make bench`.

On a database of its own with the demonstration content: queries, CPU time and size of a page inside
one process; then requests per second from gunicorn with two workers, and those of a plain Django
view in the same run. The client shares the machine with the server, for both alike. Nothing here is
asserted: the figures differ per machine.
"""

import gzip
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
ROUNDS = 40
CLIENTS = 8
SECONDS = 5.0
REPORT = "/kennisbank/verslagen/kenniskring-14-lokale-aanpak-van-kinderarmoede/"
PAGES = {
    "home": "/",
    "report": REPORT,
    "search": "/zoeken/?q=armoede",
    "agenda": "/agenda/",
}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page costs inside one process."""

    queries: int
    milliseconds: float
    kilobytes: float


def main() -> None:
    """Print one line per page."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= _environment(Path(folder))
        print("Preparing a database with the demonstration content …", flush=True)
        for command in (
            ["collectstatic", "--no-input", "-v0"],
            ["migrate", "-v0"],
            ["prepare_site"],
            ["load_demo"],
        ):
            _manage(*command)
        django.setup()
        costs = {name: measure(path) for name, path in PAGES.items()}
        with served("benchmarks.hello:application") as port:
            hello = requests_per_second(port, "/")
        with served("site_config.wsgi:application") as port:
            rates = {name: requests_per_second(port, path) for name, path in PAGES.items()}
    print(f"{'page':10}{'queries':>9}{'CPU ms':>9}{'kB gzip':>9}{'requests/s':>12}{'of hello':>10}")
    print(f"{'hello':10}{0:>9}{'':>9}{'':>9}{hello:>12.0f}{'100 %':>10}")
    for name, cost in costs.items():
        rate = rates[name]
        print(
            f"{name:10}{cost.queries:>9}{cost.milliseconds:>9.1f}{cost.kilobytes:>9.1f}"
            f"{rate:>12.0f}{rate / hello:>9.0%}"
        )
    print(f"gunicorn: 2 workers of 4 threads, {CLIENTS} clients, {SECONDS:.0f} s each, one machine")


def measure(path: str) -> Cost:
    """Return what a page costs once it is warm; CPU time is the median of ROUNDS requests."""
    from django.db import connection  # noqa: PLC0415 -- after the set-up
    from django.test import Client  # noqa: PLC0415 -- after the set-up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- after the set-up

    client = Client(SERVER_NAME=HOST)
    for _warm in range(3):
        response = client.get(path)
    if response.status_code != 200:
        sys.exit(f"{path} answers {response.status_code}: nothing to measure.")
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    count = len(queries)
    spent = []
    for _round in range(ROUNDS):
        begin = time.process_time()
        client.get(path)
        spent.append(time.process_time() - begin)
    median = sorted(spent)[ROUNDS // 2]
    return Cost(count, median * 1000, len(gzip.compress(response.content)) / 1024)


@contextmanager
def served(application: str) -> Iterator[int]:
    """Serve an application with gunicorn as in production and return its port."""
    with socket.create_server((HOST, 0)) as door:
        port = door.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", application, "--workers=2", "--threads=4"]
    command += [f"--bind={HOST}:{port}", "--log-level=error", "--keep-alive=5"]
    server = subprocess.Popen(command, cwd=ROOT)
    try:
        _wait(server, port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def requests_per_second(port: int, path: str) -> float:
    """Return how many answers CLIENTS clients got per second, together, in SECONDS seconds."""
    for _warm in range(20):
        _ask(http.client.HTTPConnection(HOST, port, timeout=30), path)
    counts = [0] * CLIENTS
    until = time.monotonic() + SECONDS

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection(HOST, port, timeout=30)
        while time.monotonic() < until:
            _ask(connection, path)
            counts[number] += 1

    clients = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    begin = time.monotonic()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    return sum(counts) / (time.monotonic() - begin)


def _ask(connection: http.client.HTTPConnection, path: str) -> None:
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}.")


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("gunicorn did not start.")


def _environment(folder: Path) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "site_config.settings",
        "ALLOWED_HOSTS": HOST,
        "BASE_URL": f"http://{HOST}",
        # A database of our own on the server that is named, or a file.
        "DATABASE_URL": os.environ.get("BENCH_DATABASE_URL") or f"sqlite:///{folder / 'bench.db'}",
        "DEBUG": "0",
        "LOG_LEVEL": "ERROR",
        "SECRET_KEY": "benchmark-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFG",
        "EMAIL_URL": "smtp://127.0.0.1:1",  # nothing is sent
        "VAR_DIR": str(folder),
    }


def _manage(*words: str) -> None:
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
