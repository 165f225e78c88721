import datetime
import html
import re

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail.models import Locale, Page, Site

from knowledge.models import HomePage, ListPage, TextPage
from knowledge.pages import site_pages
from knowledge.pages.publishing import as_system
from office.models import SiteSettings
from office.retention import RETENTIONS
from tests.knowledge.conftest import quiet

pytestmark = pytest.mark.usefixtures("prepared_site")


def test_every_page_is_there_in_both_languages_when_a_site_is_prepared() -> None:
    dutch, english = Locale.objects.get(language_code="nl"), Locale.objects.get(language_code="en")
    for model in (HomePage, ListPage, TextPage):
        keys = model.objects.live().filter(locale=dutch).values_list("translation_key", flat=True)
        translated = model.objects.live().filter(locale=english, translation_key__in=keys)
        assert translated.count() == len(keys) > 0


def test_site_begins_at_the_dutch_home_page_when_it_is_prepared() -> None:
    site = Site.objects.get()
    assert site.root_page.specific == HomePage.objects.get(locale__language_code="nl")
    assert (site.hostname, site.port) == ("127.0.0.1", 8000)
    assert SiteSettings.objects.get(site=site).four_eyes
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_pages_that_send_people_to_the_editors_say_how_to_reach_them(client) -> None:
    SiteSettings.objects.update(
        contact_email="redactie@example.org", phone="", privacy_email="fg@example.org"
    )
    for slug in ("contact", "toegankelijkheid", "kwetsbaarheid-melden"):
        assert "mailto:redactie@example.org" in client.get(f"/{slug}/").content.decode()
    assert "mailto:fg@example.org" in client.get("/privacy/").content.decode()
    assert "mailto:" not in client.get("/over-ons/").content.decode()


def test_privacy_page_tells_what_is_really_forgotten_whatever_it_is_called(client) -> None:
    for page in TextPage.objects.filter(slug="privacy"):
        page.slug = "jouw-gegevens"
        page.save()
    dutch = client.get("/jouw-gegevens/").content.decode()
    english = client.get("/en/jouw-gegevens/").content.decode()
    for row in RETENTIONS.values():
        with translation.override("nl"):
            assert all(html.escape(str(text)) in dutch for text in (row.what, row.basis))
        with translation.override("en"):
            assert all(html.escape(str(text)) in english for text in (row.what, row.basis))


def test_contact_has_no_empty_heading_when_nothing_is_filled_in(client) -> None:
    assert 'id="bereiken"' not in client.get("/contact/").content.decode()


def test_nothing_is_made_twice_when_a_site_is_prepared_again() -> None:
    pages, said = Page.objects.count(), []
    site_pages.prepare(said.append)
    assert (Page.objects.count(), said) == (pages, [])


def test_a_page_stays_as_an_editor_left_it_when_a_site_is_prepared_again() -> None:
    lists = ListPage.objects.get(lists="verslag", locale__language_code="nl")
    lists.slug, lists.title = "wat-er-gezegd-is", "Wat er gezegd is"
    lists.save()
    site_pages.prepare(quiet)
    assert ListPage.objects.get(lists="verslag", locale__language_code="nl").title == lists.title


@pytest.mark.parametrize("language", ["nl", "en"])
def test_page_is_not_made_again_when_an_editor_renamed_or_moved_it(language: str) -> None:
    pages, said = Page.objects.count(), []
    contact = TextPage.objects.get(slug="contact", locale__language_code=language)
    contact.slug, contact.title = "bereik-ons", "Zo bereik je ons"
    contact.save()
    reports = ListPage.objects.get(lists="verslag", locale__language_code=language)
    reports.move(contact.get_parent(), pos="last-child")

    site_pages.prepare(said.append)

    assert (Page.objects.count(), said) == (pages, [])


@pytest.mark.parametrize("language", ["nl", "en"])
def test_page_is_made_again_as_a_translation_when_an_editor_removed_it(language: str) -> None:
    for model, slug in ((TextPage, "privacy"), (ListPage, "kennisbank")):
        model.objects.get(slug=slug, locale__language_code=language).delete()

    site_pages.prepare(quiet)

    for slug in ("privacy", "kennisbank", "verslagen", "praktijkvoorbeelden", "opnames"):
        both = Page.objects.filter(slug=slug, live=True)
        assert (both.count(), both.values("translation_key").distinct().count()) == (2, 1)


def test_page_of_an_editor_stays_when_it_has_the_address_of_one_of_ours() -> None:
    ours = TextPage.objects.get(slug="contact", locale__language_code="nl")
    home = ours.get_parent()
    ours.delete()
    home.add_child(instance=ListPage(title="Ons", slug="contact", lists="verslag"))

    said: list[str] = []
    site_pages.prepare(said.append)

    assert said == []
    assert Page.objects.child_of(home).get(slug="contact").title == "Ons"


def test_furniture_stands_at_its_address_when_a_site_is_prepared() -> None:
    below = TextPage.objects.filter(locale__language_code="nl")
    assert sorted(page.get_url_parts()[2] for page in below) == [
        "/contact/",
        "/kwetsbaarheid-melden/",
        "/over-ons/",
        "/privacy/",
        "/toegankelijkheid/",
    ]


# What the first version of this software made.
FIRST_SECURITY = (
    "<p>Heb je een zwakke plek in deze site gevonden? Vertel het ons voordat je het anderen "
    "vertelt. Dan kunnen wij het eerst oplossen.</p>"
    "<p>Gebruik de zwakke plek niet verder dan nodig is om hem te laten zien, en bekijk geen "
    "gegevens van anderen. Dan doen wij geen aangifte.</p>"
)


def made_by_the_first_version() -> TextPage:
    page = TextPage.objects.get(slug="kwetsbaarheid-melden", locale__language_code="nl")
    page.title, page.body = "Kwetsbaarheid melden", [("text", FIRST_SECURITY)]
    with as_system("test"):
        page.save_revision().publish()
    page.refresh_from_db()
    return page


def test_page_of_an_earlier_version_gets_the_new_words_when_nobody_touched_it() -> None:
    page = made_by_the_first_version()
    page.slug = "lek"
    page.save()
    said: list[str] = []

    site_pages.prepare(said.append)
    site_pages.prepare(said.append)

    page.refresh_from_db()
    assert said == ["Renewed nl: Beveiligingslek melden."]
    assert (page.title, page.slug, page.live) == ("Beveiligingslek melden", "lek", True)
    assert "Zo meld je het" in str(list(page.body.raw_data))


def edited(page: TextPage) -> None:
    page.body = [("text", FIRST_SECURITY.replace("geen aangifte", "nooit aangifte"))]
    page.save_revision().publish()


def titled(page: TextPage) -> None:
    page.title = "Lek gevonden?"
    page.save_revision().publish()


def drafted(page: TextPage) -> None:
    page.body = [("text", "<p>Kladje.</p>")]
    page.save_revision()


def enriched(page: TextPage) -> None:
    page.body = [("text", FIRST_SECURITY), ("quote", {"text": "Bedankt."})]
    page.save_revision().publish()


def taken_off(page: TextPage) -> None:
    page.unpublish()


@pytest.mark.parametrize("touch", [edited, titled, drafted, enriched, taken_off])
def test_page_that_an_editor_touched_stays_as_it_is(touch) -> None:
    page = made_by_the_first_version()
    with as_system("test"):
        touch(TextPage.objects.get(pk=page.pk))
    before = TextPage.objects.get(pk=page.pk)
    said: list[str] = []

    site_pages.prepare(said.append)

    after = TextPage.objects.get(pk=page.pk)
    assert said == []
    assert (list(after.body.raw_data), after.title, after.live, after.latest_revision_id) == (
        list(before.body.raw_data),
        before.title,
        before.live,
        before.latest_revision_id,
    )


# What the pages about the site must hold


def words(client, path: str) -> str:
    page = client.get(path).content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def let_site_be(**fields) -> None:
    SiteSettings.objects.update(**fields)


@pytest.mark.parametrize("path", ["/toegankelijkheid/", "/en/toegankelijkheid/"])
def test_declaration_invents_nothing_when_nothing_is_filled_in(client, path: str) -> None:
    page = words(client, path)
    assert re.search("Status (Nog niet vastgesteld|Not determined yet)", page)
    assert re.search("(Nog niet ingevuld|Not filled in yet)", page)
    assert "Organisat" in page


def test_declaration_says_what_the_organisation_filled_in(client) -> None:
    let_site_be(
        organisation="Gemeente Aadorp",
        accessibility_status="B",
        accessibility_date=datetime.date(2026, 11, 27),
        accessibility_report="https://rapport.example/a",
    )
    page = words(client, "/toegankelijkheid/")
    assert "Organisatie Gemeente Aadorp" in page
    assert "Status B: voldoet gedeeltelijk" in page
    assert "27 november 2026" in page
    assert 'href="https://rapport.example/a"' in client.get("/toegankelijkheid/").content.decode()
    assert "Status B: complies partially" in words(client, "/en/toegankelijkheid/")


def test_declaration_has_what_the_model_of_the_government_asks(client) -> None:
    page = words(client, "/toegankelijkheid/")
    for part in (
        "Besluit digitale toegankelijkheid overheid", "EN 301 549", "WCAG 2.2", "Gevolg:",
        "Oorzaak:", "Wat je wel kunt doen:", "Planning:", "Binnen 5 werkdagen", "Binnen 3 weken",
        "Binnen 8 weken", "Nationale ombudsman", "College voor de Rechten van de Mens",
    ):  # fmt: skip
        assert part in page


def test_privacy_page_names_every_right_and_where_to_complain(client) -> None:
    page = words(client, "/privacy/")
    for part in (
        "Inzage:", "Verbeteren:", "Wissen:", "Beperken:", "Bezwaar:", "Meenemen:",
        "Toestemming intrekken:", "Autoriteit Persoonsgegevens", "artikel 6, lid 1, onder b",
        "binnen een maand", "Hoe lang wij gegevens bewaren",
    ):  # fmt: skip
        assert part in page


def test_privacy_page_says_whom_to_ask_whatever_is_filled_in(client) -> None:
    let_site_be(organisation="Gemeente Aadorp", privacy_officer="", privacy_email="")
    page = words(client, "/privacy/")
    assert "Gemeente Aadorp is verantwoordelijk" in page
    assert "Er is hier geen functionaris gegevensbescherming vermeld." in page
    assert 'href="/contact/"' in client.get("/privacy/").content.decode()
    let_site_be(
        privacy_officer="An Aarts", privacy_email="fg@example.org", postal_address="Plein 1\nAadorp"
    )
    page = words(client, "/privacy/")
    assert "Functionaris gegevensbescherming: An Aarts." in page
    assert "Plein 1 Aadorp" in page
    assert "geen functionaris" not in page


def test_headings_of_the_pages_about_the_site_stand_in_order(client) -> None:
    for slug in ("toegankelijkheid", "privacy", "kwetsbaarheid-melden"):
        page = client.get(f"/{slug}/").content.decode()
        levels = re.findall(r"<h([1-6])", page)
        assert levels[0] == "1"
        assert set(levels[1:]) == {"2"}


def test_status_is_refused_without_the_day_of_the_declaration() -> None:
    found = SiteSettings.objects.get()
    found.accessibility_status = "A"
    with pytest.raises(ValidationError, match="van welke dag"):
        found.full_clean()
