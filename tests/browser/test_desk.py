"""What an organiser and an editor do at the desk, as each meets it in Chromium."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from events import rights
from events.models import Meeting
from knowledge.models import TextPage
from office.mail import outbox
from office.models import User
from tests.browser.answering import Answering
from tests.events.factories import make_coming_meeting, make_kenniskringen, make_registration
from tests.knowledge.factories import make_list, make_page, make_report, text

# One worker for all of them: they share one Chromium.
pytestmark = pytest.mark.xdist_group("browser")

WINTER = datetime(2041, 1, 15, 9, 0, tzinfo=UTC)
MEETING = "wagtailsnippets_events_meeting"


def become(near: Answering, *groups: str) -> Page:
    """Return the tab of somebody in these groups."""
    rights.prepare(lambda _words: None)
    user = User.objects.create_user("bo", "bo@example.org", first_name="Bo")
    user.groups.set(Group.objects.filter(name__in=groups))
    near.client.force_login(user)
    return near.page


def address(name: str, meeting: Meeting) -> str:
    return reverse(f"{MEETING}:{name}", args=[meeting.pk])


def save(page: Page) -> None:
    """Press the button below the form, when its scripts are there."""
    page.wait_for_load_state("networkidle")
    page.keyboard.press("Escape")
    with page.expect_navigation():
        page.get_by_role("button", name="Opslaan", exact=True).click()


def open_practical(page: Page, meeting: Meeting) -> None:
    page.goto(address("edit", meeting))
    page.wait_for_load_state("networkidle")
    page.get_by_role("tab", name="Praktisch").click()


def type_in(page: Page, field: str, words: str) -> None:
    """Type into a field with a calendar key by key, and go on to the next one."""
    box = page.locator(field)
    box.fill("")
    box.press_sequentially(words)
    box.press("Tab")


def test_date_with_a_time_is_typed_the_dutch_way_and_stored(near: Answering):
    make_kenniskringen()
    meeting = make_coming_meeting(announced=False)
    page = become(near, "organisatoren")
    open_practical(page, meeting)
    type_in(page, "#id_starts_at", "10-12-2041 13:30")
    expect(page.locator("#id_starts_at")).to_have_value("10-12-2041 13:30")
    save(page)

    meeting.refresh_from_db()
    assert meeting.starts_local.strftime("%d-%m-%Y %H:%M") == "10-12-2041 13:30"


def test_moved_hour_is_told_on_the_page_and_in_the_mail(near: Answering, mailoutbox):
    make_kenniskringen()
    meeting = make_coming_meeting(starts_at=WINTER)
    make_registration(meeting, "An")
    page = become(near, "organisatoren")
    open_practical(page, meeting)
    type_in(page, "#id_starts_at", "15-01-2041 13:30")
    save(page)
    expect(page.locator(".messages")).to_contain_text("1 mens")

    page.goto(meeting.path_in("nl"))
    expect(page.locator("main")).to_contain_text("Verplaatst van 10.00 naar 13.30 uur.")
    outbox.send_due(timezone.now())
    (mail,) = mailoutbox
    assert mail.to == ["an@example.org"]
    assert "Wanneer: dinsdag 15 januari 2041, 13.30 tot 15.00 uur. Eerst: " in mail.body
    assert "10.00 tot 11.30 uur" in mail.body


def test_calling_off_asks_once_and_says_how_many_are_mailed(near: Answering, mailoutbox):
    make_kenniskringen()
    meeting = make_coming_meeting()
    for name in ("An", "Cas"):
        make_registration(meeting, name)
    page = become(near, "organisatoren")
    page.goto(address("inspect", meeting))
    page.get_by_role("link", name="Afzeggen").click()

    main = page.locator("main")
    expect(main).to_contain_text("2 mensen hebben zich aangemeld en krijgen een mail.")
    assert Meeting.objects.get(pk=meeting.pk).state == Meeting.State.ANNOUNCED
    page.get_by_label("Nederlands").fill("De zaal staat onder water.")
    page.get_by_role("button", name="Afzeggen en iedereen mailen").click()

    expect(page.locator(".messages")).to_contain_text("2 mensen krijgen een mail.")
    page.goto(meeting.path_in("nl"))
    expect(main).to_contain_text("Gaat niet door. De zaal staat onder water.")
    outbox.send_due(timezone.now())
    assert sorted(mail.to for mail in mailoutbox) == [["an@example.org"], ["cas@example.org"]]
    assert all("De zaal staat onder water." in mail.body for mail in mailoutbox)


def test_report_with_another_number_and_date_is_looked_at_before_it_is_linked(near: Answering):
    make_kenniskringen()
    meeting = make_coming_meeting(starts_at=datetime(2026, 11, 24, 9, tzinfo=UTC), number=18)
    april = {"date_text": "14 april", "date_month": 4, "date_day": 14}
    report = make_report(title="Verslag van het voorjaar", number=16, **april)
    page = become(near, "organisatoren", "redactie")
    open_practical(page, meeting)
    page.get_by_role("button", name="Kies een pagina (Verslag)").click()
    page.get_by_role("link", name=report.title).click()
    expect(page.locator("#id_report")).to_have_value(str(report.pk))
    save(page)

    rows = page.locator("main tbody tr")
    expect(rows.filter(has_text="Nummer")).to_contain_text(re.compile("18.*16"))
    expect(rows.filter(has_text="Datum")).to_contain_text(re.compile("24 november.*14 april"))
    assert Meeting.objects.get(pk=meeting.pk).report is None
    page.get_by_label("Houd de datum van het verslag").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Koppelen en bewaren").click()

    assert Meeting.objects.get(pk=meeting.pk).report == report
    page.goto(meeting.path_in("nl"))
    expect(page.get_by_role("heading", level=1)).to_have_text(report.title)
    expect(page.locator("main")).to_contain_text("14 april")


WRONG = (
    "“Verslag van het voorjaar” kan niet onder “Praktijkvoorbeelden” staan. "
    "Daar staan alleen praktijkvoorbeelden."
)


def test_move_and_copy_to_a_wrong_list_are_refused_by_both_names(near: Answering):
    report = make_report(title="Verslag van het voorjaar", slug="voorjaar")
    wrong = make_list(slug="praktijkvoorbeelden")
    before = report.get_parent()
    page = become(near, "eindredactie")
    page.goto(reverse("wagtailadmin_pages:move_confirm", args=[report.pk, wrong.pk]))
    expect(page.locator(".messages")).to_contain_text(WRONG)

    page.goto(reverse("wagtailadmin_pages:copy", args=[report.pk]))
    page.wait_for_load_state("networkidle")
    page.locator("#id_new_slug").fill("nog-een-verslag")
    page.locator("#id_new_parent_page").evaluate("(box, pk) => box.value = pk", str(wrong.pk))
    page.get_by_role("button", name="Kopieer").click()
    expect(page.locator("main")).to_contain_text(WRONG)
    assert list(wrong.get_children()) == []
    assert report.get_parent() == before


def test_draft_is_saved_after_its_times_have_passed(near: Answering):
    now = timezone.now()
    page_of_text = make_page(text(("aaaaa", "Oude woorden.")), title="Tijdelijk", live=False)
    times = {"go_live_at": now - timedelta(days=3), "expire_at": now - timedelta(days=1)}
    for name, at in times.items():
        setattr(page_of_text, name, at)
    page_of_text.save()
    page_of_text.save_revision(clean=False)
    TextPage.objects.filter(pk=page_of_text.pk).update(**times, expired=True)
    page = become(near, "redactie")
    page.goto(reverse("wagtailadmin_pages:edit", args=[page_of_text.pk]))
    page.wait_for_load_state("networkidle")
    page.locator("#id_title").fill("Tijdelijk en voorbij")
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar concept").click()

    expect(page.locator(".messages .success")).to_contain_text("Tijdelijk en voorbij")
    expect(page.locator(".error-message")).to_have_count(0)
    saved = TextPage.objects.get(pk=page_of_text.pk).get_latest_revision_as_object()
    assert saved.title == "Tijdelijk en voorbij"


def test_refused_form_opens_the_tab_of_what_is_wrong_and_has_the_cursor_there(near: Answering):
    make_kenniskringen()
    meeting = make_coming_meeting(announced=False)
    page = become(near, "organisatoren")
    open_practical(page, meeting)
    page.locator("#id_starts_at").fill("")
    save(page)
    # A calendar would open over the reason.
    expect(page.locator("#id_starts_at")).to_be_visible()
    expect(page.locator("#id_starts_at")).not_to_be_focused()

    page.get_by_role("tab", name="Inhoud").click()
    page.locator("#id_texts-0-title").fill("")
    page.get_by_role("tab", name="Praktisch").click()
    save(page)
    expect(page.locator("#id_texts-0-title")).to_be_focused()


def test_refused_page_has_the_cursor_in_what_is_wrong(near: Answering):
    parent = make_list("nl", slug="over")
    page = become(near, "redactie")
    page.goto(reverse("wagtailadmin_pages:add", args=["knowledge", "reportpage", parent.pk]))
    page.wait_for_load_state("networkidle")
    with page.expect_navigation():
        page.get_by_role("button", name="Bewaar concept").click()
    expect(page.locator("#id_title")).to_be_focused()
