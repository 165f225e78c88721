"""What the page that takes several files keeps while somebody fills in the rest.

Wagtail keeps such a file until its form is sent, or for ever. It is a picture like any other, so
it is cleaned before it is stored, and it is forgotten like any other file that waits.
"""

import datetime
from pathlib import Path
from typing import Any

from django.core.files.storage import Storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models.signals import pre_save
from wagtail.images import get_image_model
from wagtail.models import UploadedFile

from office.pictures import cleaning
from office.pictures.fields import with_its_suffix

A_DAY = datetime.timedelta(days=1)
FOLDER = UploadedFile._meta.get_field("file").upload_to


def clean_pictures() -> None:
    """Have every picture cleaned before it is kept."""
    pre_save.connect(_clean_picture, sender=UploadedFile, dispatch_uid="office.several_uploads")


def _clean_picture(instance: UploadedFile, **_: Any) -> None:
    kind = instance.for_content_type
    if instance.file._committed or kind is None or kind.model_class() is not get_image_model():
        return
    sent = instance.file.file
    sent.seek(0)
    picture = cleaning.clean(sent.read())
    name = with_its_suffix(Path(sent.name).name, picture.kind)
    instance.file = SimpleUploadedFile(name, picture.data)


def forget_old(now: datetime.datetime) -> int:
    """Remove what waits for more than a day, and bytes that lost their row; return how many."""
    removed = _forget_left_behind(now)
    for upload in UploadedFile.objects.all():
        storage, name = upload.file.storage, upload.file.name
        if not name or not storage.exists(name) or _is_old(storage, name, now):
            with transaction.atomic():
                upload.delete()
                transaction.on_commit(lambda storage=storage, name=name: _delete(storage, name))
            removed += 1
    return removed


def _forget_left_behind(now: datetime.datetime) -> int:
    """Remove bytes whose row went with its user, or was never made."""
    storage = UploadedFile._meta.get_field("file").storage
    if not storage.exists(FOLDER):
        return 0
    known = set(UploadedFile.objects.values_list("file", flat=True))
    lost = [
        name
        for name in (f"{FOLDER}/{each}" for each in storage.listdir(FOLDER)[1])
        if name not in known and _is_old(storage, name, now)
    ]
    for name in lost:
        storage.delete(name)
    return len(lost)


def _is_old(storage: Storage, name: str, now: datetime.datetime) -> bool:
    try:
        return storage.get_modified_time(name) <= now - A_DAY
    except FileNotFoundError:
        return False


def _delete(storage: Storage, name: str) -> None:
    if name:
        storage.delete(name)
