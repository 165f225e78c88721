"""Lists with filters and a chosen gemeente, with and without a script, also on a phone."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.xdist_group("browser")

CASES = "/kennisbank/praktijkvoorbeelden/"
PHONE = {"width": 390, "height": 844}


def choose(page: Page) -> None:
    page.get_by_text("bij jouw gemeente past").click()
    page.get_by_label("Ik werk bij een gemeente met").select_option("20.000 tot 50.000 inwoners")
    page.get_by_role("button", name="Zet bovenaan").click()


def test_chosen_gemeente_stays_from_home_to_list_to_case_and_is_undone(page_without_js: Page):
    page = page_without_js
    page.goto("/")
    choose(page)
    expect(page.get_by_role("heading", name="Dit past bij jouw gemeente")).to_be_visible()

    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Kennisbank").click()
    expect(page.get_by_text("20.000 tot 50.000 inwoners").first).to_be_visible()
    expect(page.locator(".kk-card").first).to_contain_text("Zoals jouw gemeente")

    page.locator(".kk-card").first.get_by_role("link").click()
    page.get_by_role("navigation", name="Kruimelpad").get_by_role("link", name="Kennisbank").click()
    expect(page.locator(".kk-card").first).to_contain_text("Zoals jouw gemeente")

    page.get_by_role("link", name="Zonder voorkeur").click()
    expect(page.get_by_text("Zoals jouw gemeente")).to_have_count(0)
    assert "mijn-" not in page.url
    assert page.context.cookies() == []


def test_filter_is_chosen_and_taken_away_on_a_phone_without_a_script(page_without_js: Page):
    page = page_without_js
    page.set_viewport_size(PHONE)
    page.goto(CASES)
    box = page.get_by_role("checkbox", name="Vanuit een opgave")
    expect(box).to_be_hidden()

    page.get_by_text("Filters", exact=True).click()
    box.check()
    page.get_by_role("button", name="Toon resultaten").click()

    expect(page.get_by_role("heading", name="1 resultaat")).to_be_visible()
    expect(page.get_by_text("Filters (1 gekozen)")).to_be_visible()
    page.get_by_role("link", name=re.compile("Vanuit een opgave.*verwijder filter")).click()
    expect(page.get_by_role("heading", name="2 resultaten")).to_be_visible()


def test_filters_keep_the_chosen_gemeente(page: Page):
    page.goto(f"{CASES}?mijn-grootte=20000-50000")

    page.get_by_role("checkbox", name="Het kind centraal").check()
    page.get_by_role("button", name="Toon resultaten").click()

    expect(page.get_by_role("link", name="Zonder voorkeur")).to_be_visible()
    assert "mijn-grootte=20000-50000" in page.url
    assert "aanpak=kind-centraal" in page.url


def test_long_list_of_gemeenten_is_looked_through_by_typing(page: Page):
    page.goto("/zoeken/?q=armoede")
    # As many as the demonstration does not have.
    page.evaluate(
        """() => {
            const field = document.createElement("div");
            field.innerHTML = `<div data-narrow hidden><label>Zoek in deze lijst
                <input type="search"></label><span data-nothing hidden>Niets</span></div>
                <label class="kk-check"><input type="checkbox">Súdwest-Fryslân</label>
                <label class="kk-check"><input type="checkbox" checked>Almere</label>
                <label class="kk-check"><input type="checkbox">Zandvoort</label>`;
            document.querySelector("main").append(field);
        }"""
    )
    page.evaluate(
        "document.querySelectorAll('script[type=module]').forEach((one) => {"
        "const again = document.createElement('script'); again.type = 'module';"
        "again.src = one.src + '?opnieuw'; document.head.append(again); })"
    )

    page.get_by_label("Zoek in deze lijst").last.fill("fryslan")

    expect(page.get_by_text("Súdwest-Fryslân")).to_be_visible()
    # What is ticked is sent along, so it stays in sight.
    expect(page.locator("label.kk-check", has_text="Almere").last).to_be_visible()
    expect(page.get_by_text("Zandvoort", exact=True)).to_be_hidden()
