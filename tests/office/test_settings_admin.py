import datetime

import pytest
from wagtail.models import Site

from office.models import SiteSettings
from tests.knowledge.factories import make_editor

pytestmark = pytest.mark.django_db

TITLE = "Dit is nog niet ingevuld"
FILLED = {
    "contact_email": "info@example.org",
    "postal_address": "Plein 1, Utrecht",
    "privacy_officer": "Cas",
    "accessibility_status": "B",
    "accessibility_date": datetime.date(2026, 11, 1),
}


def fill(**fields) -> None:
    SiteSettings.objects.create(site=Site.objects.get(is_default_site=True), **fields)


def first_page(client) -> str:
    return client.get("/beheer/").content.decode()


def test_who_keeps_the_settings_reads_what_visitors_miss_and_where_to_fill_it_in(admin_client):
    html = first_page(admin_client)

    assert TITLE in html
    assert html.count("<li>") >= 4
    assert 'href="/beheer/settings/office/sitesettings/"' in html
    assert not SiteSettings.objects.exists()


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        ("contact_email", "Het e-mailadres voor contact"),
        ("postal_address", "Het postadres"),
        ("privacy_officer", "Wie vragen over privacy beantwoordt"),
        ("accessibility_status", "toegankelijkheidsverklaring"),
    ],
)
def test_only_what_is_missing_is_named(admin_client, left_out, words):
    fill(**{name: value for name, value in FILLED.items() if name != left_out})
    html = first_page(admin_client)

    panel = html[html.index(TITLE) :]
    panel = panel[: panel.index("</section>")]
    assert words in panel
    assert panel.count("<li>") == 1


def test_nothing_is_said_when_all_is_filled_in(admin_client):
    fill(**FILLED)

    assert TITLE not in first_page(admin_client)


def test_who_cannot_change_it_is_not_told(client):
    client.force_login(make_editor("an"))

    assert TITLE not in first_page(client)
