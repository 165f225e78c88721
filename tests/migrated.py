"""The migrated database that test databases are copies of.

Migrating from nothing is half a minute of work, a copy is made in a moment. The copy is migrated
once more when a run starts, so that a wrong guess here could only cost time. `--create-db`
does without it.
"""

import fcntl
import hashlib
import importlib.metadata
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "test"
# Models too: the rights that belong to them are rows.
DECISIVE = ("*/migrations/*.py", "*/models.py", "*/models/*.py", "site_config/settings.py")


def copy_for_tests() -> None:
    """Let the test database of this process begin as a copy of the migrated one."""
    stamp = _stamp(_sources())
    test = connection.settings_dict["TEST"]
    with _alone():
        if connection.vendor == "postgresql":
            test["TEMPLATE"] = _postgres(stamp)
        else:
            copy_file(_sqlite(stamp), test["NAME"])


def remove_leftovers() -> None:
    """Remove the SQLite test database of an earlier run, for one that is migrated from nothing."""
    if connection.vendor == "sqlite":
        _remove(connection.settings_dict["TEST"]["NAME"])


def _remove(name: Path | str) -> None:
    # A write-ahead log that stayed behind would be played into the next database of this name.
    for suffix in ("", "-wal", "-shm"):
        Path(f"{name}{suffix}").unlink(missing_ok=True)


def copy_file(source: Path | str, target: Path | str) -> None:
    """Copy a SQLite database over the target and what an older one left beside it."""
    _remove(target)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def copy_postgres(source: str, target: str) -> None:
    """Copy a database on the server; nobody may be connected to the source."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{target}"')
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def _sqlite(stamp: str) -> Path:
    wanted = FOLDER / f"migrated-{stamp}.sqlite3"
    if not wanted.exists():
        for older in FOLDER.glob("migrated-*"):
            older.unlink()
        # Under a name of its own until it is whole: a run can be stopped half way.
        half = FOLDER / "migrated-half.sqlite3"
        _migrate(str(half))
        shutil.move(half, wanted)
    return wanted


def _postgres(stamp: str) -> str:
    # One for each checkout of the project, so that two of them do not take each other's away.
    name = f"kenniskring_migrated_{_stamp([str(ROOT).encode()])}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s",
            [name],
        )
        if cursor.fetchone() == (stamp,):
            return name
    copy_postgres("template1", name)
    _migrate(name)
    with connection._nodb_cursor() as cursor:
        # The last step: without it the next run begins again.
        cursor.execute(f"COMMENT ON DATABASE \"{name}\" IS '{stamp}'")
    return name


def _migrate(name: str) -> None:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _sources() -> Iterator[bytes]:
    """Yield what decides how a migrated database looks."""
    for package in importlib.metadata.distributions():
        yield f"{package.name} {package.version}".encode()
    for pattern in DECISIVE:
        for path in ROOT.glob(pattern):
            yield path.read_bytes()


def _stamp(sources: Iterable[bytes]) -> str:
    # Sorted: the order in which files are found is the file system's.
    parts = sorted(hashlib.sha256(part).hexdigest() for part in sources)
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:12]


@contextmanager
def _alone() -> Iterator[None]:
    """Let one process make the database while the other waits for it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "migrated.lock").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)
        yield
