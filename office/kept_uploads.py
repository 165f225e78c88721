"""Files of a form that is shown again: they stay, so that nobody uploads a film twice.

A form with `KeepsUploads` and a view with `KeepsUploadsMixin` keep every file of a `KeptFileField`
that its own field accepted, whatever else was refused. The form that comes back names the file; it
is judged again when it is used. Nothing of it is trusted but what this module stored itself: a
token that is unknown, another user's or another field's is refused in words.
"""

import datetime
import logging
import os
import re
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from django import forms
from django.core import signing
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from office import several_uploads, undone_files
from office.models import KeptUpload, User
from office.refusals import Refused
from office.retention import Retention

log = logging.getLogger(__name__)

A_DAY = datetime.timedelta(days=1)
# As much as the web server lets through (docs/operations/nginx.conf).
MOST_BYTES = 4 * 1024**3
# Of one user; the oldest make room.
MOST_FILES = 10
MOST_BYTES_TOGETHER = 2 * MOST_BYTES
SALT = "office.kept_uploads"
FOLDER = "klaargezet"
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,40}")


class UploadRefused(Refused):
    """The file is not kept; the message says why, in Dutch."""


class KeptFile(UploadedFile):
    """A kept file as a form reads it. A storage on the same disk gets it without a copy."""

    def __init__(self, kept: KeptUpload) -> None:
        super().__init__(kept.file.open("rb"), kept.name, "", kept.size)
        self.kept = kept

    def temporary_file_path(self) -> str:
        """Return a second name of the bytes, which a storage may take away.

        The kept one stays: what was stored may be rolled back.
        """
        kept = Path(self.kept.file.path)
        directory = tempfile.mkdtemp(dir=kept.parent)
        name = Path(directory) / kept.name
        try:
            os.link(kept, name)
        except OSError:
            # A disk without second names.
            shutil.copyfile(kept, name)
        transaction.on_commit(lambda: _remove_folder(directory))
        return str(name)


def _remove_folder(directory: str) -> None:
    with suppress(OSError):
        Path(directory).rmdir()


# Deeds


@transaction.atomic
def keep(upload: UploadedFile, *, user: User, purpose: str, now: datetime.datetime) -> KeptUpload:
    """Store the file for a day and return its row; the oldest of this user make room.

    Raises UploadRefused when it is too large.
    """
    if upload.size > MOST_BYTES:
        raise UploadRefused(
            gettext("‘%(name)s’ is %(size)s. Een bestand is hooguit %(most)s.")
            % {
                "name": upload.name[:80],
                "size": filesizeformat(upload.size),
                "most": filesizeformat(MOST_BYTES),
            }
        )
    kept = KeptUpload(
        user=user, purpose=purpose, name=upload.name[-120:], size=upload.size, kept_at=now
    )
    upload.seek(0)
    # Whoever stored the file before it was refused took it away by its name; its bytes are open.
    moved = getattr(upload, "temporary_file_path", None)
    is_gone = moved is not None and not Path(moved()).exists()
    kept.file.save("", File(upload.file) if is_gone else upload, save=False)
    kept.save()
    together = 0
    for number, row in enumerate(KeptUpload.objects.filter(user=user).order_by("-kept_at", "-pk")):
        together += row.size
        if number and (number >= MOST_FILES or together > MOST_BYTES_TOGETHER):
            forget(row)
    return kept


def find(token: str, *, user: User, purpose: str) -> KeptUpload | None:
    """Return the file that waits for this field of this user, None when it does not any more."""
    if not TOKEN.fullmatch(token):
        return None
    kept = KeptUpload.objects.filter(token=token, user=user, purpose=purpose).first()
    return kept if kept and kept.file.storage.exists(kept.file.name) else None


def forget(kept: KeptUpload) -> None:
    """Delete the row now, and its bytes when that is certain."""
    KeptUpload.objects.filter(pk=kept.pk).delete()
    transaction.on_commit(lambda: kept.file.storage.delete(kept.file.name))


def forget_old(now: datetime.datetime) -> int:
    """Remove what waits for more than a day, and bytes that lost their row; return how many."""
    removed = _forget_left_behind(now) + undone_files.forget(now) + several_uploads.forget_old(now)
    old = list(KeptUpload.objects.filter(kept_at__lte=now - A_DAY))
    for kept in old:
        forget(kept)
    return removed + len(old)


def _forget_left_behind(now: datetime.datetime) -> int:
    """Remove bytes whose row was rolled back or went with its user."""
    storage = KeptUpload._meta.get_field("file").storage
    folder = Path(storage.path(FOLDER))
    known = set(KeptUpload.objects.values_list("file", flat=True))
    removed = 0
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):
            changed = datetime.datetime.fromtimestamp(path.stat().st_mtime, tz=datetime.UTC)
            if changed > now - A_DAY or f"{FOLDER}/{path.name}" in known:
                continue
            if path.is_dir():
                for inside in path.iterdir():
                    inside.unlink()
                path.rmdir()
            else:
                path.unlink()
            removed += 1
    return removed


KEPT = Retention(
    "kept_uploads",
    _("Bestanden die een redacteur koos in een formulier dat nog niet bewaard kon worden"),
    _("hoogstens een dag"),
    _("Nodig om een film niet twee keer te hoeven uploaden."),
    forget_old,
)


# The form


class KeptFileInput(forms.FileInput):
    """Chooses a file, names the one that waits, and shows how far an upload is."""

    class Media:
        js = ("build/desk.js",)

    kept: KeptUpload | None = None
    is_lost = False
    signed = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> UploadedFile | str | None:
        """Return the file that was sent now, else the token of the one that waits."""
        if upload := files.get(name):
            return upload
        return None if data.get(f"{name}-drop") else data.get(f"{name}-kept") or None

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in files and f"{name}-kept" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        return context | {
            "kept": self.kept,
            "is_lost": self.is_lost,
            "signed": self.signed,
            "most": MOST_BYTES,
            "address": reverse("keep_upload"),
        }

    def render(self, name, value, attrs=None, renderer=None):
        # The templates of the site: a form's own renderer knows those of Django alone.
        return render_to_string("office/admin/kept_file.html", self.get_context(name, value, attrs))


class KeptFileField(forms.FileField):
    """A file that was sent now, or one that waits since the form was refused."""

    widget = KeptFileInput
    user: User | None = None
    purpose = ""
    opened: KeptFile | None = None

    def clean(self, data: UploadedFile | str | None, initial: Any = None) -> UploadedFile | None:
        if isinstance(data, str):
            kept = find(data, user=self.user, purpose=self.purpose)
            if kept is None:
                raise forms.ValidationError(
                    _("Dit bestand staat niet meer klaar. Kies het nog een keer.")
                )
            self.opened = data = KeptFile(kept)
        return super().clean(data, initial)


class KeepsUploads(WagtailAdminModelForm):
    """A form whose files stay when it is shown again; its `save` ends with `forget_uploads`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._accepted: dict[str, UploadedFile] = {}
        for name, field in self._kept_fields().items():
            field.user, field.purpose = self.for_user, f"{self._meta.model._meta.label}.{name}"
            if self.for_user:
                field.widget.signed = sign(field.purpose, self.for_user)

    def _kept_fields(self) -> dict[str, KeptFileField]:
        return {
            name: field for name, field in self.fields.items() if isinstance(field, KeptFileField)
        }

    def _clean_fields(self) -> None:
        super()._clean_fields()
        # What the whole form says against it later is no reason to choose it again.
        self._accepted = {
            name: self.cleaned_data[name]
            for name in self._kept_fields()
            if self.cleaned_data.get(name)
        }

    def keep_uploads(self) -> dict[str, str]:
        """Keep every file that its field accepted, and return the tokens by the fields' names.

        The names are those under which a form that is sent again says so.
        """
        now = timezone.now()
        tokens = {}
        for name, field in self._kept_fields().items():
            upload = self._accepted.get(name)
            posted = self._posted(name, field)
            if isinstance(upload, KeptFile):
                field.widget.kept = upload.kept
            elif upload:
                try:
                    field.widget.kept = keep(
                        upload, user=self.for_user, purpose=field.purpose, now=now
                    )
                except (OSError, UploadRefused):
                    # A full disk. She chooses it again; nothing else of the form is lost.
                    log.exception("A file of a form could not be kept.")
                    field.widget.is_lost = True
            kept = field.widget.kept
            if posted and (kept is None or posted.pk != kept.pk):
                forget(posted)
            if kept:
                tokens[f"{self.add_prefix(name)}-kept"] = kept.token
        self._close()
        return tokens

    def forget_uploads(self) -> None:
        """Forget what waited for this form: it is saved."""
        self._close()
        for name, field in self._kept_fields().items():
            if posted := self._posted(name, field):
                forget(posted)

    def _close(self) -> None:
        for field in self._kept_fields().values():
            if field.opened:
                field.opened.close()

    def _posted(self, name: str, field: KeptFileField) -> KeptUpload | None:
        token = self.data.get(f"{self.add_prefix(name)}-kept", "")
        return find(token, user=self.for_user, purpose=field.purpose) if token else None


class KeepsUploadsMixin:
    """For a CreateView or EditView of Wagtail whose form is a `KeepsUploads`."""

    def form_invalid(self, form: KeepsUploads) -> HttpResponse:
        form.keep_uploads()
        return super().form_invalid(form)


# Files that are sent before their form


def sign(purpose: str, user: User) -> str:
    """Return the leave to send a file for a field that this user was shown."""
    return signing.dumps([purpose, user.pk], salt=SALT)


def purpose_of(signed: str, user: User) -> str:
    """Return the field for which this user has leave, "" without one."""
    try:
        purpose, pk = signing.loads(signed, salt=SALT, max_age=A_DAY)
    except (signing.BadSignature, TypeError, ValueError):
        return ""
    return purpose if pk == user.pk else ""
