from pathlib import Path

import pytest

from scripts.pages import tools
from scripts.pages.listed import NO_PAGES, PAGES
from tests.site_config.test_visible import public_names


@pytest.mark.parametrize(
    ("text", "major"),
    [('openjdk version "17.0.15" 2025-04-15', 17), ('java version "1.8.0_402"', 8), ("", 0)],
)
def test_java_major_is_the_number_of_its_release(text: str, major: int) -> None:
    assert tools.java_major(text) == major


def a_machine(folder: Path, monkeypatch: pytest.MonkeyPatch, **programs: str) -> None:
    """Make a machine that has these programs alone; each says a line on stderr."""
    for name, line in programs.items():
        program = folder / name.replace("_", "-")
        program.write_text(f"#!/bin/sh\necho '{line}' >&2\n")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/nowhere")
    monkeypatch.delenv("CHROMIUM", raising=False)


JAVA = 'openjdk version "17.0.15" 2025-04-15'


@pytest.mark.parametrize(
    ("programs", "sentence"),
    [
        (
            {"chromium": ""},
            "There is no Java here, and the checker of HTML needs it "
            "(Debian, Ubuntu: apt install default-jre-headless).",
        ),
        (
            {"chromium": "", "java": 'java version "1.8.0_402"'},
            "This Java is too old, and the checker of HTML needs 11 or newer "
            "(Debian, Ubuntu: apt install default-jre-headless).",
        ),
        (
            {"java": JAVA},
            "There is no Chromium here, and pages are judged in one "
            "(Debian: apt install chromium; elsewhere: CHROMIUM=<path>).",
        ),
        ({"java": JAVA, "chromium_headless_shell": ""}, None),
    ],
)
def test_lack_is_one_sentence_that_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, programs: dict[str, str], sentence: str | None
) -> None:
    (tmp_path / "sh").symlink_to("/bin/sh")
    a_machine(tmp_path, monkeypatch, **programs)
    assert tools.lack() == sentence


def test_lack_names_the_path_when_the_chromium_that_was_named_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sh").symlink_to("/bin/sh")
    a_machine(tmp_path, monkeypatch, java=JAVA)
    monkeypatch.setenv("CHROMIUM", "/nergens")
    assert tools.lack() == (
        "CHROMIUM='/nergens' does not exist: give the path of a Chromium, or leave it out."
    )


def test_vnu_judges_every_style_sheet_of_ours_but_the_list_of_layers() -> None:
    names = {file.name for file in tools.sources()}
    assert {"base.css", "tokens.css", "mark.svg"} <= names
    assert "main.css" not in names


def test_every_public_address_is_judged_or_is_no_page() -> None:
    assert {page.address for page in PAGES} | NO_PAGES == public_names() - {
        # Where one logs in is the desk's, and what redirects to a page has no look.
        "wagtailcore_login",
    }


def test_pages_have_names_of_their_own() -> None:
    names = [page.name for page in PAGES]
    assert sorted(names) == sorted(set(names))
