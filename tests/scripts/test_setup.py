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


def a_node(folder: Path, version: str) -> None:
    """Make a machine of which Node says this version."""
    for name in ("node", "npm"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho {version}\n")
        program.chmod(0o755)
    (folder / "sh").symlink_to("/bin/sh")


@pytest.mark.parametrize(
    ("version", "needed", "installed"),
    [("v20.1.0", 20, []), ("v20.1.0", 24, ["node"]), ("v24.0.0", 24, [])],
)
def test_node_comes_from_the_wheel_when_that_of_the_machine_is_too_old(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    version: str,
    needed: int,
    installed: list[str],
) -> None:
    found: list[str] = []
    a_node(tmp_path, version)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(setup, "_install", lambda lock, _what: found.append(lock))
    own = setup.node_environment(needed)["PATH"] == str(tmp_path)
    assert (found, own) == (installed, not installed)


def test_page_tools_are_installed_once_and_run_no_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []
    folder = tmp_path / "scripts" / "pages"
    folder.mkdir(parents=True)
    (folder / "package-lock.json").write_text("{}")

    def install(*words: str, cwd: Path, environment: dict[str, str]) -> None:
        done.append((words[:3], cwd, environment))
        (folder / "node_modules").mkdir(exist_ok=True)

    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "STAMPS", Stamps(tmp_path / "stamps.json"))
    monkeypatch.setattr(setup, "node_environment", lambda needed: {"NODE": str(needed)})
    monkeypatch.setattr(setup, "run", install)
    setup.page_tools()
    setup.page_tools()
    assert done == [(("npm", "ci", "--ignore-scripts"), folder, {"NODE": "24"})]


def test_what_was_installed_is_forgotten_when_the_environment_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamps = Stamps(tmp_path / "stamps.json")
    for lock in ("runtime", "test", "node"):
        stamps.write(lock, "there")
    monkeypatch.setattr(setup, "STAMPS", stamps)
    monkeypatch.setattr(setup, "PYTHON", tmp_path / "nowhere")
    monkeypatch.setattr(setup.venv, "create", lambda *_words, **_options: None)
    monkeypatch.setattr(setup, "_install", lambda *_words: None)
    setup.packages(with_tests=True)
    assert not any(stamps.holds(lock, "there") for lock in ("runtime", "test", "node"))
