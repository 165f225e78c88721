"""A picture that comes in is whole and says nothing beside itself, whichever way it comes."""

import datetime
import hashlib
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import ImageOps
from wagtail.models import UploadedFile

from knowledge.models import SiteDocument, SiteImage
from office import kept_uploads
from office.models import User
from office.pictures import cleaning
from office.pictures.cleaning import Picture, PictureRefused
from tests.knowledge.factories import make_page
from tests.knowledge.pages.pictures import WAYS, replace, stored
from tests.office.pictures.samples import (
    FILES,
    KINDS,
    ON_ITS_SIDE,
    SECRET,
    huge_png,
    opened,
    picture,
    plain,
)

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file of a size that it cannot make to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored.*SpooledTemporaryFile"),
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]

DAMAGED = "Dit bestand is beschadigd"
CUT = {name: (FILES / name).read_bytes() for name in ("cut.jpg", "cut.png", "cut.webp")}
REFUSED = {
    **{name: (name, data, DAMAGED) for name, data in CUT.items()},
    "one byte": ("foto.jpg", plain()[:1], DAMAGED),
    "text": ("foto.jpg", b"Gewoon tekst.", DAMAGED),
    "nothing": ("foto.png", b"", "leeg"),
    "bomb": ("foto.png", huge_png(), "64 miljoen beeldpunten"),
    "cut GIF": ("foto.gif", plain("GIF")[:-1], DAMAGED),
    "cut AVIF": ("foto.avif", plain("AVIF")[:-9], DAMAGED),
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def editor(client) -> Client:
    client.force_login(User.objects.create_superuser("an", "an@example.org", "x"))
    return client


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.parametrize("way", WAYS)
def test_picture_that_is_not_whole_is_refused_at_its_field_and_nothing_is_stored(
    editor, media, way, what
):
    name, data, sentence = REFUSED[what]
    answer = WAYS[way](editor, data, name)

    assert answer.status_code == 200
    assert sentence in answer.content.decode("unicode_escape")
    assert not SiteImage.objects.exists()
    assert stored(media) == []


@pytest.mark.parametrize("what", REFUSED)
def test_picture_stays_when_what_should_replace_it_is_not_whole(editor, media, what):
    image = SiteImage.objects.create(title="Oud", file=ContentFile(plain(), "oud.jpg"))
    name, data, sentence = REFUSED[what]
    answer = replace(editor, data, name)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    # What she typed stands there still.
    assert 'value="Anders"' in answer.content.decode()
    # Beside it the sizes that the form shows of it.
    assert [name for name in stored(media) if not name.startswith("images/")] == [image.file.name]
    image.refresh_from_db()
    assert (image.title, image.file.name) == ("Oud", "original_images/oud.jpg")


def check_clean(image: SiteImage, media: Path, dirty: bytes) -> None:
    """Check that no file of the picture says more, and that its row is right."""
    image.get_rendition("width-40")
    image.get_renditions("width-30", "fill-20x20", "original", "width-20|format-webp")
    files = stored(media)
    assert len(files) >= 6
    for name in files:
        data = (media / name).read_bytes()
        assert SECRET not in data
        assert dict(opened(data).getexif()).keys() <= {274}
        assert cleaning.clean(data).data == data
    with image.file.open() as file:
        data = file.read()
    before, after = (ImageOps.exif_transpose(opened(one)) for one in (dirty, data))
    assert after.tobytes() == before.tobytes()
    assert (image.width, image.height) == after.size
    rendition = image.get_rendition("width-40")
    assert rendition.height > rendition.width
    assert image.file_size in {len(data), None}
    assert image.get_file_size() == len(data)
    assert image.get_file_hash() == hashlib.sha1(data).hexdigest()  # noqa: S324 -- Wagtail's choice


@pytest.mark.parametrize("way", WAYS)
def test_photo_says_neither_place_nor_camera_in_any_file(editor, media, way):
    dirty = picture("JPEG", orientation=ON_ITS_SIDE)
    answer = WAYS[way](editor, dirty, "foto.jpg")

    assert answer.status_code in {200, 302}
    check_clean(SiteImage.objects.get(), media, dirty)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF"])
def test_picture_of_another_kind_is_cleaned_too(editor, media, kind):
    dirty = picture(kind, orientation=ON_ITS_SIDE)
    WAYS["add"](editor, dirty, f"foto.{kind.lower()}")
    check_clean(SiteImage.objects.get(), media, dirty)


def test_photo_that_replaces_another_is_cleaned(editor, media):
    SiteImage.objects.create(title="Oud", file=ContentFile(plain(), "oud.jpg"))
    dirty = picture("JPEG", orientation=ON_ITS_SIDE)
    assert replace(editor, dirty, "nieuw.jpg").status_code == 302
    check_clean(SiteImage.objects.get(), media, dirty)


def test_photo_keeps_its_place_when_nothing_cleans_it(editor, media, monkeypatch):
    monkeypatch.setattr(
        cleaning, "clean", lambda data, **_how: Picture("JPEG", data, *opened(data).size)
    )
    WAYS["add"](editor, (FILES / "gps.jpg").read_bytes(), "foto.jpg")
    SiteImage.objects.get().get_rendition("width-40")
    assert len(stored(media)) == 2
    assert all(SECRET in (media / name).read_bytes() for name in stored(media))


def test_picture_that_code_stores_is_cleaned_or_refused(media):
    image = SiteImage.objects.create(title="Foto", file=ContentFile(picture("JPEG"), "foto.jpg"))
    with image.file.open() as file:
        assert SECRET not in file.read()
    with pytest.raises((PictureRefused, OSError)):
        SiteImage.objects.create(title="Kapot", file=ContentFile(CUT["cut.jpg"], "kapot.jpg"))
    assert stored(media) == ["original_images/foto.jpg"]


@pytest.mark.parametrize("kind", KINDS)
def test_picture_is_judged_by_its_content_and_gets_the_name_of_what_it_is(editor, kind):
    wrong = "foto.png" if kind == "JPEG" else "foto.jpg"
    assert WAYS["add"](editor, plain(kind), wrong).status_code == 302
    assert SiteImage.objects.get().file.name == f"original_images/foto{cleaning.SUFFIXES[kind][0]}"


def test_same_photo_twice_is_still_told(editor):
    photo = picture("JPEG")
    WAYS["several"](editor, photo, "foto.jpg")
    assert WAYS["several"](editor, photo, "nog-eens.jpg").json()["duplicate"] is True


def test_allowed_kinds_are_the_ones_that_are_cleaned(settings):
    cleaned = {suffix[1:] for suffixes in cleaning.SUFFIXES.values() for suffix in suffixes}
    assert set(settings.WAGTAILIMAGES_EXTENSIONS) == cleaned


# A file that is damaged or gone after it was stored.


@pytest.fixture(params=["damaged", "empty", "gone"])
def broken(request, media) -> SiteImage:
    image = SiteImage.objects.create(title="Wie er was", file=ContentFile(plain(), "foto.jpg"))
    path = media / image.file.name
    if request.param == "gone":
        path.unlink()
    else:
        path.write_bytes(CUT["cut.jpg"] if request.param == "damaged" else b"")
    return image


def test_page_is_shown_without_a_picture_whose_file_is_broken(client, broken):
    figure = {"image": broken.pk, "caption": "Op de markt"}
    page = make_page([{"type": "figure", "value": figure, "id": "foto"}])
    shown = client.get(page.url)
    words = shown.content.decode()
    assert shown.status_code == 200
    assert "Deze afbeelding is er nu niet: Wie er was." in words
    assert "Op de markt" in words
    assert "not-found" not in words


def test_admin_goes_on_with_a_picture_whose_file_is_broken(editor, broken):
    for name, arguments in [
        ("wagtailimages:index", []),
        ("wagtailimages:edit", [broken.pk]),
        ("wagtailimages:delete", [broken.pk]),
        ("wagtailimages:image_usage", [broken.pk]),
        ("wagtailimages_chooser:choose", []),
        ("wagtailimages_chooser:chosen", [broken.pk]),
        ("wagtailimages_chooser:select_format", [broken.pk]),
    ]:
        assert editor.get(reverse(name, args=arguments)).status_code == 200, name
    assert replace(editor, plain("PNG"), "nieuw.png").status_code == 302
    assert SiteImage.objects.get().get_rendition("width-40").width == 40


# What the form replaces.


@pytest.mark.parametrize("what", ["picture", "document"])
def test_file_that_is_replaced_goes_only_when_its_row_has_another(editor, media, settings, what):
    settings.PROTECTED_MEDIA_ROOT = media / "protected"
    send, row = {
        "picture": (
            lambda: replace(editor, plain("PNG"), "nieuw.png"),
            lambda: SiteImage.objects.create(title="Oud", file=ContentFile(plain(), "oud.jpg")),
        ),
        "document": (
            lambda: replace_document(editor),
            lambda: SiteDocument.objects.create(
                title="Oud", file=ContentFile(b"%PDF-1.4 oud", "oud.pdf")
            ),
        ),
    }[what]
    old = row()

    def fail(*_args, **_kwargs):
        raise DatabaseError

    with pytest.MonkeyPatch.context() as broken:
        broken.setattr("wagtail.search.index.insert_or_update_object", fail)
        with pytest.raises(DatabaseError):
            send()
    old.refresh_from_db()
    assert old.title == "Oud"
    with old.file.open() as file:
        assert file.read()


def replace_document(client: Client):
    sent = {
        "title": "Anders",
        "file": SimpleUploadedFile("nieuw.pdf", b"%PDF-1.4 nieuw"),
        "collection": 1,
        "tags": "",
    }
    document = SiteDocument.objects.get()
    return client.post(reverse("wagtaildocs:edit", args=[document.pk]), sent)


def test_sizes_of_a_picture_go_with_it(editor, media, django_capture_on_commit_callbacks):
    image = SiteImage.objects.create(title="Oud", file=ContentFile(plain(), "oud.jpg"))
    old = image.get_rendition("width-31").file.name
    with django_capture_on_commit_callbacks(execute=True):
        replace(editor, plain("PNG"), "nieuw.png")
    assert not (media / old).exists()
    assert not (media / image.file.name).exists()
    assert not image.renditions.filter(filter_spec="width-31").exists()


# What the page for several files keeps.


def too_long(client: Client, data: bytes, name: str) -> UploadedFile:
    """Send a picture whose title is too long, and leave."""
    sent = {"title": "x" * 300, "files[]": SimpleUploadedFile(name, data), "collection": 1}
    ajax = {"X-Requested-With": "XMLHttpRequest"}
    assert client.post(reverse("wagtailimages:add_multiple"), sent, headers=ajax).json()["success"]
    return UploadedFile.objects.get()


def test_picture_that_waits_for_its_title_says_neither_place_nor_camera(editor, media):
    dirty = picture("JPEG", orientation=ON_ITS_SIDE)
    waits = too_long(editor, dirty, "foto.png")
    data = (media / waits.file.name).read_bytes()
    assert SECRET in dirty
    assert SECRET not in data
    assert cleaning.clean(data).data == data
    assert waits.file.name.endswith(".jpg")


def test_picture_that_waits_is_forgotten_after_a_day_and_so_are_bytes_without_a_row(
    editor, media, settings, tmp_path_factory, django_capture_on_commit_callbacks
):
    settings.PROTECTED_MEDIA_ROOT = tmp_path_factory.mktemp("protected")
    too_long(editor, plain(), "foto.jpg")
    (media / "wagtail_uploads/verweesd.jpg").write_bytes(plain())
    lost = UploadedFile.objects.create(file=ContentFile(b"x", "weg.pdf"))
    (media / lost.file.name).unlink()
    now = timezone.now()
    with django_capture_on_commit_callbacks(execute=True):
        assert kept_uploads.forget_old(now + datetime.timedelta(hours=23)) == 1
    assert len(stored(media)) == 2
    assert UploadedFile.objects.count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert kept_uploads.forget_old(now + datetime.timedelta(hours=25)) == 2
    assert (stored(media), UploadedFile.objects.count()) == ([], 0)
