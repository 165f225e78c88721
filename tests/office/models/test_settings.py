import pytest
from wagtail.models import Site

from office.models import SiteSettings

pytestmark = pytest.mark.django_db


def test_settings_of_the_default_site_are_those_that_were_stored():
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.create(site=site, organisation="Gemeente A", four_eyes=False)
    other = Site.objects.create(
        hostname="other.example", root_page=site.root_page, site_name="Ander"
    )
    SiteSettings.objects.create(site=other, organisation="Gemeente B")

    assert SiteSettings.of_default_site().organisation == "Gemeente A"
    assert SiteSettings.of_default_site().four_eyes is False


def test_settings_of_a_site_without_any_are_the_defaults_and_are_not_stored():
    settings = SiteSettings.of_default_site()

    assert settings.organisation == "De Kenniskring"
    assert settings.four_eyes is True
    assert settings.contact_email == ""
    assert not SiteSettings.objects.exists()
