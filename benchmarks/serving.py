"""Requests per second from gunicorn; the client shares the machine with the server."""

import http.client
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from benchmarks.trees import HOST, Unusable

CLIENTS = 8
# Eight connections opened at once may all land with one of the two workers, and stay there.
CONNECTION_SECONDS = 0.25
READY_WITHIN = 120


@contextmanager
def served(
    application: str, tree: Path, python: Path, environment: dict[str, str], port: int = 0
) -> Iterator[int]:
    """Serve an application with gunicorn as in production and return its port."""
    port = port or free_port()
    # The tree's own gunicorn.conf.py is read from its folder.
    command = [str(python), "-m", "gunicorn", application, "--workers=2", "--threads=4"]
    command += [f"--bind={HOST}:{port}", "--log-level=error", "--keep-alive=5"]
    server = subprocess.Popen(command, cwd=tree, env=environment)
    try:
        _wait(server, port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def free_port() -> int:
    """Return a port at which nothing listens."""
    with socket.create_server((HOST, 0)) as door:
        return door.getsockname()[1]


def requests_per_second(
    port: int, path: str, *, seconds: float, warm: float = 0, etag: str = ""
) -> float:
    """Return how many answers CLIENTS clients got per second, together, after warm seconds.

    A page that is kept is rendered once by every thread that misses it: that is not to be counted.
    """
    if warm:
        requests_per_second(port, path, seconds=warm, etag=etag)
    counts = [0] * CLIENTS
    failures: list[Unusable] = []
    until = time.monotonic() + seconds

    def ask(number: int) -> None:
        connection, since = _connect(port), time.monotonic()
        try:
            while (now := time.monotonic()) < until:
                if now - since > CONNECTION_SECONDS:
                    connection.close()
                    connection, since = _connect(port), now
                _ask(connection, path, etag)
                counts[number] += 1
        except Unusable as failure:
            failures.append(failure)
        finally:
            connection.close()

    clients = [threading.Thread(target=ask, args=(number,)) for number in range(CLIENTS)]
    begin = time.monotonic()
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if failures:
        raise failures[0]
    return sum(counts) / (time.monotonic() - begin)


def _connect(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(HOST, port, timeout=30)


def _ask(connection: http.client.HTTPConnection, path: str, etag: str) -> None:
    # Pages are kept under the site's own host, which has no port, alone.
    headers = {"Accept-Encoding": "gzip", "Host": HOST}
    if etag:
        headers["If-None-Match"] = etag
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise Unusable(f"{path} got no answer from gunicorn: {error!r}.") from error
    wanted = 304 if etag else 200
    if answer.status != wanted:
        raise Unusable(f"{path} answered {answer.status} instead of {wanted}.")


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    """Wait for an answer: the port is open long before a worker has loaded the site."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with closing(_connect(port)) as connection:
                connection.request("GET", "/")
                connection.getresponse()
                return
        except OSError:
            time.sleep(0.1)
    raise Unusable("gunicorn did not start.")
