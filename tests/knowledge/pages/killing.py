"""A process that dies at the n-th thing it asks of the database."""

import itertools
import os
import signal
from collections.abc import Callable

from django.db import connection, connections


def run_and_kill(deed: Callable[[], None], *, at: int) -> bool:
    """Run deed in a process of its own that is killed just before its at-th statement or commit.

    Returns True when it was killed, False when the deed was done before that.
    """
    # Two processes cannot share a connection.
    connections.close_all()
    child = os.fork()
    if child:
        _pid, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            return True
        assert os.waitstatus_to_exitcode(status) == 0, "the deed failed by itself"
        return False
    try:
        _count_and_die(at)
        deed()
    except BaseException:  # noqa: BLE001 -- nothing may reach pytest in this process
        os._exit(1)
    os._exit(0)


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
