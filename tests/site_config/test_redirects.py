"""Old addresses that lead nowhere."""

import pytest
from wagtail.contrib.redirects.models import Redirect

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("typed", ["https://[naam].gemeente.nl/", "//[naam/"])
def test_old_address_is_not_found_when_the_new_one_is_no_address(client, typed):
    Redirect.objects.create(old_path="/oud", redirect_link=typed)

    assert client.get("/oud/").status_code == 404


def test_old_address_leads_to_the_new_one(client):
    Redirect.objects.create(old_path="/oud", redirect_link="https://voorbeeld.nl/nieuw/")

    assert client.get("/oud/")["Location"] == "https://voorbeeld.nl/nieuw/"
