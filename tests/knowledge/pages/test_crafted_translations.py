"""A translator can store any address without a form: no page leads a browser to run it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail_localize.models import OverridableSegment, Translation

from tests.knowledge.factories import make_editor, make_list, make_report, switch_four_eyes, text
from tests.knowledge.pages import desk

pytestmark = pytest.mark.django_db

BODY = [
    {
        "type": "text",
        "id": "t1",
        "value": text(("aaaaa", 'Lees <a href="https://goed.example/">dit</a>.')),
    },
    {
        "type": "links",
        "id": "v1",
        "value": {
            "items": [
                {
                    "type": "item",
                    "id": "i1",
                    "value": {"title": "Gids", "url": "https://goed.example/"},
                }
            ]
        },
    },
]


@pytest.mark.parametrize("address", ["javascript:alive()", "https://beter.example/"])
def test_page_leads_where_a_translator_says_unless_a_browser_would_run_it(
    client, django_capture_on_commit_callbacks, address
):
    switch_four_eyes(on=False)
    an = make_editor("an")
    make_list("en")
    report = make_report(BODY)
    with django_capture_on_commit_callbacks(execute=True):
        desk.submit_translation(an, report)
    translation = Translation.objects.get(source__object__translation_key=report.translation_key)
    segments = OverridableSegment.objects.filter(source=translation.source)
    typed = [one for one in segments if "goed.example" in one.data_json]
    for segment in typed:
        path = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
        sent = desk.client_of(an).put(
            path, f"value={address}", content_type="application/x-www-form-urlencoded"
        )
        assert sent.status_code == 201
    with django_capture_on_commit_callbacks(execute=True):
        # Past the screen, which refuses an address that is none.
        translation.save_target(user=an, publish=True)

    html = client.get(desk.translation_of(report).url).content.decode()
    links = [link.get("href", "") for link in BeautifulSoup(html, "html.parser").find_all("a")]

    assert len(typed) == 2
    assert "Gids" in html
    assert "dit" in html
    assert links.count(address) == (0 if address.startswith("javascript") else 2)
