"""How the site speaks to its database."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
READ = "from django.conf import settings; print(settings.DATABASES['default'].get('OPTIONS'))"


def options(url: str) -> str:
    """Return the connection options that a process with this DATABASE_URL chooses."""
    done = subprocess.run(
        [sys.executable, "-c", READ],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "site_config.settings",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.postgres
@pytest.mark.django_db
def test_postgres_compiles_no_query() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


def test_options_of_the_address_come_last_so_that_they_win() -> None:
    url = "postgres://someone@127.0.0.1/site"
    assert "'options': '-c jit=off'" in options(url)
    assert "'options': '-c jit=off -c jit=on'" in options(f"{url}?options=-c%20jit%3Don")
    assert "jit" not in options("sqlite:////nowhere/at/all.sqlite3")
