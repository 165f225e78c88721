"""An editor marks a word; the page explains it where it first uses it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_editor import log_in, save_draft
from tests.browser.test_four_eyes import new_page

pytestmark = pytest.mark.xdist_group("browser")


def test_word_is_marked_with_the_button_of_the_editor(open_page: Callable[..., Page]):
    page = open_page()
    log_in(page, "redacteur")
    new_page(page, "Wie beslist er?")
    page.keyboard.type("Het college", delay=10)
    page.keyboard.press("Control+Shift+ArrowLeft")

    page.locator("button[name=TERM]:visible").first.click()
    page.get_by_role("dialog").get_by_role("link", name="schepencollege").click()

    expect(page.locator(".kk-marked-term")).to_have_text("college")
    save_draft(page)
    page.reload()
    expect(page.locator(".kk-marked-term")).to_have_text("college")
