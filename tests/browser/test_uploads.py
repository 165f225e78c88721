"""A writer uploads a picture, changes its name and puts it in a page."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.test_editor import log_in, open_new_report

# One worker for all of them: they share one site and one Chromium.
pytestmark = pytest.mark.xdist_group("browser")


def picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (300, 200), "teal").save(made, "PNG")
    return made.getvalue()


def test_writer_uploads_edits_and_chooses_a_picture(page: Page):
    log_in(page, "redacteur")
    page.goto("/beheer/images/add/")
    page.locator("#id_title").fill("Groen vlak")
    file = {"name": "vlak.png", "mimeType": "image/png", "buffer": picture()}
    page.locator("#id_file").set_input_files(file)
    with page.expect_navigation():
        page.locator("main form [type=submit]").last.click()
    expect(page.locator(".messages .success")).to_contain_text("Groen vlak")

    page.goto("/beheer/images/?q=Groen+vlak")
    page.get_by_role("link", name="Groen vlak").first.click()
    page.locator("#id_title").fill("Blauwgroen vlak")
    with page.expect_navigation():
        page.locator("main form [type=submit]").first.click()
    expect(page.locator(".messages .success")).to_contain_text("Blauwgroen vlak")

    open_new_report(page)
    body = page.locator("[id*='body-section']").first
    body.get_by_role("button").last.click()
    page.get_by_role("option", name="Afbeelding").click()
    body.get_by_role("button", name="Kies een afbeelding").click()
    page.get_by_role("dialog").get_by_title("Blauwgroen vlak").click()
    expect(body.get_by_text("Blauwgroen vlak")).to_be_visible()
