"""Headers of public pages, of the admin, and of addresses that hold a signed code."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from site_config.middleware import headers
from tests.knowledge.factories import make_page


def answer(path: str) -> HttpResponse:
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok")

    return headers(view)(RequestFactory().get(path))


@pytest.mark.parametrize("path", ["/aanmelding/x/", "/en/aanmelding/x/afmelden/"])
def test_answer_is_kept_nowhere_when_the_address_holds_a_signed_code(path: str) -> None:
    response = answer(path)
    assert response["Cache-Control"] == "no-store, private"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("path", ["/", "/kenniskringen/15-x/aanmelden/", "/vragen/27/"])
def test_answer_may_be_found_when_the_address_holds_no_code(path: str) -> None:
    response = answer(path)
    assert "X-Robots-Tag" not in response
    assert "Cache-Control" not in response
    assert response["Permissions-Policy"].startswith("accelerometer=(), camera=()")


@pytest.mark.django_db
def test_public_page_runs_nothing_inline_and_loads_nothing_from_elsewhere() -> None:
    policy = Client().get("/bestaat-niet/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in f"{policy};"
    # A film of another host is a frame that a visitor asked for; nothing else is from elsewhere.
    elsewhere = [part for part in policy.split("; ") if "https:" in part]
    assert [part.split()[0] for part in elsewhere] == ["frame-src"]


@pytest.mark.django_db
def test_admin_has_a_policy_of_its_own() -> None:
    response = Client().get("/beheer/login/")
    assert "'unsafe-inline'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
@pytest.mark.parametrize("shown", ["view_draft/", "revisions/{}/view/"])
def test_draft_runs_nothing_inline_where_an_editor_looks_at_it(admin_client, shown) -> None:
    page = make_page("<p>Woorden.</p>")
    revision = page.save_revision()
    response = admin_client.get(f"/beheer/pages/{page.pk}/{shown.format(revision.pk)}")
    assert "Woorden." in response.content.decode()
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
def test_public_answer_sets_no_cookie_and_does_not_vary_by_one() -> None:
    for path in ["/", "/bestaat-niet/", "/en/"]:
        response = Client().get(path)
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
