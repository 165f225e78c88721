"""Chromium opens each page, and axe judges it at every width."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, Error, Page, Response, sync_playwright

from scripts.pages import tools, verdict
from scripts.pages.verdict import Row

WIDTHS = (1280, 390)
HEIGHT = 844
PATIENCE = 60_000  # ms: a machine that is busy
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    # Every other host is unknown to this browser: nothing leaves the machine.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
# What the law asks (WCAG 2.2 AA), and the order of headings and landmarks besides.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """tags => axe.run(document, {
    runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], iframes: false,
})"""

# What points at an element that is not there: a name that nobody hears, a link that leads nowhere.
LOST = """() => {
    const found = [];
    const lost = (element, attribute, id) => {
        if (id && !document.getElementById(id))
            found.push([`${attribute} points at no element`, element.outerHTML]);
    };
    for (const attribute of ["aria-labelledby", "aria-describedby", "aria-controls",
        "aria-details", "aria-errormessage", "aria-owns", "for", "list", "headers"])
        for (const element of document.querySelectorAll(`[${attribute}]`))
            for (const id of element.getAttribute(attribute).split(/\\s+/))
                lost(element, attribute, id);
    for (const link of document.querySelectorAll("a[href^='#']"))
        lost(link, "href", decodeURIComponent(link.hash.slice(1)));
    return found;
}"""


@contextmanager
def chromium(port: int) -> Iterator[Browser]:
    """Yield the machine's Chromium, which other programs steer at port."""
    flags = [*FLAGS, f"--remote-debugging-port={port}"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.chromium(), args=flags)
        try:
            yield browser
        finally:
            browser.close()


def judge(browser: Browser, row: Row, saved: Path) -> None:
    """Open the row's page, keep its HTML as it came in saved, and add what is found there.

    A page that cannot be opened is a finding, and the others are judged.
    """
    context = browser.new_context(
        viewport={"width": WIDTHS[0], "height": HEIGHT}, locale="nl-NL", reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE)
    try:
        _judge(context.new_page(), row, saved)
    except Error as error:
        row.find("browser", f"the page cannot be judged: {error.message.splitlines()[0]}")
    finally:
        context.close()


def _judge(page: Page, row: Row, saved: Path) -> None:
    answer = page.goto(row.url, wait_until="load")
    if row.page.sent:
        answer = _send(page)
    if answer.status != row.page.status:
        row.find("browser", f"answers {answer.status} instead of {row.page.status}")
    saved.write_bytes(answer.body())
    for rule, element in page.evaluate(LOST):
        row.find("ids", rule, element)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        verdict.of_axe(row, width, violations(page))


def violations(page: Page) -> Iterable[dict]:
    """Return what axe holds against the page as it is now."""
    if not page.evaluate("() => 'axe' in window"):
        # Added as a visitor's tool would be: the page's own policy does not apply to it.
        page.evaluate(_script())
    return page.evaluate(RUN, TAGS)["violations"]


def _send(page: Page) -> Response:
    """Send the form of the page as it stands there, and return the answer."""
    with page.expect_navigation(wait_until="load") as navigation:
        page.locator("main form button[type=submit]").first.click()
    return navigation.value


@cache
def _script() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
