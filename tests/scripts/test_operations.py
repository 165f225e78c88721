"""How docs/operations.md is read and moved into a folder; scripts/try_operations.py follows it."""

from pathlib import Path

import pytest

from scripts import operations
from scripts.operations import Place

PAGE = """
# Operations

## 1. First

```sh
apt install git
install -d -o kenniskring -g www-data -m 2750 /var/lib/kenniskring/protected
```

## Logs

```sh restore
cd /opt/kenniskring
runuser -u kenniskring -- .venv/bin/python manage.py migrate
```
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path, {"web": 1, "http": 2, "https": 3})


def test_every_block_of_commands_is_found_under_its_heading() -> None:
    found = list(operations.steps(PAGE))
    assert [heading for heading, _commands in found] == ["1. First", "Logs"]
    assert found[1][1].splitlines()[0] == "cd /opt/kenniskring"


def test_what_belongs_to_the_machine_is_not_followed() -> None:
    assert operations.to_follow("apt install git\nsystemctl stop x\nmake assets") == "make assets"


def test_paths_and_ports_are_moved_once(place: Place) -> None:
    folder = str(place.folder)
    text = "VAR_DIR=/var/lib/kenniskring\ncp /opt/kenniskring/x /etc/nginx/y http://127.0.0.1:8001;"
    moved = place.moved(text)
    assert moved == (
        f"VAR_DIR={folder}/var/lib/kenniskring\n"
        f"cp {folder}/opt/kenniskring/x {folder}/etc/nginx/y http://127.0.0.1:1;"
    )
    assert place.moved(moved) == moved


def test_web_server_of_a_trial_listens_on_this_machine_only(place: Place) -> None:
    text = "    listen 443 ssl http2;\n    listen [::]:443 ssl http2;\n"
    assert place.moved(text) == "    listen 127.0.0.1:3 ssl http2;\n"


def test_command_is_followed_as_whoever_runs_the_trial(place: Place) -> None:
    (place.folder / "var/lib/kenniskring").mkdir(parents=True)
    commands = next(operations.steps(PAGE))[1]
    place.follow(commands, {"PATH": "/usr/bin:/bin"})
    assert (place.folder / "var/lib/kenniskring/protected").is_dir()
    assert place.follow("runuser -u kenniskring -- echo ja", {"PATH": "/usr/bin:/bin"}) == "ja\n"
    with pytest.raises(operations.Differs, match="ended with 7"):
        place.follow("exit 7", {"PATH": "/usr/bin:/bin"})


def test_page_has_commands_for_every_step_and_for_the_backup() -> None:
    text = operations.PAGE.read_text()
    steps = [heading for heading, _commands in operations.steps(text) if heading[0].isdigit()]
    assert [heading[:2] for heading in steps] == [f"{number}." for number in range(1, 9)]
    dump, restore = operations.dump_and_restore(text)
    assert dump.endswith(" kenniskring")
    assert "--dbname=kenniskring " in restore


@pytest.mark.parametrize("name", ["web", "loops", "worker"])
def test_unit_runs_what_is_there_as_the_account_of_the_site(name: str) -> None:
    text = (operations.PAGE.parent / "operations" / f"kenniskring-{name}.service").read_text()
    assert "\nUser=kenniskring\n" in text
    assert "\nExecStart=/opt/kenniskring/.venv/bin/" in text
    assert "\nReadWritePaths=/var/lib/kenniskring\n" in text
