"""Addresses that editors and administrators type end up in the same form as those of visitors."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Site

from office.forms import EmailLineField
from office.models import SiteSettings, User

pytestmark = pytest.mark.django_db

NOWHERE = "Naar ‘localhost’ kunnen we geen mail sturen."


@pytest.fixture
def desk(client):
    client.force_login(User.objects.create_superuser("An", "an@example.org", "x"))
    return client


def save_settings(desk, **fields):
    site = Site.objects.get(is_default_site=True)
    url = reverse("wagtailsettings:edit", args=["office", "sitesettings", site.pk])
    return desk.post(url, {"organisation": "De Kring", "four_eyes": "on", **fields})


def test_the_settings_store_the_sender_as_mail_servers_know_it(desk):
    response = save_settings(
        desk, sender_email="post@maßwerk.de\u200b", contact_email="", privacy_email=""
    )

    settings = SiteSettings.objects.get()
    assert response.status_code == 302
    assert (settings.sender_email, settings.contact_email) == ("post@xn--mawerk-cta.de", "")


def test_the_settings_refuse_an_address_that_no_mail_reaches(desk):
    response = save_settings(desk, sender_email="post@localhost")

    assert NOWHERE in response.content.decode()
    assert not SiteSettings.objects.filter(sender_email="post@localhost").exists()


def save_user(desk, user, email):
    return desk.post(
        reverse("wagtailusers_users:edit", args=[user.pk]),
        {"username": user.username, "email": email, "first_name": "Bo", "last_name": "B"},
    )


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("bo@voor\u00adbeeld.nl\u200b", "bo@voorbeeld.nl"),
        ("bo@maßwerk.de", "bo@xn--mawerk-cta.de"),
        # The accounts for trying the site out.
        ("bo@demo.invalid", "bo@demo.invalid"),
    ],
)
def test_an_account_gets_the_clean_address(desk, typed, stored):
    bo = User.objects.create_user("bo", "bo@example.org")

    assert save_user(desk, bo, typed).status_code == 302

    bo.refresh_from_db()
    assert bo.email == stored


def test_an_account_with_an_address_that_no_mail_reaches_is_refused(desk):
    bo = User.objects.create_user("bo", "bo@example.org")

    response = save_user(desk, bo, "bo@localhost")

    bo.refresh_from_db()
    assert NOWHERE in response.content.decode()
    assert bo.email == "bo@example.org"


def test_the_column_says_so_to_commands_too():
    with pytest.raises(ValidationError, match="localhost"):
        User(username="bo", email="bo@localhost", password="x").full_clean()


def test_a_form_of_the_model_has_the_field_of_all_forms():
    assert isinstance(User._meta.get_field("email").formfield(), EmailLineField)
