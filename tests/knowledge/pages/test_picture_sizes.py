"""The sizes that public pages show are made when a picture is stored: no visitor writes them."""

import re
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.models import SiteImage
from knowledge.models.media import OF_FIGURES, OF_POSTERS
from office.models import User
from tests.knowledge.factories import make_page
from tests.knowledge.pages.pictures import WAYS, replace, stored
from tests.knowledge.recordings.factories import FILM, make_recording, make_recording_page
from tests.office.pictures.samples import FILES, drawn, picture, plain

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file of a size that it cannot make to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored.*SpooledTemporaryFile"),
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]

TAG = re.compile(r"{%\s*(?:image|picture|srcset_image|image_url)\s+\S+\s+([^%]*?)(?:\sas\s|%})")


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    settings.PROTECTED_MEDIA_ROOT = tmp_path / "protected"
    return tmp_path


def sizes(image: SiteImage) -> list[str]:
    return sorted(image.renditions.values_list("filter_spec", flat=True))


def write_up(image: SiteImage) -> str:
    figure = {"image": image.pk, "caption": "Op de markt"}
    return make_page([{"type": "figure", "value": figure, "id": "foto"}]).url


def recorded(image: SiteImage) -> str:
    return make_recording_page(make_recording(FILM, poster=image)).url


@pytest.mark.parametrize("page", [write_up, recorded])
def test_page_with_a_picture_writes_nothing(client, django_capture_on_commit_callbacks, page):
    with django_capture_on_commit_callbacks(execute=True):
        photo = ContentFile(picture("JPEG", image=drawn((1600, 900))), "foto.jpg")
        image = SiteImage.objects.create(title="Foto", file=photo)
    assert sizes(image) == [OF_POSTERS, OF_FIGURES]
    address = page(image)
    with CaptureQueriesContext(connection) as asked:
        shown = client.get(address)
    assert "media/images/foto" in shown.content.decode()
    assert [one["sql"] for one in asked if not one["sql"].startswith("SELECT")] == []


def test_picture_without_its_sizes_is_shown_all_the_same(client):
    image = SiteImage.objects.create(title="Foto", file=ContentFile(plain(), "foto.jpg"))
    assert sizes(image) == []
    assert "media/images/foto" in client.get(write_up(image)).content.decode()


def test_stored_picture_is_closed_again_when_it_was_measured():
    image = SiteImage.objects.create(title="Foto", file=ContentFile(plain(), "foto.jpg"))
    image.refresh_from_db()
    image._set_image_file_metadata()
    assert image.file_size
    assert image.file.closed


@pytest.mark.parametrize("way", WAYS)
def test_sizes_are_made_whichever_way_a_picture_comes_in(
    client, django_capture_on_commit_callbacks, way
):
    client.force_login(User.objects.create_superuser("an", "an@example.org", "x"))
    with django_capture_on_commit_callbacks(execute=True):
        WAYS[way](client, plain(), "foto.jpg")
    assert {OF_POSTERS, OF_FIGURES} <= set(sizes(SiteImage.objects.get()))


def test_another_picture_gets_sizes_of_its_own(client, media, django_capture_on_commit_callbacks):
    client.force_login(User.objects.create_superuser("an", "an@example.org", "x"))
    with django_capture_on_commit_callbacks(execute=True):
        image = SiteImage.objects.create(title="Oud", file=ContentFile(plain(), "oud.jpg"))
    with django_capture_on_commit_callbacks(execute=True):
        replace(client, plain("PNG"), "nieuw.png")
    assert {OF_POSTERS, OF_FIGURES} <= set(sizes(image))
    assert [name for name in stored(media) if "oud" in name] == []


def test_picture_that_cannot_be_read_any_more_is_saved(django_capture_on_commit_callbacks):
    image = SiteImage.objects.create(title="Foto", file=ContentFile(plain(), "foto.jpg"))
    Path(image.file.path).write_bytes((FILES / "cut.jpg").read_bytes())
    with django_capture_on_commit_callbacks(execute=True):
        image.save()
    assert sizes(image) == []


def test_templates_name_no_other_size():
    templates = Path(project.BASE_DIR) / "templates"
    names = [path.relative_to(templates) for path in templates.rglob("*.html")]
    public = [templates / name for name in names if "admin" not in str(name)]
    named = {size.strip() for path in public for size in TAG.findall(path.read_text())}
    assert named == {OF_POSTERS, OF_FIGURES}
