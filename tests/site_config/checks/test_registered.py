"""What `check --deploy` looks at, and nobody who develops is told."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import checks
from django.utils import timezone
from django_tasks_db.models import DBTaskResult


@pytest.mark.django_db
def test_what_only_the_deploy_check_looks_at_is_registered_there(
    settings: Any, tmp_path: Path
) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text("")
    settings.LOCALE_PATHS = [tmp_path]
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = {**settings.CACHES, "default": memory}
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        task_path="x.y",
        queue_name="default",
        enqueued_at=timezone.now() - timedelta(minutes=11),
    )
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=11))
    ours = {"site_config.W028", "site_config.W029", "site_config.W030"}

    def ids(*, deploy: bool) -> set[str | None]:
        found = checks.run_checks(include_deployment_checks=deploy, databases=["default"])
        return {message.id for message in found}

    assert ours <= ids(deploy=True)
    # Who develops is not told at every start.
    assert not ours & ids(deploy=False)
