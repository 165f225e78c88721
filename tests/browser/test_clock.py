"""An editor whose own clock is in New York types the time of a meeting elsewhere."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_editor import log_in

# One worker for all of them: they share one site and one Chromium.
pytestmark = pytest.mark.xdist_group("browser")

DESK = "11 mei 2027, 09.00 (tijd in Curaçao)"


def live_in(page: Page, zone: str) -> None:
    """Choose a time zone in the account of who is logged in."""
    page.goto("/beheer/account/")
    page.locator("[name=locale-current_time_zone]").select_option(zone)
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()


@pytest.fixture
def editor(page: Page) -> Iterator[Page]:
    """Return the page of an editor in New York, who moves back afterwards."""
    log_in(page, "eindredacteur")
    live_in(page, "America/New_York")
    yield page
    live_in(page, "Europe/Amsterdam")


def test_the_hour_that_is_typed_is_that_of_the_meeting(editor: Page):
    editor.goto("/beheer/kenniskringen/add/")
    editor.wait_for_load_state("networkidle")
    editor.locator("#id_texts-0-locale").select_option(label="Nederlands")
    editor.locator("#id_texts-0-title").fill("Tijd ergens anders")
    editor.get_by_role("tab", name="Praktisch").click()
    editor.locator("#id_starts_at").fill("2027-05-11 09:00")
    editor.locator("#id_starts_at").press("Tab")
    editor.locator("#id_time_zone").fill("America/Curacao")
    with editor.expect_navigation():
        editor.locator("#id_time_zone").press("Enter")

    # Saving leads to the desk.
    expect(editor.locator("main")).to_contain_text(DESK)
    editor.goto("/beheer/kenniskringen/")
    row = editor.locator("tr", has_text="Tijd ergens anders")
    expect(row).to_contain_text(DESK)
    row.get_by_role("link").first.click()
    expect(editor.locator("main")).to_contain_text(DESK)
    editor.get_by_role("link", name="Gegevens wijzigen").click()
    expect(editor.locator("#id_starts_at")).to_have_value(re.compile("09:00"))
