"""Boxes to tick off: they stay in the browser of whoever ticks them; paper needs no script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import GUIDE, LABEL

pytestmark = pytest.mark.xdist_group("browser")


def test_questions_that_were_read_stay_ticked_and_are_counted(page: Page):
    page.goto(GUIDE)
    expect(page.get_by_text("0 van de 6 gelezen")).to_be_visible()

    page.get_by_role("checkbox", name="Wat is een kinderwijkraad?").check()
    page.get_by_role("checkbox", name="Waar haal je het geld vandaan?").check()
    page.reload()

    expect(page.get_by_text("2 van de 6 gelezen")).to_be_visible()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    expect(page.get_by_text("Wij zien ze niet.")).to_be_visible()
    assert page.context.cookies() == []


def test_ticks_are_cleared_for_this_page_alone(page: Page):
    page.goto(LABEL)
    page.get_by_role("checkbox").first.check()
    page.goto(GUIDE)
    page.get_by_role("checkbox").first.check()

    page.get_by_role("button", name="Wis mijn vinkjes").click()

    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(page.get_by_role("checkbox").first).to_be_focused()
    page.goto(LABEL)
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(1)


def test_condition_is_named_by_its_words(page: Page):
    page.goto(LABEL)

    box = page.get_by_role("checkbox").first

    expect(box).to_have_accessible_name(
        "Politiek: Het schepencollege (in Nederland: college van B en W) zegt ja tegen de start. "
        "Het belooft dat een ‘strategie kindvriendelijk beleid’ later naar de gemeenteraad gaat. "
        "Komt er door verkiezingen een andere coalitie, dan kan dat laatste anders lopen."
    )


def test_page_is_whole_without_a_script_and_without_boxes(page_without_js: Page):
    page_without_js.goto(LABEL)

    expect(page_without_js.get_by_role("checkbox")).to_have_count(0)
    expect(page_without_js.get_by_text("Wij zien ze niet.")).to_be_hidden()
    expect(page_without_js.locator(".kk-checklist > li")).to_have_count(3)


def test_browser_that_keeps_nothing_shows_the_list_without_boxes(page: Page):
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('closed'); }})"
    )

    page.goto(LABEL)

    expect(page.get_by_role("checkbox")).to_have_count(0)
    expect(page.locator(".kk-checklist > li")).to_have_count(3)


def test_boxes_follow_what_another_tab_cleared(page: Page):
    page.goto(GUIDE)
    page.get_by_role("checkbox").first.check()
    other = page.context.new_page()
    other.goto(GUIDE)

    other.get_by_role("button", name="Wis mijn vinkjes").click()

    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(page.get_by_text("0 van de 6 gelezen")).to_be_visible()


def test_boxes_follow_when_another_tab_clears_all_that_this_site_kept(page: Page):
    page.goto(GUIDE)
    page.get_by_role("checkbox").first.check()
    other = page.context.new_page()
    other.goto("/vragen/")

    other.evaluate("localStorage.clear()")

    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(page.get_by_text("0 van de 6 gelezen")).to_be_visible()


def test_boxes_are_as_stored_when_the_reader_comes_back(page: Page):
    page.goto(GUIDE)
    page.get_by_role("checkbox").first.check()

    # Playwright's Chromium keeps no page for "back"; one that does shows it like this.
    page.evaluate(
        """() => {
            localStorage.clear();
            window.dispatchEvent(new PageTransitionEvent("pageshow", {persisted: true}));
        }"""
    )

    expect(page.get_by_text("0 van de 6 gelezen")).to_be_visible()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)


def test_page_does_not_say_that_ticks_stay_when_there_is_no_room_for_them(page: Page):
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }"
    )
    page.goto(GUIDE)

    page.get_by_role("checkbox").first.check()

    expect(page.get_by_text("1 van de 6 gelezen")).to_be_visible()
    expect(page.get_by_text("Deze browser kan je vinkjes niet bewaren.")).to_be_visible()
    expect(page.get_by_text("Wij zien ze niet.")).to_be_hidden()


@pytest.mark.parametrize("stored", ["[1,2", '{"a": 1}', "null"])
def test_damaged_store_is_an_empty_one_and_is_healed(page: Page, stored: str):
    page.goto(GUIDE)
    page.evaluate("stored => localStorage.setItem('kk-vinkjes', stored)", stored)
    page.reload()

    page.get_by_role("checkbox").first.check()
    page.reload()

    expect(page.get_by_text("1 van de 6 gelezen")).to_be_visible()
