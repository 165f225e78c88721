"""The command finds every file from before, cleans it where it stands, and may be stopped."""

import hashlib
import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from wagtail.users.models import UserProfile

from knowledge.models import SiteImage
from knowledge.recordings import film_metadata
from office import undone_files
from office.models import User
from office.pictures import cleaning, stored
from office.pictures.cleaning import Picture
from tests.knowledge.factories import make_page
from tests.knowledge.recordings.factories import make_recording
from tests.knowledge.recordings.film_samples import PLACE, in_pieces, mp4, webm
from tests.office.pictures.samples import FILES, ON_ITS_SIDE, SECRET, opened, picture, plain

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PROTECTED_MEDIA_ROOT = tmp_path / "protected"
    return tmp_path


@pytest.fixture
def photo(root) -> SiteImage:
    """Return a picture, a size of it, a portrait and two films as they were stored before."""
    with pytest.MonkeyPatch.context() as before:
        before.setattr(
            cleaning, "clean", lambda data, **_how: Picture("JPEG", data, *opened(data).size)
        )
        before.setattr(cleaning, "upright_size", lambda source: opened(source.read()).size)
        before.setattr(film_metadata, "find", lambda _film: [])
        dirty = picture("JPEG", orientation=ON_ITS_SIDE)
        image = SiteImage.objects.create(title="Foto", file=ContentFile(dirty, "foto.jpg"))
        image.get_file_size()
        image.get_file_hash()
        image.get_rendition("width-30")
        profile = UserProfile.get_for_user(User.objects.create_user("an"))
        profile.avatar.save("an.jpg", ContentFile(picture("JPEG")))
        make_recording(film=mp4())
        make_recording(film=webm())
    # A size that no row names any more is answered to whoever knows its address.
    (root / "media/images/wees.png").write_bytes(picture("PNG"))
    return image


def run(*arguments: str) -> list[str]:
    """Return what the command says."""
    said = io.StringIO()
    call_command("clean_uploads", *arguments, stdout=said, stderr=said)
    return said.getvalue().splitlines()


def files(root: Path) -> dict[str, bytes]:
    """Return what is in every file, but for the notes on those that no commit confirmed."""
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.parent.name != undone_files.NOTES
    }


def dirty(root: Path) -> list[str]:
    return [name for name, data in files(root).items() if SECRET in data or PLACE in data]


def test_every_file_is_cleaned_where_it_stands_and_its_row_brought_in_line(photo, root):
    before = files(root)
    assert len(dirty(root)) == len(before) == 6
    assert (photo.width, photo.height) == (64, 48)

    said = run()

    assert dirty(root) == []
    assert files(root).keys() == before.keys()
    assert said[-1] == (
        "4 of 4 pictures cleaned, 2 of 2 films cleaned, 1 of 1 rows of pictures brought in line."
    )
    photo.refresh_from_db()
    data = files(root)[f"media/{photo.file.name}"]
    assert (photo.width, photo.height) == (48, 64)
    assert photo.file_size == len(data)
    assert photo.file_hash == hashlib.sha1(data).hexdigest()  # noqa: S324 -- Wagtail's choice
    assert photo.renditions.count() == 1


def test_second_run_finds_nothing(photo, root):
    run()
    before = files(root)
    assert run() == [
        "0 of 4 pictures cleaned, 0 of 2 films cleaned, 0 of 1 rows of pictures brought in line."
    ]
    assert files(root) == before


def test_dry_run_says_what_it_would_do_and_changes_nothing(photo, root):
    before, row = files(root), SiteImage.objects.values().get()
    said = run("--dry-run")
    assert f"Would clean {photo.file.name}" in said
    assert said[-1].startswith("4 of 4 pictures to clean, 2 of 2 films to clean, ")
    assert (files(root), SiteImage.objects.values().get()) == (before, row)


# Four pictures and two films: stopped before each of them.
@pytest.mark.parametrize("done", range(6))
def test_run_that_was_stopped_is_finished_by_the_next(photo, root, monkeypatch, done):
    deeds = iter(range(done))

    def stopping(deed):
        def do(*arguments, **how):
            if next(deeds, None) is None:
                raise KeyboardInterrupt
            return deed(*arguments, **how)

        return do

    with monkeypatch.context() as stop:
        stop.setattr(stored, "clean", stopping(stored.clean))
        stop.setattr(film_metadata, "clean_stored", stopping(film_metadata.clean_stored))
        with pytest.raises(KeyboardInterrupt):
            run()
    assert len(dirty(root)) == 6 - done
    run()
    assert dirty(root) == []
    photo.refresh_from_db()
    assert (photo.width, photo.height) == (48, 64)
    assert photo.file_size == len(files(root)[f"media/{photo.file.name}"])


def test_file_that_was_being_written_when_the_run_was_stopped_is_written_again(photo, root):
    half = root / "media" / f"{photo.file.name}{stored.BEING_WRITTEN}"
    half.write_bytes(b"half")
    run()
    assert dirty(root) == []
    assert not half.exists()


def test_damaged_and_missing_files_are_named_and_hold_up_no_other(photo, root):
    (root / "media/images/kapot.jpg").write_bytes((FILES / "cut.jpg").read_bytes())
    gone = SiteImage.objects.create(title="Weg", file=ContentFile(plain(), "weg.jpg"))
    (root / "media" / gone.file.name).unlink()
    said = io.StringIO()
    with pytest.raises(CommandError, match="2 stayed as they are"):
        call_command("clean_uploads", stdout=io.StringIO(), stderr=said)
    assert "images/kapot.jpg is damaged" in said.getvalue()
    assert f"picture {gone.pk} (original_images/weg.jpg) has no file" in said.getvalue()
    assert [name for name in dirty(root) if "kapot" not in name] == []


def test_film_of_which_a_track_cannot_be_taken_out_is_named_with_what_to_do(root, settings):
    path = Path(settings.PROTECTED_MEDIA_ROOT) / "opnames" / "film.mp4"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(in_pieces(b"meta"))
    said = io.StringIO()

    with pytest.raises(CommandError):
        call_command("clean_uploads", stderr=said, stdout=io.StringIO())

    assert "opnames/film.mp4 has a track that is not shown" in said.getvalue()
    assert "Save it again as an ordinary MP4" in said.getvalue()
    assert path.read_bytes() == in_pieces(b"meta")


def test_page_in_memory_leads_to_the_clean_file(photo, root, client):
    figure = {"type": "figure", "value": {"image": photo.pk, "caption": ""}, "id": "foto"}
    page = make_page([figure])
    kept = client.get(page.url).content.decode()
    run()
    shown = client.get(page.url).content.decode()
    address = next(word for word in kept.split('"') if word.startswith("/media/images/"))
    assert address in shown
    answer = client.get(address)
    assert SECRET not in answer.getvalue()
    answer.close()
