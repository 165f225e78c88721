"""What a visitor meets in place of a closed page: the site's own frame, and nothing of the page."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.models import PageViewRestriction

from office.models import User
from tests.knowledge.factories import make_page, make_report

pytestmark = pytest.mark.django_db

LOG_IN = "/beheer/login/"
SECRET = ("Geheim overleg", "geheim-overleg", "Alleen voor leden")


@pytest.fixture
def report():
    """A report of which nothing may be told."""
    return make_report(title=SECRET[0], slug=SECRET[1], summary=SECRET[2])


def close(page, kind):
    return PageViewRestriction.objects.create(page=page, restriction_type=kind, password="sesam")


def frame_of(client):
    return client.get("/").content.decode().split("<footer")[1].split("kk-footer__links")[0]


def test_closed_page_asks_for_the_password_in_the_sites_own_frame(client, report):
    url = report.url
    restriction = close(report, PageViewRestriction.PASSWORD)

    html = client.get(url).content.decode()

    assert "Deze pagina is besloten" in html
    assert frame_of(client) in html
    assert not [word for word in SECRET if word in html.replace(url, "")]
    action = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, report.pk])
    wrong = client.post(action, {"password": "mis", "return_url": url}).content.decode()
    assert "error-summary" in wrong
    assert not [word for word in SECRET if word in wrong.replace(url, "")]
    assert client.post(action, {"password": "sesam", "return_url": url})["Location"] == url
    assert SECRET[2] in client.get(url).content.decode()


def test_closed_page_asks_to_log_in_in_the_sites_own_frame(client, report):
    url = report.url
    close(report, PageViewRestriction.LOGIN)
    User.objects.create_user("an", password="een-lang-wachtwoord")

    asked = client.get(url)
    html = client.get(asked["Location"]).content.decode()

    assert frame_of(client) in html
    assert not [word for word in SECRET if word in html.replace(url, "")]
    fields = {"username": "an", "password": "mis", "next": url}
    assert "error-summary" in client.post(asked["Location"], fields).content.decode()
    right = client.post(asked["Location"], {**fields, "password": "een-lang-wachtwoord"})
    assert right["Location"] == url
    assert SECRET[2] in client.get(url).content.decode()


def test_password_is_taken_at_the_forms_own_address_too(client, report):
    # Where a wrong password leads: asked for again, it knows no page to return to.
    restriction = close(report, PageViewRestriction.PASSWORD)
    action = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, report.pk])

    html = client.get(action).content.decode()

    (hidden,) = re.findall(r'<input type="hidden" name="return_url"[^>]*>', html)
    (value,) = re.findall(r'value="([^"]*)"', hidden)
    taken = client.post(action, {"password": "sesam", "return_url": value})
    assert taken["Location"] == "/"
    assert SECRET[2] in client.get(report.url).content.decode()


def test_every_field_that_is_asked_for_has_the_sites_own_look(client, report):
    close(report, PageViewRestriction.PASSWORD)
    css = (settings.BASE_DIR / "frontend/css/components/form.css").read_text()

    pages = [client.get(url).content.decode() for url in (report.url, f"{LOG_IN}?next=/")]

    kinds = set(re.findall(r'<input type="(\w+)" name="(?:password|username)"', "".join(pages)))
    assert kinds == {"password", "text"}
    assert not [kind for kind in kinds if f'input[type="{kind}"]' not in css]


def test_closed_page_below_another_names_neither_and_is_not_indexed(client):
    above = make_page(title=SECRET[0], slug=SECRET[1])
    below = make_page(parent=above, title=SECRET[2], slug="onder")
    url = below.url
    close(above, PageViewRestriction.PASSWORD)

    html = client.get(url).content.decode()

    assert '<meta name="robots" content="noindex">' in html
    assert not [word for word in SECRET if word in html.replace(url, "")]
