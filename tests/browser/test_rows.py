"""A row that an editor adds to a form and leaves as it comes is there after saving."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_editor import log_in

# One worker for all of them: they share one site and one Chromium.
pytestmark = pytest.mark.xdist_group("browser")


def add_row(page: Page, panel: str) -> None:
    """Press the button that adds a row to a panel."""
    page.locator(f"#id_{panel}-ADD").click()


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Opslaan").click()
    page.wait_for_load_state("networkidle")


def test_seats_that_keep_their_defaults_are_stored(page: Page):
    log_in(page, "eindredacteur")
    page.goto("/beheer/kenniskringen/add/")
    page.wait_for_load_state("networkidle")
    page.locator("#id_texts-0-locale").select_option(label="Nederlands")
    page.locator("#id_texts-0-title").fill("Een kring met veertig plekken")
    # Added and taken away again: no row.
    add_row(page, "readings")
    page.locator("#id_readings-0-DELETE-button").click()
    page.get_by_role("tab", name="Praktisch").click()
    page.locator("#id_starts_at").fill("2031-03-04 13:30")
    page.keyboard.press("Escape")
    add_row(page, "seats")
    expect(page.locator("#id_seats-0-capacity")).to_have_value("40")
    save(page)

    page.goto("/beheer/kenniskringen/?q=veertig")
    page.locator("main").get_by_role("link", name=re.compile("4 maart 2031")).first.click()

    expect(page.locator("main")).to_contain_text("Online: 0 van de 40 plekken bezet")


def test_empty_row_says_what_is_missing_in_it(page: Page):
    log_in(page, "eindredacteur")
    page.goto("/beheer/kenniskringen/")
    page.locator("main").get_by_role("link", name=re.compile("Kenniskring 15")).first.click()
    page.get_by_role("link", name="Gegevens wijzigen").click()
    page.wait_for_load_state("networkidle")
    add_row(page, "readings")
    save(page)

    row = page.locator("#inline_child_readings-0")
    expect(row).to_contain_text("Kies iets bij ‘Pagina’, of verwijder deze rij.")
    page.locator("#id_readings-0-DELETE-button").click()
    save(page)

    expect(page.locator("main")).not_to_contain_text("of verwijder deze rij")
