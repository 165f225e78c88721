"""The portrait of an account: whole, upright, no larger than it is shown, and it says nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse
from PIL import ImageOps
from wagtail.users.models import UserProfile

from office.models import User
from office.pictures import cleaning
from office.pictures.cleaning import Picture
from tests.office.pictures.samples import (
    FILES,
    ON_ITS_SIDE,
    SECRET,
    drawn,
    huge_png,
    opened,
    picture,
    plain,
)

pytestmark = pytest.mark.django_db

FORM = {
    "name_email-first_name": "An",
    "name_email-last_name": "van Dijk",
    "name_email-email": "an@example.org",
    "theme-theme": "system",
    "theme-contrast": "system",
    "theme-density": "default",
    "theme-keyboard_shortcuts": "on",
    "locale-preferred_language": "",
    "locale-current_time_zone": "",
}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def an(client) -> Client:
    client.force_login(User.objects.create_superuser("an", "an@example.org", "x"))
    return client


def send(client: Client, data: bytes | None, name: str = "an.jpg"):
    """Send the form of the account, with a portrait if there is one."""
    portrait = {} if data is None else {"avatar-avatar": SimpleUploadedFile(name, data)}
    return client.post(reverse("wagtailadmin_account"), FORM | portrait)


def portrait() -> bytes:
    """Return the bytes of the portrait that is stored."""
    with UserProfile.objects.get().avatar.open() as file:
        return file.read()


@pytest.mark.parametrize("size", [(64, 48), (900, 600)], ids=["small", "large"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_portrait_is_upright_and_says_nothing(an, kind, size):
    dirty = picture(kind, orientation=ON_ITS_SIDE, image=drawn(size))
    assert send(an, dirty).status_code == 302

    made = portrait()
    assert SECRET not in made
    assert b"xmpmeta" not in made
    upright = ImageOps.exif_transpose(opened(made))
    assert upright.height > upright.width
    assert max(upright.size) == min(max(size), 400)
    assert upright.info["icc_profile"]
    assert cleaning.clean(made).data == made


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ((FILES / "cut.jpg").read_bytes(), "Dit bestand is beschadigd"),
        ((FILES / "cut.png").read_bytes(), "Dit bestand is beschadigd"),
        ((FILES / "cut.webp").read_bytes(), "Dit bestand is beschadigd"),
        (plain()[:1], "Dit bestand is beschadigd"),
        (b"Gewoon tekst.", "geen afbeelding in JPG"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "geen afbeelding in JPG"),
        (huge_png(), "64 miljoen beeldpunten"),
    ],
)
def test_portrait_that_is_not_whole_is_refused_at_its_field(an, media, data, sentence):
    assert send(an, plain()).status_code == 302
    before = portrait()
    answer = send(an, data)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert 'value="van Dijk"' in answer.content.decode()
    assert portrait() == before
    assert len(list(media.rglob("*.jpg"))) == 1


def test_portrait_stays_when_the_account_is_saved_without_one(an):
    send(an, plain())
    before = UserProfile.objects.get().avatar.name
    assert send(an, None).status_code == 302
    assert UserProfile.objects.get().avatar.name == before
    assert portrait() == plain() == cleaning.clean(plain()).data


def test_portrait_goes_when_she_wants_none(an, media, django_capture_on_commit_callbacks):
    send(an, plain())
    with django_capture_on_commit_callbacks(execute=True):
        sent = an.post(reverse("wagtailadmin_account"), FORM | {"avatar-avatar-clear": "on"})
    assert sent.status_code == 302
    assert not UserProfile.objects.get().avatar
    assert list(media.rglob("*.jpg")) == []


def test_portrait_keeps_its_place_when_nothing_cleans_it(an, monkeypatch):
    monkeypatch.setattr(
        cleaning, "clean", lambda data, **_how: Picture("JPEG", data, *opened(data).size)
    )
    send(an, picture("JPEG"))
    assert SECRET in portrait()


def test_portrait_stays_when_the_one_that_replaces_it_is_undone(an, media, monkeypatch):
    send(an, picture("JPEG", image=drawn((60, 40))))
    before = portrait()

    def fail(*_args, **_kwargs):
        raise DatabaseError

    monkeypatch.setattr(UserProfile, "save", fail)
    with pytest.raises(DatabaseError):
        send(an, picture("PNG"), "an.png")
    monkeypatch.undo()
    assert portrait() == before


def test_portrait_goes_when_another_takes_its_place(an, media, django_capture_on_commit_callbacks):
    send(an, picture("JPEG"))
    old = UserProfile.objects.get().avatar.name
    with django_capture_on_commit_callbacks(execute=True):
        send(an, picture("PNG"), "an.png")
    assert not (media / old).exists()
    assert portrait()
