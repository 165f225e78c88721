"""A file that is stored goes when its row is undone, and the one before it stays until then."""

import datetime
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from knowledge.models import Recording, SiteDocument, SiteImage
from knowledge.recordings import deeds as recordings
from office import kept_uploads, undone_files
from office.models import KeptUpload
from tests.admin_walk import account
from tests.knowledge.recordings.factories import FILM, make_recording
from tests.office.pictures.samples import plain

pytestmark = pytest.mark.django_db

TOMORROW = datetime.timedelta(hours=25)


class Undone(Exception):
    """What goes wrong after the file was stored."""


@pytest.fixture(autouse=True)
def root(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PROTECTED_MEDIA_ROOT = tmp_path / "protected"
    return tmp_path


def files(root: Path) -> list[str]:
    """Return the files that were stored, without the notes on them."""
    found = [path for path in root.rglob("*") if path.is_file()]
    return sorted(path.parent.name for path in found if path.parent.name != undone_files.NOTES)


def notes(root: Path) -> list[Path]:
    folder = root / "protected" / undone_files.NOTES
    return list(folder.iterdir()) if folder.is_dir() else []


def film() -> None:
    recordings.put_film(Recording.objects.get(), film=ContentFile(FILM, "film.webm"), by=None)


def picture() -> None:
    SiteImage.objects.create(title="Foto", file=ContentFile(plain(), "foto.jpg"))


def document() -> None:
    SiteDocument.objects.create(title="Plan", file=ContentFile(b"%PDF-1.4", "plan.pdf"))


def size_of_a_picture() -> None:
    SiteImage.objects.get().get_rendition("width-20")


def kept() -> None:
    upload = ContentFile(FILM, "film.webm")
    user = account("beheerder")
    kept_uploads.keep(upload, user=user, purpose="film", now=timezone.now())


WAYS = {
    "film": film,
    "picture": picture,
    "document": document,
    "size": size_of_a_picture,
    "kept": kept,
}


def undone(way: str) -> None:
    """Do what stores a file in a transaction that is undone."""
    with suppress(Undone), transaction.atomic():
        WAYS[way]()
        raise Undone


@pytest.mark.parametrize("way", WAYS)
def test_file_goes_when_its_row_is_undone(root, way, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_recording()
        picture()
    before = files(root)
    undone(way)
    assert len(files(root)) == len(before) + 1

    # Not at once: who knows whether another process is still at it.
    assert undone_files.forget(timezone.now()) == 0
    assert kept_uploads.forget_old(timezone.now() + TOMORROW) == 1
    assert files(root) == before
    assert kept_uploads.forget_old(timezone.now() + TOMORROW) == 0


@pytest.mark.parametrize("way", WAYS)
def test_file_stays_when_its_row_does(root, way, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_recording()
        picture()
    before = len(files(root))
    with django_capture_on_commit_callbacks(execute=True):
        WAYS[way]()
    assert notes(root) == []
    assert undone_files.forget(timezone.now() + TOMORROW) == 0
    # Of a picture two sizes are made as well.
    assert len(files(root)) == before + (3 if way == "picture" else 1)


def test_file_stays_when_its_process_was_killed_after_the_commit(root):
    make_recording()
    film()
    # Nothing that waits for a commit was done here.
    assert len(notes(root)) == 1
    assert undone_files.forget(timezone.now() + TOMORROW) == 0
    assert (len(files(root)), notes(root)) == (1, [])


def test_film_that_was_there_stays_when_the_new_one_is_undone(
    root, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        make_recording(film=FILM)
    before = Recording.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        undone("film")
    undone_files.forget(timezone.now() + TOMORROW)
    assert Recording.objects.get().file.name == before.file.name
    assert Path(before.file.path).read_bytes() == FILM
    assert files(root) == [before.uid]

    with django_capture_on_commit_callbacks(execute=True):
        film()
    assert files(root) == [before.uid]
    assert Recording.objects.get().file.name != before.file.name


def test_what_waited_for_a_form_is_not_among_them(root):
    kept()
    undone_files.forget(timezone.now() + TOMORROW)
    assert KeptUpload.objects.get().file.storage.exists(KeptUpload.objects.get().file.name)
