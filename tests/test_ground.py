"""The environment that every other test relies on."""

import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, TransactionTestCase
from wagtail.models import Locale, Page, Site

from tests import migrated, network
from tests.database import Snapshots


def row_counts() -> tuple[int, int, int]:
    return Page.objects.count(), Locale.objects.count(), Site.objects.count()


@pytest.mark.django_db(transaction=True)
def test_base_rows_are_put_back_when_a_test_has_committed() -> None:
    before = row_counts()
    Page.objects.all().delete()
    assert before[1] >= 1
    assert Page.objects.count() == 0

    TransactionTestCase("__init__")._fixture_teardown()

    assert row_counts() == before
    root = Page.objects.get(depth=1)
    root.add_child(title="Een pagina", slug="een-pagina")


@pytest.mark.django_db(transaction=True)
def test_base_rows_are_there_when_an_earlier_test_has_committed() -> None:
    assert Page.objects.filter(depth=1).count() == 1
    assert not Page.objects.filter(slug="een-pagina").exists()
    connection.check_constraints()


@pytest.mark.parametrize("address", [("203.0.113.1", 80), ("2001:db8::1", 80, 0, 0)])
def test_connection_is_refused_when_the_host_is_another(address: tuple) -> None:
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    with socket.socket(family) as door, pytest.raises(network.NetworkBlocked):
        door.connect(address)


def test_name_is_not_looked_up_when_it_is_another_host() -> None:
    with pytest.raises(network.NetworkBlocked):
        socket.getaddrinfo("example.org", 443)


def test_connection_is_allowed_when_the_host_is_this_machine() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as door,
    ):
        assert door.getpeername() == server.getsockname()


def test_settings_are_those_of_tests_when_a_developer_has_an_env_file() -> None:
    assert (settings.DEBUG, settings.BASE_URL) == (False, "http://127.0.0.1:8000")
    assert "kenniskring-test-" in str(settings.STATIC_ROOT)


def test_client_speaks_as_testserver_when_nothing_else_is_said() -> None:
    assert Client()._base_environ()["SERVER_NAME"] in settings.ALLOWED_HOSTS


@pytest.mark.django_db(transaction=True)
def test_process_sees_committed_rows_when_it_gets_the_environment(
    process_environment: dict[str, str],
) -> None:
    Page.objects.get(depth=1).add_child(title="Van de ander", slug="van-de-ander")
    code = (
        "from wagtail.models import Page; print(Page.objects.filter(slug='van-de-ander').count())"
    )
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", code],
        env=process_environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert done.stdout.strip() == "1"


def test_migrated_database_is_made_anew_when_something_decisive_differs() -> None:
    first = migrated._stamp([b"wagtail 7", b"a migration"])
    assert migrated._stamp([b"a migration", b"wagtail 7"]) == first
    assert migrated._stamp([b"a migration", b"wagtail 8"]) != first
    assert migrated._stamp([b"another migration", b"wagtail 7"]) != first


def test_copy_holds_what_its_source_holds_and_nothing_of_an_older_one(tmp_path: Path) -> None:
    source, target = tmp_path / "source.sqlite3", tmp_path / "target.sqlite3"
    for path, word in ((source, "new"), (target, "old")):
        with closing(sqlite3.connect(path)) as made:
            made.execute("PRAGMA journal_mode=WAL")
            made.execute(f"CREATE TABLE {word} (id)")
            made.commit()
    (tmp_path / "target.sqlite3-wal").write_bytes(b"left behind")

    migrated.copy_file(source, target)

    with closing(sqlite3.connect(target)) as copy:
        assert copy.execute("SELECT name FROM sqlite_master").fetchall() == [("new",)]


@pytest.mark.django_db
def test_rows_of_a_deed_are_put_there_when_it_was_done_before() -> None:
    kept, done = Snapshots(), []

    def deed() -> None:
        done.append(1)
        Locale.objects.create(language_code="fy")

    for _time in range(2):
        with transaction.atomic():
            kept.make("a locale", deed)
            assert Locale.objects.filter(language_code="fy").exists()
            transaction.set_rollback(True)
    assert done == [1]
    assert not Locale.objects.filter(language_code="fy").exists()


@pytest.mark.django_db
def test_rows_of_a_deed_are_refused_where_something_else_was_written_first() -> None:
    kept = Snapshots()
    with transaction.atomic():
        kept.make("a locale", lambda: Locale.objects.create(language_code="fy"))
        transaction.set_rollback(True)
    Locale.objects.create(language_code="de")
    with pytest.raises(AssertionError, match="wagtailcore_locale"):
        kept.make("a locale", lambda: None)
