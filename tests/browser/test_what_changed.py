"""An editor is asked what changed before a page goes online again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_editor import log_in
from tests.browser.test_pages import GUIDE

pytestmark = pytest.mark.xdist_group("browser")


def open_form(page: Page) -> None:
    """Open the form of the guide, from the bar that editors see on the site."""
    page.goto(GUIDE)
    address = page.locator("a[href*='/beheer/pages/'][href$='/edit/']").first.get_attribute("href")
    page.goto(address)
    page.wait_for_load_state("networkidle")


def publish(page: Page) -> None:
    """Press publish, which hides in the menu of the buttons below."""
    button = page.locator("[name=action-publish]")
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    with page.expect_navigation():
        button.click()


def test_what_changed_is_asked_at_its_field_and_nothing_is_lost(open_page: Callable[..., Page]):
    editor = open_page()
    log_in(editor, "eindredacteur")
    open_form(editor)
    editor.locator("#id_summary").fill("Zes vragen voor wie in een wijk wil beginnen.")

    publish(editor)

    # Nothing is lost, and the question stands at its field.
    expect(editor.locator("#id_summary")).to_have_value(
        "Zes vragen voor wie in een wijk wil beginnen."
    )
    expect(editor.get_by_text("Kies: alleen een typfout, of vertel").first).to_be_visible()
    expect(editor.get_by_label("Alleen een typfout")).to_be_visible()
