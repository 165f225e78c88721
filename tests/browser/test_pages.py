"""Every kind of page, loaded once, judged at every width: accessible, light, without tracking."""

import gzip
import re
from collections.abc import Callable

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from playwright.sync_api import Page, Response, expect

from events.models import Registration
from events.registrations.mails import PURPOSE
from office.mail import links
from tests.browser.axe import violations
from tests.events.factories import (
    NOW,
    address,
    an_application,
    make_coming_meeting,
    make_kenniskringen,
    make_registration,
)

# One worker for all of them: they share one site and one Chromium.
pytestmark = pytest.mark.xdist_group("browser")

WIDTHS = (1280, 390, 320)
MOST_BYTES = 150_000
MOST_REQUESTS = 12
# A hero is at most 220 px on a desktop, and 45 % of a phone's screen.
HIGHEST_HERO = {1280: 220, 390: 0.45 * 844}

REPORT = "/kennisbank/verslagen/kenniskring-14-lokale-aanpak-van-kinderarmoede/"
CASE = "/kennisbank/praktijkvoorbeelden/winterswijk-armoedevrij-in-2040/"
RECORDING = "/kennisbank/opnames/nagemaakt-gesprek-lokale-aanpak-van-kinderarmoede/"
GUIDE = "/kennisbank/leeswijzers/zelf-een-kinderwijkraad-beginnen/"
LABEL = "/kennisbank/kaders/kindvriendelijke-steden-en-gemeenten/"
MEETING = "/kenniskringen/15-kinderen-laten-meedenken-over-armoedebeleid/"

PAGES = {
    "home": "/",
    "home in English": "/en/",
    "all knowledge": "/kennisbank/",
    "cases": "/kennisbank/praktijkvoorbeelden/",
    "report": REPORT,
    "case": CASE,
    "recording": RECORDING,
    "reading guide": GUIDE,
    "action sheet": "/kennisbank/actiebladen/ouders-doen-mee/",
    "framework": LABEL,
    "programme": "/kennisbank/programmas/pioniers-wijkgerichte-netwerken/",
    "publication": "/kennisbank/publicaties/jong-en-overal-thuis/",
    "opgaven": "/opgaven/",
    "opgave": "/opgaven/meedoen/",
    "questions": "/vragen/",
    "question": "/vragen/1/",
    "ask": "/vragen/stellen/",
    "ask a gemeente": "/gemeenten/winterswijk/in-contact/?over=kosten",
    "asked a gemeente": "/in-contact/verstuurd/",
    "meetings": "/kenniskringen/",
    "meeting": MEETING,
    "registration": f"{MEETING}aanmelden/",
    "link once more": f"{MEETING}link-opnieuw/",
    "agenda": "/agenda/",
    "results": "/zoeken/?q=armoede",
    "no results": "/zoeken/?q=zeppelin",
    "search": "/zoeken/",
    "gemeenten": "/gemeenten/",
    "gemeenten in English": "/en/gemeenten/",
    "gemeente": "/gemeenten/winterswijk/",
    "people": "/mensen/",
    "person": "/mensen/guido-de-vries/",
    "text": "/privacy/",
    "declaration": "/toegankelijkheid/",
    "remark": "/fout-doorgeven/?van=/kennisbank/",
    "after a remark": "/fout-doorgeven/verstuurd/?van=/kennisbank/",
}


def weight(responses: list[Response]) -> int:
    """Return the bytes of what came, compressed as a web server does; film and sound left out."""
    total = 0
    for response in responses:
        body = response.body()
        is_font = response.request.resource_type == "font"
        total += len(body) if is_font else len(gzip.compress(body, 6))
    return total


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_page_keeps_its_promises_at_every_width(open_page: Callable[..., Page], path: str):
    page = open_page(viewport={"width": WIDTHS[0], "height": 844})
    responses: list[Response] = []
    page.on(
        "response",
        lambda one: responses.append(one) if one.request.resource_type != "media" else None,
    )

    answer = page.goto(path, wait_until="load")

    assert answer.status == 200
    assert len(responses) <= MOST_REQUESTS, [one.url for one in responses]
    assert weight(responses) <= MOST_BYTES
    assert page.context.cookies() == []
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert faults(page) == []


def faults(page: Page) -> list[str]:
    """Return what is wrong with the page that is open, at every width."""
    broken = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        broken += [f"{width} px: {line}" for line in violations(page)]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            broken.append(f"{width} px: scrolls sideways")
        hero = page.locator(".kk-hero")
        if hero.count() and width in HIGHEST_HERO:
            height = hero.bounding_box()["height"]
            if height > HIGHEST_HERO[width]:
                broken.append(f"{width} px: the hero is {height} px high")
    return broken


# What a visitor sees when something is refused. The site that is running cannot be brought to
# all of it, so these pages are made here and shown with its style.
def _template(name: str, **context: object) -> Callable[[Client], str]:
    return lambda _client: render_to_string(name, context, RequestFactory().get("/"))


def _full(client: Client) -> str:
    meeting = make_coming_meeting(capacity=1, taken=1)
    return client.post(address("register", meeting), an_application()).content.decode()


def _cancelled(client: Client) -> str:
    row = make_registration(
        make_coming_meeting(), state=Registration.State.CANCELLED, cancelled_at=NOW
    )
    return client.get(reverse("registration", args=[links.make(PURPOSE, row)])).content.decode()


REFUSALS = {
    # 403 and the other 410s are made like 404, 400 like 500.
    "404": _template("404.html"),
    "410 of a paragraph": _template("knowledge/passages/gone.html", whole=("Verslag", "/")),
    "429": _template("429.html", minutes=3, kept=[("text", "Hoe?")]),
    "500": _template("500.html"),
    "what cannot be done": _template("refused.html", refusal="Dat kan nu niet."),
    "link that does not work": _template("link_refused.html", refusal="Deze link werkt niet."),
    "full": _full,
    "cancelled": _cancelled,
}


@pytest.mark.parametrize("made", REFUSALS.values(), ids=REFUSALS.keys())
def test_refusal_looks_like_the_rest_of_the_site(
    open_page: Callable[..., Page], client: Client, made: Callable[[Client], str]
):
    make_kenniskringen()
    html = made(client)
    page = open_page(viewport={"width": WIDTHS[0], "height": 844})
    page.route("**/hier/", lambda route: route.fulfill(body=html, content_type="text/html"))

    page.goto("/hier/")

    title = page.get_by_role("heading", level=1)
    expect(title).to_have_count(1)
    # Inside the margins of the page, under the header.
    assert title.bounding_box()["x"] >= page.locator(".kk-mark").first.bounding_box()["x"]
    assert page.locator(".kk-hero").bounding_box()["width"] == WIDTHS[0]
    assert faults(page) == []


@pytest.mark.parametrize("path", ["/vragen/stellen/", f"{MEETING}aanmelden/"], ids=["ask", "join"])
def test_refused_form_is_accessible_and_leads_to_its_first_mistake(page: Page, path: str):
    page.goto(path)

    page.locator("main form button[type=submit]").click()

    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    broken = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        broken += [f"{width} px: {line}" for line in violations(page)]
    assert broken == []
    summary.get_by_role("link").first.click()
    expect(page.locator("main form [aria-invalid=true]").first).to_be_focused()
    expect(page).to_have_title(re.compile("^Fout: "))


def test_home_shows_title_search_and_next_date_on_the_first_screen_of_a_phone(
    open_page: Callable[..., Page],
):
    page = open_page(viewport={"width": 390, "height": 844})

    page.goto("/")

    card = page.locator(".kk-event-card")
    for wanted in (
        page.get_by_role("heading", level=1),
        page.get_by_label("Waar zoek je antwoord op?"),
        card.get_by_role("heading"),
        card.locator(".kk-date-leaf"),
        card.locator("li").first,
    ):
        box = wanted.bounding_box()
        assert box["y"] + box["height"] <= 844


@pytest.mark.parametrize("width", [1280, 390])
def test_home_puts_the_questions_where_the_wireframe_wants_them(
    open_page: Callable[..., Page], width: int
):
    page = open_page(viewport={"width": width, "height": 844})

    page.goto("/")

    news, questions = (page.locator(name).bounding_box()["y"] for name in ("#nieuw", "#vragen"))
    assert (questions < news) == (width == 390)
