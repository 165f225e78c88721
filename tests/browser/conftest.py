"""A real Chromium against the running site with its demonstration.

One site serves the whole session; a test that writes makes something of its own.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.browser import demo_site
from tests.browser.answering import Answering

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-default-apps",
]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser."""
    for item in items:
        if HERE in Path(item.fspath).parents:
            item.add_marker(pytest.mark.browser)
            # pytest-django makes a test database only when a test says that it uses one.
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="session")
def chromium(missing: Callable[[str, str], None]) -> str:
    """Return the path of Chromium, or skip aloud."""
    found = demo_site.chromium()
    if found is None:
        missing("BROWSER", "Chromium is not installed")
    return found


@pytest.fixture(scope="session")
def site(
    chromium: str,
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """Return the address of the running site."""
    with django_db_blocker.unblock():
        directory = tmp_path_factory.mktemp("site")
        with demo_site.running(dict(os.environ), directory) as address:
            yield address


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Return one Chromium for the session."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        # Playwright keeps an event loop running in this thread, which Django would refuse.
        monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        # With a loop running Django opens connections of their own. One from before would stay
        # open: it keeps PostgreSQL from copying the database, and a forked child, which knows no
        # loop, would share it with us.
        connections.close_all()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            yield browser
            browser.close()


@pytest.fixture
def near(browser: Browser, db: None) -> Iterator[Answering]:
    """Return a tab that Django answers in this process, in the transaction of the test.

    It needs no other site, and the test makes what it looks at, at the hour that it says.
    """
    answering = Answering(browser, locale="nl-NL", timezone_id="Europe/Amsterdam")
    yield answering
    answering.close()
    assert answering.found == []


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page of a new visitor, and judge afterwards what it asked.

    A request to another host, an error of the page and a refusal by the Content-Security-Policy
    fail the test.
    """
    contexts: list[BrowserContext] = []
    strangers: list[str] = []
    errors: list[str] = []

    def gate(route: Route) -> None:
        if route.request.url.startswith((site, "data:", "blob:")):
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    def opened(**options) -> Page:
        context = browser.new_context(
            base_url=site,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        context.route("**/*", gate)
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda line: errors.append(line.text) if "Content Security" in line.text else None,
        )
        return page

    yield opened
    for context in contexts:
        context.close()
    assert strangers == []
    assert errors == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """Return a page of a visitor with JavaScript."""
    return open_page()


@pytest.fixture
def page_without_js(open_page: Callable[..., Page]) -> Page:
    """Return a page of a visitor whose browser runs no JavaScript."""
    return open_page(java_script_enabled=False)
