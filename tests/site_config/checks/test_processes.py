"""What processes beside each other must share, and tasks that nobody does."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from site_config.checks import processes

MEMORY = "django.core.cache.backends.locmem.LocMemCache"
TABLE = "django.core.cache.backends.db.DatabaseCache"


@pytest.mark.parametrize(("backend", "ids"), [(MEMORY, ["site_config.W029"]), (TABLE, [])])
def test_cache_is_judged_by_whether_processes_share_it(
    settings: Any, backend: str, ids: list[str]
) -> None:
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "cache"}}
    assert [message.id for message in processes.cache_is_shared()] == ids


@task()
def nothing() -> None:
    """Do nothing."""


@pytest.fixture
def hand_over(settings: Any, db: None) -> Any:
    """Return a function that hands a task to the worker, some minutes ago."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    def hand(minutes: int, **fields: Any) -> None:
        row = DBTaskResult.objects.get(pk=nothing.enqueue().id)
        enqueued = timezone.now() - datetime.timedelta(minutes=minutes)
        DBTaskResult.objects.filter(pk=row.pk).update(enqueued_at=enqueued, **fields)

    return hand


def found() -> list[Any]:
    return processes.tasks_are_done(databases=["default"])


@pytest.mark.parametrize(
    ("mode", "hint"),
    [("worker", "python manage.py db_worker."), ("immediate", "db_worker --batch")],
)
def test_tasks_are_counted_when_nobody_does_them(
    settings: Any, hand_over: Any, mode: str, hint: str
) -> None:
    settings.TASKS_MODE = mode
    hand_over(11)
    hand_over(30)
    (message,) = found()
    since = timezone.localtime() - datetime.timedelta(minutes=30)
    assert message.id == "site_config.W030"
    assert message.msg.startswith(f"2 tasks wait for a worker, the first since {since:%Y-%m-%d}")
    assert hint in message.hint


def test_task_is_not_counted_when_it_is_new_later_or_done(hand_over: Any) -> None:
    assert found() == []
    hand_over(9)
    hand_over(60, status="SUCCESSFUL")
    hand_over(60, run_after=timezone.now() + datetime.timedelta(days=1))
    assert found() == []


def test_tasks_are_not_looked_for_when_no_database_is_asked_or_no_table_is_there(
    hand_over: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_over(30)
    assert processes.tasks_are_done(databases=None) == []
    monkeypatch.setattr(connection.introspection, "table_names", list)
    assert found() == []
