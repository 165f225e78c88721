"""A process that dies at the n-th thing it asks of the database."""

import itertools
import os
import signal
from collections.abc import Callable

from django.db import connection

from tests.forked import in_child


def run_and_kill(deed: Callable[[], None], *, at: int) -> bool:
    """Run deed in a process of its own that is killed just before its at-th statement or commit.

    Returns True when it was killed, False when the deed was done before that.
    """

    def die_at_that_moment() -> None:
        _count_and_die(at)
        deed()

    code = in_child(die_at_that_moment)
    assert code in (0, -signal.SIGKILL), "the deed failed by itself"
    return code == -signal.SIGKILL


def _count_and_die(at: int) -> None:
    turns = itertools.count(1)

    def turn() -> None:
        if next(turns) == at:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(execute, sql, params, many, context):
        turn()
        return execute(sql, params, many, context)

    def commit() -> None:
        turn()
        really_commit()

    connection.ensure_connection()
    connection.execute_wrappers.append(statement)
    really_commit = connection._commit
    connection._commit = commit
