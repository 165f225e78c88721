"""What processes beside each other must share, and whether the one that does tasks is there."""

import datetime
from collections.abc import Iterable

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register
from django.utils import timezone

from site_config.checks.database import tables
from site_config.checks.finding import TAG, unwise

# A worker asks every second; after this none is there, or it hangs.
LONGEST_WAIT = datetime.timedelta(minutes=10)


@register(TAG, deploy=True)
def cache_is_shared(**_kwargs: object) -> list[CheckMessage]:
    """W029: a cache in the memory of each process."""
    if not settings.CACHES["default"]["BACKEND"].endswith(".LocMemCache"):
        return []
    sentence = (
        "CACHE_URL=locmem:// is a memory of each process by itself: when an editor gives a site "
        "another root page, other processes use the old addresses for up to an hour."
    )
    hint = "Share one: CACHE_URL=db://cache, and python manage.py createcachetable."
    return [unwise(29, sentence, hint)]


@register(Tags.database, deploy=True)
def tasks_are_done(databases: Iterable[str] | None = None, **_kwargs: object) -> list[CheckMessage]:
    """W030: tasks that wait for a worker which is not there, or is not asked for any more."""
    from django_tasks_db.models import DBTaskResult  # noqa: PLC0415 -- the models load after the checks

    if DBTaskResult._meta.db_table not in tables(databases):
        return []
    waiting = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - LONGEST_WAIT)
    first = waiting.order_by("enqueued_at").first()
    if first is None:
        return []
    since = timezone.localtime(first.enqueued_at)
    sentence = f"{waiting.count()} tasks wait for a worker, the first since {since:%Y-%m-%d %H:%M}."
    if settings.TASKS_MODE == "worker":
        hint = "Start it, or look why it hangs: python manage.py db_worker."
    else:
        hint = "TASKS=immediate does no task that waits: python manage.py db_worker --batch."
    return [unwise(30, sentence, hint)]
