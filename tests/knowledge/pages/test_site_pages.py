import html

import pytest
from django.utils import translation
from wagtail.models import Locale, Page, Site

from knowledge.models import HomePage, ListPage, TextPage
from knowledge.pages import site_pages
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
