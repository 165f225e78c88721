"""Fixtures for every room."""

import importlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache, caches
from django.db import connection
from django.template import Context, RequestContext, Template
from django.test import TransactionTestCase, client
from django.utils import timezone, translation
from hypothesis import settings as hypothesis_settings
from wagtail.models import Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from office import page_cache, shared_reads
from tests import database, migrated, network

# No test measures time, and a busy machine is no failure.
hypothesis_settings.register_profile("house", deadline=None)
hypothesis_settings.load_profile("house")


# A kind that the house does not know enters every list of kinds: it is tried by itself.
collect_ignore = [] if os.environ.get("EXTRA_KIND") else ["extra_kind"]


@pytest.fixture(scope="session", autouse=True)
def _network_blocked() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch:
        network.block(monkeypatch)
        yield


@pytest.fixture(autouse=True)
def _own_var_dir(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # The search index lives there; one test's must not answer another's.
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    # Counters of rate limits and Wagtail's site roots live there.
    cache.clear()
    shared_reads.forget()


@pytest.fixture
def reference_index() -> None:
    """Have Wagtail keep its table of what points at what, as production does."""


@pytest.fixture(autouse=True)
def _no_reference_index(request: pytest.FixtureRequest) -> Iterator[None]:
    # It costs an eighth of every saved page, and few tests look at it.
    if "reference_index" in request.fixturenames:
        yield
        return
    with disable_reference_index_auto_update():
        yield


@pytest.fixture
def shared_readings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Share what pages read alike through a whole test, as in a process that has run for a while.

    What is changed after the first reading is not seen. The clock stands still: what a page shows
    of the coming minute is read anew each minute.
    """
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    readings = shared_reads.Readings(None, float("inf"), {})
    monkeypatch.setattr(shared_reads, "_readings", lambda: readings)
    with shared_reads.sharing(readings.values):
        yield


@pytest.fixture
def kept_pages(monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[None]:
    """Keep public pages in memory, as production does and other tests do not."""
    # They are kept under the host of a site alone: the name that Django's client uses.
    Site.objects.update(hostname="testserver")
    of_production = importlib.import_module("site_config.settings").MIDDLEWARE
    monkeypatch.setattr(settings, "MIDDLEWARE", of_production)
    caches["pages"].clear()
    page_cache.signal.forget()
    yield
    caches["pages"].clear()
    page_cache.signal.forget()


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    # A request to /en/ leaves its language behind in the thread.
    with translation.override(settings.LANGUAGE_CODE):
        yield


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what asks the database something: what `.ci/run` asks of PostgreSQL as well."""
    if _needs_database(item) and not item.get_closest_marker("shown"):
        item.add_marker(pytest.mark.database)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what needs no database first: one worker does that while the other migrates."""
    items.sort(key=_needs_database)


def _needs_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or bool(
        {"db", "transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
    )


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """Keep a SQLite file always: what stands there when a run begins is a fresh copy."""
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    django_db_createdb: bool,
    django_db_blocker: pytest.FixtureRequest,
) -> None:
    """Let the test database begin as a copy of one that is migrated already."""
    if django_db_createdb:
        migrated.remove_leftovers()
        return
    with django_db_blocker.unblock():
        migrated.copy_for_tests()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[None]:
    """Put the rows of the migrations back after every test that really commits."""
    with django_db_blocker.unblock():
        base = database.remember()

    def fixture_teardown(_case: TransactionTestCase) -> None:
        database.put_back(base)

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", fixture_teardown)
        yield
    with django_db_blocker.unblock():
        database.send_away_others()


@pytest.fixture
def process_environment(db: None) -> dict[str, str]:
    """Return the environment in which `manage.py` of another process works on the test database."""
    return {
        **os.environ,
        "DATABASE_URL": database.url(connection.settings_dict["NAME"]),
        "DJANGO_SETTINGS_MODULE": "site_config.settings",
        "DEBUG": "1",
        "SECRET_KEY": settings.SECRET_KEY,
        "VAR_DIR": str(settings.VAR_DIR),
    }


@pytest.fixture(autouse=True)
def _only_on_postgres(request: pytest.FixtureRequest, missing: Callable[[str, str], None]) -> None:
    if request.node.get_closest_marker("postgres") and connection.vendor != "postgresql":
        missing("POSTGRES", "DATABASE_URL names no PostgreSQL database")


@pytest.fixture(scope="session")
def missing() -> Callable[[str, str], None]:
    """Return a function that skips aloud, or fails when REQUIRE_<WHAT>=1 says it must be there."""

    def say(what: str, reason: str) -> None:
        if os.environ.get(f"REQUIRE_{what}") == "1":
            pytest.fail(f"REQUIRE_{what}=1, but {reason}.")
        pytest.skip(f"{reason}; REQUIRE_{what}=1 makes this a failure")

    return say


@pytest.fixture(scope="session", autouse=True)
def _contexts_of_pages_alone() -> Iterator[None]:
    """Keep the contexts of whole pages for the tests, not those of the parts within.

    A page of the admin is made of thousands of parts; copying the context of each of them took a
    fifth of the time of such a page.
    """
    keep = client.store_rendered_templates

    def keep_pages(
        store: dict, signal: object, sender: object, template: Template, context: Context, **kwargs
    ) -> None:
        if isinstance(context, RequestContext) and context.template is template:
            keep(store, signal, sender, template, context, **kwargs)

    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(client, "store_rendered_templates", keep_pages)
        yield
