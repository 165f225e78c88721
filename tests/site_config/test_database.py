"""How the site speaks to its database."""

import pytest
from django.db import connection

from tests.site_config.test_checks import python

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
