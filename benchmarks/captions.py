"""Measure reading captions: `make bench-captions`, or `python -m benchmarks.captions --count 8000`.

A film of four hours and its page online, on a database of its own: read for the first time, read
again, moved by four seconds, and with lines corrected and taken away in between. Beside it, in the
same run: as many rows stored and nothing else.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import django

from benchmarks import databases

# One line in so many was corrected by hand, and as many were taken away.
TOUCHED = 400
WORDS = """
    de het een en van voor met gemeente kind ouder school wijk armoede schuld regeling aanvraag geld
    raad team gezin jongere hulp vraag antwoord samen verschil gesprek huis werk zorg sport bieb
""".split()


def captions(count: int, *, moved: int = 0) -> bytes:
    """Return WebVTT of that many cues of nine words by four speakers, always the same ones."""
    dice = random.Random(count)
    blocks = ["WEBVTT"]
    for number in range(count):
        words = " ".join(dice.choices(WORDS, k=8))
        at = [f"{s // 3600:02}:{s % 3600 // 60:02}:{s % 60:02}.000" for s in
              (number * 3 + moved, number * 3 + 3 + moved)]  # fmt: skip
        blocks.append(f"{at[0]} --> {at[1]}\n<v Spreker {number // 12 % 4}>Regel{number} {words}.")
    return "\n\n".join(blocks).encode()


def main() -> None:
    """Run every measurement on a temporary folder and database."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=4_000, help="cues in the file")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as name,
        databases.scratch("captions", Path(name)) as url,
    ):
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "site_config.settings",
            "DATABASE_URL": url,
            "VAR_DIR": name,
            "SECRET_KEY": "benchmark",
            "REDACTION_KEY": "benchmark of redaction",
            "LOG_LEVEL": "ERROR",
        }
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 -- after the set-up
        from django.db import connection  # noqa: PLC0415 -- after the set-up

        call_command("migrate", verbosity=0)
        call_command("prepare_site", stdout=open(os.devnull, "w"))  # noqa: SIM115, PTH123 -- until the end
        measure(options.count)
        connection.close()


def measure(count: int) -> None:
    """Print a line per way of reading."""
    from knowledge.demo.reference_data import list_page  # noqa: PLC0415 -- after the set-up
    from knowledge.models import Cue, Recording, RecordingPage  # noqa: PLC0415 -- after the set-up
    from knowledge.recordings import deeds, importing  # noqa: PLC0415 -- after the set-up
    from knowledge.recordings.import_plan import PlanAsks  # noqa: PLC0415 -- after the set-up

    recording = Recording.objects.create(title="Vier uur film")
    page = RecordingPage(title="Vier uur film", slug="vier-uur", recording=recording)
    list_page(RecordingPage.kind).add_child(instance=page)

    def read(moved: int) -> None:
        try:
            importing.import_transcript(
                recording, language="nl", text=captions(count, moved=moved), by=None, replace=True
            )
        except PlanAsks as asks:
            sys.exit(f"Asked: {asks}")

    print(f"{count} cues, the page online{'':22}{'CPU s':>8}{'wall s':>8}")
    timed("read for the first time", lambda: read(0))
    timed("read again, the same", lambda: read(0))
    rows = list(Cue.objects.order_by("position"))
    for number in range(0, count - TOUCHED // 2, TOUCHED):
        deeds.edit_cue(rows[number], text=f"{rows[number].text} Echt.", by=None)
        deeds.redact(rows[number + TOUCHED // 2], by=None)
    timed("read again, four seconds later", lambda: read(4))
    left = list(Cue.objects.filter(redacted=False).order_by("position"))
    timed("one line corrected", lambda: deeds.edit_cue(left[7], text="Anders.", by=None))
    timed("one line taken away", lambda: deeds.redact(left[9], by=None))
    stored = list(Cue.objects.all())

    def store() -> None:
        Cue.objects.all().delete()
        Cue.objects.bulk_create(stored, batch_size=500)

    timed("beside it: the rows stored anew", store)


def timed(name: str, deed: Callable[[], object]) -> None:
    """Do it once and print how long that took."""
    cpu, wall = time.process_time(), time.perf_counter()
    deed()
    spent, passed = time.process_time() - cpu, time.perf_counter() - wall
    print(f"{name:48}{spent:>8.2f}{passed:>8.2f}", flush=True)


if __name__ == "__main__":
    main()
