from pathlib import Path

import pytest

from scripts import setup
from scripts.stamps import Stamps


@pytest.mark.parametrize(
    ("text", "major"), [("v20.20.2\n", 20), ("v8.1.0", 8), ("", 0), ("node: not found", 0)]
)
def test_node_major_is_the_first_number_when_it_is_a_version(text: str, major: int) -> None:
    assert setup.node_major(text) == major


def test_environment_writes_a_key_of_its_own_when_there_is_no_file(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    setup.environment(tmp_path)
    setup.environment(other)
    written = (tmp_path / ".env").read_text()
    debug, key, other_key, end = written.split("\n")
    assert (debug, key[:11], other_key[:14], end) == (
        "DEBUG=1", "SECRET_KEY=", "REDACTION_KEY=", "",
    )  # fmt: skip
    assert len(key) > 60
    assert len(other_key) > 60
    assert key[11:] != other_key[14:]
    assert written != (other / ".env").read_text()
    assert (tmp_path / ".env").stat().st_mode & 0o077 == 0


def test_environment_leaves_the_file_when_there_is_one(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DEBUG=0\n")
    setup.environment(tmp_path)
    assert (tmp_path / ".env").read_text() == "DEBUG=0\n"


@pytest.mark.parametrize(
    ("written", "environment", "on"),
    [
        ("DEBUG=1\nSECRET_KEY=a=b\n", {}, True),
        ("# DEBUG=1\n\nDEBUG=0\n", {}, False),
        ("DEBUG=1\n", {"DEBUG": "0"}, False),
        ("DEBUG=0\n", {"DEBUG": "True"}, True),
        ("SECRET_KEY=x\n", {}, False),
    ],
)
def test_debug_is_read_as_settings_will_read_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    written: str,
    environment: dict[str, str],
    on: bool,
) -> None:
    monkeypatch.delenv("DEBUG", raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    (tmp_path / ".env").write_text(written)
    assert setup.debug_is_on(tmp_path) is on


@pytest.mark.parametrize(("debug", "commands"), [("1", []), ("0", ["collectstatic"])])
def test_static_files_are_collected_once_and_only_when_debug_is_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, debug: str, commands: list[str]
) -> None:
    done = []
    monkeypatch.setenv("DEBUG", debug)
    monkeypatch.setattr(setup, "STAMPS", Stamps(tmp_path / "stamps.json"))
    monkeypatch.setattr(setup, "run", lambda *words: done.append(words[2]))
    setup.static_files()
    setup.static_files()
    assert done == commands


def test_database_is_filled_anew_when_its_makers_change():
    names = {str(file.relative_to(setup.ROOT)) for file in setup.what_fills_the_database()}

    assert names >= {
        "events/demo.py",
        "events/rights.py",
        "events/setup.py",
        "knowledge/demo/cases.py",
        "knowledge/pages/editors.py",
        "knowledge/pages/site_pages.py",
        "office/migrations/0001_user.py",
    }
