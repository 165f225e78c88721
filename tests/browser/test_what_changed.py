"""An editor says what changed when a page goes online again; readers find it at its foot."""

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


def test_what_changed_is_asked_once_and_stands_at_the_foot(open_page: Callable[..., Page]):
    editor, visitor = open_page(), open_page()
    log_in(editor, "eindredacteur")
    open_form(editor)
    editor.locator("#id_summary").fill("Zes vragen voor wie in een wijk wil beginnen.")

    publish(editor)

    # Nothing is lost, and the question stands at its field.
    expect(editor.locator("#id_summary")).to_have_value(
        "Zes vragen voor wie in een wijk wil beginnen."
    )
    expect(editor.get_by_text("Kies: alleen een typfout, of vertel").first).to_be_visible()

    editor.get_by_label("Dit is veranderd").last.fill("de samenvatting is korter.")
    publish(editor)
    visitor.goto(GUIDE)

    expect(visitor.locator(".kk-checked")).to_contain_text("de samenvatting is korter")


def test_typo_is_published_with_one_choice_and_stands_nowhere(open_page: Callable[..., Page]):
    editor, visitor = open_page(), open_page()
    log_in(editor, "eindredacteur")
    open_form(editor)
    editor.locator("#id_summary").fill("Zes vragen die je helpen om te beginnen in je wijk.")
    editor.get_by_label("Alleen een typfout").check()

    publish(editor)
    visitor.goto(GUIDE)

    expect(visitor.get_by_text("Zes vragen die je helpen om te beginnen")).to_be_visible()
    expect(visitor.locator(".kk-checked")).not_to_contain_text("typfout")
