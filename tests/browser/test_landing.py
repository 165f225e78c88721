"""Whoever follows a link to a place on a page sees what stands above it: its heading."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import CASE, RECORDING, REPORT

pytestmark = pytest.mark.xdist_group("browser")

# The first passage below a heading, and what it is below.
FIRST = """
() => {
  const found = [];
  for (const heading of document.querySelectorAll("main h2[id], main h3")) {
    let next = heading.nextElementSibling;
    while (next && !next.matches(".kk-passage")) next = next.querySelector(".kk-passage");
    if (next?.id) found.push([next.id, heading.textContent.trim()]);
  }
  return found;
}
"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", [REPORT, CASE, RECORDING])
def test_heading_above_a_passage_is_seen_by_who_lands_on_it(page: Page, path: str, width: int):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(path)
    places = page.evaluate(FIRST)
    assert len(places) >= 3

    for anchor, heading in places:
        page.goto("about:blank")
        page.goto(f"{path}#{anchor}")
        expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
        shown = page.locator("main").get_by_role("heading", name=heading, exact=True).first
        expect(shown).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [1280, 390])
def test_question_is_read_by_who_lands_on_its_own_page(page: Page, width: int):
    page.set_viewport_size({"width": width, "height": 844})

    page.goto("/vragen/1/#vraag-1")

    expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("path", ["/gemeenten/winterswijk/", "/mensen/guido-de-vries/"])
def test_way_back_leads_away_on_a_phone(page: Page, path: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(path)

    steps = page.get_by_role("navigation", name="Kruimelpad").get_by_role("link")
    expect(steps).to_have_count(1)
    steps.click()

    expect(page).not_to_have_url(path)
