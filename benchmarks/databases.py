"""Databases that are made for a measurement and removed after it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit


@contextmanager
def scratch(name: str, folder: Path) -> Iterator[str]:
    """Yield the URL of an empty database: a file, or one on the server of DATABASE_URL.

    The data in the database that DATABASE_URL names is not touched.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not urlsplit(url).scheme.startswith("postgres"):
        yield f"sqlite:///{folder / f'{name}.db'}"
        return
    beside = f"kenniskring_{name}_{os.getpid()}"
    _say(url, f'CREATE DATABASE "{beside}" TEMPLATE template0')
    try:
        yield urlsplit(url)._replace(path=f"/{beside}").geturl()
    finally:
        _say(url, f'DROP DATABASE IF EXISTS "{beside}" WITH (FORCE)')


def _say(url: str, sentence: str) -> None:
    import psycopg  # noqa: PLC0415 -- slow import, needed for PostgreSQL only

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(sentence)
