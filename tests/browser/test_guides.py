"""On the pages to which a reading guide leads, its bar goes with the reader."""

import pytest
from playwright.sync_api import expect

from knowledge.models import Passage, ReadingGuidePage
from tests.browser.answering import Answering
from tests.knowledge.factories import make_home, make_report
from tests.knowledge.pages.factories import block, make_case, make_kind

pytestmark = pytest.mark.xdist_group("browser")


def test_reader_comes_from_the_first_question_to_the_last_by_the_bar_alone(near: Answering):
    make_home()
    report = make_report("<p data-block-key='a'>Een.</p><p data-block-key='b'>Twee.</p>")
    one, two = Passage.objects.filter(page_id=report.pk).order_by("position")
    case = make_case()
    targets = [{"page": report.pk}, {"passage": one.pk}, {"passage": two.pk}, {"page": case.pk}]
    make_kind(
        ReadingGuidePage,
        title="Zo begin je",
        steps=[
            block("step", {"question": f"Vraag {number}?", **target}, f"stap-{number}")
            for number, target in enumerate(targets, start=1)
        ],
    )
    near.page.goto(report.url)
    bar = near.page.get_by_role("navigation", name="Leeswijzer Zo begin je")

    for number in (1, 2, 3):
        expect(bar).to_contain_text(f"onderdeel {number} van 4")
        expect(bar.get_by_role("paragraph")).to_have_count(2)
        bar.get_by_role("link", name="Volgende:").click()

    near.page.wait_for_url(f"**{case.url}")
    expect(bar).to_contain_text("onderdeel 4 van 4")
    bar.get_by_role("link", name="Vorige: Vraag 3?").click()
    expect(bar).to_contain_text("onderdeel 3 van 4")


def test_bar_follows_the_reader_to_another_place_of_the_same_page(near: Answering):
    make_home()
    report = make_report("<p data-block-key='a'>Een.</p><p data-block-key='b'>Twee.</p>")
    one, two = Passage.objects.filter(page_id=report.pk).order_by("position")
    steps = [
        block("step", {"question": "Vraag 1?", "passage": one.pk}, "stap-1"),
        block("step", {"question": "Vraag 2?", "passage": two.pk}, "stap-2"),
    ]
    make_kind(ReadingGuidePage, title="Zo begin je", steps=steps)
    near.page.goto(f"{report.url}#{one.anchor}")
    bar = near.page.get_by_role("navigation", name="Leeswijzer Zo begin je")
    expect(bar).to_contain_text("onderdeel 1 van 2")
    near.page.evaluate("window.stillHere = true")

    near.page.evaluate("anchor => { location.hash = anchor; }", two.anchor)

    expect(bar.get_by_text("onderdeel 2 van 2")).to_be_visible()
    expect(bar.get_by_text("onderdeel 1 van 2")).to_be_hidden()
    assert near.page.evaluate("window.stillHere")
