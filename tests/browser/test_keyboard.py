"""Nobody needs a mouse: from the first Tab to the address of a paragraph."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.test_pages import RECORDING, REPORT
from tests.browser.test_walk import follow_mail, newest_mail

# One worker for all of them: they share one site and one Chromium.
pytestmark = pytest.mark.xdist_group("browser")

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

NAMED = """() => {
    const one = document.activeElement;
    const label = one.labels && one.labels.length ? one.labels[0].innerText : one.innerText;
    return {tag: one.tagName, name: (label || '').trim()};
}"""


def reach(page: Page, name: str, *, tag: str = "") -> None:
    """Press Tab until what has this name has the focus."""
    for _step in range(120):
        page.keyboard.press("Tab")
        stop = page.evaluate(NAMED)
        if stop["name"].startswith(name) and tag in ("", stop["tag"]):
            return
    raise AssertionError(f"Tab never reaches {name!r} on {page.url}.")


def follow(page: Page, name: str, *, tag: str = "") -> None:
    """Reach what has this name by Tab, press Enter, and wait for the page it leads to."""
    reach(page, name, tag=tag)
    with page.expect_navigation():
        page.keyboard.press("Enter")


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
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/")
    page.get_by_label("Waar zoek je antwoord op?").focus()
    page.keyboard.type("armoede")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("‘armoede’")

    hit = page.locator(".kk-hit", has_text="Kenniskring 14").locator(".kk-hit__passage a").first
    hit.focus()
    # Until it is loaded its script hears no Escape.
    with page.expect_navigation(url=re.compile(r"#p-")):
        page.keyboard.press("Enter")

    menu = page.locator(".kk-passage__menu").first
    anchor = menu.evaluate("menu => menu.closest('[id^=p-]').id")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    choices = menu.get_by_role("button")
    expect(choices).to_have_text(["Kopieer link", "Kopieer met bron"])
    page.keyboard.press("Escape")
    expect(choices.first).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(menu.get_by_role("button", name="Gekopieerd")).to_be_visible()
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(page).to_have_url(re.compile(f"#{anchor}$"))


def test_seat_is_taken_and_given_back_without_a_mouse(page: Page):
    page.goto("/")
    follow(page, "Aanmelden")
    for label, words in (
        ("Naam", "Cas Voorbeeld"),
        ("E-mailadres", "cas.voorbeeld@example.org"),
        ("Gemeente of organisatie", "Gemeente Verzinsdorp"),
    ):
        reach(page, label)
        page.keyboard.type(words)
    reach(page, "Ik breng een vraag mee")
    page.keyboard.press("Enter")
    reach(page, "Je vraag")
    page.keyboard.type("Wat doe je als niemand komt?")
    follow(page, "Aanmelden", tag="BUTTON")
    expect(page.locator("main")).to_contain_text("Kijk in je mail")

    newest_mail(page, re.compile("Kenniskring 15"), to="cas.voorbeeld@example.org")
    follow_mail(page, re.compile("/aanmelding/"))
    assert violations(page) == []
    follow(page, "Meld mij af")
    expect(page.locator("main")).to_contain_text("Afgemeld")
    assert violations(page) == []


def test_line_of_the_transcript_moves_the_film_without_a_mouse(page: Page):
    page.goto(RECORDING)
    line = page.locator("[data-transcript] a[data-seconds]").nth(2)
    line.focus()

    page.keyboard.press("Enter")

    seconds = float(line.get_attribute("data-seconds"))
    page.wait_for_function(
        "wanted => Math.abs(document.querySelector('video').currentTime - wanted) < 3", arg=seconds
    )


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
