from pathlib import Path

import pytest
from django.db import connection

from benchmarks import databases
from tests import database


@pytest.mark.parametrize("url", ["", "sqlite:///somebody/elses.sqlite3"])
def test_scratch_is_a_file_of_its_own_when_no_server_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with databases.scratch("bench", tmp_path) as made:
        assert made == f"sqlite:///{tmp_path / 'bench.db'}"


@pytest.mark.postgres
@pytest.mark.django_db
def test_scratch_stands_beside_the_named_database_and_goes_when_it_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", database.url(connection.settings_dict["NAME"]))
    there = "SELECT count(*) FROM pg_database WHERE datname = %s"
    with databases.scratch("bench", tmp_path) as made:
        name = made.rpartition("/")[2].partition("?")[0]
        assert name != connection.settings_dict["NAME"]
        with connection.cursor() as cursor:
            assert cursor.execute(there, [name]).fetchone() == (1,)
    with connection.cursor() as cursor:
        assert cursor.execute(there, [name]).fetchone() == (0,)
