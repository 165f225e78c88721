import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from office import faults
from office.loops import LOOPS, Loop, record_run
from office.models import Fault

ENDINGS = (signal.SIGTERM, signal.SIGINT)


class Command(BaseCommand):
    help = "Do the work beside the server: mail, search index, reminders. Stops at SIGTERM or ^C."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="run every loop once and stop")

    def handle(self, *args, once, **options):
        if once:
            began = timezone.now()
            for loop in LOOPS.values():
                run_once(loop)
            self.name_what_failed(faults.since(began))
            return
        stop = threading.Event()
        # Kept back in every thread and fetched below: a handler that came while this thread began
        # to wait for an event ran only at the next signal, and the process never ended. Before the
        # handlers are set, as a signal that came in between was lost on one that does nothing.
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
        for number in ENDINGS:
            # What a shell put in the background starts with SIGINT ignored.
            signal.signal(number, lambda *_: None)
        # A thread each: a mail server that does not answer must not keep the index waiting.
        threads = [
            threading.Thread(target=keep_running, args=(loop, stop), name=loop.name)
            for loop in LOOPS.values()
        ]
        for thread in threads:
            thread.start()
        self.stdout.write(f"Running: {', '.join(LOOPS)}.")
        signal.sigwait(ENDINGS)
        stop.set()
        for thread in threads:
            thread.join()

    def name_what_failed(self, found: list[Fault]) -> None:
        """Print it on stderr and exit with 1, so that the caller sees the failure."""
        for fault in found:
            self.stderr.write(f"{fault} failed: {fault.words}")
        if found:
            raise SystemExit(1)


def keep_running(loop: Loop, stop: threading.Event) -> None:
    """Run loop until stop is set, with its own pause in between."""
    while not stop.is_set():
        try:
            run_once(loop)
        except BaseException as error:  # noqa: BLE001 -- noted, and the thread must go on
            # A panic of the index's own code is no Exception, and would end the thread unseen.
            faults.record(loop.name, error, now=timezone.now())
        close_old_connections()
        stop.wait(loop.every_seconds)


def run_once(loop: Loop) -> None:
    """Run loop and write down that it did its work, or how it failed; the next turn tries again."""
    now = timezone.now()
    try:
        loop.run(now)
        faults.clear(loop.name)
        record_run(loop, timezone.now())
    except Exception as error:  # noqa: BLE001 -- noted
        faults.record(loop.name, error, now=now)
