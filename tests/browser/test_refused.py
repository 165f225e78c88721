"""A visitor whose form is not taken reads why, and loses nothing of what she typed."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone
from playwright.sync_api import Page, expect

from events.models import Registration
from events.registrations import deeds as registrations
from office.mail import outbox
from office.models import User
from tests.browser.answering import Answering
from tests.events.factories import (
    address,
    an_application,
    make_coming_meeting,
    make_kenniskringen,
)

pytestmark = pytest.mark.xdist_group("browser")

NAME, EMAIL = "Bo & <b>Zoon</b>", "bo@example.org"


@pytest.fixture
def meeting():
    make_kenniskringen()
    return make_coming_meeting(capacity=20, location=5)


def fill(page: Page, path: str, *, name: str = NAME, mode: str = "Online") -> None:
    """Fill in the form of a meeting and send it."""
    page.goto(path)
    page.get_by_label("Naam").fill(name)
    page.get_by_label("E-mailadres").fill(EMAIL)
    page.get_by_label("Gemeente of organisatie").fill("Gemeente Verzinsdorp")
    page.get_by_label(mode).check()
    page.get_by_role("button", name="Aanmelden").click()


def test_eleventh_wrong_password_is_not_looked_at_and_stands_nowhere(near: Answering):
    User.objects.create_superuser("an", "an@example.org", "een-lang-wachtwoord")
    for _time in range(10):
        near.client.post("/beheer/login/", {"username": "an", "password": "mis"})
    page = near.page
    page.goto("/beheer/login/")
    page.locator("input[name=username]").fill("an")
    page.locator("input[name=password]").fill("een-lang-wachtwoord")
    page.locator("button[type=submit]").click()

    expect(page.locator("main")).to_contain_text("Dit is te vaak geprobeerd. Wacht 15 minuten")
    assert "een-lang-wachtwoord" not in page.content()
    page.goto("/beheer/")
    expect(page.locator("input[name=password]")).to_be_visible()


def test_sixth_mail_of_an_hour_is_refused_and_the_form_is_still_filled(near: Answering, meeting):
    path = address("register", meeting)
    for number in range(5):
        sent = an_application(name=f"Cas {number}", email=EMAIL, mode="online")
        assert near.client.post(path, sent).status_code == 303
    page = near.page
    fill(page, path)

    expect(page.locator("main")).to_contain_text("Naar dit e-mailadres ging al veel mail.")
    expect(page.get_by_label("Naam")).to_have_value(NAME)
    expect(page.get_by_label("E-mailadres")).to_have_value(EMAIL)
    expect(page.get_by_label("Online")).to_be_checked()


def test_eleventh_of_a_network_keeps_her_form_until_there_is_room(
    near: Answering, meeting, time_machine
):
    now = timezone.now()
    time_machine.move_to(now)
    path = address("register", meeting)
    for number in range(10):
        sent = an_application(email=f"cas{number}@example.org", mode="online")
        assert near.client.post(path, sent).status_code == 303
    page = near.page
    fill(page, path)

    expect(page.locator("main")).to_contain_text("zijn voor deze kenniskring al veel mensen")
    expect(page.locator("main")).to_contain_text("Over 24 uur kan het weer.")
    time_machine.move_to(now + timedelta(hours=24, minutes=1))
    page.get_by_role("button", name="Opnieuw versturen").click()
    expect(page.get_by_label("Naam")).to_have_value(NAME)


@pytest.fixture
def failing(near: Answering, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Let Django answer what broke, as in production."""
    near.client.raise_request_exception = False
    with monkeypatch.context() as broken:
        yield broken


@pytest.mark.parametrize(
    ("error", "heading"),
    [
        (OperationalError("lock timeout"), "Het is nu te druk"),
        (RuntimeError("iets van ons"), "Er ging bij ons iets mis"),
    ],
    ids=["busy", "broken"],
)
def test_form_that_failed_is_sent_again_with_one_press(near, meeting, failing, error, heading):
    def fail(*_args: object, **_kwargs: object) -> None:
        raise error

    failing.setattr(registrations, "register", fail)
    page = near.page
    fill(page, address("register", meeting))
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    expect(page.locator("body")).to_contain_text(NAME)
    assert not Registration.objects.exists()

    failing.undo()
    page.get_by_role("button", name="Opnieuw versturen").click()

    expect(page.locator("main")).to_contain_text("Kijk in je mail")
    row = Registration.objects.get()
    assert (row.name, row.email) == (NAME, EMAIL)


def test_who_registers_again_with_another_form_of_attendance_chooses_and_gets_it(
    near: Answering, meeting, mailoutbox
):
    page, path = near.page, address("register", meeting)
    for mode in ("Online", "Op locatie"):
        fill(page, path, name="Bo", mode=mode)
        expect(page.locator("main")).to_contain_text("Was dit e-mailadres al aangemeld")
    assert Registration.objects.get().mode == "online"
    outbox.send_due(timezone.now())
    (link,) = re.findall(r"https?://[^/]+(/aanmelding/\S+/nog-eens/)", mailoutbox[-1].body)

    page.goto(link)
    expect(page.locator("main")).to_contain_text("Op locatie")
    page.get_by_role("button", name="Neem de nieuwe antwoorden over").click()

    expect(page.locator("main")).to_contain_text("Je bent aangemeld.")
    expect(page.locator("main")).to_contain_text("Op locatie")
    assert Registration.objects.get().mode == "locatie"
