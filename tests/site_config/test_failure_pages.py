"""A failure of ours: how soon it is said, and what comes back of what was typed."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html import unescape
from threading import Event

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.urls import reverse

from events.models import Registration, Seats
from events.registrations import deeds as registrations
from site_config.failure_pages import is_busy, server_error
from tests.events.factories import (
    address,
    an_application,
    make_coming_meeting,
    make_kenniskringen,
)
from tests.threads import in_thread

FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


@pytest.fixture
def meeting(transactional_db):
    make_kenniskringen()
    return make_coming_meeting(capacity=2)


@pytest.fixture
def impatient(transactional_db) -> Iterator[None]:
    """Let this test's own connection wait as short as a test can."""
    is_postgresql = connection.vendor == "postgresql"
    short = "SET lock_timeout = '200ms'" if is_postgresql else "PRAGMA busy_timeout = 200"
    with connection.cursor() as cursor:
        cursor.execute(short)
    yield
    connection.close()


@contextmanager
def held(take: Callable[[], object]) -> Iterator[None]:
    """Keep what `take` locks, in a transaction of another connection."""
    taken, give_back, failures = Event(), Event(), []

    def hold() -> None:
        with transaction.atomic():
            take()
            taken.set()
            give_back.wait(30)

    thread = in_thread(hold, failures)
    assert taken.wait(30)
    try:
        yield
    finally:
        give_back.set()
        thread.join()
    assert failures == []


def lock_seats() -> None:
    list(Seats.objects.select_for_update())


def fields_of(page: str) -> dict[str, str]:
    return {unescape(name): unescape(value) for name, value in FIELD.findall(page)}


def lock_counter() -> None:
    # On SQLite the transaction itself keeps everybody else from writing.
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE office_counted IN ACCESS EXCLUSIVE MODE")


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("debug", [False, True])
def test_form_comes_back_when_the_database_is_busy_and_can_be_sent_again(
    client, meeting, settings, debug
):
    settings.DEBUG = debug
    # On SQLite it is a middleware that waits: it counts.
    client.raise_request_exception = False
    with held(lock_seats):
        busy = client.post(address("register", meeting), an_application(name="An <b>B"))
        # Somebody else's page does not wait.
        assert client.get(address("register", meeting)).status_code == 200
    page = busy.content.decode()
    assert (busy.status_code, busy["Retry-After"], busy["Cache-Control"]) == (503, "10", "no-store")
    assert "Het is nu te druk" in page
    assert "An &lt;b&gt;B" in page
    assert "<b>B" not in page
    assert not Registration.objects.exists()

    taken = client.post(address("register", meeting), fields_of(page))

    assert taken.status_code == 303
    assert Registration.objects.get().name == "An <b>B"


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("debug", [False, True])
def test_log_in_that_waits_to_be_counted_is_busy_and_shows_no_password(client, settings, debug):
    settings.DEBUG = debug
    client.raise_request_exception = False
    data = {"username": "an", "password": "een-lang-wachtwoord"}

    with held(lock_counter):
        busy = client.post(reverse("wagtailadmin_login"), data)

    page = busy.content.decode()
    assert (busy.status_code, busy["Retry-After"], busy["Cache-Control"]) == (503, "10", "no-store")
    assert ">an<" in page
    assert "een-lang-wachtwoord" not in page
    assert "Content-Security-Policy" in busy


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize(
    "middleware",
    [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "site_config.redirects.OpenRedirectMiddleware",
    ],
)
def test_page_is_busy_whichever_middleware_waited(
    client, meeting, settings, monkeypatch, middleware, debug
):
    monkeypatch.setattr(f"{middleware}.process_response", wait_in_vain)
    settings.DEBUG = debug
    client.raise_request_exception = False
    busy = client.get(address("register", meeting))
    assert (busy.status_code, busy["Retry-After"]) == (503, "10")


def wait_in_vain(*_args: object, **_kwargs: object) -> None:
    raise OperationalError


def test_visitor_reads_that_it_is_busy_while_debug_is_on(client, meeting, settings, monkeypatch):
    monkeypatch.setattr(registrations, "register", wait_in_vain)
    settings.DEBUG = True
    busy = client.post(address("register", meeting), an_application())
    assert (busy.status_code, busy["Retry-After"]) == (503, "10")


@pytest.mark.postgres
@pytest.mark.usefixtures("impatient")
def test_page_says_that_it_is_too_busy_when_its_table_is_locked(client, meeting):
    def lock_table() -> None:
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE wagtailcore_page IN ACCESS EXCLUSIVE MODE")

    with held(lock_table):
        assert client.get("/").status_code == 503
        assert client.get("/en/kenniskringen/").status_code == 503
    assert client.get("/").status_code == 200


@pytest.mark.postgres
@pytest.mark.django_db
def test_statement_that_takes_too_long_is_busy_too():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '50ms'")
        with pytest.raises(OperationalError) as caught:
            cursor.execute("SELECT pg_sleep(5)")
    assert is_busy(caught.value)


@pytest.mark.django_db
def test_mistake_of_ours_is_not_called_busy():
    with pytest.raises(Exception, match="no_such_table") as caught, transaction.atomic():  # noqa: SIM117 -- the error leaves the block
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM no_such_table")
    assert not is_busy(caught.value)
    assert not is_busy(IntegrityError())
    assert not is_busy(None)


# What nobody caught


@pytest.fixture
def broken(monkeypatch, client):
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(registrations, "register", fail)
    client.raise_request_exception = False


@pytest.mark.usefixtures("broken")
@pytest.mark.parametrize("language", ["", "/en"])
def test_what_was_typed_comes_back_after_a_mistake_of_ours(client, meeting, language):
    data = an_application(name="An", question="Hoe doen jullie dit?")
    response = client.post(language + address("register", meeting), data)
    page = response.content.decode()
    heading = "Something went wrong" if language else "Er ging bij ons iets mis"
    assert response.status_code == 500
    assert heading in page
    assert fields_of(page).items() >= data.items()
    assert "<p" in page
    assert page.count("Hoe doen jullie dit?") == 2
    assert not response.cookies


@pytest.mark.parametrize(("site", "shown"), [("cross-site", False), ("same-origin", True)])
def test_nothing_of_a_form_on_another_site_is_shown_on_ours(rf, site, shown):
    request = rf.post("/", {"text": "Bel 0900"}, headers={"Sec-Fetch-Site": site})
    assert ("0900" in server_error(request).content.decode()) is shown


def test_no_password_comes_back(client, monkeypatch, transactional_db):
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("office.accounts.AccountBackend.authenticate", fail)
    client.raise_request_exception = False
    data = {"username": "an", "password": "een-lang-wachtwoord"}
    response = client.post(reverse("wagtailadmin_login"), data)
    page = response.content.decode()
    assert response.status_code == 500
    assert ">an<" in page
    assert "een-lang-wachtwoord" not in page
    assert fields_of(page) == {}


@pytest.mark.usefixtures("broken")
def test_script_that_saves_by_itself_gets_a_sentence(client, meeting):
    response = client.post(
        address("register", meeting), an_application(), headers={"Accept": "application/json"}
    )
    assert response.json()["error_message"] == "Er ging bij ons iets mis."
