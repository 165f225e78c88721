"""A process of its own that visits the site when it is told to: `python -m …`, one order a line.

An order is JSON on standard input, its answer JSON on standard output.
"""

import json
import sys

import django

django.setup()

from django.core.cache import caches  # noqa: E402 -- after the set-up
from django.db import connection  # noqa: E402 -- the same
from django.test import Client  # noqa: E402 -- the same

from office import page_cache  # noqa: E402 -- the same


def visit(path: str, **headers: str) -> dict[str, object]:
    """Return what an unknown visitor gets, and how many questions it cost the database."""
    connection.queries_log.clear()
    answer = Client(headers={"host": "localhost", **headers}).get(path)
    words = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return {
        "status": answer.status_code,
        "words": words.decode(errors="replace"),
        "queries": len(connection.queries_log),
    }


def forget() -> None:
    """Have the next visit read the generation, as if half a second went by."""
    page_cache.signal.forget()


def clear() -> None:
    """Keep nothing any more."""
    caches["pages"].clear()
    forget()


def live(**seconds: float) -> None:
    """Let pages that are kept from now on live this long: LIFE=…, BRIEF_LIFE=…."""
    vars(page_cache).update(seconds)


ORDERS = {"visit": visit, "forget": forget, "clear": clear, "live": live}

for line in sys.stdin:
    name, positional, named = json.loads(line)
    print(json.dumps(ORDERS[name](*positional, **named)), flush=True)  # noqa: T201 -- its way to speak
