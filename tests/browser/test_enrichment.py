"""What the script adds to pages that work without it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import RECORDING, REPORT

# One worker for all of them: they share one site and one Chromium.
pytestmark = pytest.mark.xdist_group("browser")

STANDS_AT = "document.querySelector('video').currentTime"


def test_time_link_seeks_the_film_without_a_new_page(page: Page):
    page.goto(RECORDING)
    page.evaluate("window.isTheSamePage = true")
    line = page.locator(".kk-transcript__line").nth(2)
    seconds = int(line.get_attribute("data-start"))

    line.get_by_role("link").first.click()

    page.wait_for_function(f"{STANDS_AT} >= {seconds}")
    assert page.evaluate("window.isTheSamePage") is True
    expect(page).to_have_url(re.compile(rf"\?t={seconds}#"))
    expect(line).to_have_attribute("aria-current", "true")


def test_address_with_a_second_opens_the_film_there(page: Page):
    page.goto(f"{RECORDING}?t=42")

    page.wait_for_function(f"{STANDS_AT} >= 42")


def test_finding_in_the_transcript_walks_through_the_lines(page: Page):
    page.goto(RECORDING)

    page.get_by_label("Zoek in deze tekst").fill("raad")

    status = page.locator("[data-find-status]")
    expect(status).to_have_text(re.compile(r"^1 van [2-9]"))
    page.get_by_role("button", name="Volgende").click()
    expect(status).to_have_text(re.compile(r"^2 van"))
    expect(page.locator(".kk-transcript__line--hit")).to_have_count(1)


def test_quotation_is_copied_with_its_address(page: Page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(REPORT)
    passage = page.locator(".kk-rest .kk-passage", has=page.locator("details")).first
    words = passage.locator("p").first.inner_text()[:40]

    passage.locator("summary").click()
    passage.get_by_role("button", name="Kopieer met bron").click()

    expect(passage.get_by_role("button", name="Gekopieerd")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert words in copied
    assert re.search(r"/p/[a-z0-9]{8}/ \(geraadpleegd op [^)]+\)$", copied)


def test_quotation_holds_the_words_of_the_passage_and_nothing_beside_them(page: Page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(REPORT)
    passage = page.locator(".kk-approach").first
    words = passage.locator("div p").first.inner_text()

    passage.locator("summary").click()
    passage.get_by_role("button", name="Kopieer met bron").click()

    expect(passage.get_by_role("button", name="Gekopieerd")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{words}”\n")


def test_buttons_of_the_script_are_hidden_without_it(page_without_js: Page):
    page_without_js.goto(RECORDING)

    expect(page_without_js.get_by_role("button", name="Kopieer bron")).to_have_count(0)
    expect(page_without_js.get_by_label("Zoek in deze tekst")).to_be_hidden()
    expect(page_without_js.get_by_role("button", name="Print")).to_have_count(0)
