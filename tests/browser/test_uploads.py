"""A writer uploads a picture, changes its name and puts it in a page."""

import io

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.test_editor import log_in, open_new_report
from tests.office.pictures import samples
from tests.office.pictures.samples import FILES

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


def cut(name: str) -> dict[str, object]:
    """Return a file that breaks off, as a browser sends it."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": (FILES / "cut.jpg").read_bytes()}


def whole(name: str) -> dict[str, object]:
    """Return a photo that says where it was taken, as a browser sends it."""
    return {"name": name, "mimeType": "image/jpeg", "buffer": (FILES / "gps.jpg").read_bytes()}


def test_writer_reads_which_of_several_pictures_is_damaged(page: Page):
    log_in(page, "redacteur")
    page.goto("/beheer/images/multiple/add/")
    page.locator("input[type=file]").set_input_files([cut("kapot.jpg"), whole("heel.jpg")])

    rows = page.locator("#upload-list > li")
    expect(rows.filter(has_text="Dit bestand is beschadigd")).to_have_count(1)
    # The other one is there, and its form waits for a title.
    expect(rows.filter(has=page.locator("input[name$='-title']"))).to_have_count(1)
    page.goto("/beheer/images/?q=kapot")
    expect(page.locator("main")).to_contain_text("geen")


def test_writer_reads_in_the_dialog_that_a_picture_is_damaged_and_chooses_another(page: Page):
    log_in(page, "redacteur")
    open_new_report(page)
    body = page.locator("[id*='body-section']").first
    body.get_by_role("button").last.click()
    page.get_by_role("option", name="Afbeelding").click()
    body.get_by_role("button", name="Kies een afbeelding").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("tab", name="Uploaden").click()
    dialog.locator("input[type=file]").set_input_files(cut("kapot.jpg"))
    # Wagtail takes the name of the file for a title.
    expect(dialog.locator("input[name$='-title']")).to_have_value("kapot")
    dialog.locator("input[name$='-title']").fill("Het gemeentehuis")
    dialog.locator("form[action*='create'] [type=submit]").click()

    expect(dialog).to_contain_text("Dit bestand is beschadigd")
    # What she typed is still there.
    expect(dialog.locator("input[name$='-title']")).to_have_value("Het gemeentehuis")
    # Another one than in other tests, or Wagtail asks about the double.
    other = samples.picture("JPEG", image=samples.drawn((90, 60)))
    sent = {"name": "heel.jpg", "mimeType": "image/jpeg", "buffer": other}
    dialog.locator("input[type=file]").set_input_files(sent)
    dialog.locator("form[action*='create'] [type=submit]").click()
    expect(body.get_by_text("Het gemeentehuis")).to_be_visible()
    preview = body.locator("img[src*='/media/images/']")
    shown = page.request.get(preview.get_attribute("src"))
    assert shown.ok
    assert b"Proefcamera" not in shown.body()


def test_account_says_that_a_portrait_is_damaged(page: Page):
    log_in(page, "redacteur")
    page.goto("/beheer/account/")
    page.locator("#id_avatar-avatar").set_input_files(cut("kapot.jpg"))
    with page.expect_navigation():
        page.locator("main form [type=submit]").last.click()
    expect(page.locator("#avatar-errors")).to_contain_text("Dit bestand is beschadigd")
