"""The house stands as docs/architecture.md draws it, and its rules do find what is wrong."""

import subprocess
import sys
import tomllib
from pathlib import Path, PurePath

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

import events.urls
import knowledge.urls
import office.urls
import search.urls
from knowledge.models import ReportPage
from office.models import User
from tests import architecture
from tests.architecture import ROOMS, ROOT

NAMES = {
    "office": architecture.url_names(office.urls.machine_urlpatterns),
    "search": architecture.url_names(search.urls.urlpatterns),
    "knowledge": architecture.url_names(
        [*knowledge.urls.urlpatterns, *knowledge.urls.machine_urlpatterns]
    ),
    "events": architecture.url_names([*events.urls.urlpatterns, *events.urls.machine_urlpatterns]),
}


def committed(*endings: str) -> list[PurePath]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [PurePath(name) for name in done.stdout.splitlines() if name.endswith(endings)]


def lint_imports(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Judge every import by contracts; those of pyproject.toml unless arguments name others."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    return subprocess.run(
        [*command, "--no-cache", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_imports_keep_every_contract() -> None:
    done = lint_imports()
    assert done.returncode == 0, done.stdout


def test_import_is_found_when_it_breaks_a_contract(tmp_path: Path) -> None:
    upside_down = tmp_path / "contracts.ini"
    rooms = "\n".join(f"    {room}" for room in ROOMS)
    upside_down.write_text(
        "[importlinter]\nroot_packages =\n" + rooms + "\n"
        "[importlinter:contract:1]\nname = Upside down\ntype = layers\nlayers =\n" + rooms
    )
    done = lint_imports("--config", str(upside_down))
    assert done.returncode == 1
    assert "events is not allowed to import knowledge" in done.stdout


def test_every_package_is_a_room_that_the_contracts_know() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    packages = {name.parts[0] for name in committed(".py") if len(name.parts) > 1}
    beside = {"tests", "scripts", "benchmarks"}
    assert packages - beside == set(ROOMS) == set(contracts["root_packages"])


@pytest.mark.parametrize("room", ROOMS)
def test_room_names_no_module_of_a_higher_one(room: str) -> None:
    found = [
        sentence
        for module, source in architecture.sources(room)
        for sentence in architecture.upward_names(room, module, source)
    ]
    assert found == []


def test_no_row_points_at_a_higher_room() -> None:
    assert architecture.upward_keys(apps.get_models(include_auto_created=True)) == []


def test_no_room_names_an_address_of_a_higher_one() -> None:
    found = [
        sentence
        for room in NAMES
        for module, source in architecture.sources(room)
        for sentence in architecture.upward_addresses(room, module, source, NAMES)
    ]
    assert found == []


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    long = {
        str(name): count
        for name in committed(".py", ".css", ".js", ".html")
        if (count := (ROOT / name).read_text().count("\n")) > architecture.LONGEST
        and "migrations" not in name.parts
    }
    assert long == {}


def test_every_name_says_something() -> None:
    silent = architecture.NAMES_THAT_SAY_NOTHING
    assert [n for n in committed("") if silent & {PurePath(part).stem for part in n.parts}] == []


# The rules themselves: each finds what is wrong when it is fed something wrong.


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("knowledge", "m = import_module('events.models')"),
        ("knowledge", "m = import_module(name='events.models')"),
        ("search", "m = apps.get_model('knowledge.ReportPage')"),
        ("search", "m = apps.get_app_config('knowledge')"),
        ("office", "m = import_string('events.registrations.mails.KINDS')"),
        ("office", "m = __import__('events')"),
    ],
)
def test_name_is_found_when_it_belongs_to_a_higher_room(room: str, source: str) -> None:
    (sentence,) = architecture.upward_names(room, "somewhere", source)
    assert f"{room}.somewhere imports" in sentence


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("events", "m = apps.get_model('knowledge.ReportPage')"),
        ("search", "m = import_module('eventsourcing')"),
        ("search", "m = import_module(name)"),
    ],
)
def test_name_passes_when_it_belongs_to_no_higher_room(room: str, source: str) -> None:
    assert architecture.upward_names(room, "somewhere", source) == []


# The registry must be another one; which app fills it does not matter here.
@isolate_apps("taggit")
def test_key_is_found_when_it_points_at_a_higher_room() -> None:
    class Kept(models.Model):  # noqa: DJ008 -- never shown
        report = models.ForeignKey(ReportPage, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "search"

    class Fine(models.Model):  # noqa: DJ008 -- never shown
        user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "events"

    assert architecture.upward_keys([Kept, Fine]) == [
        "search.Kept.report points at knowledge.ReportPage, which stands above it."
    ]


def test_address_is_found_when_it_belongs_to_a_higher_room() -> None:
    source = "a = reverse('agenda')\nb = redirect('question', number=1)\nc = reverse(name)"
    assert architecture.upward_addresses("knowledge", "mails", source, NAMES) == [
        "knowledge.mails reverses 'agenda' of events."
    ]
    source = "a = reverse(viewname='recording_file')\nb = reverse('search')"
    assert architecture.upward_addresses("search", "results", source, NAMES) == [
        "search.results reverses 'recording_file' of knowledge."
    ]
