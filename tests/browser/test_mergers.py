"""Merging a gemeente that has a contact person, as an editor and a visitor meet it."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from knowledge.contact import deeds as contact
from knowledge.models import ContactRequest
from office.models import User
from tests.browser.answering import Answering
from tests.knowledge.contact.factories import (
    NOW,
    fresh,
    make_gemeente,
    make_person,
    make_shown_gemeente,
)

# One worker for all of them: they share one Chromium.
pytestmark = pytest.mark.xdist_group("browser")


def test_contact_person_moves_along_and_the_old_address_asks_her(near: Answering):
    old, _case = make_shown_gemeente("Winterswijk")
    make_gemeente("Aalten")
    person = make_person(old)
    near.client.force_login(User.objects.create_superuser("an", "an@example.org"))
    page = near.page
    page.goto(reverse("gemeente_merge", args=[old.pk]))
    expect(page.locator("main")).to_contain_text("Een contactpersoon van Winterswijk krijgt")
    page.wait_for_load_state("networkidle")
    page.get_by_role("button", name="Kies gemeente").click()
    page.locator(".modal-body").get_by_role("link", name="Aalten").click()
    # The dialog closes in a moment of its own; until then it would take the keys.
    expect(page.locator(".modal-body")).to_be_hidden()
    expect(page.locator("#id_into-chooser")).to_contain_text("Aalten")
    page.locator("#id_on").press_sequentially("01-01-2026")
    page.keyboard.press("Tab")
    expect(page.locator("#id_on")).to_have_value("01-01-2026")
    with page.expect_navigation():
        page.get_by_role("button", name="Samenvoegen", exact=True).click()
    expect(page.locator(".messages")).to_contain_text(
        "De contactpersoon van Winterswijk krijgt voortaan de vragen over Aalten."
    )

    near.client.logout()
    page.goto("/gemeenten/winterswijk/in-contact/?over=kosten")
    expect(page).to_have_url("http://testserver/gemeenten/aalten/in-contact/?over=kosten")
    expect(page.get_by_label("Je vraag")).to_have_value("Wat kost dit per jaar?")
    page.get_by_label("Naam", exact=True).fill("Bo Smit")
    page.get_by_label("Gemeente of organisatie").fill("Gemeente Ergens")
    page.get_by_label("E-mailadres").fill("bo@ergens.nl")
    page.get_by_role("button", name="Vraag versturen").click()
    expect(page.get_by_role("heading", name="Kijk in je mail")).to_be_visible()
    asked = ContactRequest.objects.get()
    contact.confirm(asked, now=NOW)
    assert fresh(asked).person == person
