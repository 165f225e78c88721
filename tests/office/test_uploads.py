"""Pictures are answered, and nothing else that stands under MEDIA_ROOT."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http.response import HttpResponseBase
from django.test import Client


@pytest.fixture
def media(settings: object, tmp_path: Path) -> Path:
    """Return a MEDIA_ROOT that has a file in every folder there may be."""
    settings.MEDIA_ROOT = tmp_path
    for name in (
        "images/foto.width-400.jpg",
        "avatar_images/an.png",
        "original_images/foto.jpg",
        "documents/verslag.pdf",
        "wagtail_uploads/half.jpg",
        "los.txt",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"bytes")
    return tmp_path


@pytest.fixture
def ask() -> Iterator[object]:
    answers: list[HttpResponseBase] = []

    def get(path: str, **headers: str) -> HttpResponseBase:
        answers.append(Client().get(path, **headers))
        return answers[-1]

    yield get
    for answer in answers:
        answer.close()


@pytest.mark.django_db
@pytest.mark.usefixtures("media")
@pytest.mark.parametrize(
    ("path", "kind"),
    [("images/foto.width-400.jpg", "image/jpeg"), ("avatar_images/an.png", "image/png")],
)
def test_picture_is_answered_and_kept_for_an_hour(ask: object, path: str, kind: str) -> None:
    answer = ask(f"/media/{path}")
    assert (answer.status_code, answer.getvalue()) == (200, b"bytes")
    assert answer["Content-Type"] == kind
    assert answer["Cache-Control"] == "public, max-age=3600"
    unchanged = ask(f"/media/{path}", HTTP_IF_MODIFIED_SINCE=answer["Last-Modified"])
    assert unchanged.status_code == 304
    assert Client().post(f"/media/{path}").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "original_images/foto.jpg",
        "documents/verslag.pdf",
        "images/../documents/verslag.pdf",
        "images/%2e%2e/documents/verslag.pdf",
        "images//../documents/verslag.pdf",
        "images/",
        "images",
        "wagtail_uploads/half.jpg",
        "los.txt",
        "images/../../etc/passwd",
        "/etc/passwd",
    ],
)
def test_file_is_not_found_when_it_is_no_picture_for_everybody(
    ask: object, media: Path, path: str
) -> None:
    assert (media / "documents" / "verslag.pdf").exists()
    assert ask(f"/media/{path}").status_code == 404
