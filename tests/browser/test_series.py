"""An editor looks at the dates of a series, plans them, and changes the rule."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_editor import log_in

# One worker for all of them: they share one site and one Chromium.
pytestmark = pytest.mark.xdist_group("browser")

THURSDAY = 3


def thursdays() -> list[date]:
    """Return three Thursdays, the first in two weeks or more."""
    first = date.today() + timedelta(days=14)  # noqa: DTZ011 -- a day two weeks from now
    first += timedelta(days=(THURSDAY - first.weekday()) % 7)
    return [first + timedelta(weeks=number) for number in range(3)]


def choose(page: Page, weekday: str) -> None:
    """Choose one day of the week."""
    for box in page.locator("input[name=weekdays]:checked").all():
        box.uncheck()
    page.get_by_label(weekday, exact=True).check()


def type_in(page: Page, field: str, text: str) -> None:
    """Fill a field that has a calendar, and leave it before the calendar opens."""
    page.locator(field).fill(text)
    page.locator(field).blur()


def fill_series(page: Page, days: list[date]) -> None:
    page.locator("#id_name").fill("Bladeren op donderdag")
    type_in(page, "#id_first_day", (days[0] - timedelta(days=6)).isoformat())
    type_in(page, "#id_start_time", "13:30")
    page.locator("#id_frequency").select_option("weekly")
    choose(page, "donderdag")
    type_in(page, "#id_until", days[-1].isoformat())


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_dates_of_a_new_series_are_shown_without_saving(open_page, has_scripts):
    page = open_page(java_script_enabled=has_scripts)
    log_in(page, "eindredacteur")
    page.goto("/beheer/reeksen/add/")
    days = thursdays()
    fill_series(page, days)
    page.get_by_role("button", name="Toon de data").click()

    shown = page.locator("#data-van-de-reeks")
    expect(shown).to_contain_text("Elke donderdag om 13.30 uur")
    expect(shown.get_by_role("listitem")).to_have_count(3)
    expect(page.locator("#id_name")).to_have_value("Bladeren op donderdag")
    page.goto("/beheer/reeksen/")
    expect(page.locator("main")).not_to_contain_text("Bladeren op donderdag")


def test_changed_rule_is_looked_at_and_moves_what_was_planned(page: Page):
    log_in(page, "eindredacteur")
    page.goto("/beheer/reeksen/add/")
    page.wait_for_load_state("networkidle")
    days = thursdays()
    fill_series(page, days)
    page.locator("#id_texts-0-locale").select_option(label="Nederlands")
    page.locator("#id_texts-0-title").fill("Bladeren op donderdag")
    page.locator("#id_texts-0-slug").fill("bladeren-op-donderdag")
    with page.expect_navigation():
        page.get_by_role("button", name="Opslaan", exact=True).click()
    page.get_by_role("link", name="Bladeren op donderdag").first.click()
    expect(page.locator("main")).to_contain_text("Elke donderdag om 13.30 uur")
    desk = page.url
    page.get_by_role("button", name="Plan het komende jaar").click()
    expect(page.locator("body")).to_contain_text("3 kenniskringen gepland.")

    page.get_by_role("link", name="Reeks wijzigen").click()
    page.wait_for_load_state("networkidle")
    choose(page, "dinsdag")
    page.locator("#id_place").fill("Stadhuis, zaal 2")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    expect(page.locator("main")).to_contain_text("3 kenniskringen worden verplaatst.")
    rows = page.locator("main tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text(f"donderdag {days[0].day} ")
    expect(rows.first).to_contain_text(f"dinsdag {(days[0] - timedelta(days=2)).day} ")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        sideways = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(sideways) <= 0
        button = page.get_by_role("button", name="Bewaren en de kenniskringen bijwerken")
        expect(button).to_be_visible()

    page.get_by_role("button", name="Terug naar het formulier").click()
    expect(page.locator("#id_place")).to_have_value("Stadhuis, zaal 2")
    page.get_by_role("button", name="Opslaan", exact=True).click()
    page.get_by_role("button", name="Bewaren en de kenniskringen bijwerken").click()

    page.goto(desk)
    planned = page.locator("main li", has_text="In voorbereiding")
    expect(planned).to_have_count(3)
    for number in range(3):
        expect(planned.nth(number)).to_contain_text("dinsdag ")
