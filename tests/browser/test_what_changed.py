"""An editor is asked what changed before a page goes online again."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from playwright.sync_api import Page, expect

from events import rights
from knowledge.models import CasePage, Passage
from knowledge.pages import editors
from knowledge.questions import deeds as questions
from office.models import User
from tests.browser.answering import Answering
from tests.browser.test_editor import log_in
from tests.browser.test_four_eyes import more
from tests.browser.test_pages import GUIDE
from tests.knowledge.conftest import quiet
from tests.knowledge.factories import text
from tests.knowledge.pages.factories import block, make_kind
from tests.knowledge.questions.factories import NOW, make_question

pytestmark = pytest.mark.xdist_group("browser")


def open_form(page: Page) -> None:
    """Open the form of the guide, from the bar that editors see on the site."""
    page.goto(GUIDE)
    address = page.locator("a[href*='/beheer/pages/'][href$='/edit/']").first.get_attribute("href")
    page.goto(address)
    page.wait_for_load_state("networkidle")


def publish(page: Page) -> None:
    """Press publish, which hides in the menu of the buttons below."""
    button = page.locator("[name=action-publish]")
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target='toggle']").first.click()
    with page.expect_navigation():
        button.click()


def test_what_changed_is_asked_at_its_field_and_nothing_is_lost(open_page: Callable[..., Page]):
    editor = open_page()
    log_in(editor, "eindredacteur")
    open_form(editor)
    editor.locator("#id_summary").fill("Zes vragen voor wie in een wijk wil beginnen.")

    publish(editor)

    # Nothing is lost, and the question stands at its field.
    expect(editor.locator("#id_summary")).to_have_value(
        "Zes vragen voor wie in een wijk wil beginnen."
    )
    expect(editor.get_by_text("Kies: alleen een typfout, of vertel").first).to_be_visible()
    expect(editor.get_by_label("Alleen een typfout")).to_be_visible()


# -- the way of a sentence, by two persons and a visitor --


@pytest.fixture
def case(near: Answering) -> CasePage:
    """The case of Winterswijk, and an answer that cites a paragraph of it."""
    rights.prepare(quiet)
    editors.prepare(quiet)
    for name in ("redactie", "eindredactie"):
        User.objects.create_user(name).groups.add(Group.objects.get(name=name))
    paragraph = block("text", text(("aaaaa", "Het kost 40 eur.")))
    page = make_kind(CasePage, title="Winterswijk", steps=[paragraph])
    page.save_revision().publish()
    question = make_question("Wat kost dat?")
    questions.answer(question, passages=[Passage.objects.get(text="Het kost 40 eur.")], now=NOW)
    page.question = question
    return page


def become(near: Answering, name: str, case: CasePage) -> Page:
    """Open the form of the case as somebody of this group."""
    near.client.force_login(User.objects.get(username=name))
    page = near.page
    page.goto(reverse("wagtailadmin_pages:edit", args=[case.pk]))
    page.wait_for_load_state("networkidle")
    return page


def type_behind(page: Page, words: str) -> None:
    """Type behind the paragraph, and wait until the form has it."""
    paragraph = page.locator("[id*='steps-section'] .public-DraftEditor-content").first
    paragraph.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words, delay=10)
    expect(paragraph).to_contain_text(words)
    page.wait_for_timeout(2000)


def read(near: Answering, path: str) -> str:
    """Return what a visitor reads on a page."""
    near.client.logout()
    near.page.goto(path)
    return near.page.locator("body").inner_text()


def test_a_sentence_goes_from_its_writer_past_a_colleague_to_visitors(
    near: Answering, case: CasePage
):
    said = "kosten per kind toegevoegd"
    writer = become(near, "redactie", case)
    writer.locator("#id_costs").fill("€ 40 per kind")
    type_behind(writer, " Per kind.")
    writer.get_by_label("Dit is veranderd:").check()
    writer.locator("#id_what_changed_sentence").fill(said)
    more(writer, "Vraag een collega om na te kijken")
    assert "Bijgewerkt" not in read(near, case.url)

    chief = become(near, "eindredactie", case)
    expect(chief.locator("#id_what_changed_sentence")).to_have_value(said)
    more(chief, "Goedkeuren en publiceren")

    foot = read(near, case.url)
    assert "€ 40 per kind" in foot
    assert f": {said}" in foot.partition("Bijgewerkt op ")[2]
    answer = read(near, f"/vragen/{case.question.number}/")
    assert f": {said}" in answer.partition("De bron is gewijzigd op ")[2]
    feed = near.client.get("/feeds/").content
    assert f"Bijgewerkt: {said}" in feed.decode()

    # A typo after that is read nowhere, and takes nothing away.
    writer = become(near, "redactie", case)
    type_behind(writer, " Ongeveer.")
    writer.get_by_label("Alleen een typfout").check()
    more(writer, "Vraag een collega om na te kijken")
    more(become(near, "eindredactie", case), "Goedkeuren en publiceren")

    corrected = read(near, case.url)
    assert "Ongeveer." in corrected
    assert corrected.count("Bijgewerkt op ") == 1
    assert "Eerder bijgewerkt" not in corrected
    again = read(near, f"/vragen/{case.question.number}/")
    assert f": {said}" in again.partition("De bron is gewijzigd op ")[2]
    assert near.client.get("/feeds/").content == feed
