"""Hearing every change of a row that public pages show, and telling every process that keeps pages.

What is heard is decided by the table a statement writes, not by who writes it: `update()`,
`bulk_create`, a command, a migration and raw SQL are all heard. Only the tables that site_config
names are silent. A table that nobody thought of, or a statement that is not understood, is heard:
that makes the cache slower, never stale.
"""

import logging
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import F
from django.utils import timezone

from office import page_cache
from office.models import PageGeneration

# A publisher waits this long for somebody who holds the row; then kept pages live out their minute.
PATIENCE = "1s"
# Statements that write nothing, unless one that does is inside them or behind them.
READING = frozenset(
    "SELECT WITH VALUES SAVEPOINT RELEASE ROLLBACK BEGIN COMMIT SET SHOW PRAGMA LOCK".split()
)
FIRST_WORD = re.compile(r"[\s(]*(\w+)")
# `FOR UPDATE`, `FOR NO KEY UPDATE` and `ON CONFLICT DO UPDATE` name no table.
WRITING = re.compile(
    r"""\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|DELETE\s+FROM(?:\s+ONLY)?
    |(?<!\bFOR\s)(?<!\bKEY\s)(?<!\bDO\s)UPDATE(?:\s+OR\s+\w+)?(?:\s+ONLY)?)
    \s+(?:"?\w+"?\.)?"?(\w+)"?""",
    re.IGNORECASE | re.VERBOSE,
)
SET_PART = re.compile(r"\s+SET\b(.*)\bWHERE\b", re.IGNORECASE | re.DOTALL)
# Several columns at once, `(a, b) = …`, give a name that no column has: such a statement is heard.
SET_COLUMN = re.compile(r'(?:"?(\w+)"?|\))\s*=')

logger = logging.getLogger(__name__)


# Tables, and columns of tables, that no public page shows; `listen` fills them.
SILENT_TABLES: set[str] = set()
SILENT_COLUMNS: dict[str, set[str]] = {}


def listen(*, silent: Collection[str], silent_fields: Mapping[str, Collection[str]]) -> None:
    """Listen to every write on the default database, but for these models and fields.

    `silent` are labels like `sessions.Session`; an UPDATE of nothing but `silent_fields` is silent.
    """
    # A model of the search in the admin exists on SQLite alone; others have no table.
    every = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
    SILENT_TABLES.update(every[label]._meta.db_table for label in silent if label in every)
    for label, names in silent_fields.items():
        meta = apps.get_model(label)._meta
        SILENT_COLUMNS[meta.db_table] = {meta.get_field(name).column for name in names}
    connection_created.connect(_hear_connection)


def is_silent(sql: str) -> bool:
    """Return whether no public page shows what the statement writes, if it writes."""
    first = FIRST_WORD.match(sql)
    word = first[1].upper() if first else ""
    if word in READING and word != "WITH" and ";" not in sql:
        return True
    writes = list(WRITING.finditer(sql))
    if not writes:
        return word in READING
    return all(_is_silent_write(sql, write) for write in writes)


def raise_generation() -> None:
    """Make every process render its pages again; called after the commit, by itself."""
    # Never inside the writer's transaction: the next publisher would wait for it, and two who took
    # other rows before this one would wait for each other.
    try:
        if connections[DEFAULT_DB_ALIAS].vendor == "postgresql":
            with transaction.atomic(), connections[DEFAULT_DB_ALIAS].cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
                _raise()
        else:
            _raise()
    except DatabaseError:
        if _has_table():
            logger.exception("Kept pages were not told of a change; they live out their minute.")
    page_cache.signal.forget()


def _raise() -> None:
    if not PageGeneration.objects.update(value=F("value") + 1):
        # The clock, as a row that was lost and made again must not repeat a value of before.
        value = int(timezone.now().timestamp())
        PageGeneration.objects.get_or_create(id=1, defaults={"value": value})


def _has_table() -> bool:
    # While a new site is migrated there is no table yet, and no page either.
    return (
        PageGeneration._meta.db_table in connections[DEFAULT_DB_ALIAS].introspection.table_names()
    )


def _hear_connection(connection: BaseDatabaseWrapper, **_kwargs: object) -> None:
    if connection.alias == DEFAULT_DB_ALIAS and _hear not in connection.execute_wrappers:
        # First, as `with connection.execute_wrapper(…)` takes the last one away when it ends.
        connection.execute_wrappers.insert(0, _hear)


def _hear(
    execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Mapping[str, Any]
) -> Any:
    result = execute(sql, params, many, context)
    if not (isinstance(sql, str) and is_silent(sql)):
        _tell_after_commit(context["connection"])
    return result


def _tell_after_commit(connection: BaseDatabaseWrapper) -> None:
    # Once for a transaction. A savepoint that rolls back takes what was added in it out of this
    # list again, so the list itself is what tells.
    if all(hook[1] is not raise_generation for hook in connection.run_on_commit):
        transaction.on_commit(raise_generation)


def _is_silent_write(sql: str, write: re.Match[str]) -> bool:
    table = write[1].lower()
    if table in SILENT_TABLES or table in _cache_tables():
        return True
    part = SET_PART.match(sql, write.end())
    # A comparison inside an expression counts as a column too: then the statement is heard.
    columns = {column.lower() for column in SET_COLUMN.findall(part[1])} if part else set()
    return bool(columns) and columns <= SILENT_COLUMNS.get(table, set())


def _cache_tables() -> set[str]:
    # Where CACHE_URL=db://… keeps its counters: a table without a model.
    caches = settings.CACHES.values()
    return {cache["LOCATION"] for cache in caches if cache["BACKEND"].endswith(".DatabaseCache")}
