"""Two demo accounts with one translation, a text from Word and a time that has passed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_editor import log_in, number_of, open_new_report, save_draft

pytestmark = pytest.mark.xdist_group("browser")

# As Word puts it on the clipboard: no-break spaces, a soft hyphen, a list that is none, a table.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><body lang=NL><!--StartFragment-->
<p class=MsoNormal>&nbsp;De gemeente helpt&nbsp;met schuld&shy;hulp&shy;verlening&#8203;&nbsp;</p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span>Punt
met <b>vet&nbsp;</b>woord</p>
<table><tr><td><p>Jaar</p></td><td><p>&nbsp;2025</p></td></tr></table>
<p class=MsoNormal>Slot van de tekst.<br>Nieuwe regel.</p><!--EndFragment--></body></html>"""


PUBLISH = re.compile("^Publiceren in het Engels$")


def new_page(page: Page, title: str) -> str:
    """Begin a report and return its title; the cursor stands in its text."""
    open_new_report(page)
    page.locator("#id_title").fill(title)
    body = page.locator("[id*='body-section']").first
    body.get_by_role("button").last.click()
    page.get_by_role("option", name="Tekst", exact=True).click()
    body.locator(".public-DraftEditor-content").click()
    return title


def paste(page: Page, html: str) -> None:
    page.locator(".public-DraftEditor-content").first.evaluate(
        """(editor, html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            data.setData("text/plain", "Woorden");
            editor.dispatchEvent(new ClipboardEvent("paste",
                {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        html,
    )


def more(page: Page, button: str | re.Pattern) -> None:
    page.get_by_role("button", name="Meer acties").click()
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def told(page: Page) -> str:
    return page.locator(".messages").inner_text()


def test_chief_who_touched_nothing_publishes_a_text_from_word(open_page: Callable[..., Page]):
    writer, chief = open_page(), open_page()
    log_in(writer, "redacteur")
    title = new_page(writer, "Geplakt uit Word")
    paste(writer, WORD)
    # The table is a block of its own, and what follows it another.
    expect(writer.locator(".public-DraftEditor-content").last).to_contain_text("Nieuwe regel.")
    save_draft(writer)
    number = re.search(r"/pages/(\d+)/edit", writer.url)[1]

    log_in(chief, "eindredacteur")
    chief.goto(f"/beheer/pages/{number}/edit/")
    save_draft(chief)
    more(chief, "Publiceren")

    assert f"“{title}” staat online." in told(chief)
    expect(chief.locator(".messages .success")).to_have_count(1)


def test_approver_who_changes_a_word_reads_that_a_colleague_must_look(
    open_page: Callable[..., Page],
):
    writer, chief = open_page(), open_page()
    log_in(writer, "redacteur")
    title = new_page(writer, "Een woord veranderd")
    writer.keyboard.type("Een zin over meedoen.", delay=10)
    save_draft(writer)
    number = re.search(r"/pages/(\d+)/edit", writer.url)[1]
    more(writer, "Vraag een collega om na te kijken")

    log_in(chief, "eindredacteur")
    chief.goto(f"/beheer/pages/{number}/edit/")
    chief.wait_for_load_state("networkidle")
    chief.locator(".public-DraftEditor-content").first.click()
    chief.keyboard.press("Control+End")
    chief.keyboard.type(" Nog een zin.", delay=10)
    expect(chief.locator(".public-DraftEditor-content").first).to_contain_text("Nog een zin.")
    chief.wait_for_timeout(2000)  # the editor hands its text to the form a moment later
    more(chief, "Goedkeuren en publiceren")

    assert f"Je wijziging in “{title}” is bewaard" in told(chief)
    assert "Een collega moet er nu naar kijken." in told(chief)
    expect(chief.locator(".messages .success")).to_have_count(0)

    writer.goto(f"/beheer/pages/{number}/edit/")
    writer.wait_for_load_state("networkidle")
    expect(writer.locator(".public-DraftEditor-content").first).to_contain_text("Nog een zin.")
    more(writer, "Goedkeuren en publiceren")
    assert f"“{title}” staat online." in told(writer)


def test_two_accounts_translate_and_publish(open_page: Callable[..., Page]):
    writer, chief = open_page(), open_page()
    log_in(writer, "redacteur")
    number = number_of(writer, "Als ik later groot ben")
    writer.goto(f"/beheer/localize/submit/page/{number}/")
    writer.locator("input[name=locales]").check()
    with writer.expect_navigation(url=re.compile("/edit/")):
        writer.get_by_role("button", name="Verzenden").click()
    english = writer.url
    writer.wait_for_load_state("networkidle")
    expect(writer.get_by_role("button", name=PUBLISH)).to_have_count(0)
    # What she came for stands first among the deeds, not "Verwijderen".
    deeds = writer.locator("footer .footer__container .button:visible")
    expect(deeds.first).to_have_text("Vraag een collega om na te kijken")
    writer.get_by_role("button", name="Vertaal", exact=True).first.click()
    writer.locator(".js-translation-editor textarea").first.fill("When I grow up")
    with writer.expect_response(re.compile("/strings/")):
        writer.get_by_role("button", name="Opslaan", exact=True).click()
    with writer.expect_navigation():
        writer.get_by_role("button", name="Vraag een collega om na te kijken").click()
    assert "Een collega is gevraagd" in told(writer)
    expect(writer.get_by_text("Een collega is gevraagd om deze vertaling")).to_be_visible()

    log_in(chief, "eindredacteur")
    chief.goto(english)
    publish = chief.get_by_role("button", name=PUBLISH)
    expect(publish).to_be_visible()
    writer.get_by_role("button", name="Bewerk", exact=True).first.click()
    writer.locator(".js-translation-editor textarea").first.fill("When I am big")
    with writer.expect_response(re.compile("/strings/")):
        writer.get_by_role("button", name="Opslaan", exact=True).click()
    with chief.expect_navigation():
        publish.click()
    assert "is intussen gewijzigd" in told(chief)
    with chief.expect_navigation():
        publish.click()

    assert "“When I am big” staat online." in told(chief)


def test_time_in_the_past_is_refused_where_the_editor_sees_it(page: Page):
    log_in(page, "redacteur")
    new_page(page, "Over haar tijd heen")
    page.keyboard.type("Een zin.", delay=10)
    save_draft(page)
    page.get_by_role("button", name="Toon/verberg status").click()
    page.get_by_role("button", name="Planning maken").click()
    page.locator("#id_expire_at").fill("2026-01-02 10:00")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.get_by_role("button", name="Schema opslaan").click()

    refusal = page.locator(".messages").get_by_role("listitem").filter(has_text="Online tot: ")
    expect(refusal.first).to_be_visible()


def edit_both(writer: Page, chief: Page, title: str) -> None:
    """Let the writer save a page while the chief types in it too."""
    log_in(writer, "redacteur")
    new_page(writer, title)
    save_draft(writer)
    log_in(chief, "eindredacteur")
    chief.goto(writer.url)
    writer.locator("#id_title").fill("Door de redacteur gewijzigd")
    save_draft(writer)
    chief.locator("#id_title").fill("Door de eindredacteur gewijzigd")
    expect(chief.get_by_text("Automatisch opslaan gepauzeerd")).to_be_visible()


def test_form_that_a_colleague_overtook_undoes_none_of_her_words(open_page: Callable[..., Page]):
    writer, chief = open_page(), open_page()
    edit_both(writer, chief, "Door twee bewerkt")

    # Her colleague saves while she reads: no dialog of Wagtail's comes before her press.
    with chief.expect_navigation():
        chief.locator("#page-edit-form").evaluate("form => form.submit()")

    assert "Redacteur heeft deze pagina intussen bewaard." in told(chief)
    expect(chief.locator("#id_title")).to_have_value("Door de eindredacteur gewijzigd")
    with chief.expect_navigation():
        chief.get_by_role("button", name="Bewaar concept").click()
    expect(chief.locator("#id_title")).to_have_value("Door de eindredacteur gewijzigd")


def test_who_chose_to_go_on_in_the_dialog_is_asked_once(open_page: Callable[..., Page]):
    writer, chief = open_page(), open_page()
    edit_both(writer, chief, "Nog een door twee bewerkt")
    # Wagtail asks the server for the newer version when it stops saving; before the answer is here
    # it has no dialog.
    expect(chief.locator(".w-editing-sessions__session--saved")).to_be_visible(timeout=30_000)

    chief.get_by_role("button", name="Bewaar concept").click()
    dialog = chief.get_by_role("dialog")
    expect(dialog).to_contain_text("Redacteur heeft een nieuwere versie opgeslagen")
    with chief.expect_navigation():
        dialog.get_by_role("button", name="Bewaar concept").click()

    assert "is gewijzigd" in told(chief)
