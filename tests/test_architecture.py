"""The house stands as docs/architecture.md draws it, and its rules do find what is wrong."""

import subprocess
from pathlib import PurePath

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
from tests.architecture import ORDER, ROOMS, ROOT

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


@pytest.mark.parametrize("room", ROOMS)
def test_room_imports_downwards_only(room: str) -> None:
    found = [
        sentence
        for module, source in architecture.sources(room)
        for sentence in architecture.upward_imports(room, module, source)
    ]
    assert found == []


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_has_its_place_and_every_place_its_module(room: str) -> None:
    there = {module for module, _source in architecture.sources(room)}
    there |= {module.partition(".")[0] for module in there}
    placed = set().union(*(modules for _name, modules in ORDER[room]))
    assert placed - there == set()
    for module in there:
        architecture.line(room, module)


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
    ("room", "module", "source"),
    [
        ("knowledge", "passages", "from events.models import Meeting"),
        ("search", "indexing", "import knowledge.models"),
        ("search", "views", "def f():\n    from knowledge import models"),
        ("knowledge", "passages", "m = import_module('events.models')"),
        ("knowledge", "passages", "m = import_module(name='events.models')"),
        ("search", "models", "m = apps.get_model('knowledge.User')"),
        ("search", "models", "m = apps.get_app_config('knowledge')"),
        ("knowledge", "mails", "m = import_string('events.mails.KINDS')"),
        ("knowledge", "mails", "m = __import__('events')"),
        ("events", "registrations", "from site_config import settings"),
        ("knowledge", "models.base", "from knowledge import passages"),
        ("events", "models.meeting", "from events.views import register"),
        ("knowledge", "passages", "from . import views"),
        ("knowledge", "models.base", "from ..passages import write"),
    ],
)
def test_import_is_found_when_it_points_upwards(room: str, module: str, source: str) -> None:
    (sentence,) = architecture.upward_imports(room, module, source)
    assert f"{room}.{module} imports" in sentence


@pytest.mark.parametrize(
    ("room", "module", "source"),
    [
        (
            "events",
            "registrations",
            "from knowledge import outbox\nfrom events.models import Meeting",
        ),
        ("knowledge", "models.report", "from knowledge.text.blocks import BodyField"),
        ("knowledge", "blocks", "from knowledge.text.choices import Approach"),
        ("search", "indexing", "import eventsourcing"),
    ],
)
def test_import_passes_when_it_points_downwards(room: str, module: str, source: str) -> None:
    assert architecture.upward_imports(room, module, source) == []


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


def test_module_is_named_when_it_has_no_place() -> None:
    with pytest.raises(KeyError, match=r"knowledge\.novelty has no place yet"):
        architecture.line("knowledge", "novelty")
