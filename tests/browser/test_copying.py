"""Words that a reader copies, by button or by hand: whole, in order, and no more than that."""

import pytest
from playwright.sync_api import Page, expect

from knowledge.models import FrameworkPage, Person, ProgrammePage
from tests.browser.answering import Answering
from tests.knowledge.factories import make_page, text
from tests.knowledge.pages.factories import block, make_case, make_kind

# A page at http://testserver has no clipboard: this one takes plain text, as an old browser does.
CLIPBOARD = """
Object.defineProperty(navigator, "clipboard", {
    value: {writeText: async (words) => { window.copied = words; }},
});
"""
REFUSING = """
Object.defineProperty(navigator, "clipboard", {
    value: {writeText: () => Promise.reject(new DOMException("", "NotAllowedError"))},
});
"""
SIX = ["Gemeente", "Inwoners", "Aanpak", "Verantwoordelijkheidsverdeling", "Kosten", "Contact"]
ROW = ["Winterswijk", "29.000", "kinderarmoedebestrijdingsprogramma", "raad", "onbekend", "Bo"]


def opened(near: Answering, page, script: str = CLIPBOARD) -> Page:
    near.page.add_init_script(script)
    near.page.goto(page.url)
    return near.page


def case(*blocks: dict):
    page = make_case(title="Titel")
    page.occasion = page.occasion.stream_block.to_python(list(blocks))
    page.save()
    return page


def all_of(page: Page) -> list[str]:
    """Return the lines that "Kopieer alles met bron" copies, without the empty ones."""
    page.get_by_role("button", name="Kopieer alles met bron").click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    return [line for line in page.evaluate("window.copied").split("\n") if line]


def quoted(page: Page, words: str) -> str:
    """Return what "Kopieer met bron" copies of the passage with these words, without the source."""
    passage = page.locator("main .kk-passage").filter(has_text=words).last
    passage.hover()
    passage.locator("summary").last.click()
    passage.get_by_role("button", name="Kopieer met bron").last.click()
    copied = page.wait_for_function("window.copied").json_value()
    page.keyboard.press("Escape")
    before, _line, source = copied.rpartition("\n")
    assert source.startswith("Titel. ")
    return before


def test_lines_cells_and_points_stay_apart_in_plain_text(near: Answering):
    nested = (
        '<ol><li data-block-key="a">Eén<ul><li data-block-key="b">Onder</li></ul></li>'
        '<li data-block-key="c">Twee</li></ol>'
    )
    table = {
        "data": [["Gemeente", "Inwoners"], ["Winterswijk", "29.000"]],
        "table_caption": "Gemeenten",
        "first_row_is_table_header": True,
    }
    page = opened(
        near,
        case(
            block("text", text(("d", "Regel een<br/>regel <b>t</b>wee."))),
            block("text", nested),
            block("table", table),
        ),
    )

    lines = all_of(page)

    start = lines.index("Regel een regel twee.")
    assert lines[start : start + 7] == [
        "Regel een regel twee.",
        "1. Eén",
        "  - Onder",
        "2. Twee",
        "Gemeenten",
        "Gemeente\tInwoners",
        "Winterswijk\t29.000",
    ]


def test_paragraph_and_table_are_quoted_with_their_words_apart(near: Answering):
    data = {"data": [["Winterswijk", "29.000"]], "table_caption": ""}
    page = opened(
        near, case(block("text", text(("d", "Regel een<br/>regel twee."))), block("table", data))
    )

    assert quoted(page, "Regel een") == "“Regel een regel twee.”"
    page.evaluate("window.copied = ''")
    assert quoted(page, "Winterswijk") == "Winterswijk\t29.000"


def test_who_said_it_stands_behind_the_words(near: Answering):
    bo = Person.objects.create(name="Bo Bos", slug="bo-bos")
    value = {"text": "Zo is het", "speaker": bo.pk, "role": "wethouder", "source": "De Krant"}
    page = opened(near, case(block("quote", value)))

    assert "‘Zo is het’ – Bo Bos, wethouder · Bron: De Krant" in all_of(page)
    assert quoted(page, "Zo is het") == "“Zo is het” – Bo Bos, wethouder · Bron: De Krant"


def test_level_of_a_condition_stands_apart_from_its_sentence(near: Answering):
    item = {"level": "politiek", "text": "<p>Het college zegt ja.</p>", "explanation": ""}
    items = [{"type": "item", "id": "i1", "value": item}]
    stored = [block("conditions", {"intro": "", "items": items})]
    page = opened(near, make_kind(FrameworkPage, title="Titel", phases=stored))

    assert "- Politiek: Het college zegt ja." in all_of(page)
    assert quoted(page, "Het college") == "“Politiek: Het college zegt ja.”"


def test_what_stands_beside_a_name_on_a_screen_is_no_part_of_it(near: Answering):
    place = {"name": "Almere", "note": "drie wijken", "lead": "An", "partner": ""}
    page = opened(near, make_kind(ProgrammePage, title="Titel", places=[block("place", place)]))

    assert "- Almere: drie wijken, Trekker: An" in all_of(page)


def test_selection_across_paragraphs_holds_their_words_alone(near: Answering):
    words = text(("aaaaa", "In Almere viel iets op."), ("bbbbb", "Daarna niet meer."))
    page = opened(near, make_page(words))
    expect(page.locator("main .kk-passage__menu")).to_have_count(2)

    selected = page.evaluate(
        """() => {
            const [first, last] = document.querySelectorAll("main .kk-passage p");
            const range = document.createRange();
            range.setStart(first.firstChild, 0);
            range.setEnd(last.firstChild, last.firstChild.length);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return getSelection().toString();
        }"""
    )

    assert selected.split("\n\n") == ["In Almere viel iets op.", "Daarna niet meer."]


@pytest.mark.parametrize("name", ["Kopieer alles met bron", "Kopieer bronvermelding"])
def test_refused_copy_says_so_and_gives_the_words_to_copy_by_hand(near: Answering, name: str):
    page = opened(near, case(block("text", text(("d", "Woorden.")))), REFUSING)

    page.get_by_role("button", name=name).click()

    expect(page.get_by_role("alert")).to_contain_text("Kopiëren lukte niet.")
    field = page.get_by_role("textbox", name="Kopiëren lukte niet.")
    expect(field).to_be_focused()
    assert page.evaluate("getSelection().toString()") == field.input_value()
    assert "Titel" in field.input_value()
    expect(page.get_by_role("button", name="Gekopieerd")).to_have_count(0)


def test_refused_copy_of_a_passage_is_offered_in_its_menu(near: Answering):
    page = opened(near, case(block("text", text(("d", "Woorden.")))), REFUSING)
    passage = page.locator("main .kk-passage").filter(has_text="Woorden.")
    passage.hover()
    passage.locator("summary").click()

    passage.get_by_role("button", name="Kopieer met bron").click()

    field = passage.get_by_role("textbox")
    expect(field).to_be_focused()
    assert field.input_value().startswith("“Woorden.”\nTitel. ")


def test_wide_table_fits_on_paper(near: Answering):
    value = {"data": [SIX, ROW], "table_caption": "Zes", "first_row_is_table_header": True}
    page = opened(near, case(block("table", value)))
    # A4 with margins of 15 mm.
    page.set_viewport_size({"width": 680, "height": 960})

    page.emulate_media(media="print")

    clipped = page.locator("main table").evaluate(
        """table => [...table.rows].flatMap((row) => [...row.cells]).filter((cell) => {
            const words = document.createRange();
            words.selectNodeContents(cell);
            const { right } = words.getBoundingClientRect();
            return right > cell.getBoundingClientRect().right || right > innerWidth;
        }).map((cell) => cell.textContent)"""
    )
    assert clipped == []
    # Words of a usual length stay whole: on one line each.
    for words in ("Winterswijk", "Inwoners", "onbekend"):
        assert (
            page.get_by_role("cell", name=words)
            .or_(page.get_by_role("columnheader", name=words))
            .evaluate(
                """cell => {
                const words = document.createRange();
                words.selectNodeContents(cell);
                return words.getClientRects().length;
            }"""
            )
            == 1
        ), words
    box = page.locator("main .utrecht-table-container")
    assert box.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert box.evaluate("one => getComputedStyle(one).overflowX") == "visible"
