"""A document opens for who may read a live page on which it stands; an image for everybody."""

import importlib

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.images.forms import get_image_multi_form
from wagtail.models import PageViewRestriction

from knowledge.models import SiteDocument, SiteImage
from office.models import User
from tests.knowledge.factories import make_editor
from tests.knowledge.pages.factories import put_on_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_index")]


@pytest.fixture
def document():
    return SiteDocument.objects.create(
        title="Draaiboek", file=ContentFile(b"Zo doe je dat.", name="draaiboek.txt")
    )


def status(client, document):
    answer = client.get(document.url)
    # Read to its end, the file is closed.
    b"".join(answer.streaming_content if answer.streaming else [])
    return answer.status_code


def test_document_opens_for_everybody_while_its_page_is_visible(client, document):
    page = put_on_page(document)
    shown = client.get(document.url)
    body = b"".join(shown.streaming_content)
    page.unpublish()

    assert (shown.status_code, body) == (200, b"Zo doe je dat.")
    assert set(shown["Cache-Control"].split(", ")) == {"private", "no-cache"}
    assert status(client, document) == 404


@pytest.mark.parametrize("live", [None, False], ids=["nowhere", "on a draft"])
def test_document_that_is_on_no_live_page_opens_for_editors_alone(client, document, live):
    if live is not None:
        put_on_page(document, live=live)
    refused = status(client, document)
    client.force_login(make_editor("an", publish=False))

    assert (refused, status(client, document)) == (404, 200)


def test_document_of_a_closed_page_opens_for_who_may_read_that_page(client, document):
    restriction = PageViewRestriction.objects.create(
        page=put_on_page(document), restriction_type=PageViewRestriction.LOGIN
    )
    refused = status(client, document)
    client.force_login(User.objects.create_user("cas"))
    opened = status(client, document)
    # One page on which it stands is enough.
    put_on_page(document)
    client.logout()

    assert restriction.page.get_view_restrictions().exists()
    assert (refused, opened, status(client, document)) == (404, 200, 200)


def test_file_of_a_document_lies_where_no_web_server_shows_it(document):
    assert document.file.path.startswith(str(settings.PROTECTED_MEDIA_ROOT))
    with pytest.raises(NotImplementedError):
        _address = document.file.url


def test_files_that_were_uploaded_before_are_moved_there(document, tmp_path, settings):
    migration = importlib.import_module("knowledge.migrations.0004_documents_are_protected")
    settings.MEDIA_ROOT, settings.PROTECTED_MEDIA_ROOT = tmp_path / "open", tmp_path / "closed"
    before = settings.MEDIA_ROOT / document.file.name
    before.parent.mkdir(parents=True)
    before.write_bytes(b"Zo doe je dat.")

    migration.protect(apps, None)

    assert not before.exists()
    assert (tmp_path / "closed" / document.file.name).read_bytes() == b"Zo doe je dat."


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wagtailimages:add", "kan haar altijd zien"),
        ("wagtaildocs:add", "zodra het op een pagina staat"),
    ],
)
def test_who_uploads_reads_who_may_see_it(client, name, words):
    client.force_login(User.objects.create_superuser("An", "an@example.org", "x"))

    assert words in client.get(reverse(name)).content.decode()


def test_who_uploads_several_reads_it_with_each():
    form = get_image_multi_form(SiteImage)(
        instance=SiteImage(), user=User.objects.create_superuser("An", "an@example.org", "x")
    )

    assert "kan haar altijd zien" in form.fields["title"].help_text
