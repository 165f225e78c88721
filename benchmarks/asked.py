"""One tree's half of `make bench`: runs in that tree, with its own Python and settings.

One question per line comes in as JSON, one answer goes out. It knows nothing of the tree but its
settings and its WSGI application, so that it can measure one whose modules have other names. It
must not be started from its own folder: `search.py` there would hide the app of that name.
"""

import gzip
import importlib
import json
import os
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any, NamedTuple

HOST = "127.0.0.1"
HREF = re.compile(r'href="(/[^"?#]*/)"')

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterator[bytes]]


class Answer(NamedTuple):
    """What one request got."""

    status: int
    etag: str
    body: bytes
    milliseconds: float


def main() -> None:
    """Answer until nobody asks any more."""
    answers = os.fdopen(os.dup(1), "w")
    # What the site itself prints must not stand between the answers.
    os.dup2(2, 1)
    application = load()
    for line in sys.stdin:
        question = json.loads(line)
        deed = find if question.pop("deed") == "find" else measure
        print(json.dumps(deed(application, **question)), file=answers, flush=True)


def load() -> Application:
    """Return the site's application, as the server has it."""
    from django.core import signals  # noqa: PLC0415 -- in the environment of the tree
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 -- the same
    from django.db import close_old_connections  # noqa: PLC0415 -- the same

    get_wsgi_application()
    from django.conf import settings  # noqa: PLC0415 -- now they are known

    module, _dot, name = settings.WSGI_APPLICATION.rpartition(".")
    # A new connection per request is the price of the database's settings, not of the page.
    for signal in (signals.request_started, signals.request_finished):
        signal.disconnect(close_old_connections)
    return getattr(importlib.import_module(module), name)


def find(application: Application, listed_on: str, word: str) -> str | None:
    """Return the shortest address on a page whose last part holds word, None when none does."""
    text = request(application, listed_on).body.decode()
    found = [path for path in HREF.findall(text) if word in path.rstrip("/").rpartition("/")[2]]
    return min(found, key=lambda path: (len(path), path), default=None)


def measure(application: Application, path: str, etag: str, times: int) -> dict[str, Any]:
    """Return what a page costs; CPU time is the median of so many requests after a warm one."""
    from django.db import connection  # noqa: PLC0415 -- in the environment of the tree
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- the same

    answer = request(application, path, etag)
    with CaptureQueriesContext(connection) as queries:
        request(application, path, etag)
    # The next request empties Django's list.
    count = len(queries)
    spent = [request(application, path, etag).milliseconds for _time in range(times)]
    return {
        "status": answer.status,
        "etag": answer.etag,
        "queries": count,
        "kilobytes": len(gzip.compress(answer.body)) / 1024 if answer.body else 0,
        "milliseconds": statistics.median(spent),
    }


def request(application: Application, path: str, etag: str = "") -> Answer:
    """GET a path from the application itself, without a server and without a cookie."""
    path, _mark, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "REMOTE_ADDR": HOST,
        "SERVER_NAME": HOST,
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": HOST,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if etag:
        environ["HTTP_IF_NONE_MATCH"] = etag
    got: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], _error: object = None) -> None:
        got["status"] = int(status.split(maxsplit=1)[0])
        got["headers"] = {name.lower(): value for name, value in headers}

    begin = time.process_time()
    chunks = application(environ, start)
    body = b"".join(chunks)
    if hasattr(chunks, "close"):
        chunks.close()
    spent = time.process_time() - begin
    return Answer(got["status"], got["headers"].get("etag", ""), body, spent * 1000)


if __name__ == "__main__":
    main()
