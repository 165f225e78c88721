"""A text from Word or Google Docs keeps its words, headings, lists and tables, and is found."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_editor import HANG, log_in, save_draft
from tests.browser.test_four_eyes import more, new_page, paste

pytestmark = pytest.mark.xdist_group("browser")

FAULTS = Path(__file__).parents[1] / "faults"
BLOCKS = """() => document.querySelector("#body-root").rootBlock.children.map((child) => {
    const value = child.block.getValue();
    const table = () => JSON.stringify(value.data);
    if (child.type !== "text") return [child.type, child.type === "table" ? table() : value.text];
    return [child.type, ...JSON.parse(value).blocks.map((one) => [
        one.type, one.depth, one.text,
        one.inlineStyleRanges.map((range) =>
            range.style + " " + one.text.substr(range.offset, range.length)).join(),
    ])];
})"""
# Words with a comment in the margin and with a tracked change, as Word copies them.
COMMENTED = """<p class=MsoNormal>Wij <del>straffen</del><span class=msoDel>weg </span><a
style='mso-comment-reference:A_1;mso-comment-date:20260101T1000'>bezoeken</a><span
class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[A1]</a></span> gezinnen
thuis.</p>
<div style='mso-element:comment-list'><div style='mso-element:comment'><div class=msocomtxt
id="_com_1"><p class=MsoCommentText>Dit is familie Jansen!</p></div></div></div>"""
POINT, NUMBER, LINE = "unordered-list-item", "ordered-list-item", "unstyled"


def blocks(page: Page) -> list:
    """Return the blocks of the text as the editor shows them."""
    return page.evaluate(BLOCKS)


def reopened(page: Page) -> list:
    """Save, open the form again, and return the blocks of the text."""
    save_draft(page)
    page.goto(re.match(r".*/edit/", page.url)[0])
    page.wait_for_load_state("networkidle")
    return blocks(page)


def test_text_from_word_keeps_its_heading_list_and_table_and_is_found(
    open_page: Callable[..., Page],
):
    page, chief, visitor = (open_page() for _person in range(3))
    log_in(page, "redacteur")
    new_page(page, "Geplakt uit Word met tabel")
    page.keyboard.type("Ervoor erachter", delay=10)
    for _letter in "erachter":
        page.keyboard.press("ArrowLeft")

    paste(page, (FAULTS / "p01_word.html").read_text())

    expect(page.locator("#body-root")).to_contain_text("Nieuwe regel na shift-enter.")
    page.wait_for_timeout(2000)  # the editors hand their texts to the form a moment later
    after = reopened(page)
    number = re.search(r"/pages/(\d+)/edit", page.url)[1]
    assert after == [
        ["text", [LINE, 0, "Ervoor", ""]],
        ["heading", "Aanpak in de wijk"],
        [
            "text",
            [LINE, 0, "De gemeente helpt met schuldhulpverlening, zie hier.", ""],
            [POINT, 0, "Eerste punt", ""],
            [POINT, 0, "Tweede punt met vet en schuin", "BOLD vet,ITALIC schuin"],
        ],
        ["table", '[["Jaar","Aantal"],["2025","12"]]'],
        ["text", [LINE, 0, "Slot[1] van de tekst.\nNieuwe regel na shift-enter.", ""]],
        ["text", [LINE, 0, "erachter", ""]],
    ]

    more(page, "Vraag een collega om na te kijken")
    log_in(chief, "eindredacteur")
    chief.goto(f"/beheer/pages/{number}/edit/")
    chief.wait_for_load_state("networkidle")
    more(chief, "Goedkeuren en publiceren")
    found = visitor.locator("mark", has_text=re.compile("^schuldhulpverlening$"))
    deadline = time.monotonic() + HANG
    while not found.count() and time.monotonic() < deadline:
        visitor.goto("/zoeken/?q=Schuldhulpverlening")
    expect(found).not_to_have_count(0)

    visitor.get_by_role("link", name="Geplakt uit Word met tabel").first.click()
    expect(visitor.get_by_role("heading", name="Aanpak in de wijk", level=2)).to_be_visible()
    link = visitor.get_by_role("link", name=", zie hier")
    expect(link).to_have_attribute("href", "https://voorbeeld.nl/?a=1&b=2")
    # The mark of a footnote leads nowhere without its note.
    expect(visitor.locator("main a", has_text="[1]")).to_have_count(0)


def test_text_from_google_docs_keeps_its_nested_list_and_is_not_bold(page: Page):
    log_in(page, "redacteur")
    new_page(page, "Geplakt uit Google Docs")

    # The file names the sign that nobody sees; what is pasted holds it.
    paste(page, (FAULTS / "p02_gdocs.html").read_text().replace(r"\u200b", "\u200b"))

    expect(page.locator("#body-root")).to_contain_text("Stap twee")
    page.wait_for_timeout(2000)  # as above
    assert reopened(page) == [
        [
            "text",
            [
                LINE,
                0,
                "Alinea uit een gedeeld document met vet en schuin.",
                "BOLD vet,ITALIC schuin",
            ],
            [NUMBER, 0, "Stap een", ""],
            [NUMBER, 1, "Stap een a", ""],
            [NUMBER, 0, "Stap twee", ""],
            [LINE, 0, "Laatste alinea", ""],
        ],
    ]


@pytest.mark.parametrize("asked", ["raads\u00adle\u200bden", "Raadsleden"])
def test_question_box_looks_through_signs_that_nobody_sees(page: Page, asked: str):
    page.goto("/")
    page.get_by_label("Waar zoek je antwoord op?").fill(asked)
    page.keyboard.press("Enter")

    expect(page.locator("main mark").first).to_have_text(re.compile("^raadsleden$", re.IGNORECASE))
    box = page.locator("main input[name=q]").first
    assert box.input_value().casefold() == "raadsleden"


def test_comments_and_deleted_words_stay_behind(page: Page):
    log_in(page, "redacteur")
    new_page(page, "Geplakt met opmerkingen")

    paste(page, COMMENTED)

    expect(page.locator("#body-root")).to_contain_text("Wij bezoeken")
    page.wait_for_timeout(2000)  # as above
    assert reopened(page) == [["text", [LINE, 0, "Wij bezoeken gezinnen thuis.", ""]]]
