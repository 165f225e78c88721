"""How the site speaks to its database."""

import pytest
from django.db import connection

from tests.site_config.test_checks import python

pytestmark = pytest.mark.database

READ = "from django.conf import settings; print(settings.DATABASES['default'].get('OPTIONS'))"


def options(url: str) -> str:
    """Return the connection options that a process with this DATABASE_URL chooses."""
    done = python("-c", READ, DATABASE_URL=url)
    assert done.returncode == 0, done.stderr
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


ASK = """
import {start}
import django
django.setup()
from django.db import connection
cursor = connection.cursor()
if connection.vendor == "postgresql":
    for name in ["lock_timeout", "statement_timeout"]:
        cursor.execute(f"SHOW {{name}}")
        print(*cursor.fetchone())
else:
    cursor.execute("PRAGMA busy_timeout")
    print(*cursor.fetchone())
"""


@pytest.mark.parametrize(
    ("start", "limits"),
    [
        ("site_config.wsgi", {"postgresql": ["3s", "15s"], "sqlite": ["3000"]}),
        # Migrations, loops and commands wait their turn.
        ("site_config.settings", {"postgresql": ["0", "0"], "sqlite": ["20000"]}),
    ],
)
def test_only_a_process_that_answers_visitors_is_impatient(
    start: str, limits: dict[str, list[str]]
) -> None:
    done = python("-W", "ignore", "-c", ASK.format(start=start), DEBUG="1")
    assert done.stdout.split() == limits[connection.vendor], done.stderr
