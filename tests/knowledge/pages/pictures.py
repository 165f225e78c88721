"""The ways in which a picture comes in through the admin, each as a browser sends it."""

import json
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from knowledge.models import SiteImage

FOCAL = dict.fromkeys(
    ["focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"], ""
)


def add(client: Client, data: bytes, name: str) -> HttpResponse:
    """Send the form of one new picture."""
    sent = {"title": "Nieuw", "file": SimpleUploadedFile(name, data), "collection": 1, "tags": ""}
    return client.post(reverse("wagtailimages:add"), sent | FOCAL)


def replace(client: Client, data: bytes, name: str) -> HttpResponse:
    """Send the form of a picture that is there, with another file."""
    image = SiteImage.objects.get()
    sent = {"title": "Anders", "file": SimpleUploadedFile(name, data), "collection": 1, "tags": ""}
    return client.post(reverse("wagtailimages:edit", args=[image.pk]), sent | FOCAL)


def several(client: Client, data: bytes, name: str) -> HttpResponse:
    """Send one of the files of the page that takes several."""
    sent = {"title": "Een van veel", "files[]": SimpleUploadedFile(name, data), "collection": 1}
    return client.post(
        reverse("wagtailimages:add_multiple"), sent, headers={"X-Requested-With": "XMLHttpRequest"}
    )


def several_titled_later(client: Client, data: bytes, name: str) -> HttpResponse:
    """Send one whose title is too long, then its form again with a shorter one."""
    sent = {"title": "x" * 300, "files[]": SimpleUploadedFile(name, data), "collection": 1}
    ajax = {"X-Requested-With": "XMLHttpRequest"}
    answer = client.post(reverse("wagtailimages:add_multiple"), sent, headers=ajax)
    number = json.loads(answer.content).get("uploaded_file_id")
    if number is None:
        return answer
    prefix = f"uploaded-image-{number}"
    again = {f"{prefix}-title": "Kort", f"{prefix}-collection": 1, f"{prefix}-tags": ""}
    address = reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number])
    return client.post(address, again, headers=ajax)


def choose(client: Client, data: bytes, name: str) -> HttpResponse:
    """Send the form inside the dialog in which a picture is chosen for a page."""
    prefix = "image-chooser-upload"
    sent = {"title": "In de pagina", "file": SimpleUploadedFile(name, data), "collection": 1}
    return client.post(
        reverse("wagtailimages_chooser:create"), {f"{prefix}-{key}": sent[key] for key in sent}
    )


WAYS = {
    "add": add,
    "several": several,
    "several, titled later": several_titled_later,
    "choose": choose,
}


def stored(root: Path) -> list[str]:
    """Return every file of pictures below this folder."""
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())
