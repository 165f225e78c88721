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
from django.db import DEFAULT_DB_ALIAS, Error, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import F
from django.utils import timezone

from office import page_cache
from office.models import PageGeneration

# A publisher waits this long for somebody who holds the row; after that, kept pages expire within
# a minute.
PATIENCE = "1s"
# Statements that write nothing by themselves.
READING = frozenset(
    "SELECT WITH VALUES SAVEPOINT RELEASE ROLLBACK BEGIN COMMIT SET SHOW PRAGMA LOCK".split()
)
# Statements that may be silent by their table. What begins with another word is heard.
BY_TABLE = frozenset("INSERT UPDATE DELETE REPLACE WITH".split())
FIRST_WORD = re.compile(r"[\s(]*(\w+)")
# `FOR UPDATE`, `FOR NO KEY UPDATE` and `ON CONFLICT DO UPDATE` name no table.
WITHOUT_TABLE = re.compile(r"\b(?:FOR(?:\s+NO\s+KEY)?|DO)\s+UPDATE\b", re.IGNORECASE)
WRITE = re.compile(
    r"""\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|DELETE\s+FROM(?:\s+ONLY)?
    |UPDATE(?:\s+OR\s+\w+)?(?:\s+ONLY)?)
    \s+(?:(?:"\w+"|\w+)\.)?("\w+"|\w+\b)(?![.$"])""",
    re.IGNORECASE | re.VERBOSE,
)
# None of these is left when every write of a statement was understood.
WRITING_WORD = re.compile(r"\b(?:INSERT|UPDATE|DELETE|MERGE|INTO)\b", re.IGNORECASE)
SELECT_INTO = re.compile(r"\bINTO\b", re.IGNORECASE)
SET_PART = re.compile(r"\s+SET\b(.*)\bWHERE\b", re.IGNORECASE | re.DOTALL)
# What stands before each `=`. Several columns at once, `(a, b) = …`, an element of an array and a
# comparison give a name that no column has: such a statement is heard.
SET_COLUMN = re.compile(r'("\w+"|\b\w+|\S)\s*=')
# A comment and a quoted text can hide a column.
HIDING = re.compile(r"--|/\*|'|\$")

logger = logging.getLogger(__name__)


# Tables, and columns of tables, that no public page shows; `listen` fills them.
SILENT_TABLES: set[str] = set()
SILENT_COLUMNS: dict[str, set[str]] = {}


def listen(*, silent: Collection[str], silent_fields: Mapping[str, Collection[str]]) -> None:
    """Listen to every write on the default database, but for these models and fields.

    `silent` are labels like `sessions.Session`; an UPDATE of nothing but `silent_fields` is silent.
    """
    # Some labels have no model on this database: Wagtail's own search has others on PostgreSQL.
    every = {model._meta.label: model for model in apps.get_models(include_auto_created=True)}
    SILENT_TABLES.update(every[label]._meta.db_table for label in silent if label in every)
    for label, names in silent_fields.items():
        meta = apps.get_model(label)._meta
        SILENT_COLUMNS[meta.db_table] = {meta.get_field(name).column for name in names}
    connection_created.connect(_hear_connection)


def is_silent(sql: str) -> bool:
    """Return whether no public page shows what the statement writes, if it writes."""
    # Two statements at once: nobody looks at the second.
    if ";" in sql.rstrip().removesuffix(";"):
        return False
    first = FIRST_WORD.match(sql)
    word = first[1].upper() if first else ""
    if word in READING and word != "WITH":
        # Most statements end here: the cheap question comes first.
        return "into" not in sql.lower() or not SELECT_INTO.search(sql)
    if word not in BY_TABLE:
        return False
    sql = WITHOUT_TABLE.sub(" ", sql)
    if WRITING_WORD.search(WRITE.sub(" ", sql)):
        return False
    return all(_is_silent_write(sql, write) for write in WRITE.finditer(sql))


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
    except Error:
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
    try:
        tables = connections[DEFAULT_DB_ALIAS].introspection.table_names()
    except Error:
        # The connection is gone: that is no new site.
        return True
    return PageGeneration._meta.db_table in tables


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
    if connection.get_autocommit() and not connection.in_atomic_block:
        transaction.on_commit(raise_generation, robust=True)
        return
    # Once for a transaction. A savepoint that rolls back takes what was added in it out of this
    # list again, so the list itself is what tells. First in it, as a hook that raises drops those
    # behind it. `on_commit` refuses a transaction that is opened and committed by hand; what is in
    # the list is done when autocommit is switched on again.
    hooks = connection.run_on_commit
    if all(hook[1] is not raise_generation for hook in hooks):
        hooks.insert(0, (set(connection.savepoint_ids), raise_generation, True))


def _is_silent_write(sql: str, write: re.Match[str]) -> bool:
    table = write[1].strip('"').lower()
    if table in SILENT_TABLES or table in _cache_tables():
        return True
    part = None if HIDING.search(sql) else SET_PART.match(sql, write.end())
    named = SET_COLUMN.findall(part[1]) if part else []
    columns = {column.strip('"').lower() for column in named}
    return bool(columns) and columns <= SILENT_COLUMNS.get(table, set())


def _cache_tables() -> set[str]:
    # Where CACHE_URL=db://… keeps its counters: a table without a model.
    caches = settings.CACHES.values()
    return {cache["LOCATION"] for cache in caches if cache["BACKEND"].endswith(".DatabaseCache")}
