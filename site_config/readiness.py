"""What a site that works must have: each thing that is asked, and what was found."""

import datetime
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Min
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django_tasks_db.models import DBTaskResult

from knowledge.recordings import removed_words
from office import loops
from office.mail import queue
from search import indexing
from search.engines.base import IndexUnusable

GIB = 1024**3
# Less than this and an upload, a backup or the database itself soon finds no room.
LEAST_FREE = GIB
# The loop looks every two seconds; a rebuild of a big index takes minutes.
INDEX_BEHIND = datetime.timedelta(minutes=5)
TASK_OVERDUE = datetime.timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found at one thing: its name in the log, and in words for who may know."""

    name: str
    label: str
    words: str = ""

    @property
    def fine(self) -> bool:
        """Tell whether there is nothing to say."""
        return not self.words


def database(_now: datetime.datetime) -> str:
    """Return "": a database that does not answer raises."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return ""


def migrations(_now: datetime.datetime) -> str:
    """Return which apps the database is behind in."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    behind = sorted({app for app, name in _last_migrations() if (app, name) not in applied})
    if not behind:
        return ""
    return _("Voer `manage.py migrate` uit: %(apps)s.") % {"apps": ", ".join(behind)}


@cache
def _last_migrations() -> tuple[tuple[str, str], ...]:
    """Return the last migration of each app as this code has it; read once by each process."""
    return tuple(MigrationLoader(None, ignore_no_migrations=True).graph.leaf_nodes())


def index(now: datetime.datetime) -> str:
    """Return why visitors do not find what is there."""
    try:
        since = indexing.waiting_since()
    except IndexUnusable as reason:
        advice = _("Voer `manage.py rebuild_index` uit.")
        return f"{reason} {advice}"
    if since is None or now - since < INDEX_BEHIND:
        return ""
    return _("De zoekindex loopt achter sinds %(moment)s.") % {"moment": _moment(since)}


def mail(now: datetime.datetime) -> str:
    """Return since when mail waits."""
    since = queue.standing_since(now)
    if since is None:
        return ""
    return _("Er gaat geen mail uit. De oudste wacht sinds %(moment)s.") % {
        "moment": _moment(since)
    }


def running(now: datetime.datetime) -> str:
    """Return which loops stand still."""
    return " ".join(
        _("%(loop)s liep voor het laatst op %(moment)s.")
        % {"loop": one.name, "moment": _moment(one.last)}
        if one.last
        else _("%(loop)s liep nog nooit.") % {"loop": one.name}
        for one in loops.standing_still(now)
    )


def tasks(now: datetime.datetime) -> str:
    """Return since when work of the admin waits for the worker."""
    if settings.TASKS_MODE != "worker":
        return ""
    ready = DBTaskResult.objects.ready().aggregate(at=Min("enqueued_at"))["at"]
    if ready is None or now - ready < TASK_OVERDUE:
        return ""
    return _("Werk van de redactie wacht sinds %(moment)s. Draait `db_worker`?") % {
        "moment": _moment(ready)
    }


def disk(_now: datetime.datetime) -> str:
    """Return where there is hardly any room left."""
    folders = {Path(settings.VAR_DIR), Path(settings.MEDIA_ROOT)}
    lacking = []
    for folder in sorted(folders):
        # The media are made at the first upload.
        known = next(one for one in (folder, *folder.parents) if one.exists())
        free = shutil.disk_usage(known).free
        if free < LEAST_FREE:
            megabytes = free // 1024**2
            lacking.append(
                _("Op de schijf van %(folder)s is nog %(free)s MB vrij.")
                % {"folder": folder, "free": megabytes}
            )
    return " ".join(lacking)


def recognition(_now: datetime.datetime) -> str:
    """Return that words that were taken away are not recognised any more."""
    count = removed_words.recordings_of_another_key()
    if not count:
        return ""
    return ngettext(
        "Uit %(count)d opname is iets weggehaald dat niet meer wordt herkend: `REDACTION_KEY` is "
        "niet meer dezelfde. Zet de oude sleutel terug.",
        "Uit %(count)d opnamen is iets weggehaald dat niet meer wordt herkend: `REDACTION_KEY` is "
        "niet meer dezelfde. Zet de oude sleutel terug.",
        count,
    ) % {"count": count}


Check = Callable[[datetime.datetime], str]
CHECKS: dict[str, tuple[str, Check]] = {
    "database": (gettext_lazy("De database"), database),
    "migrations": (gettext_lazy("Migraties"), migrations),
    "index": (gettext_lazy("Zoekindex"), index),
    "mail": (gettext_lazy("Mail"), mail),
    "loops": (gettext_lazy("Vast werk"), running),
    "tasks": (gettext_lazy("Taken"), tasks),
    "disk": (gettext_lazy("Schijf"), disk),
    "removed words": (gettext_lazy("Weggehaalde woorden"), recognition),
}


def findings(now: datetime.datetime) -> list[Finding]:
    """Return what was found at each thing; about nine small queries.

    A thing that fails is a finding and stops no other, but for the database: nearly all the others
    would wait for it as well.
    """
    found = []
    for name, (label, check) in CHECKS.items():
        try:
            words = check(now)
        except Exception as error:  # noqa: BLE001 -- it is told
            words = " ".join(f"{type(error).__name__}: {error}".split())
            if isinstance(error, Error):
                return [*found, Finding(name, str(label), words)]
        found.append(Finding(name, str(label), words))
    return found


def no_answer() -> list[Finding]:
    """Return what there is to say when nothing came back in time."""
    label, _check = CHECKS["database"]
    return [Finding("database", str(label), _("Geen antwoord binnen de tijd."))]


def _moment(at: datetime.datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y H:i")
