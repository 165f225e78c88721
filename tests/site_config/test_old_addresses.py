"""An old address that is none is refused in the form, not with an error."""

import pytest
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect

pytestmark = pytest.mark.django_db

ADD = "/beheer/redirects/add/"
NEW = {"redirect_link": "https://voorbeeld.nl/", "site": ""}


@pytest.mark.parametrize("typed", ["//[naam]/", "https://[naam].gemeente.nl/", "//[x"])
def test_form_says_that_an_old_address_is_none(admin_client, typed):
    answer = admin_client.post(ADD, {**NEW, "old_path": typed})

    assert answer.status_code == 200
    assert "Dit is geen adres. Typ het oude adres" in answer.content.decode()
    assert not Redirect.objects.exists()


def test_stored_redirect_keeps_its_address_when_the_new_one_is_none(admin_client):
    row = Redirect.objects.create(old_path="/oud", redirect_link="https://voorbeeld.nl/")

    answer = admin_client.post(f"/beheer/redirects/{row.pk}/", {**NEW, "old_path": "//[x"})

    assert answer.status_code == 200
    row.refresh_from_db()
    assert row.old_path == "/oud"


def test_redirect_of_an_address_is_saved(admin_client):
    admin_client.post(ADD, {**NEW, "old_path": "/oud/", "is_permanent": "on"})

    assert list(Redirect.objects.values_list("old_path", flat=True)) == ["/oud"]


def test_row_of_an_imported_file_is_refused():
    assert list(RedirectForm({**NEW, "old_path": "//[x"}).errors) == ["old_path"]
