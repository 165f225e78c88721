"""A newcomer walks through the house, without JavaScript."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

# One worker for all of them: they share one site and one Chromium.
pytestmark = [pytest.mark.xdist_group("browser"), pytest.mark.database]

REPORT = "Kenniskring 14: Lokale aanpak van kinderarmoede"
CASE = re.compile("Armoedevrij in 2040")
CASE_PAGE = "/kennisbank/praktijkvoorbeelden/winterswijk-armoedevrij-in-2040/"


def newest_mail(page: Page, subject: str | re.Pattern[str], *, to: str) -> None:
    """Open somebody's newest mail with this subject in the mailbox; the loops send it."""
    link = page.locator("li", has_text=to).get_by_role("link", name=subject).first
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        page.goto("/beheer/postvak/")
        if link.count():
            link.click()
            return
        time.sleep(0.5)
    raise AssertionError(f"No mail {subject!r} arrived: {page.locator('body').inner_text()}")


def follow_mail(page: Page, address: re.Pattern[str]) -> None:
    """Follow the link in the open mail whose address matches."""
    links = page.locator("a").evaluate_all("all => all.map(one => one.href)")
    page.goto(next(link for link in links if address.search(link)))


def test_practitioner_walks_from_home_to_a_second_of_the_film(page_without_js: Page):
    page = page_without_js
    page.goto("/")
    page.get_by_label("Waar zoek je antwoord op?").fill("armoede")
    page.locator("main").get_by_role("button", name="Zoeken").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("voor ‘armoede’")

    page.get_by_role("link", name=REPORT).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(REPORT)

    passage = page.locator(".kk-passage", has=page.get_by_text("raad")).last
    passage.locator("summary").click()
    passage.get_by_role("link", name="Link naar deze alinea").click()
    expect(page).to_have_url(re.compile(r"#p-[0-9a-f-]+"))

    page.locator("main").get_by_role("link", name=CASE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(CASE)

    page.goto("/kennisbank/opnames/")
    page.locator("main .kk-card").get_by_role("link").first.click()
    words = page.locator("#uitgeschreven-tekst, [data-transcript]").first
    expect(words).to_be_visible()
    line = page.locator("a[href*='?t=']").last
    seconds = re.search(r"t=(\d+)", line.get_attribute("href"))[1]
    line.click()
    source = page.locator("video source, video[src]").first
    assert source.get_attribute("src").endswith(f"#t={seconds}")
    film = source.get_attribute("src").partition("#")[0]
    answer = page.request.get(film, headers={"Range": "bytes=1000-1999"})
    assert (answer.status, len(answer.body())) == (206, 1000)


def test_practitioner_asks_and_confirms_a_question(page_without_js: Page):
    page = page_without_js
    page.goto("/vragen/stellen/")
    page.get_by_label("Je vraag").fill("Wie betaalt een lokale aanpak na het eerste jaar?")
    page.get_by_label("Naam").fill("An Voorbeeld")
    page.get_by_label("E-mailadres").fill("an.voorbeeld@example.org")
    page.get_by_role("button", name="Vraag versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")

    newest_mail(page, "Bevestig je vraag", to="an.voorbeeld@example.org")
    follow_mail(page, re.compile("/vragen/bevestigen/"))
    page.get_by_role("button").last.click()

    expect(page.locator("main")).to_contain_text("redactie")


def test_practitioner_asks_a_gemeente_and_reads_the_answer_in_her_mail(page_without_js: Page):
    page = page_without_js
    page.goto(CASE_PAGE)
    page.get_by_role("link", name="Vraag het de gemeente").first.click()
    expect(page.get_by_label("Je vraag")).to_have_value("Wat kost dit per jaar?")
    page.go_back()
    page.get_by_role("link", name="Breng mij in contact").click()
    expect(page.locator("main")).to_contain_text("Armoedevrij in 2040")
    page.get_by_label("Je vraag").fill("Hoe kreeg je de raad mee?")
    page.get_by_label("Naam").fill("Dana Voorbeeld")
    page.get_by_label("Gemeente of organisatie").fill("Gemeente Verzinsdorp")
    page.get_by_label("E-mailadres").fill("dana.voorbeeld@example.org")
    page.get_by_role("button", name="Vraag versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")

    newest_mail(page, "Bevestig je vraag", to="dana.voorbeeld@example.org")
    follow_mail(page, re.compile("/in-contact/bevestigen/"))
    page.get_by_role("button", name="Ja, stuur mijn vraag door").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je vraag is onderweg")

    newest_mail(page, re.compile("Een vraag over de aanpak"), to="bo@winterswijk.example")
    expect(page.locator("body")).to_contain_text("Hoe kreeg je de raad mee?")
    follow_mail(page, re.compile("/in-contact/antwoord/"))
    page.get_by_label("Je antwoord").fill("Met een avond in het dorpshuis.")
    page.get_by_role("button", name="Antwoord versturen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Het antwoord is verstuurd")

    newest_mail(page, re.compile("Antwoord op je vraag"), to="dana.voorbeeld@example.org")
    expect(page.locator("body")).to_contain_text("Met een avond in het dorpshuis.")
    expect(page.locator("body")).not_to_contain_text("bo@winterswijk.example")
    assert page.context.cookies() == []


def test_attendee_registers_with_a_question_and_cancels(page_without_js: Page):
    page = page_without_js
    page.goto("/")
    page.get_by_role("link", name="Aanmelden").first.click()
    page.get_by_label("Naam").fill("Bo Voorbeeld")
    page.get_by_label("E-mailadres").fill("bo.voorbeeld@example.org")
    page.get_by_label("Gemeente of organisatie").fill("Gemeente Verzinsdorp")
    page.get_by_text("Ik breng een vraag mee").click()
    page.get_by_label("Je vraag").fill("Hoe begin je als kleine gemeente?")
    page.get_by_role("button", name="Aanmelden").click()
    expect(page.locator("main")).to_contain_text("Kijk in je mail")

    newest_mail(page, re.compile("Kenniskring 15"), to="bo.voorbeeld@example.org")
    follow_mail(page, re.compile("/aanmelding/"))
    expect(page.locator("main")).to_contain_text("Aangemeld")

    page.get_by_role("button", name="Meld mij af").click()
    expect(page.locator("main")).to_contain_text("Afgemeld")


def test_walk_leaves_no_cookie(page: Page):
    for path in ("/", "/zoeken/?q=armoede", "/vragen/stellen/", "/kenniskringen/"):
        page.goto(path)

    assert page.context.cookies() == []


def test_two_colleagues_register_with_the_mailbox_they_share(page_without_js: Page):
    page = page_without_js
    # As it comes along from a web page: a sign that nobody sees, in the middle.
    for name, email in (("Cas", "balie@voorbeeld.nl"), ("Dana", "balie@voor\u00adbeeld.nl\u200b")):
        page.goto("/")
        page.get_by_role("link", name="Aanmelden").first.click()
        page.get_by_label("Naam").fill(name)
        page.get_by_label("E-mailadres").fill(email)
        page.get_by_label("Gemeente of organisatie").fill("Gemeente Verzinsdorp")
        if name == "Dana":
            page.get_by_text("Ik breng een vraag mee").click()
            page.get_by_label("Je vraag").fill("Wie past er op de kleintjes?")
        page.get_by_role("button", name="Aanmelden").click()
        expect(page.locator("main")).to_contain_text("Was dit e-mailadres al aangemeld")

    newest_mail(page, re.compile("Nog een keer aangemeld"), to="balie@voorbeeld.nl")
    expect(page.locator("body")).not_to_contain_text("kleintjes")
    follow_mail(page, re.compile("/nog-eens/"))
    expect(page.locator("main")).to_contain_text("Wie past er op de kleintjes?")
    page.get_by_role("button", name="Meld Dana aan").click()

    expect(page.locator("main")).to_contain_text("Je bent aangemeld.")
    expect(page.locator("main")).to_contain_text("Dana")
    expect(page.locator("main")).to_contain_text("Wie past er op de kleintjes?")


def test_an_address_that_no_mail_reaches_is_refused_by_its_name(page_without_js: Page):
    page = page_without_js
    page.goto("/vragen/stellen/")
    page.get_by_label("Je vraag").fill("Hoe begin je?")
    page.get_by_label("Naam").fill("An Voorbeeld")
    page.get_by_label("E-mailadres").fill("an@localhost")
    page.get_by_role("button", name="Vraag versturen").click()

    expect(page.locator("main")).to_contain_text("Naar ‘localhost’ kunnen we geen mail sturen.")
    expect(page.get_by_label("E-mailadres")).to_have_value("an@localhost")
