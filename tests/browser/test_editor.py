"""An editor writes and submits, a second one publishes, and search finds it."""

import re
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from scripts.serving import DEMO_ACCOUNTS

# One worker for all of them: they share one site and one Chromium.
pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.database]

TITLE = "Proefverslag over een zandkasteel"
WORDS = "Een zandkasteel bouw je samen met kinderen."
# The promise is a second, measured by `make bench-search`; here only a site that hangs fails.
HANG = 10


# By the address of the site and the account: the log-in counts how often it is asked.
_sessions: dict[tuple[str, str], list[dict]] = {}


def log_in(page: Page, name: str) -> None:
    """Log in with a demo account, with the session of an earlier test when there is one."""
    page.goto("/beheer/login/")
    session = (urlsplit(page.url).netloc, name)
    if session in _sessions:
        page.context.add_cookies(_sessions[session])
        page.goto("/beheer/")
        return
    page.locator("input[name=username]").fill(name)
    page.locator("input[name=password]").fill(DEMO_ACCOUNTS[name])
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/beheer/")
    _sessions[session] = page.context.cookies()


def number_of(page: Page, title: str) -> str:
    """Return the number of the Dutch page with this title, as the admin's search box finds it."""
    page.goto(f"/beheer/pages/search/?q={title}")
    link = page.locator("main").get_by_role("link", name=title).first
    return re.search(r"/pages/(\d+)/", link.get_attribute("href"))[1]


def open_new_report(page: Page) -> None:
    """Open the form of a new report, and wait until it saves by itself what is typed.

    Wagtail begins two seconds later to look what is typed, and takes what stands there by then for
    what was there from the start.
    """
    parent = number_of(page, "Verslagen")
    page.goto(f"/beheer/pages/add/knowledge/reportpage/{parent}/")
    page.wait_for_load_state("networkidle")
    page.wait_for_function(
        """() => wagtail.app.getControllerForElementAndIdentifier(
            document.querySelector("#page-edit-form"), "w-unsaved").initialFormData"""
    )


def write_report(page: Page) -> None:
    """Write a report of one paragraph and submit it."""
    open_new_report(page)
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_summary").fill("Wat een zandkasteel over meedoen leert.")
    body = page.locator("[id*='body-section']").first
    body.get_by_role("button").last.click()
    page.get_by_role("option", name="Tekst", exact=True).click()
    body.locator(".public-DraftEditor-content").click()
    page.keyboard.type(WORDS, delay=10)
    expect(body.locator(".public-DraftEditor-content")).to_have_text(WORDS)
    save_draft(page)
    expect(body.locator(".public-DraftEditor-content")).to_have_text(WORDS)
    page.get_by_role("button", name="Meer acties").click()
    with page.expect_navigation(url=re.compile(r"/beheer/pages/\d+/$")):
        page.get_by_role("button", name="Vraag een collega om na te kijken").click()


def save_draft(page: Page) -> None:
    """Save the draft, after what the admin saves by itself half a second after the last key."""
    page.wait_for_url(re.compile("/edit/"))
    page.wait_for_timeout(2000)  # the admin shows no other sign that it is about to save
    page.wait_for_load_state("networkidle")
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar concept").click()
    page.wait_for_load_state("networkidle")


def test_second_editor_publishes_what_the_first_wrote_and_search_finds_it(
    open_page: Callable[..., Page],
):
    writer, chief, visitor = (open_page() for _person in range(3))
    log_in(writer, "redacteur")
    write_report(writer)
    visitor.goto("/zoeken/?q=zandkasteel")
    expect(visitor.get_by_role("link", name=TITLE)).to_have_count(0)

    log_in(chief, "eindredacteur")
    chief.get_by_role("link", name=TITLE).first.click()
    # The buttons of a workflow do nothing before the admin's scripts are there.
    chief.wait_for_load_state("networkidle")
    chief.get_by_role("button", name="Meer acties").click()
    with chief.expect_navigation():
        chief.get_by_role("button", name="Goedkeuren en publiceren").click()
    assert chief.locator(".messages .error, .error-message").all_inner_texts() == []

    found = visitor.get_by_role("link", name=TITLE)
    deadline = time.monotonic() + HANG
    while not found.count() and time.monotonic() < deadline:
        visitor.goto("/zoeken/?q=zandkasteel")
    expect(found).not_to_have_count(0)
    found.first.click()
    expect(visitor.locator(".kk-passage")).to_contain_text(WORDS)


def test_writer_cannot_publish_her_own_words(page: Page):
    log_in(page, "eindredacteur")
    number = number_of(page, "Over ons")
    page.goto(f"/beheer/pages/{number}/edit/")
    page.locator("#id_subtitle").fill("Wie we zijn")
    save_draft(page)
    page.get_by_role("button", name="Meer acties").click()

    expect(page.get_by_role("button", name="Publiceren", exact=True)).to_have_count(0)


def test_an_organiser_frees_a_seat(page: Page):
    page.goto("/")
    page.get_by_role("link", name="Aanmelden").first.click()
    page.get_by_label("Naam").fill("Eva Verzonnen")
    page.get_by_label("E-mailadres").fill("eva@tikfout.example.org")
    page.get_by_label("Gemeente of organisatie").fill("Gemeente Verzinsdorp")
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.locator("main")).to_contain_text("Kijk in je mail")

    log_in(page, "eindredacteur")
    page.goto("/beheer/kenniskringen/")
    page.locator("main").get_by_role("link", name=re.compile("Kenniskring 15")).first.click()
    row = page.locator("tr", has_text="eva@tikfout.example.org")
    row.get_by_role("link", name="Plek vrijmaken").click()
    expect(page.locator("main")).to_contain_text("Eva Verzonnen")
    page.get_by_role("button", name="Plek vrijmaken").click()

    expect(page.locator("body")).to_contain_text("De plek van Eva Verzonnen is vrij.")
    expect(row).to_contain_text("Afgemeld")
    expect(row.get_by_role("link", name="Plek vrijmaken")).to_have_count(0)


def test_an_organiser_announces_and_calls_off_a_meeting_without_a_script(
    browser: Browser, site: str
):
    page = browser.new_context(base_url=site, java_script_enabled=False).new_page()
    log_in(page, "eindredacteur")
    page.goto("/beheer/kenniskringen/?state=preparing")
    page.locator("main").get_by_role("link", name=re.compile("Kenniskring van")).first.click()
    page.get_by_role("link", name="Aankondigen").click()
    expect(page.locator("body")).to_contain_text("Nummer en adres blijven daarna zo.")
    page.get_by_role("button", name="Aankondigen").click()

    page.get_by_role("link", name="Afzeggen").click()
    expect(page.locator("body")).to_contain_text("0 mensen hebben zich aangemeld")
    for field in page.locator("input[name^=reason_]").all():
        field.fill("De zaal is dicht.")
    page.locator("#instead").select_option(index=0)
    page.get_by_role("button", name="Afzeggen en iedereen mailen").click()

    expect(page.locator("body")).to_contain_text("0 mensen krijgen een mail.")
    page.goto("/kenniskringen/")
    row = page.locator("li", has_text="De zaal is dicht.")
    expect(row).to_contain_text("Gaat niet door")
    expect(row).to_contain_text("De volgende is Kenniskring")
    page.context.close()


def test_checker_measures_the_preview_that_an_editor_sees(open_page: Callable[..., Page]):
    page = open_page()
    log_in(page, "redacteur")
    number = number_of(page, "Contact")

    def skip_headings(route: Route) -> None:
        """Put a heading of level 5 right under the title of the preview."""
        response = route.fetch()
        wrong = "<h5>Geen kop van niveau 2</h5></main>"
        route.fulfill(response=response, body=response.text().replace("</main>", wrong))

    def problems() -> str:
        page.goto(f"/beheer/pages/{number}/edit/")
        page.wait_for_load_state("networkidle")
        page.get_by_role("button", name="Controles tonen of verbergen").click()
        found = page.locator("#side-panel-checks-content, [data-side-panel=checks]").first
        expect(found).to_contain_text("Problemen gevonden")
        page.wait_for_timeout(1500)  # axe has no sign of its own that it is done
        return found.locator("[data-content-checker-count]").first.inner_text().strip()

    assert problems() == "0"
    page.route("**/edit/preview/**", skip_headings)
    assert problems() == "1"


def test_editor_goes_from_a_page_to_its_form(open_page: Callable[..., Page]):
    page = open_page()
    log_in(page, "redacteur")
    page.goto("/over-ons/")

    page.locator("#wagtail-userbar-trigger").click()
    page.locator("#wagtail-userbar-items a[href$='/edit/']").click()

    expect(page.locator("#id_title")).to_have_value("Over ons")
