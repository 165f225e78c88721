"""A guide with all that it leads to: from the guide to paper, on which nothing is cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from knowledge.models import Passage, ReadingGuidePage
from tests.browser.answering import Answering
from tests.browser.test_pages import GUIDE, MOST_BYTES, MOST_REQUESTS, faults, weight
from tests.knowledge.factories import make_home, make_report, text
from tests.knowledge.pages.factories import block, make_kind

pytestmark = pytest.mark.xdist_group("browser")

# A sheet of A4 between the margins of a browser, in pixels of 1/96 inch.
PAPER = {"width": 718, "height": 1047}
WIDER = """width => [...document.querySelectorAll("main *")]
    .filter(one => one.checkVisibility() && one.getBoundingClientRect().right > width + 1
        && !one.closest(".kk-visually-hidden, svg"))
    .map(one => `${one.tagName} ${one.className}`)"""


def make_guide(language: str = "nl") -> ReadingGuidePage:
    make_home(language)
    row = [f"Gemeentesamenwerkingsverband{number}" for number in range(8)]
    report = make_report(
        [
            block("heading", {"text": "Cijfers"}, "kop"),
            block("table", {"data": [row, row]}, "tabel"),
            block("text", text(("a", "Zo begon het. " * 40)), "t1"),
        ],
        date_text="14 april",
    )
    passage = Passage.objects.get(page_id=report.pk, key="tabel")
    far = "https://voorbeeld.nl/" + "een-heel-lang-adres-" * 12
    targets = [{"passage": passage.pk}, {"page": report.pk}, {"url": far}, {"page": report.pk}, {}]
    steps = [
        block("step", {"question": f"Vraag {number}?", "answer": "Kort.", **target}, f"s{number}")
        for number, target in enumerate(targets, start=1)
    ]
    return make_kind(ReadingGuidePage, title="Zo begin je", steps=steps, language=language)


def test_guide_leads_to_all_of_it_and_nothing_is_cut_off_on_a4(near: Answering):
    guide = make_guide()
    page = near.page
    page.goto(guide.url)
    page.get_by_role("link", name="Print alles").click()
    expect(page).to_have_url(f"http://testserver/meenemen/{guide.pk}/alles/")
    press = page.get_by_role("button", name="Print", exact=True)
    expect(press).to_be_visible()

    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")

    expect(press).to_be_hidden()
    expect(page.get_by_role("link", name="Geef een fout door")).to_be_hidden()
    expect(page.get_by_role("heading", name="5. Vraag 5?")).to_be_visible()
    expect(page.get_by_text("(14 april)").first).to_be_visible()
    expect(page.get_by_role("link", name="Zie onderdeel 2")).to_be_visible()
    assert page.evaluate(WIDER, PAPER["width"]) == []
    heading = page.get_by_role("heading", name="Cijfers").first
    for one in (page.get_by_role("heading", name="2. Vraag 2?"), heading):
        assert one.evaluate("one => getComputedStyle(one).breakAfter") == "avoid"
    whole = page.locator(".kk-whole").first
    assert whole.evaluate("one => getComputedStyle(one).breakInside") == "auto"
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_words_of_pages_are_accessible_at_every_width(near: Answering):
    near.page.goto(f"/meenemen/{make_guide().pk}/alles/")
    expect(near.page.locator(".kk-whole__said").first).to_be_visible()

    assert faults(near.page) == []


def test_print_button_prints(near: Answering):
    near.page.add_init_script("window.print = () => { window.printed = true; }")
    near.page.goto(f"/meenemen/{make_guide().pk}/alles/")

    near.page.get_by_role("button", name="Print", exact=True).click()

    assert near.page.evaluate("window.printed")


def test_english_guide_leads_to_it_in_english(near: Answering):
    near.page.goto(make_guide("en").url)

    near.page.get_by_role("link", name="Print everything").click()

    expect(near.page.get_by_role("link", name="See part 2")).to_be_visible()
    expect(near.page.get_by_role("link", name="Back to the reading guide")).to_be_visible()
    assert near.page.locator("html").get_attribute("lang") == "en"


def test_it_keeps_the_promises_of_a_page_at_every_width(open_page: Callable[..., Page]):
    page = open_page(viewport={"width": 1280, "height": 844})
    page.goto(GUIDE)
    address = page.get_by_role("link", name="Print alles").get_attribute("href")
    responses = []
    page.on(
        "response",
        lambda one: responses.append(one) if one.request.resource_type != "media" else None,
    )

    answer = page.goto(address, wait_until="load")

    assert answer.status == 200
    assert len(responses) <= MOST_REQUESTS
    assert weight(responses) <= MOST_BYTES
    assert page.context.cookies() == []
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    assert faults(page) == []
