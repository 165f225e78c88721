"""The rows that every test starts from: root page, locales, site, groups, rights, content types.

Django empties the database after a transactional or live-server test. Emptying 120 tables and
sending post_migrate takes a second, and what data migrations made is gone for every later test.
So the rows that stand there after `migrate` are remembered once, and put back in one transaction.
What takes long to make and is the start of many tests is remembered in the same way (`Snapshots`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection, transaction

Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def url(name: str | Path) -> str:
    """Return the DATABASE_URL of a database beside the test database: a name, or a SQLite file."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    row = connection.settings_dict
    account = f"{row['USER']}:{row['PASSWORD']}@" if row["USER"] else ""
    # A unix socket's directory stands in the query: it holds slashes.
    return f"postgres://{account}/{name}?host={row['HOST']}&port={row['PORT']}"


def remember() -> Rows:
    """Return every row of every table of a model: {table: (columns, rows)}."""
    tables = set(connection.introspection.django_table_names(only_existing=True))
    # It counts what is committed, also what is put back here.
    tables.discard("office_pagegeneration")
    with connection.cursor() as cursor:
        return {table: _read(cursor, table) for table in sorted(tables)}


def put_back(base: Rows) -> None:
    """Make the tables hold exactly the rows of base; foreign keys are judged at the commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A forgotten connection that holds a lock is an error, not a hang.
            cursor.execute("SET LOCAL lock_timeout = '20s'")
        _empty(cursor, list(base))
        _fill(cursor, base)


class Snapshots:
    """The rows that a deed leaves, made by the deed the first time and put there after that.

    For fixtures that come before everything else in their test. Only rows: files and mails that
    the deed makes are there the first time alone.
    """

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Rows, Rows]] = {}

    def make(self, name: str, deed: Callable[[], object]) -> None:
        """Leave what the deed leaves; the same name stands for the same deed."""
        if name in self._kept:
            self._put(*self._kept[name])
            return
        before = remember()
        deed()
        after = remember()
        changed = [table for table in after if after[table] != before[table]]
        # Numbers that were given out do not come back when the transaction does, so that these
        # rows meet no others.
        self._kept[name] = tuple(
            {table: rows[table] for table in changed} for rows in (before, after)
        )

    def _put(self, before: Rows, after: Rows) -> None:
        with connection.cursor() as cursor:
            for table, rows in before.items():
                assert _read(cursor, table) == rows, f"Something else wrote in {table} before this."
            _empty(cursor, [table for table, (_columns, rows) in before.items() if rows])
            _fill(cursor, after)


snapshots = Snapshots()


def send_away_others() -> None:
    """End what a thread of a test left connected: PostgreSQL drops no database that is in use."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def _read(cursor: Any, table: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    # Table and column names come from our own models, here and below.
    cursor.execute(f"SELECT * FROM {_quote(table)}")  # noqa: S608 -- no outside value
    return [column[0] for column in cursor.description or ()], cursor.fetchall()


def _empty(cursor: Any, tables: list[str]) -> None:
    deletions = [f"DELETE FROM {_quote(table)}" for table in tables]  # noqa: S608 -- no outside value
    if connection.vendor == "postgresql":
        deletions = [";".join(deletions)] if deletions else []
    for deletion in deletions:
        cursor.execute(deletion)


def _fill(cursor: Any, base: Rows) -> None:
    for table, (columns, rows) in base.items():
        if rows:
            names = ", ".join(_quote(column) for column in columns)
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(
                f"INSERT INTO {_quote(table)} ({names}) VALUES ({marks})",  # noqa: S608 -- no outside value
                rows,
            )


def _quote(name: str) -> str:
    return connection.ops.quote_name(name)
