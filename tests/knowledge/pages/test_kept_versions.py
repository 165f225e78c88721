"""A version that others have to do with is never overwritten: autosave makes a new one."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, TaskState
from wagtail_localize.models import Translation, TranslationLog

from knowledge.models import TextPage, Translator
from knowledge.pages import authorship, kept_versions, publishing
from office.models import User
from tests.knowledge.factories import (
    change,
    make_editor,
    make_group,
    make_page,
    make_workflow,
    text,
)
from tests.knowledge.pages import desk
from tests.knowledge.pages.desk import NEW, OLD, REFUSAL, words

pytestmark = pytest.mark.django_db

LATER = text(("aaaaa", "Latere woorden."))


@pytest.fixture
def workflow(db):
    return make_workflow(make_group("eindredactie"), make_group("redactie", publish=False))


@pytest.fixture
def cas(db):
    return make_editor("cas")


def body(html: str) -> list[dict]:
    return [{"type": "text", "value": html, "id": "b1"}]


def autosaved(user, page, html, over=None) -> Revision:
    """Return the version that holds what user typed; over is what her tab saved last."""
    response = desk.autosave(user, page, over, body=body(html))
    assert response.json().get("success"), response.json()
    return Revision.objects.get(pk=response.json()["revision_id"])


def says(revision: Revision, sentence: str) -> bool:
    return sentence in str(Revision.objects.get(pk=revision.pk).content)


def maker_names(revision: Revision) -> set[str]:
    makers = authorship.version(Revision.objects.get(pk=revision.pk)).makers
    return set(User.objects.filter(pk__in=makers).values_list("username", flat=True))


# What one person alone has to do with


def test_draft_of_one_person_is_overwritten_while_she_types(an):
    """The control: else each pause would leave a version."""
    page = make_page(OLD)
    first = autosaved(an, page, NEW)

    second = autosaved(an, page, LATER, over=first)

    assert second == first
    assert says(first, "Latere woorden.")
    assert maker_names(second) == {"an"}
    assert REFUSAL in desk.told(desk.publish_in_bulk(an, page))


def test_who_overwrites_her_own_saving_of_a_colleagues_words_is_the_maker(edited, bo):
    untouched = Revision.objects.get(pk=desk.autosave(bo, edited).json()["revision_id"])
    assert maker_names(untouched) == {"an"}

    changed = autosaved(bo, edited, LATER, over=untouched)

    assert changed == untouched
    assert maker_names(changed) == {"bo"}
    assert "Een collega moet er nu naar kijken." in desk.told(desk.publish_in_bulk(bo, edited))


def test_nobody_overwrites_the_version_of_a_colleague(edited, bo):
    hers = Page.objects.get(pk=edited.pk).latest_revision

    response = desk.autosave(bo, edited, hers, body=body(LATER))

    assert response.json()["error_code"] == "invalid_revision"
    assert says(hers, "Nieuwe woorden.")
    assert maker_names(hers) == {"an"}


def test_version_that_is_not_the_latest_any_more_is_not_overwritten(an, bo):
    page = make_page(OLD)
    over = autosaved(an, page, NEW)
    read_before = desk.latest(page)
    change(page, LATER, by=bo)

    with pytest.raises(PermissionDenied, match="niet de nieuwste versie"):
        read_before.save_revision(user=an, overwrite_revision=over)

    assert says(over, "Nieuwe woorden.")


# What others have to do with


def publish(page, an, bo):
    desk.publish_in_bulk(bo, page)


def publish_without_a_word(page, an, bo):
    Page.objects.get(pk=page.pk).latest_revision.publish(user=bo, log_action=False)


def publish_and_take_offline(page, an, bo):
    desk.publish_in_bulk(bo, page)
    Page.objects.get(pk=page.pk).specific.unpublish(user=bo)


def hand_in(page, an, bo):
    page = Page.objects.get(pk=page.pk).specific
    page.get_workflow().start(page, an)


def hand_in_and_get_back(page, an, bo):
    hand_in(page, an, bo)
    TaskState.objects.get().specific.reject(user=bo)


def hand_in_and_cancel(page, an, bo):
    hand_in(page, an, bo)
    Page.objects.get(pk=page.pk).current_workflow_state.cancel(user=an)


@pytest.mark.parametrize(
    "happens",
    [
        publish,
        publish_without_a_word,
        publish_and_take_offline,
        hand_in,
        hand_in_and_get_back,
        hand_in_and_cancel,
    ],
)
def test_version_that_others_have_to_do_with_stays_as_they_know_it(happens, workflow, an, bo):
    page = make_page(OLD)
    known = autosaved(an, page, NEW)
    happens(page, an, bo)

    newer = autosaved(an, page, LATER, over=known)

    assert newer != known
    assert says(known, "Nieuwe woorden.")
    assert not says(known, "Latere woorden.")
    assert Page.objects.get(pk=page.pk).latest_revision == newer
    assert maker_names(newer) == {"an"}
    # What came new is hers alone again.
    assert autosaved(an, page, OLD + LATER, over=newer) == newer


def test_version_that_is_planned_goes_online_as_it_was_approved(an, bo):
    page = make_page(OLD)
    planned = autosaved(an, page, NEW)
    planned.content["go_live_at"] = (timezone.now() + timedelta(hours=1)).isoformat()
    planned.save()
    planned.publish(user=bo)
    newer = desk.latest(page)
    newer.summary = "Later gezet."

    # The editor is locked until then, code is not.
    made = newer.save_revision(user=an, overwrite_revision=Revision.objects.get(pk=planned.pk))

    assert made != planned
    assert not says(planned, "Later gezet.")
    assert Page.objects.get(pk=page.pk).scheduled_revision == planned


def test_words_typed_on_after_going_online_go_online_when_a_colleague_publishes_again(an, bo):
    page = make_page(OLD)
    first = autosaved(an, page, NEW)
    desk.publish_in_bulk(bo, page)
    autosaved(an, page, LATER, over=first)

    response = desk.publish_in_bulk(bo, page)

    assert [one.level_tag for one in get_messages(response.wsgi_request)] == ["success"]
    assert words(page) == "Latere woorden."
    assert not Page.objects.get(pk=page.pk).has_unpublished_changes


@pytest.mark.parametrize("again", [desk.publish_in_bulk, desk.publish_through_the_api])
def test_version_that_is_online_is_written_when_it_is_published_again(again, an, bo):
    """A version of before this rule, or one that a migration has changed."""
    page = make_page(OLD)
    revision = change(page, NEW, by=an)
    revision.publish(user=bo)
    revision.content["summary"] = "Later gezet."
    revision.save()
    Page.objects.filter(pk=page.pk).update(has_unpublished_changes=True)

    again(bo, page)

    found = TextPage.objects.get(pk=page.pk)
    assert (found.summary, found.has_unpublished_changes) == ("Later gezet.", False)


def test_version_that_is_online_is_refused_to_its_maker_when_it_is_published_again(an, bo):
    page = make_page(OLD)
    revision = change(page, NEW, by=an)
    revision.publish(user=bo)
    revision.content["summary"] = "Later gezet."
    revision.save()

    assert REFUSAL in desk.told(desk.publish_in_bulk(an, page))
    assert TextPage.objects.get(pk=page.pk).summary == ""


def test_version_that_is_overwritten_while_it_is_being_published_stays_a_draft(an, bo):
    page = make_page(OLD)
    read = autosaved(an, page, NEW)
    as_read = Revision.objects.get(pk=read.pk)
    autosaved(an, page, LATER, over=read)

    with pytest.raises(publishing.ChangedMeanwhile, match="intussen gewijzigd"):
        as_read.publish(user=bo)

    assert words(page) == "Oude woorden."


# Translations


@pytest.mark.django_db(transaction=True)
class TestTranslations:
    @pytest.fixture
    def page(self, workflow, an):
        page = desk.make_translatable_page()
        desk.submit_translation(an, page)
        desk.translate(an, page, {"Oude woorden.": "Old words."})
        return page

    def test_who_overwrites_a_translation_is_the_maker_of_her_words(self, page, bo, cas):
        desk.ask_for_a_translation(bo, page)
        english = desk.translation_of(page)
        translated = english.latest_revision
        assert (translated.user, maker_names(translated)) == (bo, {"an"})
        desk.stop_translating(bo, page)

        hers = autosaved(bo, english, LATER, over=translated)

        assert hers != translated
        assert says(translated, "Old words.")
        assert maker_names(translated) == {"an"}
        assert maker_names(hers) == {"bo"}
        for publish in (desk.publish_in_bulk, desk.publish_through_the_api):
            assert "Een collega moet er nu naar kijken." in desk.told(publish(bo, english)) or (
                REFUSAL in desk.told(publish(bo, english))
            )
        assert words(english) == ""
        desk.publish_in_bulk(cas, english)
        assert words(english) == "Latere woorden."

    def test_version_of_translations_is_kept_while_its_translators_or_its_log_are(self, page, bo):
        for rows in (TranslationLog, Translator):
            desk.translate(make_editor(rows.__name__), page, {"Oude woorden.": rows.__name__})
            desk.ask_for_a_translation(bo, page)
            TaskState.objects.all().delete()
            translated = desk.translation_of(page).latest_revision
            rows.objects.filter(revision=translated).delete()
            assert kept_versions.is_kept(translated)
        TranslationLog.objects.all().delete()
        assert not kept_versions.is_kept(translated)

    def test_who_goes_back_to_her_own_version_is_its_maker_though_others_translate(self, page, bo):
        desk.ask_for_a_translation(bo, page)
        english = desk.translation_of(page)
        desk.stop_translating(bo, page)
        own = autosaved(bo, english, LATER)
        Translation.objects.update(enabled=True)
        desk.translate(make_editor("dees"), page, {"Oude woorden.": "Former words."})
        desk.ask_for_a_translation(bo, page)
        desk.translate(make_editor("eef"), page, {"Oude woorden.": "Other words."})
        url = reverse("wagtailadmin_api:pages:action", args=[english.pk, "revert_to_page_revision"])

        response = desk.client_of(bo).post(
            url, {"revision_id": own.pk}, content_type="application/json"
        )

        assert response.status_code == 200
        newest = Page.objects.get(pk=english.pk).latest_revision
        assert says(newest, "Latere woorden.")
        assert maker_names(newest) == {"bo"}
        desk.publish_through_the_api(bo, english)
        assert words(english) == ""
