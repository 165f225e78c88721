"""An editor whose page or row is gone finds her words on the page that says so."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse
from wagtail.models import Page

from knowledge.models import Cue
from office.models import User
from office.typed_words import answer, typed
from tests.knowledge.factories import make_editor, make_page, text
from tests.knowledge.pages import desk
from tests.knowledge.recordings.desk import opened
from tests.knowledge.recordings.factories import WORDS, add_words, make_recording

pytestmark = pytest.mark.django_db

KEPT = "Wat je typte, staat hieronder: kopieer het voor je verdergaat."


def edited_page() -> tuple[str, dict]:
    """Return the address of a page's form and what it sends."""
    page = make_page(text(("aaaaa", "Oude woorden.")), title="Contact")
    block = {"id": "11111111-0000-4000-8000-000000000001", "value": "<p>Zelf getypt.</p>"}
    return reverse("wagtailadmin_pages:edit", args=[page.pk]), desk.form_data(page, body=[block])


def test_words_for_a_page_come_back_when_a_colleague_deleted_it(admin_client):
    url, data = edited_page()
    bo = User.objects.create_superuser("Bo", "bo@example.org", "x")
    page = Page.objects.get(title="Contact")
    desk.client_of(bo).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))

    answer = admin_client.post(url, data)

    html = answer.content.decode()
    assert answer.status_code == 404
    assert f"‘Contact’ is intussen weggegooid door Bo. {KEPT}" in html
    assert "Zelf getypt.</textarea>" in html
    assert "csrfmiddlewaretoken</label>" not in html


def test_editor_that_saves_by_itself_is_told_that_the_page_is_gone(admin_client):
    url, data = edited_page()
    Page.objects.get(title="Contact").delete()

    answer = admin_client.post(url, data, headers={"accept": "application/json"})

    assert answer.json()["error_message"] == f"Dit bestaat niet meer. {KEPT}"


def test_words_for_a_line_come_back_when_another_file_has_no_such_line(admin_client):
    recording = make_recording(words=WORDS)
    url = reverse("recording_line", args=[Cue.objects.first().pk])
    data = opened(admin_client, url)
    old = data["text"].strip()
    add_words(recording, WORDS.replace(old, "Heel iets anders."), replace=True)

    html = admin_client.post(url, {**data, "text": "Zelf getypt."}).content.decode()

    assert f"Dit bestaat niet meer. {KEPT}" in html
    assert "Zelf getypt.</textarea>" in html
    # What the form was opened with, she did not type.
    assert old not in html


def test_visitor_and_whoever_typed_nothing_get_the_plain_page(client, admin_client):
    url, data = edited_page()
    Page.objects.get(title="Contact").delete()

    assert KEPT not in client.post("/bestaat-niet/", {"text": "Woorden."}).content.decode()
    assert KEPT not in admin_client.get(url).content.decode()
    assert KEPT not in admin_client.post(url, {"deed": "publish"}).content.decode()
    user = User.objects.create_user("Cas")
    assert KEPT not in desk.client_of(user).post(url, data).content.decode()


@pytest.mark.parametrize(
    ("make_user", "reads"),
    [
        (AnonymousUser, False),
        (lambda: User.objects.create_user("Cas"), False),
        (lambda: make_editor("an", publish=False), True),
    ],
    ids=["visitor", "member", "editor"],
)
def test_only_an_editor_gets_the_page_with_her_words(make_user, reads):
    # Whatever address under the admin answers 404, and whoever may ask it.
    request = RequestFactory().post(reverse("wagtailadmin_home"), {"text": "Zelf getypt."})
    request.user, request.resolver_match = make_user(), None

    found = answer(request)

    assert (found is not None and "Zelf getypt." in found.content.decode()) is reads


def test_what_was_typed_is_the_words_without_the_bookkeeping():
    posted = QueryDict(mutable=True)
    posted.update(
        {
            "csrfmiddlewaretoken": "abc",
            "new_password1": "geheim",
            "title": "Contact",
            "summary": "",
            "body-count": "1",
            "body-0-type": "text",
            "body-0-value": '{"blocks": [{"text": "Een."}, {"text": "Twee."}], "entityMap": {}}',
            "rows-TOTAL_FORMS": "1",
            "rows-0-name": "[1]",
        }
    )

    assert typed(posted) == {
        "title": "Contact",
        "body-0-value": "Een.\nTwee.",
        "rows-0-name": "[1]",
    }
