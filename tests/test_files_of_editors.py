"""Who writes uploads, changes and chooses pictures and documents; who makes meetings does not."""

import io
import itertools

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from events import rights
from knowledge.models import SiteDocument, SiteImage
from tests.admin_walk import account

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the file of a new thumbnail to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored.*SpooledTemporaryFile"),
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
]

WRITERS, OTHERS = ["redacteur", "eindredacteur"], ["organisator", "beheerder"]
_widths = itertools.count(10)
KINDS = {"wagtailimages": SiteImage, "wagtaildocs": SiteDocument}


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def file(kind: str) -> ContentFile:
    if kind == "wagtaildocs":
        return ContentFile(b"%PDF-1.4", "plan.pdf")
    made = io.BytesIO()
    # Wagtail asks about a picture that it has already.
    Image.new("RGB", (next(_widths), 20), "teal").save(made, "PNG")
    return ContentFile(made.getvalue(), "vlak.png")


def client_of(role: str) -> Client:
    rights.prepare(lambda _words: None)
    client = Client()
    client.force_login(account(role))
    return client


def upload(client: Client, kind: str) -> int:
    sent = {"title": "Nieuw", "file": file(kind), "collection": 1}
    return client.post(reverse(f"{kind}:add"), sent).status_code


def rename(client: Client, kind: str, row) -> None:
    sent = {"title": "Anders", "collection": 1, "tags": ""}
    if kind == "wagtailimages":
        sent |= dict.fromkeys(["focal_point_x", "focal_point_y"], "")
        sent |= dict.fromkeys(["focal_point_width", "focal_point_height"], "")
    client.post(reverse(f"{kind}:edit", args=[row.pk]), sent)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", WRITERS)
def test_writer_uploads_changes_and_chooses(role, kind):
    client = client_of(role)

    assert upload(client, kind) == 302
    row = KINDS[kind].objects.get()
    assert row.title == "Nieuw"
    rename(client, kind, row)
    row.refresh_from_db()
    assert row.title == "Anders"
    chooser = client.get(reverse(f"{kind}_chooser:choose")).json()
    assert "Anders" in chooser["html"]
    chosen = client.get(reverse(f"{kind}_chooser:chosen", args=[row.pk])).json()
    assert chosen["result"]["title"] == "Anders"
    # A new one from within the form of a page.
    made = client.post(
        reverse(f"{kind}_chooser:create"),
        {
            f"{prefix(kind)}-title": "In de pagina",
            f"{prefix(kind)}-file": file(kind),
            f"{prefix(kind)}-collection": 1,
        },
    )
    assert made.json()["result"]["title"] == "In de pagina"


def prefix(kind: str) -> str:
    return "image-chooser-upload" if kind == "wagtailimages" else "document-chooser-upload"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", OTHERS)
def test_who_writes_nothing_neither_uploads_nor_changes(role, kind):
    client = client_of(role)
    row = KINDS[kind].objects.create(title="Van een ander", file=file(kind))

    assert upload(client, kind) == 302  # to the first page, with a message
    rename(client, kind, row)

    assert [one.title for one in KINDS[kind].objects.all()] == ["Van een ander"]
    assert client.get(reverse(f"{kind}:edit", args=[row.pk])).status_code == 302
    # The chooser opens for every editor, and lists what she may choose.
    assert "Van een ander" not in client.get(reverse(f"{kind}_chooser:choose")).json()["html"]
