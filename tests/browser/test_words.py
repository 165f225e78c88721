"""What scripts write in the admin is the Dutch of the site, as an editor meets it in Chromium."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.admin_words import not_dutch
from tests.browser.test_editor import log_in, save_draft
from tests.browser.test_four_eyes import new_page

pytestmark = pytest.mark.xdist_group("browser")

# Everything that is shown or said at this moment, in the shadow of the user bar as well.
SHOWN = """() => {
    const said = new Set();
    const add = (text) => said.add((text || "").replace(/\\s+/g, " ").trim());
    const read = (root) => {
        for (const one of root.querySelectorAll("*")) {
            if (one.shadowRoot) read(one.shadowRoot);
            if (["SCRIPT", "STYLE", "CODE", "KBD"].includes(one.tagName)) continue;
            if (!one.checkVisibility({visibilityProperty: true})) continue;
            for (const name of ["title", "placeholder", "aria-label", "alt"])
                add(one.getAttribute(name));
            for (const child of one.childNodes)
                if (child.nodeType === Node.TEXT_NODE) add(child.data);
        }
    };
    read(document);
    return [...said].filter(Boolean);
}"""


def write(page: Page, title: str) -> str:
    """Save a draft of a report with this title and return its number."""
    new_page(page, title)
    page.keyboard.type("Een zin over meedoen.", delay=10)
    save_draft(page)
    return re.search(r"/pages/(\d+)/edit", page.url)[1]


def faults(page: Page) -> list[str]:
    """Return every text that page shows or says at this moment and that is not our Dutch."""
    return not_dutch(page.evaluate(SHOWN))


def test_editor_of_a_translation_speaks_dutch(open_page: Callable[..., Page]):
    writer, page = open_page(), open_page()
    log_in(writer, "redacteur")
    number = write(writer, "Zorg & welzijn")
    log_in(page, "eindredacteur")
    page.goto(f"/beheer/localize/submit/page/{number}/")
    page.locator("input[name=locales]").check()
    with page.expect_navigation(url=re.compile("/edit/")):
        page.get_by_role("button", name="Verzenden").click()
    page.wait_for_load_state("networkidle")

    expect(page.get_by_role("heading", name="Vertaling in het Engels")).to_be_visible()
    expect(page.locator(".js-translation-editor").get_by_text("Zorg & welzijn")).to_be_visible()
    assert faults(page) == []

    page.get_by_role("button", name="Vertaal", exact=True).first.click()
    page.get_by_role("button", name="Meer acties", exact=True).last.click()
    expect(page.get_by_role("button", name="Publiceren in het Engels")).to_have_count(1)
    assert faults(page) == []
    page.keyboard.press("Escape")

    page.locator(".js-translation-editor textarea").first.fill("Zorg & welzijn")
    with page.expect_response(re.compile("/strings/")):
        page.get_by_role("button", name="Opslaan", exact=True).click()
    saved = page.locator(".js-translation-editor").get_by_text("Handmatig vertaald op")
    expect(saved).to_have_count(1)
    assert faults(page) == []


def test_editor_of_a_page_speaks_dutch_with_all_its_panels_and_menus(
    open_page: Callable[..., Page],
):
    page = open_page()
    log_in(page, "eindredacteur")
    number = write(page, "Zorg & wonen")
    page.goto(f"/beheer/pages/{number}/edit/")
    page.wait_for_load_state("networkidle")
    found = faults(page)
    panels = page.locator("[data-side-panel-toggle]")
    assert panels.count() >= 3
    for panel in panels.all():
        panel.click()
        found += faults(page)
    page.keyboard.press("Escape")
    page.locator(".public-DraftEditor-content").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(" /", delay=20)
    found += faults(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Backspace")
    page.keyboard.press("Control+Shift+ArrowLeft")
    found += faults(page)
    page.get_by_role("button", name="Meer acties").last.click()
    found += faults(page)

    assert found == []


def test_user_bar_speaks_dutch(open_page: Callable[..., Page]):
    page = open_page()
    log_in(page, "eindredacteur")
    page.goto("/")
    page.locator("wagtail-userbar").get_by_role("button").first.click()

    expect(page.get_by_role("menuitem", name="Naar het beheer")).to_be_visible()
    assert faults(page) == []


def test_english_that_a_script_writes_is_found(open_page: Callable[..., Page]):
    """The negative control."""
    page = open_page()
    log_in(page, "eindredacteur")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('p'),"
        " {textContent: 'More actions'}))"
    )

    assert faults(page) == ["More actions"]
