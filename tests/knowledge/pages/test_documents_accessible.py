"""Whether a document is accessible is said when somebody said so, and never guessed."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation

from knowledge.models import SiteDocument
from office.models import User
from tests.knowledge.pages.factories import put_on_page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root(settings, tmp_path) -> None:
    settings.PROTECTED_MEDIA_ROOT = tmp_path


def make_document(*, accessible: bool | None) -> SiteDocument:
    file = ContentFile(b"%PDF-1.4 plan", "plan.pdf")
    return SiteDocument.objects.create(title="Plan", file=file, file_size=13, accessible=accessible)


@pytest.mark.parametrize(
    ("accessible", "said"),
    [
        (True, ", toegankelijk<"),
        (False, ", niet toegankelijk<"),
        (None, "<"),
    ],
)
def test_page_says_of_a_document_what_its_editor_said(client, accessible, said):
    page = put_on_page(make_document(accessible=accessible))
    shown = client.get(page.url).content.decode().replace("\xa0", " ")
    assert f"PDF, 13 bytes{said}" in shown


def test_english_page_says_it_in_english():
    with translation.override("en"):
        assert translation.gettext("toegankelijk") == "accessible"
        assert translation.gettext("niet toegankelijk") == "not accessible"


@pytest.mark.parametrize(
    ("sent", "stored"), [("unknown", None), ("", None), ("true", True), ("false", False)]
)
def test_form_of_a_document_asks_for_yes_no_or_unknown(client, sent, stored):
    client.force_login(User.objects.create_superuser("an", "an@example.org", "x"))
    form = client.get(reverse("wagtaildocs:add")).content.decode()
    assert "Onbekend: de site zegt er niets over." in form
    assert "Ja</option>" in form.replace("\n", "")

    file = ContentFile(b"%PDF-1.4 plan", "plan.pdf")
    words = {"title": "Plan", "file": file, "collection": 1, "tags": "", "accessible": sent}
    assert client.post(reverse("wagtaildocs:add"), words).status_code == 302
    assert SiteDocument.objects.get().accessible is stored


def test_box_that_was_not_ticked_becomes_unknown():
    rows = {value: make_document(accessible=value) for value in (True, False, None)}
    migration = import_module("knowledge.migrations.0008_document_accessible_unknown")
    migration.forget_what_nobody_said(apps, None)
    for value, row in rows.items():
        row.refresh_from_db()
        assert row.accessible is (True if value else None)
    migration.claim_again(apps, None)
    assert not SiteDocument.objects.filter(accessible=None).exists()
