"""What a reader takes along of a page says where it comes from: a citation, a sheet of paper."""

import re

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Page, expect

from tests.browser.test_pages import CASE, GUIDE, LABEL, MEETING, REPORT

pytestmark = pytest.mark.xdist_group("browser")

SHEET = "/kennisbank/actiebladen/ouders-doen-mee/"
TITLE = "Kenniskring 14: Lokale aanpak van kinderarmoede"
TODAY = r"\d{1,2} [a-z]+ 20\d\d"
TODAY_IN_ENGLISH = r"\d{1,2} [A-Z][a-z]+ 20\d\d"


def copied(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def copied_html(page: Page) -> str:
    """Return the half of what is copied that keeps its look."""
    return page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            return await (await item.getType("text/html")).text();
        }"""
    )


def copy_all(page: Page, path: str) -> None:
    """Open a page and press its button to copy all of it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(path)
    page.get_by_role("button", name="Kopieer alles met bron").click()
    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()


def test_citation_has_title_date_site_address_and_day_of_reading(page: Page, site: str):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(REPORT)

    page.get_by_role("button", name="Kopieer bronvermelding").click()

    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    start = re.escape(f"{TITLE} (14 april). De Kenniskring. {site}{REPORT} (geraadpleegd op ")
    assert re.fullmatch(rf"{start}{TODAY}\)", copied(page))


def test_citation_of_an_english_page_has_the_day_before_the_month(page: Page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(REPORT)
    page.locator("footer a[hreflang=en]").click()

    page.get_by_role("button", name="Copy citation").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert re.search(rf" \(14 April\)\. .* \(consulted on {TODAY_IN_ENGLISH}\)$", copied(page))


def test_citation_of_a_question_has_the_date_of_its_kenniskring(page: Page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/vragen/1/")

    page.get_by_role("button", name="Kopieer bronvermelding").click()

    expect(page.get_by_role("button", name="Gekopieerd")).to_be_visible()
    assert " (14 april). De Kenniskring. " in copied(page)


@pytest.mark.parametrize("path", [REPORT, MEETING, "/vragen/1/", "/gemeenten/almere/"])
def test_paper_says_the_address_and_the_day(page: Page, site: str, path: str):
    page.goto(path)
    foot = page.locator(".kk-print-foot")
    expect(foot).to_be_hidden()

    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")

    expect(foot).to_be_visible()
    expect(foot).to_have_text(re.compile(rf"De Kenniskring · http\S+{path}, geprint op {TODAY}"))


def test_paper_says_the_address_without_a_script_too(page_without_js: Page):
    page_without_js.goto(REPORT)

    page_without_js.emulate_media(media="print")

    expect(page_without_js.locator(".kk-print-foot")).to_contain_text(REPORT)


def test_paper_has_what_can_be_read_and_nothing_to_press(page: Page):
    page.goto(CASE)
    asks = page.get_by_role("link", name="Breng mij in contact")
    also = page.get_by_role("heading", name="Ook lezen")
    expect(asks).to_be_visible()
    expect(also).to_be_visible()

    page.emulate_media(media="print")

    expect(asks).to_be_hidden()
    expect(also).to_be_hidden()
    expect(page.get_by_role("heading", name="Dit komt uit")).to_be_visible()
    expect(page.get_by_role("link", name="Download als Word")).to_be_hidden()


def test_numbers_and_sources_of_points_can_be_read_on_paper(page: Page, site: str):
    page.goto(CASE)

    page.emulate_media(media="print")

    step = page.locator(".kk-numbered li").first
    ink = "one => getComputedStyle(one, '::before').color"
    assert step.evaluate(ink) == "rgb(0, 0, 0)"
    source = page.locator(".kk-heard a").first
    address = source.get_attribute("href")
    written = source.evaluate("one => getComputedStyle(one, '::after').content")
    assert f"({site}{address})" in written
    assert source.get_attribute("data-address") == f"{site}{address}"


def test_paper_is_a4_and_has_no_words_of_the_screen(page: Page):
    page.goto(REPORT)

    sheets = page.pdf(prefer_css_page_size=True)

    (size,) = set(re.findall(rb"/MediaBox ?\[([^\]]+)\]", sheets))
    assert [round(float(side)) for side in size.split()] == [0, 0, 595, 842]
    page.emulate_media(media="print")
    expect(page.get_by_text("minuten lezen")).to_be_hidden()
    expect(page.get_by_text("Praktijkvoorbeelden met deze aanpak").first).to_be_hidden()
    expect(page.get_by_role("heading", name="Het kind centraal", exact=True)).to_be_visible()


def test_all_of_a_page_is_copied_with_its_facts_steps_and_source(page: Page, site: str):
    copy_all(page, CASE)

    words = copied(page)
    assert words.startswith("Praktijkvoorbeeld · Gemeente Winterswijk\n\nArmoedevrij in 2040")
    assert "\nAmbitie: Armoedevrij in 2040\n" in words
    assert "\nZo werkt het\n1. Maak van armoede één opgave" in words
    assert "\n- De raad heeft minder controle.\nbron: Kenniskring 14: Lokale aanpak" in words
    assert "Ook lezen" not in words
    assert "Geef een fout door" not in words
    assert re.search(rf"De Kenniskring\. {site}{CASE} \(geraadpleegd op {TODAY}\)\n$", words)


def test_what_is_copied_keeps_headings_lists_and_whole_links(page: Page, site: str):
    copy_all(page, CASE)

    html = copied_html(page)

    assert "<h2>Aanleiding</h2>" in html
    assert "<ol>" in html
    assert f'href="{site}/gemeenten/winterswijk/"' in html
    assert "class=" not in html


@pytest.mark.parametrize("path", [CASE, GUIDE, SHEET, LABEL])
def test_both_halves_of_what_is_copied_end_with_its_source(page: Page, site: str, path: str):
    copy_all(page, path)

    source = rf"De Kenniskring\. {site}{path} \(geraadpleegd op {TODAY}\)"
    title = re.escape(page.locator("h1").inner_text())
    assert re.search(rf"\n{title}(?: \([^)\n]+\))?\. {source}\n$", copied(page))
    assert re.search(rf"<p>{title}(?: \([^)<]+\))?\. {source}</p>$", copied_html(page))


def test_points_of_a_sheet_are_copied_with_their_numbers(page: Page):
    copy_all(page, SHEET)

    numbered = [
        one for one in page.locator("main h2").all_inner_texts() if re.match(r"\d+\. ", one)
    ]
    assert numbered[0] == "1. Uitvoering"
    assert len(numbered) > 3
    words = copied(page)
    assert [one for one in numbered if f"\n{one}\n" not in words] == []
    headings = BeautifulSoup(copied_html(page), "html.parser").find_all("h2")
    said = [" ".join(one.get_text().split()) for one in headings]
    assert [one for one in numbered if one not in said] == []


def test_questions_of_a_guide_are_copied_with_their_numbers(page: Page):
    copy_all(page, GUIDE)

    words = copied(page)
    assert "\n1. Wat is een kinderwijkraad?\n" in words
    assert "\n6. Welke kinderwijkraden zijn er al?\n" in words
    assert "gelezen" not in words.lower()
    assert "\nKies&Co, waar dit staat, is nog niet bekend\n" in words


def test_copied_report_names_its_forms_and_has_nobody_above_its_opening_words(page: Page):
    copy_all(page, REPORT)

    words = copied(page)
    for form in ("Per beleidsterrein", "Vanuit een opgave", "Het kind centraal"):
        assert f"\n{form}\n" in words
    opening = page.locator(".kk-rest p").first.inner_text()
    assert words.index(opening) < words.index("\nOok genoemd\n")
    for furniture in ("Lees het antwoord", "Bekijk het antwoord", "Beantwoord", "minuten lezen"):
        assert furniture not in words


def test_fact_whose_name_is_a_question_is_copied_without_a_colon(page: Page):
    copy_all(page, CASE)

    words = copied(page)
    assert "Wanneer merk je het? " in words
    assert "?:" not in words
    assert "Vraag het de gemeente" not in words
