"""Above a form of ours that is refused stand the names of the fields that are wrong."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from tests.events.factories import make_series
from tests.knowledge.factories import make_home
from tests.office.pictures.samples import plain

pytestmark = pytest.mark.django_db

# A form for something new, a field that is wrong when nothing is filled in, and its name.
FORMS = {
    "wagtailsnippets_events_series:add": ("name", "Naam"),
    "wagtailsnippets_knowledge_question:add": ("text", "Vraag"),
    "wagtailsnippets_knowledge_person:add": ("name", "Naam"),
    "wagtailsnippets_knowledge_organisation:add": ("name", "Naam"),
    "wagtailsnippets_knowledge_gemeente:add": ("name", "Naam"),
    "wagtailsnippets_knowledge_province:add": ("name", "Naam"),
    "wagtailsnippets_knowledge_recording:add": ("title", "Titel"),
}


def sent(admin_client, url: str, **fields: str) -> str:
    """Return the answer to a form as it is opened, with these fields."""
    html = admin_client.get(url).content.decode()
    opened = querydict_from_html(html[html.rindex("<form") :]).dict()
    answer = admin_client.post(url, opened | fields)
    assert answer.status_code == 200
    return answer.content.decode()


def with_the_cursor(html: str) -> list[str]:
    return [
        re.search(r'\sname="([^"]+)"', tag)[1]
        for tag in re.findall(r"<(?:input|textarea|select)[^>]*\sautofocus[^>]*>", html)
    ]


@pytest.mark.parametrize("address", FORMS)
def test_refused_form_names_its_fields_and_has_the_cursor_in_the_first(admin_client, address):
    name, label = FORMS[address]
    html = sent(admin_client, reverse(address), **{name: ""})

    (named,) = re.findall(r"Kijk bij: ([^.]+)\.", html)
    assert label in named.split(", ")
    assert with_the_cursor(html) == [name]


def test_no_calendar_opens_over_the_reason_and_fields_are_named_as_they_are_shown(admin_client):
    html = sent(
        admin_client,
        reverse("wagtailsnippets_events_meeting:add"),
        **{"texts-0-title": "", "starts_at": "31-02"},
    )

    # "Begin" stands on the second tab.
    (named,) = re.findall(r"Kijk bij: ([^.]+)\.", html)
    assert named.split(", ")[-1] == "Begin"
    assert with_the_cursor(html) not in ([], ["starts_at"])


def test_field_of_a_row_below_the_form_is_named_and_has_the_cursor(admin_client):
    address = reverse("wagtailsnippets_events_series:edit", args=[make_series().series_id])
    html = sent(admin_client, address, **{"texts-0-title": ""})

    assert "Kijk bij: Titel." in html
    assert with_the_cursor(html) == ["texts-0-title"]


def test_row_that_she_takes_away_is_not_named(admin_client):
    address = reverse("wagtailsnippets_events_series:edit", args=[make_series().series_id])
    gone = {"texts-0-title": "", "texts-0-DELETE": "on"}
    html = sent(admin_client, address, name="", **gone)

    assert "Kijk bij: Naam." in html
    assert with_the_cursor(html) == ["name"]


def test_refused_page_names_its_fields_and_has_the_cursor_in_the_first(admin_client):
    address = reverse("wagtailadmin_pages:add", args=["knowledge", "textpage", make_home().pk])
    html = sent(admin_client, address, **{"title": "", "body-count": "0", "action-publish": "1"})

    assert "<li>Titel: Dit is een verplicht veld.</li>" in html
    assert "<li>Wat je invulde, staat er nog.</li>" in html
    assert with_the_cursor(html) == ["title"]


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("wagtailimages:add", SimpleUploadedFile("a.png", plain("PNG"))),
        ("wagtaildocs:add", SimpleUploadedFile("a.txt", b"tekst")),
    ],
)
def test_refused_file_has_the_cursor_in_the_wrong_field(admin_client, address, file):
    answer = admin_client.post(reverse(address), {"title": "", "file": file})

    assert with_the_cursor(answer.content.decode()) == ["title"]
