"""What /gereed/ looks at: each thing is fine, and is named when it is not."""

import datetime
import shutil
import uuid
from collections import namedtuple

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from knowledge.models import Cue
from knowledge.recordings import deeds as recordings
from office import loops
from office.loops import LOOPS
from office.models import LoopRun, Mail
from search import indexing
from search.models import IndexChange, IndexCounter
from site_config import readiness
from tests.knowledge.recordings.factories import WORDS, make_recording

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def now(monkeypatch):
    """Return the moment at which all is well: the index is made and every loop ran just now."""
    monkeypatch.setattr(loops, "_recorded", {})
    moment = timezone.now()
    for loop in LOOPS.values():
        loops.record_run(loop, moment)
    indexing.rebuild()
    return moment


def wrong(now) -> dict[str, str]:
    return {one.name: one.words for one in readiness.findings(now) if not one.fine}


def test_nothing_is_wrong_with_a_site_that_works(now):
    assert wrong(now) == {}
    assert [one.name for one in readiness.findings(now)] == list(readiness.CHECKS)


def test_database_behind_the_code_is_named(now):
    MigrationRecorder.Migration.objects.filter(app="office").order_by("-name").first().delete()
    assert wrong(now) == {"migrations": "Voer `manage.py migrate` uit: office."}


def test_site_without_an_index_is_not_ready(now, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "elsewhere"
    assert set(wrong(now)) == {"index"}
    assert "rebuild_index" in wrong(now)["index"]


def test_index_of_another_database_is_not_ours(now):
    IndexCounter.objects.update(log=uuid.uuid4())
    assert set(wrong(now)) == {"index"}


@pytest.mark.parametrize(("number", "minutes", "behind"), [
    (None, 4, False), (None, 6, True), (99, 6, True), (0, 6, False),
])  # fmt: skip
def test_index_is_behind_when_a_change_waits_for_minutes(now, number, minutes, behind):
    at = now - datetime.timedelta(minutes=minutes)
    IndexChange.objects.create(number=number, document_id="page:1", at=at)
    assert set(wrong(now)) == ({"index"} if behind else set())


def test_mail_that_does_not_go_out_is_named(now):
    Mail.objects.create(kind="x", message_id="<1>", created_at=now - HOUR, next_try_at=now - HOUR)
    assert set(wrong(now)) == {"mail"}


def test_loop_that_stands_still_is_named(now):
    LoopRun.objects.filter(name="outbox").update(at=now - HOUR)
    LoopRun.objects.filter(name="search").delete()
    words = wrong(now)["loops"]
    assert "mail versturen liep voor het laatst op" in words
    assert "de zoekmachine bijwerken liep nog nooit." in words
    assert "gegevens wissen" not in words


@pytest.mark.parametrize(("mode", "waits"), [("worker", True), ("immediate", False)])
def test_tasks_that_no_worker_takes_are_named(now, settings, mode, waits):
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.create(
        task_path="x", args_kwargs={"args": [], "kwargs": {}}, backend_name="default", priority=0
    )
    settings.TASKS_MODE = mode
    assert set(wrong(now + HOUR)) & {"tasks"} == ({"tasks"} if waits else set())


@pytest.mark.parametrize(("free", "full"), [(1024**3, False), (1024**3 - 1, True)])
def test_disk_that_is_nearly_full_is_named(now, monkeypatch, free, full):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10**12, 0, free))
    assert set(wrong(now)) == ({"disk"} if full else set())


@pytest.mark.parametrize("name", ["VAR_DIR", "MEDIA_ROOT"])
def test_each_disk_is_looked_at(now, monkeypatch, settings, tmp_path, name):
    usage = namedtuple("usage", "total used free")
    setattr(settings, name, str(tmp_path))
    monkeypatch.setattr(
        shutil, "disk_usage", lambda path: usage(10**12, 0, 0 if path == tmp_path else 10**12)
    )
    assert str(tmp_path) in wrong(now)["disk"]


def test_thing_that_cannot_be_looked_at_stops_no_other(now, monkeypatch):
    def break_down(_now):
        raise OSError("No such\ndevice")

    label, _check = readiness.CHECKS["index"]
    monkeypatch.setitem(readiness.CHECKS, "index", (label, break_down))
    assert wrong(now) == {"index": "OSError: No such device"}


def test_database_that_is_away_is_asked_nothing_more(now, monkeypatch):
    def break_down(_now):
        raise OperationalError("connection refused")

    label, _check = readiness.CHECKS["database"]
    monkeypatch.setitem(readiness.CHECKS, "database", (label, break_down))
    (found,) = readiness.findings(now)
    assert (found.name, found.words) == ("database", "OperationalError: connection refused")


def test_all_of_it_costs_few_queries(now, django_assert_max_num_queries):
    readiness.findings(now)
    with django_assert_max_num_queries(10):
        readiness.findings(now)


def test_another_key_of_what_was_taken_away_is_named(now, settings):
    make_recording(words=WORDS)
    recordings.redact(Cue.objects.first(), by=None)
    indexing.rebuild()
    assert wrong(now) == {}

    settings.REDACTION_KEY = "another key of redaction"

    assert set(wrong(now)) == {"removed words"}
    assert "Uit 1 opname is iets weggehaald" in wrong(now)["removed words"]
    assert "REDACTION_KEY" in wrong(now)["removed words"]
