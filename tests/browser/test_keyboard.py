"""Nobody needs a mouse: from the first Tab to the address of a paragraph."""

import re

from playwright.sync_api import Page, expect

from tests.browser.test_pages import REPORT

FOCUSED = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    return {
        tag: one.tagName,
        name: (one.getAttribute('aria-label') || one.innerText || one.name || '').slice(0, 40),
        ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        seen: box.bottom > 0 && box.top < innerHeight && parseFloat(style.opacity) > 0,
    };
}"""


def test_first_tab_skips_to_the_content(page: Page):
    page.goto("/")

    page.keyboard.press("Tab")

    skip = page.get_by_role("link", name="Naar de inhoud")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#inhoud")).to_be_focused()


def test_everything_that_takes_the_focus_shows_it(page: Page):
    page.goto(REPORT)
    stops = []
    for _step in range(150):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)

    assert [stop for stop in stops if not (stop["ring"] and stop["seen"])] == []
    assert {"A", "SUMMARY", "INPUT", "BUTTON"} <= {stop["tag"] for stop in stops}


def test_search_to_the_address_of_a_paragraph_without_a_mouse(page: Page):
    page.goto("/")
    page.get_by_label("Waar zoek je antwoord op?").focus()
    page.keyboard.type("armoede")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("‘armoede’")

    hit = page.locator(".kk-hit", has_text="Kenniskring 14").locator(".kk-hit__passage a").first
    hit.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#p-"))

    menu = page.locator(".kk-passage__menu").first
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Link naar deze alinea")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Link naar deze alinea")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#p-"))


def test_menu_opens_and_closes_by_keyboard_on_a_phone(page: Page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    menu = page.locator(".kk-menu")

    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Terugkijken")).to_be_visible()

    page.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Terugkijken")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
