"""What must have been made before the site can be served as in production."""

import json
from pathlib import Path
from typing import Any

import pytest

from site_config.checks import files


@pytest.fixture
def listed(settings: Any, tmp_path: Path) -> Path:
    """Return the list of collected files, which holds every asset that our pages name."""
    settings.STATIC_ROOT = tmp_path
    file = tmp_path / "staticfiles.json"
    file.write_text(json.dumps({"paths": dict.fromkeys(files.named_assets(), "x")}))
    return file


def test_our_pages_name_the_style_sheet_and_the_script() -> None:
    assert {"build/site.css", "build/site.js"} <= files.named_assets()


def test_collected_files_pass_when_every_asset_is_among_them(listed: Path) -> None:
    assert files.static_files_are_collected() == []


def test_assets_are_named_when_they_were_not_built_before_collecting(listed: Path) -> None:
    names = files.named_assets() - {"build/site.css"}
    listed.write_text(json.dumps({"paths": dict.fromkeys(names, "x")}))
    (message,) = files.static_files_are_collected()
    assert message.id == "site_config.E027"
    assert message.msg == "Static files were collected without build/site.css."
    assert "make assets" in message.hint


@pytest.mark.parametrize("words", ["", "{", "[]", "{}"])
def test_list_that_cannot_be_read_is_none(listed: Path, words: str) -> None:
    listed.write_text(words)
    (message,) = files.static_files_are_collected()
    assert message.id == "site_config.E026"


def test_catalogue_is_named_when_it_is_not_compiled(settings: Any, tmp_path: Path) -> None:
    settings.LOCALE_PATHS = [tmp_path]
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text("")
    (message,) = files.catalogues_are_compiled()
    assert message.id == "site_config.W028"
    assert message.msg == f"Not compiled: {folder / 'django.po'}."
    (folder / "django.mo").write_bytes(b"")
    assert files.catalogues_are_compiled() == []
