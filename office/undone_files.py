"""Files whose rows were undone: no transaction takes them back, so they are noted and go later.

A note is written with the file and goes with the commit. A note that stays tells of a file whose
transaction was undone, or whose process was killed; its file goes when no row names it.
"""

import datetime
import uuid
from contextlib import suppress
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.db import models, transaction
from django.utils.deconstruct import deconstructible

# Below PROTECTED_MEDIA_ROOT, which no address reaches.
NOTES = "onbevestigd"
# No transaction takes as long.
A_DAY = datetime.timedelta(days=1)


@deconstructible
class FilesOfRows(FileSystemStorage):
    """Notes each file that is stored in a transaction until that is committed."""

    def _save(self, name: str, content: File) -> str:
        stored = super()._save(name, content)
        if transaction.get_connection().in_atomic_block:
            note = _folder() / uuid.uuid4().hex
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(f"{self.path(stored)}\n{stored}")
            transaction.on_commit(lambda: note.unlink(missing_ok=True), robust=True)
        return stored


def forget(now: datetime.datetime) -> int:
    """Remove the files of a day ago that no row names; return how many."""
    removed = 0
    folder = _folder()
    for note in folder.iterdir() if folder.is_dir() else ():
        # Whoever runs this too may be first.
        with suppress(FileNotFoundError):
            written = datetime.datetime.fromtimestamp(note.stat().st_mtime, tz=datetime.UTC)
            if written > now - A_DAY:
                continue
            path, name = note.read_text().split("\n", 1)
            if Path(path).exists() and not _is_named(name):
                Path(path).unlink()
                removed += 1
            note.unlink()
    return removed


def _is_named(name: str) -> bool:
    """Return whether any row names this file."""
    return any(
        model._base_manager.filter(**{field.name: name}).exists()
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.FileField)
    )


def _folder() -> Path:
    return Path(settings.PROTECTED_MEDIA_ROOT) / NOTES
