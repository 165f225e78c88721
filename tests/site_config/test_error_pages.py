"""What visitors read when an address or a post is wrong."""

import pytest
from django.conf import settings as site_settings
from django.test import Client

pytestmark = pytest.mark.django_db

TOO_MANY = "&".join("a" for _ in range(site_settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/bestaat-niet/", "Deze pagina bestaat niet"),
        ("/p/zzzzzzzz/", "Deze pagina bestaat niet"),
        ("/en/vragen/99/", "This page does not exist"),
    ],
)
def test_wrong_address_answers_404_in_the_visitors_language(settings, debug, path, sentence):
    settings.DEBUG = debug
    response = Client().get(path)
    assert response.status_code == 404
    assert sentence in response.content.decode()


@pytest.mark.parametrize("debug", [False, True])
@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/zoeken/", "Dit kunnen we niet lezen"),
        ("/en/zoeken/", "We cannot read this"),
        ("/vragen/stellen/", "Dit kunnen we niet lezen"),
    ],
)
def test_address_that_asks_too_much_answers_400(settings, debug, path, sentence):
    settings.DEBUG = debug
    response = Client().get(f"{path}?{TOO_MANY}")
    assert response.status_code == 400
    assert sentence in response.content.decode()


def test_form_that_is_no_form_answers_400(settings):
    settings.DEBUG = True
    response = Client().post("/en/vragen/stellen/", b"x", content_type="multipart/form-data")
    assert response.status_code == 400
    assert "We cannot read this" in response.content.decode()


@pytest.mark.parametrize(
    ("path", "sentence"), [("/", "Hier kun je niet bij"), ("/en/", "You cannot reach")]
)
def test_post_where_nothing_is_posted_answers_without_jargon(path, sentence):
    response = Client(enforce_csrf_checks=True).post(path)
    page = response.content.decode()
    assert response.status_code == 403
    assert sentence in page
    assert "CSRF" not in page
