"""A file of translations that comes back, and who sees the list of all translations."""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from tests.knowledge.factories import make_editor
from tests.knowledge.pages.desk import (
    client_of,
    make_translatable_page,
    submit_translation,
    told,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(an) -> Translation:
    submit_translation(an, make_translatable_page())
    return Translation.objects.get()


def send(user, translation, content: bytes | None):
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    file = {} if content is None else {"file": SimpleUploadedFile("en.po", content)}
    return client_of(user).post(url, file)


def translated(translation) -> bytes:
    """Return the file of a translation, with one string filled in."""
    po = translation.export_po()
    for entry in po:
        if entry.msgid == "Oude woorden.":
            entry.msgstr = "Old words."
    return str(po).encode()


def test_file_of_the_translation_is_read(an, translation):
    assert send(an, translation, translated(translation)).status_code == 302

    assert [one.data for one in StringTranslation.objects.all()] == ["Old words."]


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"geen po-bestand",
        b'msgid ""\nmsgstr ""\n\nmsgid "Oude woorden."\nmsgstr "Old words."\n',
        b'msgid ""\nmsgstr ""\n"X-WagtailLocalize-TranslationID: iets anders\\n"\n',
        b"\xff\xfe\x00\x01",
        b"/etc/hostname",
    ],
)
def test_file_that_is_none_of_this_translation_is_refused_in_words(an, translation, content):
    answer = send(an, translation, content)

    assert answer.status_code == 302
    assert "Dit bestand hoort niet bij deze vertaling" in told(answer)
    assert not StringTranslation.objects.exists()


def test_file_is_read_for_who_may_edit_the_page_alone(translation, django_user_model):
    nobody = django_user_model.objects.create_user("bo", "bo@gemeente.nl", "x")

    answer = send(nobody, translation, translated(translation))

    assert answer.status_code == 302
    assert not StringTranslation.objects.exists()


def test_list_of_translations_is_for_who_translates(an, translation):
    cas = make_editor("cas", publish=False)
    cas.groups.get().permissions.remove(Permission.objects.get(codename="submit_translation"))
    url = reverse("wagtail_localize:translations_report")

    assert client_of(an).get(url).status_code == 200
    assert url in client_of(an).get("/beheer/").content.decode()
    assert client_of(cas).get(url).status_code == 302
    assert url not in client_of(cas).get("/beheer/").content.decode()
