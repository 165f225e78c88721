"""The views of the desk that are ours are judged by axe: lists, and what each leads to first."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import axe
from tests.browser.test_editor import log_in

# One worker for all of them: they share one site and one Chromium.
pytestmark = pytest.mark.xdist_group("browser")

# What stands around them is Wagtail's.
OURS = "#main"
LISTS = [
    "",
    "contactpersonen/",
    "contactpersonen/add/",
    "contactvragen/",
    "kenniskringen/",
    "meldingen/",
    "opnames/",
    "reeksen/",
    "snippets/knowledge/gemeente/",
    "snippets/knowledge/person/",
    "snippets/knowledge/term/",
    "snippets/knowledge/term/add/",
    "vragen/",
    "wijzigingen/",
]


def test_views_of_the_desk_pass_axe(open_page: Callable[..., Page]):
    page = open_page()
    log_in(page, "eindredacteur")
    found, opened = {}, 0
    for path in LISTS:
        page.goto(f"/beheer/{path}")
        found[path] = axe.violations(page, OURS)
        first = page.locator(f"{OURS} td.title a[href^='/beheer/']").first
        if first.count():
            page.goto(first.get_attribute("href"))
            found[page.url] = axe.violations(page, OURS)
            opened += 1

    assert {address: wrong for address, wrong in found.items() if wrong} == {}
    # The demonstration has a row in most lists.
    assert opened >= 5


def test_what_axe_would_say_is_heard(open_page: Callable[..., Page]):
    page = open_page()
    log_in(page, "eindredacteur")
    page.goto("/beheer/snippets/knowledge/term/add/")

    page.evaluate("document.querySelector('label[for=id_word]').remove()")

    assert any(one.startswith("label:") for one in axe.violations(page, OURS))
