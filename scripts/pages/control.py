"""A page that is broken on purpose: a gate that lets it through sees nothing, and says so."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer

from scripts.pages.listed import Listed
from scripts.pages.verdict import Finding, Row

# A picture without words, an id twice, a link that leads nowhere, no description.
BROKEN = b"""<!DOCTYPE html>
<html lang="nl">
<head>
  <meta charset="utf-8">
  <title>Met opzet kapot</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <link rel="icon" href="data:,">
</head>
<body>
<main>
  <h1 id="begin">Met opzet kapot</h1>
  <p id="begin">Een plaatje zonder woorden en een link <a href="#nergens">naar nergens</a>:</p>
  <img src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=" width="40" height="40">
</main>
</body>
</html>
"""
# What each tool must say of it.
SEEN = {
    "axe 1280": "image-alt",
    "axe 390": "image-alt",
    "ids": "href points at no element",
    "vnu error": "Duplicate ID",
    "lighthouse": "meta-description",
}


class _Broken(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(BROKEN)))
        self.end_headers()
        self.wfile.write(BROKEN)

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def served(host: str) -> Iterator[Row]:
    """Yield the row of the broken page while it is served."""
    with HTTPServer((host, 0), _Broken) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Row(Listed("control", "", "/"), f"http://{host}:{server.server_port}")
        finally:
            server.shutdown()
            thread.join()


def blind(row: Row) -> list[Finding]:
    """Return a finding for each tool that did not see what is broken."""
    return [
        Finding("control", tool, f"did not see {rule!r} on a page that is broken on purpose")
        for tool, rule in SEEN.items()
        if not any(found.tool == tool and rule in found.rule for found in row.findings)
    ]
