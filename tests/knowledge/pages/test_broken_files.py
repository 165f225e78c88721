"""A file that is damaged or gone after it was stored breaks no page of the site or of the desk."""

import json
import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from knowledge.models import SiteDocument, SiteImage
from office.models import User
from tests.knowledge.factories import make_page
from tests.knowledge.pages.factories import put_on_page
from tests.knowledge.pages.pictures import FOCAL
from tests.knowledge.recordings.factories import FILM, WORDS, make_recording, make_recording_page
from tests.office.pictures.samples import FILES, plain

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file of a size that it cannot make to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored.*SpooledTemporaryFile"),
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]

HOW = ["damaged", "empty", "gone", "no picture"]
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
AJAX = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture(autouse=True)
def root(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PROTECTED_MEDIA_ROOT = tmp_path / "protected"
    return tmp_path


@pytest.fixture
def editor(client) -> Client:
    client.force_login(User.objects.create_superuser("an", "an@example.org", "x"))
    return client


def damage(path: Path, how: str) -> None:
    if how == "gone":
        path.unlink()
    else:
        cut = (FILES / "cut.jpg").read_bytes()
        path.write_bytes({"damaged": cut, "empty": b"", "no picture": b"Gewoon tekst."}[how])


@pytest.fixture(params=HOW)
def broken(request) -> SiteImage:
    image = SiteImage.objects.create(title="Wie er was", file=ContentFile(plain(), "foto.jpg"))
    damage(Path(image.file.path), request.param)
    # As another request finds it.
    return SiteImage.objects.get(pk=image.pk)


def figure(image: SiteImage) -> dict:
    return {"type": "figure", "value": {"image": image.pk, "caption": "Op de markt"}, "id": "foto"}


def answers(client: Client, addresses: list[str]) -> dict[str, int]:
    """Return the status of what is not answered well."""
    found = {address: client.get(address, follow=True).status_code for address in addresses}
    return {address: status for address, status in found.items() if status != 200}


def test_no_public_page_breaks_on_a_picture(client, broken):
    page = make_page([figure(broken)])
    film = make_recording_page(make_recording(film=FILM, words=WORDS, poster=broken))
    listed = [page.get_parent().url, film.get_parent().url]

    shown = {address: client.get(address).content.decode() for address in (page.url, film.url)}
    for words in shown.values():
        assert "not-found" not in words
        # The picture of the site stands for it where its link is shared.
        assert re.search(r'property="og:image" content="[^"]*/build/share\.[^"]*png"', words)
        for data in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', words, re.DOTALL
        ):
            assert "media/images" not in data
            json.loads(data)
    assert "Deze afbeelding is er nu niet: Wie er was." in shown[page.url]
    feeds = set(re.findall(r'type="application/atom\+xml"[^>]*href="([^"]+)"', shown[page.url]))
    addresses = [*listed, "/", "/sitemap.xml", "/zoeken/?q=markt", *feeds]
    assert answers(client, addresses) == {}


def test_no_view_of_the_desk_breaks_on_a_picture(editor, broken):
    page = make_page([figure(broken)])
    film = make_recording(poster=broken)
    images = reverse("wagtailimages:index")
    addresses = [
        *(f"{images}{query}" for query in ("", "?layout=list", "?q=wie", "?ordering=file_size")),
        reverse("wagtailimages:index_results"),
        *(
            reverse(f"wagtailimages:{name}", args=[broken.pk])
            for name in ("edit", "delete", "image_usage")
        ),
        reverse("wagtailimages_chooser:choose"),
        f"{reverse('wagtailimages_chooser:choose_results')}?q=wie",
        reverse("wagtailimages_chooser:chosen", args=[broken.pk]),
        reverse("wagtailimages_chooser:select_format", args=[broken.pk]),
        f"{reverse('wagtailimages_chooser:chosen_multiple')}?id={broken.pk}",
        *(
            f"{reverse('wagtail_bulk_action', args=['knowledge', 'siteimage', deed])}"
            f"?id={broken.pk}"
            for deed in ("delete", "add_tags", "add_to_collection")
        ),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
        reverse("wagtailadmin_pages:usage", args=[page.pk]),
        f"/beheer/opnames/edit/{film.pk}/",
        "/beheer/opnames/",
        "/beheer/",
        "/beheer/reports/site-history/",
    ]
    assert answers(editor, addresses) == {}


@pytest.mark.parametrize("way", ["preview/width-100/", "generate_url/", "generate_url/output/"])
def test_sizes_that_no_page_names_have_no_address(editor, broken, way):
    assert editor.get(f"/beheer/images/{broken.pk}/{way}").status_code == 404


def test_words_of_a_broken_picture_are_changed_and_it_is_taken_away(editor, broken):
    words = {"title": "Anders", "collection": 1, "tags": "", "credit": ""}
    kept = editor.post(reverse("wagtailimages:edit", args=[broken.pk]), words | FOCAL)
    assert kept.status_code == 302
    prefix = f"image-{broken.pk}"
    several = editor.post(
        reverse("wagtailimages:edit_multiple", args=[broken.pk]),
        {f"{prefix}-{key}": value for key, value in (words | {"title": "Weer anders"}).items()},
        headers=AJAX,
    )
    assert several.json()["success"] is True
    broken.refresh_from_db()
    assert broken.title == "Weer anders"
    assert editor.post(reverse("wagtailimages:delete", args=[broken.pk])).status_code == 302
    assert not SiteImage.objects.exists()


@pytest.mark.parametrize("how", HOW)
def test_size_that_is_gone_breaks_no_page(client, how):
    image = SiteImage.objects.create(title="Foto", file=ContentFile(plain(), "foto.jpg"))
    page = make_page([figure(image)])
    size = image.get_rendition("width-720")
    damage(Path(size.file.path), how)
    assert client.get(page.url).status_code == 200
    opened = client.get(size.url)
    assert opened.status_code == (404 if how == "gone" else 200)
    b"".join(opened.streaming_content if opened.streaming else [])


@pytest.mark.usefixtures("reference_index")
@pytest.mark.parametrize("how", HOW)
def test_document_that_is_broken_breaks_no_page(client, how):
    document = SiteDocument.objects.create(
        title="Plan", file=ContentFile(b"%PDF-1.4 plan", "plan.pdf")
    )
    page = put_on_page(document)
    damage(Path(document.file.path), how)
    assert client.get(page.url).status_code == 200
    opened = client.get(document.url)
    assert opened.status_code == (404 if how == "gone" else 200)
    # Read to its end, the file is closed.
    b"".join(opened.streaming_content if opened.streaming else [])
    client.force_login(User.objects.create_superuser("an", "an@example.org", "x"))
    addresses = [
        reverse("wagtaildocs:index"),
        *(reverse(f"wagtaildocs:{name}", args=[document.pk]) for name in ("edit", "delete")),
        reverse("wagtaildocs:document_usage", args=[document.pk]),
        reverse("wagtaildocs_chooser:choose"),
        reverse("wagtaildocs_chooser:chosen", args=[document.pk]),
        *(
            f"{reverse('wagtail_bulk_action', args=['knowledge', 'sitedocument', deed])}"
            f"?id={document.pk}"
            for deed in ("delete", "add_tags", "add_to_collection")
        ),
    ]
    assert answers(client, addresses) == {}
    words = {"title": "Anders", "collection": 1, "tags": "", "accessible": ""}
    kept = client.post(reverse("wagtaildocs:edit", args=[document.pk]), words)
    assert kept.status_code == 302


@pytest.mark.parametrize("how", HOW)
def test_portrait_that_is_broken_breaks_no_page_of_the_desk(editor, how):
    profile = UserProfile.get_for_user(User.objects.get())
    profile.avatar.save("an.jpg", ContentFile(plain()))
    damage(Path(profile.avatar.path), how)
    assert answers(editor, ["/beheer/", reverse("wagtailadmin_account")]) == {}
