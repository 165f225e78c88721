"""Work beside a test, for what two people do at once."""

import threading
from collections.abc import Callable

from django.db import connections


def in_thread(work: Callable[[], None], failures: list[BaseException]) -> threading.Thread:
    """Start work beside the test, on a connection of its own; what it raises lands in failures."""

    def run() -> None:
        try:
            work()
        except BaseException as failure:  # noqa: BLE001 -- told to the test, which fails on it
            failures.append(failure)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread
