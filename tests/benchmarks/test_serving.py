"""The client that counts answers, on a server that is no site."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from benchmarks import serving
from benchmarks.trees import Unusable

ETAG = '"1"'


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    paths: list[str] = []

    def do_GET(self) -> None:
        self.paths.append(self.path)
        unchanged = self.headers.get("If-None-Match") == ETAG
        self.send_response(304 if unchanged else 500 if self.path == "/broken/" else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    with ThreadingHTTPServer((serving.HOST, 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("etag", ["", ETAG])
def test_rate_counts_each_answer_but_those_that_warm_up(port: int, etag: str) -> None:
    Answering.paths.clear()
    rate = serving.requests_per_second(port, "/", seconds=0.2, warm=0.2, etag=etag)
    assert 0 < rate * 0.2 < len(Answering.paths)


@pytest.mark.parametrize(
    ("path", "etag", "sentence"),
    [
        ("/broken/", "", "/broken/ answered 500 instead of 200."),
        ("/", '"2"', "/ answered 200 instead of 304."),
    ],
)
def test_rate_is_refused_when_the_answer_is_another(
    port: int, path: str, etag: str, sentence: str
) -> None:
    with pytest.raises(Unusable, match=f"^{sentence}$"):
        serving.requests_per_second(port, path, seconds=0.2, etag=etag)


def test_rate_is_refused_in_a_sentence_when_nobody_listens(port: int) -> None:
    with ThreadingHTTPServer((serving.HOST, 0), Answering) as other:
        gone = other.server_port
    with pytest.raises(Unusable, match=r"/ got no answer from gunicorn: ConnectionRefusedError"):
        serving.requests_per_second(gone, "/", seconds=0.2)
