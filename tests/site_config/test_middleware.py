"""Headers of public pages, of the admin, and of addresses that hold a signed code."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from wagtail.models import CollectionViewRestriction

from knowledge.models import SiteDocument
from site_config.middleware import headers
from tests.knowledge.factories import make_home, make_page
from tests.knowledge.pages.factories import put_on_page


def answer(path: str) -> HttpResponse:
    def view(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("ok")

    return headers(view)(RequestFactory().get(path))


@pytest.mark.parametrize(
    "path",
    ["/aanmelding/x/", "/en/aanmelding/x/afmelden/", "/beheer/password_reset/confirm/Mw/x-y/"],
)
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


RUNS_NOTHING = {
    "default-src 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
PAGE_IN_DISGUISE = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"


def policy_of(response: HttpResponse) -> set[str]:
    response.close()
    return set(response["Content-Security-Policy"].split("; "))


@pytest.fixture
def upload(settings: object, tmp_path: Path) -> Callable[..., SiteDocument]:
    """Return a function that uploads a document, past the form that judges its name."""
    settings.PROTECTED_MEDIA_ROOT = tmp_path

    def put(name: str) -> SiteDocument:
        return SiteDocument.objects.create(title="x", file=ContentFile(PAGE_IN_DISGUISE, name=name))

    return put


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.txt", "a.xml", "a", "a.PDF.html"])
def test_document_is_kept_and_never_run_when_it_is_a_page_in_disguise(
    upload: Callable[..., SiteDocument], name: str, admin_client: Client
) -> None:
    document = upload(name)
    response = admin_client.get(document.url)
    assert response.status_code == 200
    assert policy_of(response) == RUNS_NOTHING | {"sandbox"}
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_document_that_has_not_changed_has_the_policy_of_a_file_too(
    upload: Callable[..., SiteDocument], admin_client: Client
) -> None:
    document = upload("a.svg")
    first = admin_client.get(document.url)
    again = admin_client.get(document.url, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304
    assert policy_of(again) == policy_of(first) == RUNS_NOTHING | {"sandbox"}


@pytest.mark.django_db
def test_pdf_is_shown_without_a_sandbox_in_which_no_browser_shows_one(
    upload: Callable[..., SiteDocument], admin_client: Client
) -> None:
    response = admin_client.get(upload("a.pdf").url)
    assert response["Content-Type"] == "application/pdf"
    assert policy_of(response) == RUNS_NOTHING


@pytest.mark.django_db
def test_picture_is_a_file_too(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.svg").write_bytes(PAGE_IN_DISGUISE)
    assert policy_of(Client().get("/media/images/a.svg")) == RUNS_NOTHING | {"sandbox"}


@pytest.mark.django_db
@pytest.mark.usefixtures("reference_index")
def test_page_that_asks_for_the_password_of_a_document_is_a_page_of_the_site(
    upload: Callable[..., SiteDocument],
) -> None:
    document = upload("a.svg")
    put_on_page(document)
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type="password", password="een-twee"
    )
    response = Client().get(document.url)
    assert b'type="password"' in response.content
    policy = policy_of(response)
    assert {"style-src 'self'", "form-action 'self'", "script-src 'self'"} <= policy
    assert "sandbox" not in policy


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/documenten/", "/documenten/1/x.pdf", "/en/documenten/1/x.pdf", "/en/beheer/"]
)
def test_address_that_looks_like_the_admins_has_the_policy_of_the_site(path: str) -> None:
    policy = Client().get(path)["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "script-src 'self'" in policy


@pytest.mark.django_db
def test_preview_of_a_page_has_the_policy_of_the_page_in_a_frame_of_the_admin(
    admin_client: Client,
) -> None:
    home = make_home()
    response = admin_client.get(f"/beheer/pages/{home.pk}/view_draft/")
    assert response.status_code == 200
    policy = response["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'self'" in policy
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
