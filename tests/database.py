"""The rows that every test starts from: root page, locales, site, groups, rights, content types.

Django empties the database after a transactional or live-server test. Emptying 120 tables and
sending post_migrate takes a second, and what data migrations made is gone for every later test.
So the rows that stand there after `migrate` are remembered once, and put back in one transaction.
"""

from typing import Any

from django.db import connection, transaction

Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]


def remember() -> Rows:
    """Return every row of every table of a model: {table: (columns, rows)}."""
    rows: Rows = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.django_table_names(only_existing=True)):
            # Table and column names come from our own models.
            cursor.execute(f"SELECT * FROM {_quote(table)}")  # noqa: S608 -- no outside value
            columns = [column[0] for column in cursor.description or ()]
            rows[table] = (columns, cursor.fetchall())
    return rows


def put_back(base: Rows) -> None:
    """Make the tables hold exactly the rows of base; foreign keys are judged at the commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # A forgotten connection that holds a lock is an error, not a hang.
            cursor.execute("SET LOCAL lock_timeout = '20s'")
            cursor.execute(";".join(f"DELETE FROM {_quote(table)}" for table in base))  # noqa: S608 -- no outside value
        else:
            for table in base:
                cursor.execute(f"DELETE FROM {_quote(table)}")  # noqa: S608 -- no outside value
        for table, (columns, rows) in base.items():
            if rows:
                names = ", ".join(_quote(column) for column in columns)
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(
                    f"INSERT INTO {_quote(table)} ({names}) VALUES ({marks})",  # noqa: S608 -- no outside value
                    rows,
                )


def send_away_others() -> None:
    """End what a thread of a test left connected: PostgreSQL drops no database that is in use."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )


def _quote(name: str) -> str:
    return connection.ops.quote_name(name)
