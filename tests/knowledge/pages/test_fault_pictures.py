"""The pictures that once went wrong, through every form that takes a picture."""

import builtins
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from PIL import ExifTags, ImageOps
from wagtail.models import UploadedFile
from wagtail.users.models import UserProfile

from knowledge.models import SiteImage
from knowledge.models.media import OF_FIGURES, OF_POSTERS
from office.models import User
from tests.knowledge.pages.pictures import WAYS, replace, stored
from tests.office.pictures.samples import drawn, exif, opened, picture, plain
from tests.office.test_profile_picture import send

pytestmark = pytest.mark.django_db

FAULTS = Path(__file__).parents[2] / "faults"
CUT = ["i01_afgekapt.jpg", "i06_afgekapt.png", "i08_afgekapt.webp"]
# Whatever else it says, these are in it.
TOLD = {ExifTags.Base.Make, ExifTags.Base.Model, ExifTags.Base.GPSInfo}


def left_without_title(client: Client, data: bytes, name: str) -> HttpResponse:
    """Send one of several with a title that is too long, and never send its form."""
    sent = {"title": "x" * 300, "files[]": SimpleUploadedFile(name, data), "collection": 1}
    ajax = {"X-Requested-With": "XMLHttpRequest"}
    return client.post(reverse("wagtailimages:add_multiple"), sent, headers=ajax)


def replaced(client: Client, data: bytes, name: str) -> HttpResponse:
    """Send it in the place of another picture."""
    SiteImage.objects.create(title="Oud", file=ContentFile(plain(), "oud.jpg"))
    return replace(client, data, name)


EVERY_WAY: dict[str, Callable[[Client, bytes, str], HttpResponse]] = {
    **WAYS,
    "left without a title": left_without_title,
    "in the place of another": replaced,
    "portrait": send,
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PROTECTED_MEDIA_ROOT = tmp_path / "protected"
    return tmp_path / "media"


@pytest.fixture
def editor(client) -> Client:
    client.force_login(User.objects.create_superuser("an", "an@example.org", "x"))
    return client


def told(data: bytes) -> set[int]:
    """Return what a file says of its place and its camera."""
    return set(opened(data).getexif()) & TOLD


@pytest.mark.parametrize("name", CUT)
@pytest.mark.parametrize("way", EVERY_WAY)
def test_picture_that_breaks_off_is_refused_and_nothing_is_stored(editor, media, way, name):
    answer = EVERY_WAY[way](editor, (FAULTS / name).read_bytes(), name)

    assert answer.status_code == 200
    assert "Dit bestand is beschadigd" in answer.content.decode("unicode_escape")
    # Only the picture that it would have replaced, and the sizes of it that its form shows.
    assert [one for one in stored(media) if "oud" not in one] == []
    assert list(SiteImage.objects.exclude(title="Oud")) == []
    assert not UploadedFile.objects.exists()
    assert not UserProfile.objects.exclude(avatar="").exists()


@pytest.mark.parametrize("way", EVERY_WAY)
def test_photo_with_a_place_is_stored_without_it(
    editor, media, way, django_capture_on_commit_callbacks
):
    dirty = (FAULTS / "i12_gps.jpg").read_bytes()
    assert told(dirty)
    with django_capture_on_commit_callbacks(execute=True):
        assert EVERY_WAY[way](editor, dirty, "i12_gps.jpg").status_code in {200, 302}

    files = {name: (media / name).read_bytes() for name in stored(media) if "oud" not in name}
    assert files
    for data in files.values():
        assert told(data) == set()
        assert set(opened(data).getexif()) <= {ExifTags.Base.Orientation}
    whole = max(files.values(), key=lambda data: opened(data).width)
    before, after = (ImageOps.exif_transpose(opened(one)) for one in (dirty, whole))
    assert bool(after.info.get("icc_profile")) == bool(before.info.get("icc_profile"))
    if way != "portrait":
        assert after.tobytes() == before.tobytes()
    if way not in {"portrait", "left without a title"}:
        sizes = SiteImage.objects.get().renditions.values_list("filter_spec", flat=True)
        assert {OF_FIGURES, OF_POSTERS} <= set(sizes)


def test_picture_that_is_titled_later_is_not_left_open(editor, media, monkeypatch):
    left, real = [], io.open

    def remembered(file, *args, **kwargs):
        left.append(real(file, *args, **kwargs))
        return left[-1]

    monkeypatch.setattr(builtins, "open", remembered)
    data = (FAULTS / "i12_gps.jpg").read_bytes()
    assert EVERY_WAY["several, titled later"](editor, data, "i12_gps.jpg").status_code == 200
    assert SiteImage.objects.get().title == "Kort"
    of_pictures = [one for one in left if str(media) in str(one.name)]
    assert of_pictures
    assert [one.name for one in of_pictures if not one.closed] == []


@pytest.mark.parametrize("kind", ["PNG", "AVIF"])
@pytest.mark.parametrize("way", ["add", "choose", "several"])
def test_picture_of_which_no_size_can_be_made_is_refused_in_words(editor, media, way, kind):
    """Pillow reads a moving PNG or AVIF, Wagtail makes no size of it."""
    moving = io.BytesIO()
    # What a camera says must not make it another fault.
    told = {"exif": exif(), "save_all": True, "append_images": [drawn().rotate(90)]}
    drawn().save(moving, kind, duration=100, **told)
    answer = EVERY_WAY[way](editor, moving.getvalue(), f"beweegt.{kind.lower()}")
    assert "kunnen we niet op een pagina laten zien" in answer.content.decode("unicode_escape")
    assert not SiteImage.objects.exists()
    assert stored(media) == []


@pytest.mark.parametrize("way", ["add", "choose", "several"])
def test_avif_behind_the_brand_of_pictures_in_general_is_taken(editor, way):
    whole = picture("AVIF")
    general = whole[:8] + b"mif1" + whole[12:]
    assert EVERY_WAY[way](editor, general, "foto.avif").status_code in {200, 302}
    assert SiteImage.objects.get().get_rendition(OF_FIGURES).width


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_picture_that_moves_and_can_be_shown_is_taken(editor, media, kind):
    moving = picture(kind, save_all=True, append_images=[drawn().rotate(90)], duration=100)
    assert EVERY_WAY["add"](editor, moving, f"beweegt.{kind.lower()}").status_code == 302
    assert SiteImage.objects.get().get_rendition(OF_FIGURES).width
