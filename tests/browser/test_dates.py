"""A date that is typed the Dutch way in the admin stays as it is typed, and is stored."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.test_editor import log_in, number_of

# One worker for all of them: they share one site and one Chromium.
pytestmark = pytest.mark.xdist_group("browser")

# What each kind of field is given: what is meant and how it is shown afterwards, and what is none.
DUTCH = {
    "date": ("5-12-2026", "05-12-2026"),
    "time": ("13.30", "13:30"),
    "datetime": ("5-12-2026 13.30", "05-12-2026 13:30"),
}
NONE = {
    "date": ["31-2-2026", "morgen", "10-13-2026"],
    "time": ["25:70", "half twee"],
    "datetime": ["31-2-2026 13:30", "morgen", "10-13-2026 13:30"],
}
# Every field with a calendar or a clock, as the script of the page knows it: {id: kind}.
FIELDS = """() => Object.fromEntries(
    [...document.querySelectorAll("input")].flatMap((input) => {
        const chooser = jQuery(input).data("xdsoft_datetimepicker");
        if (!chooser || !input.id || input.id.includes("__prefix__")) return [];
        const { datepicker, timepicker } = chooser.data("options");
        return [[input.id, datepicker ? (timepicker ? "datetime" : "date") : "time"]];
    })
)"""
# One of each kind of page that has such fields.
FORMS = {
    "meeting": "/beheer/kenniskringen/add/",
    "series": "/beheer/reeksen/add/",
    "report of unchanged pages": "/beheer/reports/aging-pages/",
    "filter of a list": "/beheer/pages/",
}


def type_in(page: Page, field: str, text: str) -> str:
    """Type text into a field, go on to the next one, and return what stands there then."""
    # A field may stand in a closed panel: what its script does is the same.
    return page.evaluate(
        """([id, text]) => {
            const input = document.getElementById(id);
            input.dispatchEvent(new FocusEvent("focus"));
            input.value = text;
            input.dispatchEvent(new Event("input", { bubbles: true }));
            input.dispatchEvent(new FocusEvent("blur"));
            return input.value;
        }""",
        [field, text],
    )


def open_form(page: Page, address: str) -> dict[str, str]:
    page.goto(address)
    page.wait_for_load_state("networkidle")
    return page.evaluate(FIELDS)


def address_of(page: Page, form: str) -> str:
    if form != "page":
        return FORMS[form]
    return f"/beheer/pages/{number_of(page, 'Over ons')}/edit/"


@pytest.mark.parametrize("form", ["page", *FORMS])
def test_every_field_keeps_what_is_typed(page: Page, form: str):
    log_in(page, "eindredacteur")

    fields = open_form(page, address_of(page, form))

    assert fields != {}
    typed = [
        (field, text) for field, kind in fields.items() for text in (DUTCH[kind][0], *NONE[kind])
    ]
    assert [type_in(page, field, text) for field, text in typed] == [text for _field, text in typed]


def test_calendar_of_wagtail_would_put_now_in_its_place(page: Page):
    """The negative control: without our script a word becomes now, and 31 February 3 March."""
    log_in(page, "eindredacteur")
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => {"
        " jQuery.fn.datetimepicker.defaults.validateOnBlur = true;"
        " initDateChooser('id_first_day', { format: 'd-m-Y' }); })"
    )
    open_form(page, FORMS["series"])

    page.evaluate("jQuery('#id_first_day').datetimepicker('destroy')")
    page.evaluate("initDateChooser('id_first_day', { format: 'd-m-Y' })")

    assert type_in(page, "id_first_day", "morgen") != "morgen"


@pytest.mark.parametrize("kind", ["date", "time"])
def test_calendar_of_a_field_that_was_left_stays_shut(page: Page, kind: str):
    log_in(page, "eindredacteur")
    fields = open_form(page, FORMS["series"])
    field = page.locator(f"#{next(name for name, its in fields.items() if its == kind)}")

    # The second field is entered before the calendar of the first was there.
    field.evaluate("input => { input.focus(); document.querySelector('#id_name').focus(); }")
    page.wait_for_timeout(400)
    assert page.locator(".xdsoft_datetimepicker:visible").count() == 0

    # The control: who stays in the field gets it.
    field.focus()
    page.locator(".xdsoft_datetimepicker:visible").wait_for()


def test_typed_dates_are_stored_or_refused_with_an_example(page: Page):
    log_in(page, "eindredacteur")
    page.goto(FORMS["series"])
    page.wait_for_load_state("networkidle")
    page.locator("#id_name").fill("Reeks met Nederlandse data")
    page.locator("#id_texts-0-locale").select_option(label="Nederlands")
    page.locator("#id_texts-0-title").fill("Nederlandse data")
    page.locator("#id_texts-0-slug").fill("nederlandse-data")
    page.locator("#id_until").press_sequentially("31-2-2026")
    page.locator("#id_first_day").press_sequentially("5-12-2026")
    page.locator("#id_start_time").press_sequentially("13.30")
    page.keyboard.press("Tab")

    save(page)

    # What is no date stands there as it was typed, with what one looks like.
    assert page.locator("#id_until").input_value() == "31-2-2026"
    assert "Dit is geen datum. Voorbeeld: 10-12-2026." in page.locator("main").inner_text()
    page.locator("#id_until").fill("")

    save(page)

    assert "kon niet worden" not in page.locator("body").inner_text()
    listed = page.request.get("/beheer/reeksen/").text()
    numbers = re.findall(r"/beheer/reeksen/inspect/(\d+)/", listed)
    page.goto(f"/beheer/reeksen/edit/{max(map(int, numbers))}/")
    page.wait_for_load_state("networkidle")
    assert page.locator("#id_name").input_value() == "Reeks met Nederlandse data"
    assert page.locator("#id_first_day").input_value() == "05-12-2026"
    assert page.locator("#id_start_time").input_value() == "13:30"


def save(page: Page) -> None:
    """Press the button under the form and wait for what comes."""
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.locator("footer button[type=submit], footer [type=submit]").first.click()
    page.wait_for_load_state("networkidle")
