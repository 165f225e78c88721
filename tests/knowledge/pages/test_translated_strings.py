"""A translation that does not fit goes online in no way, and who typed it reads which and why."""

import html
import json
import re

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import (
    OverridableSegment,
    StringSegment,
    StringTranslation,
    Translation,
)

from knowledge.models import ReportPage
from tests.knowledge.factories import (
    make_editor,
    make_group,
    make_list,
    make_report,
    make_workflow,
    switch_four_eyes,
    text,
)
from tests.knowledge.pages import desk

pytestmark = pytest.mark.django_db(transaction=True)

TOO_LONG = "Zorg dat deze waarde niet meer dan %s tekens bevat (het zijn er nu %s)."
LINK = '<a href="https://goed.example/">Lees dit</a>.'
# Where a string stands, what does not fit there, and what who typed it reads of that.
WRONG = [
    ("title", "t" * 300, "Titel, bij “Armoede”: " + TOO_LONG % (255, 300)),
    ("title", "  ", "Titel, bij “Armoede”: Hier staat niets."),
    ("slug", "s" * 300, "bij “armoede”: " + TOO_LONG % (255, 300)),
    ("slug", "???", "bij “armoede”: Hier staat geen letter en geen cijfer."),
    ("subtitle", "o" * 161, "Ondertitel, bij “Onder”: " + TOO_LONG % (160, 161)),
    ("also_known_as", "o" * 256, "Ook bekend als, bij “Ook”: " + TOO_LONG % (255, 256)),
    ("summary", "s" * 301, "Samenvatting, bij “Kort”: " + TOO_LONG % (300, 301)),
    ("in_short.p1.text", "p" * 260, "In het kort: Punt, bij “Tel mee”: " + TOO_LONG % (240, 260)),
    ("in_short.p1.text", "&amp;" * 241, TOO_LONG % (240, 241)),
    ("body.v1.items.i1.title", "g" * 161, "Titel, bij “Gids”: " + TOO_LONG % (160, 161)),
    ("body.t1", "<h2>Read this</h2>", "bij “Lees dit.”: De tag <h2> kan hier niet."),
    ("body.t1", '<a id="a7">Read this</a>.', "De bron heeft geen link met deze id: a7."),
    ("body.t1", " ", "bij “Lees dit.”: Hier staat niets."),
]
FITS = [
    ("title", "t" * 255),
    ("subtitle", "o" * 160),
    ("summary", "s" * 300),
    ("in_short.p1.text", "&amp;" * 240),
    ("in_short.p1.text", "<b>Count</b> us in"),
    ("body.v1.items.i1.title", "g" * 160),
    ("body.t1", '<a id="a1">Read this</a>.' + "x" * 999),
]


@pytest.fixture
def an(db):
    switch_four_eyes(on=False)
    return make_editor("an")


@pytest.fixture
def page(an) -> ReportPage:
    """A report with something at each kind of place, and its translation as draft."""
    make_workflow(make_group("eindredactie"), make_group("redactie", publish=False))
    make_list("en")
    guide = {"title": "Gids", "url": "https://gids.example/", "page": make_list().pk}
    page = make_report(
        [
            {"type": "text", "id": "t1", "value": text(("aaaaa", LINK))},
            {
                "type": "links",
                "id": "v1",
                "value": {"items": [{"type": "item", "id": "i1", "value": guide}]},
            },
        ],
        title="Armoede",
        slug="armoede",
        subtitle="Onder",
        also_known_as="Ook",
        summary="Kort",
    )
    point = {"type": "takeaway", "id": "p1", "value": {"text": "Tel mee"}}
    page.in_short = page.in_short.stream_block.to_python([point])
    page.save()
    desk.submit_translation(an, page)
    return page


def type_in(user, path, words):
    """Type a translation in the editor, as its script sends it."""
    segment = StringSegment.objects.get(context__path=path)
    url = reverse(
        "wagtail_localize:edit_string_translation", args=[Translation.objects.get().pk, segment.pk]
    )
    sent = desk.client_of(user).put(
        url, f"value={words}".replace("&", "%26"), "application/x-www-form-urlencoded"
    )
    assert sent.status_code in (200, 201)


def press(user, page, action="publish", **said):
    url = reverse("wagtailadmin_pages:edit", args=[desk.translation_of(page).pk])
    return desk.client_of(user).post(url, {"action": action, **desk.TYPO, **said})


def told(response) -> list[tuple[str, str]]:
    found = get_messages(response.wsgi_request)
    return [(one.level_tag, html.unescape(" ".join(str(one).split()))) for one in found]


def refusal(response) -> str:
    """Return what an editor reads on her screen, of which the refusal is all."""
    assert response.status_code == 200
    ((level, said),) = told(response)
    assert level == "error"
    return said


def online(page) -> str | None:
    """Return the title, summary and point that visitors read in English, None before that."""
    found = ReportPage.objects.live().filter(pk=desk.translation_of(page).pk).first()
    return found and f"{found.title} {found.summary} {found.in_short[0].value['text']}"


@pytest.mark.parametrize("later", [False, True])
@pytest.mark.parametrize(("path", "words", "reason"), WRONG, ids=range(len(WRONG)))
def test_what_does_not_fit_is_refused_by_name_the_first_time_and_later(
    an, page, path, words, reason, later
):
    if later:
        assert press(an, page).status_code == 302
    before = online(page)
    type_in(an, path, words)

    said = refusal(press(an, page))

    assert said.startswith("“Armoede” is niet bewaard en niet gepubliceerd. ")
    assert reason in said
    assert said.endswith("Wat er is vertaald, is niet weg.")
    assert online(page) == before
    assert StringTranslation.objects.get().data == words


@pytest.mark.parametrize(("path", "words"), FITS, ids=range(len(FITS)))
def test_what_just_fits_goes_online(an, page, path, words):
    """The control."""
    type_in(an, path, words)

    assert press(an, page).status_code == 302
    assert online(page) is not None


@pytest.mark.parametrize("action", ["publish", "ask", "approve"])
def test_no_deed_of_the_screen_takes_what_does_not_fit(an, page, action):
    type_in(an, "title", "t" * 300)
    type_in(an, "in_short.p1.text", "p" * 260)

    said = refusal(press(an, page, action))

    assert "Titel, bij “Armoede”" in said
    assert "In het kort: Punt, bij “Tel mee”" in said
    assert not Page.objects.get(pk=desk.translation_of(page).pk).workflow_in_progress
    assert online(page) is None


def test_update_of_all_translations_says_which_does_not_fit_and_makes_no_error_page(an, page):
    type_in(an, "title", "t" * 300)

    response = desk.update_translations(an, page)

    assert response.status_code == 302
    assert [level for level, _said in told(response)] == ["success", "error"]
    assert "Titel, bij “Armoede”" in told(response)[1][1]
    assert online(page) is None


@pytest.mark.parametrize("publish", [desk.publish_in_bulk, desk.publish_through_the_api])
def test_way_around_the_screen_publishes_the_last_version_that_was_right(an, page, publish):
    type_in(an, "in_short.p1.text", "Count us in")
    press(an, page, "ask")
    type_in(an, "in_short.p1.text", "p" * 260)
    press(an, page)

    publish(an, desk.translation_of(page))

    assert online(page) == "Armoede Kort Count us in"


def test_shorter_words_go_online_after_a_refusal(an, page):
    type_in(an, "title", "t" * 300)
    press(an, page)
    type_in(an, "title", "Poverty")

    press(an, page)

    assert online(page) == "Poverty Kort Tel mee"


def test_address_that_the_site_uses_itself_is_refused_at_its_field(an, db):
    page = desk.make_translatable_page()
    desk.submit_translation(an, page)
    type_in(an, "slug", "vragen")

    said = refusal(press(an, page))

    assert "Dit stuk van het adres gebruikt de site zelf. Kies een ander." in said
    assert re.search(r"gepubliceerd\. Slug: ", said)


def test_title_of_a_draft_is_no_longer_than_its_column_however_long_it_was_typed(an, page):
    type_in(an, "title", "t" * 300)

    assert Page.objects.get(pk=desk.translation_of(page).pk).draft_title == "t" * 255


def test_title_that_is_too_long_is_an_error_of_its_field_past_the_screen_too(an, page):
    type_in(an, "title", "t" * 300)

    with pytest.raises(ValidationError) as raised:
        Translation.objects.get().save_target(user=an, publish=True)

    assert list(raised.value.message_dict) == ["title"]
    assert online(page) is None


def test_screen_says_at_the_string_what_is_wrong_with_it(an, page):
    type_in(an, "title", "t" * 300)
    type_in(an, "summary", "Short")
    url = reverse("wagtailadmin_pages:edit", args=[desk.translation_of(page).pk])

    shown = desk.client_of(an).get(url).content.decode()

    props = json.loads(html.unescape(re.search(r'data-props="(.*?)"', shown)[1]))
    found = {one["data"]: one["error"] for one in props["initialStringTranslations"]}
    assert found == {"t" * 300: TOO_LONG % (255, 300), "Short": None}


def choose(user, source, value):
    """Choose another address or page for the translation, as the script of the screen does."""
    translation = Translation.objects.get()
    segments = OverridableSegment.objects.filter(source=translation.source)
    segment = next(one for one in segments if one.data == source)
    url = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    sent = desk.client_of(user).put(url, f"value={value}", "application/x-www-form-urlencoded")
    assert sent.status_code == 201


@pytest.mark.parametrize(("value", "goes"), [("beter.example", False), ("https://b.nl/", True)])
def test_other_address_that_is_none_is_refused_by_name(an, page, value, goes):
    choose(an, "https://gids.example/", value)

    response = press(an, page)

    assert (online(page) is not None) is goes
    assert (response.status_code == 302) is goes
    wrong = "Verslag: Adres op een andere site: Voer een geldige URL in."
    assert any(wrong in said for _level, said in told(response)) is not goes


def test_other_page_that_is_gone_meanwhile_is_refused_by_name(an, page):
    other = make_report(text(("aaaaa", "Anders.")))
    choose(an, page.get_parent().pk, other.pk)
    other.delete()

    said = refusal(press(an, page))

    assert "Verslag: Pagina: " in said
    assert online(page) is None
