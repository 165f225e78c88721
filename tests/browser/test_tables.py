"""On a phone an editor reaches the last cell of every table of the admin, with the keyboard."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_editor import log_in, number_of

# One worker for all of them: they share one site and one Chromium.
pytestmark = pytest.mark.xdist_group("browser")

PHONE = {"width": 390, "height": 844}
# Whether the middle of the last cell of the first row is what stands there, and is not clipped.
IS_SEEN = """table => {
    const cell = table.querySelector("tbody tr").lastElementChild;
    cell.scrollIntoView({block: "center", inline: "nearest"});
    const box = cell.getBoundingClientRect();
    const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return box.right <= window.innerWidth + 1 && cell.contains(there);
}"""


def reach_last_cell(page: Page) -> None:
    """Scroll the table to its end with the arrow key, and see the last cell of its first row."""
    region = page.get_by_role("region").filter(has=page.locator("table.listing"))
    expect(region).to_have_attribute("aria-label", re.compile(r"\w"))
    region.focus()
    expect(region).to_be_focused()
    width = region.evaluate("one => one.scrollWidth - one.clientWidth")
    for _number in range(width // 30 + 2):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)  # the browser scrolls smoothly, and says nowhere that it is there
    assert region.evaluate("one => one.scrollLeft") >= width - 1
    assert page.locator("table.listing").evaluate(IS_SEEN)


def desk_of_the_meeting(page: Page) -> str:
    page.goto("/beheer/kenniskringen/")
    link = page.locator("main").get_by_role("link", name=re.compile("Kenniskring 15")).first
    return link.get_attribute("href")


def passages_of_a_page(page: Page) -> str:
    return f"/beheer/alineas/{number_of(page, 'Armoedevrij in 2040')}/"


@pytest.mark.parametrize("find", [desk_of_the_meeting, passages_of_a_page])
def test_last_cell_of_a_table_is_reached_on_a_phone(
    open_page: Callable[..., Page], find: Callable[[Page], str]
):
    page = open_page(viewport=PHONE)
    log_in(page, "eindredacteur")
    page.goto(find(page))
    page.wait_for_load_state("networkidle")

    reach_last_cell(page)
