"""Measure reading captions: `make bench-captions`, or `python -m benchmarks.captions --count 8000`.

A film of four hours and its page online, on a database of its own: sent in the form of the desk for
the first time, again, and moved by four seconds, with lines corrected and taken away in between.
Then what editors do with the lines on the screen, and words replaced in every line. Beside it, in
the same run: as many rows stored and nothing else.
"""

import argparse
import gc
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

import django
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from benchmarks import databases
from benchmarks.trees import HOST

Done = TypeVar("Done")

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
            # With it on each query is kept, which is most of the time of storing rows.
            "DEBUG": "0",
            "SECRET_KEY": "benchmark",
            "REDACTION_KEY": "benchmark of redaction",
            "LOG_LEVEL": "ERROR",
            "ALLOWED_HOSTS": HOST,
        }
        # Where an installed site has its static files.
        (Path(name) / "static").mkdir()
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 -- after the set-up
        from django.db import connection  # noqa: PLC0415 -- after the set-up
        from django.test import override_settings  # noqa: PLC0415 -- after the set-up

        call_command("migrate", verbosity=0)
        call_command("prepare_site", stdout=open(os.devnull, "w"))  # noqa: SIM115, PTH123 -- until the end
        # Addresses of style and scripts as they are: none is asked for.
        static = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        # As the server does (site_config/wsgi.py).
        gc.collect()
        gc.freeze()
        with override_settings(STORAGES=settings.STORAGES | {"staticfiles": static}):
            measure(options.count)
        connection.close()


def measure(count: int) -> None:
    """Print a line per deed."""
    from django.test import Client  # noqa: PLC0415 -- after the set-up

    from knowledge.demo.reference_data import list_page  # noqa: PLC0415 -- after the set-up
    from knowledge.models import (  # noqa: PLC0415 -- after the set-up
        Cue,
        PageSpeaker,
        Person,
        Recording,
        RecordingPage,
    )
    from knowledge.recordings import deeds  # noqa: PLC0415 -- after the set-up
    from office.models import User  # noqa: PLC0415 -- after the set-up

    recording = Recording.objects.create(title="Vier uur film")
    page = RecordingPage(title="Vier uur film", slug="vier-uur", recording=recording)
    list_page(RecordingPage.kind).add_child(instance=page)
    editor = Client(SERVER_NAME=HOST)
    editor.force_login(User.objects.create_superuser("an", "an@example.org", "an"))

    def send(words: bytes) -> None:
        form = {"title": "Vier uur film", "transcript_language": "nl", "duration": "0"}
        file = SimpleUploadedFile("woorden.vtt", words)
        answer = editor.post(f"/beheer/opnames/edit/{recording.pk}/", form | {"transcript": file})
        if answer.status_code != HTTPStatus.FOUND:
            sys.exit(f"Not read: {answer.status_code}")

    def read(url: str, **query: str) -> HttpResponse:
        answer = editor.get(url, query)
        if answer.status_code != HTTPStatus.OK:
            sys.exit(f"Not shown: {answer.status_code}")
        return answer

    print(f"{count} cues, the page online{'':22}{'CPU s':>8}{'wall s':>8}")
    first, later = captions(count), captions(count, moved=4)
    timed("sent in the form for the first time", lambda: send(first))
    timed("sent again, the same", lambda: send(first))
    rows = list(Cue.objects.order_by("position"))
    for number in range(0, count - TOUCHED // 2, TOUCHED):
        deeds.edit_cue(rows[number], text=f"{rows[number].text} Echt.", by=None)
        deeds.redact(rows[number + TOUCHED // 2], by=None)
    timed("sent again, four seconds later", lambda: send(later))
    left = list(Cue.objects.filter(redacted=False).order_by("position"))
    timed("one line corrected", lambda: deeds.edit_cue(left[7], text="Anders.", by=None))
    timed("one line taken away", lambda: deeds.redact(left[9], by=None))
    lines = f"/beheer/opnames/tekst/{left[0].transcript_id}/"
    PageSpeaker.objects.create(page=page, person=Person.objects.create(name="Marit Brandsma"))
    read(lines)
    timed("the screen of lines opened, with near names", lambda: read(lines))
    timed("searched in all lines", lambda: read(lines, q="regel"))
    replace = f"{lines}vervangen/"
    shown = timed(
        "every line replaced: the preview", lambda: read(replace, find="Regel", put="Zin")
    )
    (seal,) = re.findall(r'name="confirm_seal" value="(\w+)"', shown.content.decode())
    sent = {"find": "Regel", "put": "Zin", "confirm_seal": seal}
    timed("every line replaced: done", lambda: editor.post(replace, sent))
    stored = list(Cue.objects.all())

    def store() -> None:
        Cue.objects.all().delete()
        Cue.objects.bulk_create(stored, batch_size=500)

    timed("beside it: the rows stored anew", store)


def timed(name: str, deed: Callable[[], Done]) -> Done:
    """Do it once, print how long that took, and return what it gave."""
    cpu, wall = time.process_time(), time.perf_counter()
    done = deed()
    spent, passed = time.process_time() - cpu, time.perf_counter() - wall
    print(f"{name:48}{spent:>8.2f}{passed:>8.2f}", flush=True)
    return done


if __name__ == "__main__":
    main()
