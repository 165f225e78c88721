"""Exit with 0 when the database of DATABASE_URL holds a site; quick, as it does without Django."""

import os
import sqlite3
import sys
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "SELECT 1 FROM wagtailcore_page WHERE depth > 2 LIMIT 1"


def holds_a_site(settings: dict[str, str | None]) -> bool:
    """Return whether there is a page below the home page in the database that settings name."""
    url = settings.get("DATABASE_URL") or ""
    if urlsplit(url).scheme.startswith("postgres"):
        import psycopg  # noqa: PLC0415 -- slow import, needed for PostgreSQL only

        try:
            with psycopg.connect(url, connect_timeout=3) as connection:
                return connection.execute(QUESTION).fetchone() is not None
        except psycopg.Error:
            return False
    var = Path(settings.get("VAR_DIR") or ROOT / "var")
    file = Path(url.removeprefix("sqlite:///")) if url else var / "kenniskring.sqlite3"
    try:
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as connection:
            return connection.execute(QUESTION).fetchone() is not None
    except sqlite3.Error:
        return False


if __name__ == "__main__":
    sys.exit(0 if holds_a_site({**dotenv_values(ROOT / ".env"), **os.environ}) else 1)
