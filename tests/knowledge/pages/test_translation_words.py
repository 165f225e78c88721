"""What an editor reads of a translation holds no mark of HTML that nobody typed."""

import html
import json
import re

import pytest
from django.urls import reverse
from wagtail.models import Page

from knowledge.pages.translation_words import as_read
from tests.knowledge.factories import change, text
from tests.knowledge.pages import desk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(an):
    page = desk.make_translatable_page(title="Zorg & welzijn")
    change(page, text(("aaaaa", "Wie &lt;b&gt; typt & <b>vet</b> bedoelt."))).publish()
    desk.submit_translation(an, page)
    return page


def english(page):
    return Page.objects.get(pk=desk.translation_of(page).pk)


def props(user, page):
    """Return what the screen tells its script."""
    url = reverse("wagtailadmin_pages:edit", args=[english(page).pk])
    found = re.search(r'data-props="(.*?)"', desk.client_of(user).get(url).content.decode())
    return json.loads(html.unescape(found[1]))


def test_screen_shows_the_source_with_its_ampersand(page, an):
    sources = [segment.get("source") for segment in props(an, page)["segments"]]

    assert "Zorg & welzijn" in sources
    assert "Wie &lt;b&gt; typt & <b>vet</b> bedoelt." in sources


def test_screen_shows_what_was_translated_with_its_ampersand(page, an):
    desk.translate(an, page, {"Zorg &amp; welzijn": "Care &amp; wellbeing"})

    assert [one["data"] for one in props(an, page)["initialStringTranslations"]] == [
        "Care & wellbeing"
    ]


@pytest.mark.parametrize("typed", ["Care & wellbeing", "Care &amp; wellbeing"])
def test_title_of_a_draft_is_what_it_says_however_it_was_typed(page, an, typed):
    desk.translate(an, page, {"Zorg &amp; welzijn": typed})

    assert english(page).draft_title == "Care & wellbeing"


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        ("R&amp;D", "R&D"),
        ("a &amp; b &amp; c", "a & b & c"),
        ("wie &amp;lt; typt", "wie &amp;lt; typt"),  # else "&lt;" would become "<" when saved
        ("&amp;#38;", "&amp;#38;"),
        ("1 &lt; 2", "1 &lt; 2"),
    ],
)
def test_ampersand_is_read_where_it_means_the_same(kept, read):
    assert as_read(kept) == read
