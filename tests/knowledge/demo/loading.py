"""The demonstration, or a part of it, loaded once for all tests of a module: it takes seconds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

from knowledge.pages import site_pages
from office.setup import Say
from tests.knowledge.conftest import quiet


@contextmanager
def loaded(django_db_blocker: Any, *steps: Callable[[Say], None]) -> Iterator[None]:
    """Make the pages of every site, take these steps, and take all of it back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        site_pages.prepare(quiet)
        for step in steps:
            step(quiet)
        yield
        transaction.set_rollback(True)
