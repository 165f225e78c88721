"""An editor takes a line away, reads where else its words stand, and is asked when they return."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from knowledge.models import TextPage
from tests.browser.answering import Answering
from tests.knowledge.factories import make_editor, make_page, switch_four_eyes, text
from tests.knowledge.recordings.desk import allow_recordings
from tests.knowledge.recordings.factories import make_recording
from tests.knowledge.recordings.reading import cues, texts, vtt

# One worker for all of them: they share one Chromium.
pytestmark = pytest.mark.xdist_group("browser")

PERSONAL = "Mijn buurvrouw Truus Verzonnen heeft tien mille schuld."
SAID = ("Welkom bij de kenniskring.", PERSONAL, "Dat is heel herkenbaar.")


def fits(page: Page) -> bool:
    """Tell whether nothing of a page of the admin stands beside the screen of a phone."""
    page.set_viewport_size({"width": 390, "height": 844})
    wide = page.evaluate("document.querySelector('main').scrollWidth - innerWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return wide <= 0


def test_words_that_go_are_shown_where_else_they_stand_and_asked_about_when_they_return(
    near: Answering,
):
    first = make_recording(words=vtt(*SAID), title="Schulden")
    second = make_recording(words=vtt(*SAID), title="De andere camera")
    quoting = make_page(text(("aaaaa", f"Zij zei: {PERSONAL}")), title="Over schulden")
    quoting.save_revision().publish()
    switch_four_eyes(on=False)
    near.client.force_login(allow_recordings(make_editor("bo")))
    page = near.page

    # Before it goes: where else, with what goes along.
    page.goto(reverse("recording_line_redact", args=[cues(first)[1].pk]))
    place = page.get_by_role("link", name="Op de site: Over schulden")
    edit = reverse("wagtailadmin_pages:edit", args=[quoting.pk])
    expect(place).to_have_attribute("href", edit)
    assert fits(page)
    page.get_by_label("De andere camera").check()
    page.get_by_role("button", name="Ja, haal de regel voorgoed weg").click()

    # After it went: what she still has to do, with the way there.
    expect(page.locator(".messages")).to_contain_text("Ook 1 andere regel is weggehaald.")
    expect(page.locator(".messages")).to_contain_text("De woorden staan nog op 1 andere plek.")
    link = page.locator(".messages").get_by_role("link", name="Op de site: Over schulden")
    expect(link).to_have_attribute("href", edit)
    gone = [SAID[0], "", SAID[2]]
    assert texts(first) == texts(second) == gone

    # She publishes the page that quotes: it asks, and she goes back.
    page.goto(edit)
    publish(page)
    expect(page.locator("main")).to_contain_text(f"‘{PERSONAL[:-1]}’")
    expect(page.locator("main")).to_contain_text("uit de opname “De andere camera”, “Schulden”")
    assert fits(page)
    page.get_by_role("button", name="Terug naar het formulier").click()
    expect(page.locator("#id_title")).to_have_value("Over schulden")

    # It may stay: she goes on.
    page.locator("#id_title").fill("Over schulden en namen")
    page.get_by_label("Alleen een typfout").check()
    publish(page)
    page.get_by_role("button", name="Toch publiceren").click()
    expect(page.locator(".messages .success")).to_contain_text("staat online")
    assert TextPage.objects.get(pk=quoting.pk).title == "Over schulden en namen"

    # Once decided is not asked again.
    page.goto(edit)
    page.locator("#id_title").fill("Over schulden")
    page.get_by_label("Alleen een typfout").check()
    publish(page)
    expect(page.locator(".messages .success")).to_contain_text("staat online")


def publish(page: Page) -> None:
    """Open the menu below the form and press the button in it."""
    page.wait_for_load_state("networkidle")
    page.locator("footer [data-w-dropdown-target='toggle']").last.click()
    with page.expect_navigation():
        page.locator("[name=action-publish]").click()
