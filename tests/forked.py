"""A process of its own that a test can kill."""

import faulthandler
import os
import signal
from collections.abc import Callable

from django.db import connections

PATIENCE = 120  # seconds; a hang guard


def in_child(deed: Callable[[], None], patience: float = PATIENCE) -> int:
    """Do `deed` in a forked process; return its exit code, or minus the signal that ended it.

    The code is 0 when the deed was done and 1 when it raised. A child that hangs says on the
    standard error where it stands, and ends with -SIGALRM.
    """
    # Two processes cannot share a connection.
    connections.close_all()
    child = os.fork()
    if child:
        _pid, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    # Not dump_traceback_later: its thread is pytest's already, and stayed behind in the parent.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    faulthandler.register(signal.SIGALRM, chain=True)
    signal.setitimer(signal.ITIMER_REAL, patience)
    try:
        deed()
    except BaseException:  # noqa: BLE001 -- nothing may reach pytest in this process
        os._exit(1)
    os._exit(0)
