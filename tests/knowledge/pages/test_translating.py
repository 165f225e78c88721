"""Who translated is the maker of a translation, whoever presses its buttons."""

import re

import polib
import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision
from wagtail_localize.models import StringSegment, Translation

from knowledge.models import Translator
from tests.knowledge.factories import (
    change,
    make_editor,
    make_group,
    make_workflow,
    switch_four_eyes,
    text,
)
from tests.knowledge.pages import desk
from tests.knowledge.pages.desk import REFUSAL, words

pytestmark = pytest.mark.django_db(transaction=True)

TWO = text(("aaaaa", "Oude woorden."), ("bbbbb", "Tweede zin."))


@pytest.fixture
def page(an):
    make_workflow(make_group("eindredactie"), make_group("redactie", publish=False))
    page = desk.make_translatable_page()
    change(page, TWO).publish()
    desk.submit_translation(an, page)
    return page


@pytest.fixture
def cas(db):
    return make_editor("cas")


@pytest.fixture
def writer(db):
    """An editor who may not publish."""
    return make_editor("dees", publish=False)


def press(user, page, action, **data):
    url = reverse("wagtailadmin_pages:edit", args=[desk.translation_of(page).pk])
    return desk.client_of(user).post(url, {"action": action, **desk.TYPO, **data})


def screen(user, page):
    url = reverse("wagtailadmin_pages:edit", args=[desk.translation_of(page).pk])
    return desk.client_of(user).get(url).content.decode()


def translate(user, page, dutch, english):
    """Type a string in the editor of translations, as its script sends it."""
    translation = Translation.objects.get()
    segment = StringSegment.objects.get(string__data=dutch)
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    client = desk.client_of(user)
    if english is None:
        return client.delete(url)
    return client.put(url, f"value={english}", content_type="application/x-www-form-urlencoded")


def told(response):
    return [(one.level_tag, str(one)) for one in get_messages(response.wsgi_request)]


def is_refused(response):
    """Return whether she reads that a colleague must publish it, and nothing green about that."""
    title_is_online = "staat online." in desk.told(response)
    waits = (REFUSAL, "Een collega moet er nu naar kijken.")
    return not title_is_online and any(sentence in desk.told(response) for sentence in waits)


def makers(page):
    revision = Page.objects.get(pk=desk.translation_of(page).pk).latest_revision
    return set(
        Translator.objects.filter(revision=revision).values_list("user__username", flat=True)
    )


def test_chief_publishes_what_a_writer_translated(page, writer, bo):
    translate(writer, page, "Oude woorden.", "Old words.")
    translate(writer, page, "Tweede zin.", "Second sentence.")

    response = press(bo, page, "publish")

    assert words(desk.translation_of(page)) == "Old words. Second sentence."
    assert ("success", True) in [(level, "staat online." in said) for level, said in told(response)]
    assert makers(page) == {"dees"}
    assert Revision.objects.filter(object_id=desk.translation_of(page).pk).latest("pk").user == bo


def test_translator_cannot_publish_in_any_way(page, an):
    translate(an, page, "Oude woorden.", "Old words.")

    response = press(an, page, "publish")
    assert [level for level, said in told(response) if REFUSAL in said] == ["error"]
    english = desk.translation_of(page)
    assert REFUSAL in desk.told(desk.publish_in_bulk(an, english))
    assert REFUSAL in desk.told(desk.publish_through_the_api(an, english))
    desk.update_translations(an, page)
    assert words(english) == ""


@pytest.mark.parametrize("presses", ["first", "last"])
def test_of_two_who_each_translated_a_string_one_makes_the_whole_and_the_other_publishes(
    presses, page, an, bo
):
    translate(an, page, "Oude woorden.", "Old words.")
    translate(bo, page, "Tweede zin.", "Second sentence.")
    one, other = (an, bo) if presses == "first" else (bo, an)

    assert is_refused(press(one, page, "publish"))
    assert is_refused(press(one, page, "publish"))
    assert words(desk.translation_of(page)) == ""

    press(other, page, "publish")
    assert words(desk.translation_of(page)) == "Old words. Second sentence."


def test_two_translated_and_a_third_publishes(page, an, bo, cas):
    translate(an, page, "Oude woorden.", "Old words.")
    translate(bo, page, "Tweede zin.", "Second sentence.")

    press(cas, page, "publish")

    assert words(desk.translation_of(page)) == "Old words. Second sentence."
    assert makers(page) == {"an", "bo"}


def test_a_comma_that_a_colleague_corrects_locks_nobody(page, an, bo):
    translate(an, page, "Oude woorden.", "Old words")
    press(an, page, "ask")
    translate(bo, page, "Oude woorden.", "Old words.")

    assert is_refused(press(bo, page, "publish"))
    press(an, page, "publish")

    assert words(desk.translation_of(page)).startswith("Old words.")


def test_saving_a_string_again_unchanged_makes_nobody_its_translator(page, an, bo):
    translate(an, page, "Oude woorden.", "Old words.")
    translate(bo, page, "Oude woorden.", "Old words.")

    assert REFUSAL in desk.told(press(an, page, "publish"))
    press(bo, page, "publish")
    assert words(desk.translation_of(page)).startswith("Old words.")


def test_who_takes_a_translation_away_made_that_version(page, an, bo, cas):
    translate(an, page, "Oude woorden.", "Old words.")
    press(bo, page, "publish")
    translate(bo, page, "Oude woorden.", None)
    translate(an, page, "Tweede zin.", "Second sentence.")

    assert REFUSAL in desk.told(press(bo, page, "publish"))
    assert words(desk.translation_of(page)).startswith("Old words.")
    press(cas, page, "publish")
    assert words(desk.translation_of(page)) == "Oude woorden. Second sentence."


def test_who_uploads_translations_made_them(page, an, bo):
    translation = Translation.objects.get()
    po = translation.export_po()
    for entry in po:
        entry.msgstr = f"English {entry.msgid}"
    assert isinstance(po, polib.POFile)
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    desk.client_of(an).post(url, {"file": SimpleUploadedFile("en.po", str(po).encode())})

    assert REFUSAL in desk.told(press(an, page, "publish"))
    press(bo, page, "publish")
    assert words(desk.translation_of(page)).startswith("English ")


def test_writer_asks_a_colleague_who_approves(page, writer, bo):
    assert 'value="ask"' in screen(writer, page)
    translate(writer, page, "Oude woorden.", "Old words.")

    response = press(writer, page, "ask")

    english = Page.objects.get(pk=desk.translation_of(page).pk)
    assert [level for level, _said in told(response)] == ["success"]
    assert english.workflow_in_progress
    assert "Een collega is gevraagd" in screen(writer, page)
    assert words(english) == ""
    response = desk.approve(bo, english)
    assert "staat online." in desk.told(response)
    assert words(english).startswith("Old words.")


def test_writer_approves_what_a_chief_translated(page, writer, bo):
    translate(bo, page, "Oude woorden.", "Old words.")
    press(bo, page, "ask")
    assert 'value="approve"' in screen(writer, page)

    response = press(writer, page, "approve")

    assert "staat online." in desk.told(response)
    assert words(desk.translation_of(page)).startswith("Old words.")


def test_approver_who_translated_on_is_refused_and_the_page_waits(page, writer, bo):
    translate(writer, page, "Oude woorden.", "Old words.")
    press(writer, page, "ask")
    translate(bo, page, "Tweede zin.", "Second sentence.")

    response = press(bo, page, "approve")

    (level, _said), *_others = told(response)
    assert level in ("warning", "error")
    english = Page.objects.get(pk=desk.translation_of(page).pk)
    assert english.workflow_in_progress
    assert words(english) == ""
    press(writer, page, "approve")
    assert words(english) == "Old words. Second sentence."


def test_screen_offers_what_one_may_do_and_says_why_not(page, an, bo, writer):
    def can(user):
        shown = screen(user, page)
        return "&quot;canPublish&quot;: true" in shown, "nieuwste woorden zijn van jou" in shown

    translate(an, page, "Oude woorden.", "Old words.")

    assert can(an) == (False, True)
    assert can(bo) == (True, False)
    assert can(writer) == (False, False)


def test_update_after_the_source_changed_is_held_to_the_rule_and_says_what_happened(page, an, bo):
    translate(an, page, "Oude woorden.", "Old words.")
    press(bo, page, "publish")
    change(page, text(("aaaaa", "Oude woorden."), ("bbbbb", "Derde zin."))).publish()

    desk.update_translations(an, page)  # brings the new Dutch sentence in
    translate(bo, page, "Derde zin.", "Third sentence.")
    assert is_refused(desk.update_translations(bo, page))
    assert "Third" not in words(desk.translation_of(page))

    response = desk.update_translations(an, page)
    assert "staat online." in desk.told(response)
    assert words(desk.translation_of(page)) == "Old words. Third sentence."


def test_missing_translations_are_said_beside_the_success(page, an, bo):
    translate(an, page, "Oude woorden.", "Old words.")

    assert [level for level, _said in told(press(bo, page, "publish"))] == ["success", "warning"]


def test_translation_that_is_edited_normally_has_its_editor_as_maker(page, an, bo):
    translate(an, page, "Oude woorden.", "Old words.")
    press(bo, page, "publish")
    english = desk.translation_of(page)
    url = reverse("wagtail_localize:stop_translation", args=[Translation.objects.get().pk])
    desk.client_of(bo).post(url)
    block = desk.latest(english).body.get_prep_value()[0]
    block["value"] = block["value"].replace("Old words.", "Former words.")

    assert REFUSAL in desk.told(desk.edit(bo, english, "action-publish", body=[block]))
    desk.publish_with_button(an, english)

    assert "Former words." in words(english)


def test_translator_stays_the_maker_when_the_page_is_edited_normally_after_that(page, an, bo):
    translate(an, page, "Oude woorden.", "Old words.")
    press(an, page, "publish")
    english = desk.translation_of(page)
    url = reverse("wagtail_localize:stop_translation", args=[Translation.objects.get().pk])
    desk.client_of(bo).post(url)

    assert REFUSAL in desk.told(desk.publish_with_button(an, english))
    desk.publish_with_button(bo, english)

    assert words(english).startswith("Old words.")


def test_translator_publishes_when_the_rule_is_off(page, an):
    """The control."""
    switch_four_eyes(on=False)
    translate(an, page, "Oude woorden.", "Old words.")

    press(an, page, "publish")

    assert words(desk.translation_of(page)).startswith("Old words.")


@pytest.mark.parametrize("english", ["Later words.", None])
@pytest.mark.parametrize("action", ["publish", "approve"])
def test_words_that_came_after_the_screen_are_not_decided_on(action, english, page, writer, bo):
    translate(writer, page, "Oude woorden.", "Old words.")
    press(writer, page, "ask")
    shown_at = re.search(r'"shown_at", "(.+?)"', screen(bo, page))[1]
    shown_at = shown_at.encode().decode("unicode_escape")
    translate(writer, page, "Oude woorden.", english)

    response = press(bo, page, action, shown_at=shown_at)

    assert "is intussen gewijzigd" in desk.told(response)
    assert words(desk.translation_of(page)) == ""
    press(bo, page, action, shown_at=timezone.now().isoformat())
    assert words(desk.translation_of(page)).startswith(english or "Oude woorden.")


@pytest.mark.parametrize("shown_at", ["", "gisteren", "2031-01-01T10:00:00"])
def test_moment_that_nobody_can_read_is_in_nobodys_way(shown_at, page, writer, bo):
    translate(writer, page, "Oude woorden.", "Old words.")

    press(bo, page, "publish", shown_at=shown_at)

    assert words(desk.translation_of(page)).startswith("Old words.")


# Words of the source that nobody else has seen


@pytest.fixture
def unseen(an):
    """A draft of An, never online."""
    make_workflow(make_group("eindredactie"), make_group("redactie", publish=False))
    page = desk.make_translatable_page(live=False)
    desk.edit(an, page, body=[{"type": "text", "value": TWO, "id": "b1"}])
    return page


def publish_in_every_way(user, page):
    """Try to put the translation of a page online."""
    english = desk.translation_of(page)
    yield press(user, page, "publish")
    press(user, page, "ask")
    yield press(user, page, "approve")
    yield desk.publish_in_bulk(user, english)
    yield desk.publish_through_the_api(user, english)
    desk.stop_translating(user, page)
    yield desk.publish_with_button(user, english)


@pytest.mark.parametrize("presses", ["her own", "a colleague's"])
def test_writer_of_a_draft_does_not_publish_it_as_a_translation(presses, unseen, an, bo):
    desk.submit_translation(an if presses == "her own" else bo, unseen)

    for response in publish_in_every_way(an, unseen):
        assert REFUSAL in desk.told(response)
    assert words(desk.translation_of(unseen)) == ""

    desk.publish_with_button(bo, desk.translation_of(unseen))
    assert words(desk.translation_of(unseen)) == "Oude woorden. Tweede zin."


def test_words_of_a_draft_are_its_writers_when_a_colleague_brings_them_in(unseen, an, bo):
    desk.submit_translation(bo, unseen)
    newer = text(("aaaaa", "Nieuwe woorden."), ("bbbbb", "Tweede zin."))
    desk.edit(an, unseen, body=[{"type": "text", "value": newer, "id": "b1"}])
    url = reverse(
        "wagtail_localize:update_translations", args=[Translation.objects.get().source_id]
    )
    desk.client_of(bo).post(url, {})

    assert is_refused(press(an, unseen, "publish"))
    press(bo, unseen, "publish")
    assert words(desk.translation_of(unseen)) == "Nieuwe woorden. Tweede zin."


def test_words_that_were_online_once_may_stand_untranslated(unseen, an, bo):
    """The control."""
    desk.publish_with_button(bo, unseen)
    desk.submit_translation(an, unseen)

    press(an, unseen, "publish")

    assert words(desk.translation_of(unseen)) == "Oude woorden. Tweede zin."


def test_source_that_says_something_else_by_now_leaves_the_words_their_writer(unseen, an, bo):
    desk.submit_translation(bo, unseen)
    harmless = [{"type": "text", "value": text(("aaaaa", "Brave woorden.")), "id": "b1"}]
    desk.edit(bo, unseen, body=harmless)
    desk.publish_with_button(an, unseen)

    assert is_refused(press(an, unseen, "publish"))
