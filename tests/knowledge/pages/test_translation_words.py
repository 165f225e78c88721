"""What an editor reads of a translation holds no mark of HTML that nobody typed."""

import html
import json
import re

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation

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


# Late in the evening in London, and the next day here.
EVENING, TODAY = "2041-11-26T23:30:00+00:00", "27 november 2041"


def test_saved_string_says_in_dutch_when_it_was_translated(page, an, time_machine):
    time_machine.move_to(EVENING)
    segment = next(one for one in props(an, page)["segments"] if one["type"] == "string")
    url = segment["editUrl"]

    answer = desk.client_of(an).put(url, "value=Care", "application/x-www-form-urlencoded").json()

    assert answer["comment"] == f"Handmatig vertaald op {TODAY}"
    assert props(an, page)["initialStringTranslations"][0]["comment"] == answer["comment"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"translation_type": "machine"}, f"Automatisch vertaald op {TODAY}"),
        ({"tool_name": "Potlood"}, f"Vertaald met Potlood op {TODAY}"),
        ({"translation_type": "nothing"}, None),
    ],
)
def test_every_way_of_translating_has_a_dutch_date(page, an, time_machine, fields, told):
    time_machine.move_to(EVENING)
    desk.translate(an, page, {"Zorg &amp; welzijn": "Care"})
    StringTranslation.objects.update(**fields)

    assert StringTranslation.objects.get().get_comment() == told


def test_screen_says_in_dutch_when_the_translation_was_published(page, an, time_machine):
    assert props(an, page)["object"]["lastPublishedDate"] is None
    time_machine.move_to(EVENING)
    desk.translation_of(page).save_revision().publish()

    assert props(an, page)["object"]["lastPublishedDate"] == TODAY
    # A page without a version online keeps its date.
    Page.objects.filter(pk=english(page).pk).update(live_revision=None)
    assert props(an, page)["object"]["lastPublishedDate"] == TODAY
