"""Four eyes: the author of the newest revision cannot publish it in any way."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision

from knowledge.models import Passage, TextPage
from knowledge.pages import authorship, publishing
from knowledge.pages.publishing import PublishRefused
from knowledge.passages import deeds as passages
from tests.knowledge.factories import (
    change,
    make_home,
    make_page,
    switch_four_eyes,
    text,
)
from tests.knowledge.pages import desk
from tests.knowledge.pages.desk import NEW, OLD, REFUSAL, passage_words, words

pytestmark = pytest.mark.django_db


PATHS = [
    desk.publish_with_button,
    desk.publish_in_bulk,
    desk.publish_a_whole_section_in_bulk,
    desk.publish_on_schedule,
    desk.publish_through_the_api,
]


@pytest.mark.parametrize("publish", PATHS)
def test_maker_cannot_publish_a_new_page(publish, draft, an):
    response = publish(an, draft)

    assert words(draft) == ""
    assert passage_words(draft) == ""
    assert REFUSAL in desk.told(response)


@pytest.mark.parametrize("publish", [path for path in PATHS if "section" not in path.__name__])
def test_maker_cannot_publish_a_change(publish, edited, an):
    response = publish(an, edited)

    assert words(edited) == "Oude woorden."
    assert passage_words(edited) == "Oude woorden."
    assert REFUSAL in desk.told(response)


@pytest.mark.parametrize("publish", PATHS)
def test_colleague_publishes_a_new_page(publish, draft, bo):
    publish(bo, draft)

    assert words(draft) == "Nieuwe woorden."
    assert passage_words(draft) == "Nieuwe woorden."


@pytest.mark.parametrize("publish", [path for path in PATHS if "section" not in path.__name__])
def test_colleague_publishes_a_change(publish, edited, bo):
    publish(bo, edited)

    assert words(edited) == "Nieuwe woorden."
    assert passage_words(edited) == "Nieuwe woorden."


@pytest.mark.parametrize("publish", PATHS)
def test_maker_publishes_when_the_rule_is_off(publish, draft, an):
    switch_four_eyes(on=False)

    publish(an, draft)

    assert words(draft) == "Nieuwe woorden."


def test_superuser_is_held_to_the_rule(draft, an):
    an.is_superuser = True
    an.save()

    desk.publish_with_button(an, draft)

    assert words(draft) == ""


def test_page_made_and_published_at_once_stays_a_draft(an):
    home = make_home()
    url = reverse("wagtailadmin_pages:add", args=["knowledge", "textpage", home.pk])
    data = desk.form_data(TextPage(title="Nieuw", slug="nieuw"), body=[])

    response = desk.client_of(an).post(url, {**data, "action-publish": "1"})

    page = TextPage.objects.get(slug="nieuw")
    assert not page.live
    assert page.latest_revision.user == an
    assert REFUSAL in desk.told(response)


def test_page_made_and_published_at_once_goes_online_when_the_rule_is_off(an):
    switch_four_eyes(on=False)
    home = make_home()
    url = reverse("wagtailadmin_pages:add", args=["knowledge", "textpage", home.pk])
    data = desk.form_data(TextPage(title="Nieuw", slug="nieuw"), body=[])

    desk.client_of(an).post(url, {**data, "action-publish": "1"})

    assert TextPage.objects.get(slug="nieuw").live


def test_copy_made_by_an_editor_starts_as_a_draft(an):
    page = make_page(OLD)
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])

    desk.client_of(an).post(
        url,
        {
            "new_title": "Kopie",
            "new_slug": "kopie",
            "new_parent_page": make_home().pk,
            "publish_copies": "on",
        },
    )

    copy = TextPage.objects.get(slug="kopie")
    assert not copy.live
    assert passage_words(copy) == ""


def test_copy_made_through_the_api_starts_as_a_draft(edited, an):
    url = reverse("wagtailadmin_api:pages:action", args=[edited.pk, "copy"])

    desk.client_of(an).post(
        url, {"slug": "kopie", "keep_live": True}, content_type="application/json"
    )

    copy = TextPage.objects.get(slug="kopie")
    assert not copy.live
    assert passage_words(copy) == ""


def test_alias_that_becomes_a_page_shows_what_was_approved(edited, an):
    alias = edited.create_alias(update_slug="alias")

    desk.client_of(an).post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))

    assert TextPage.objects.get(pk=alias.pk).alias_of is None
    assert words(alias) == "Oude woorden."
    assert passage_words(alias) == "Oude woorden."
    desk.publish_with_button(an, alias)
    assert words(alias) == "Oude woorden."


def test_refused_change_is_kept_as_a_draft(edited, an):
    newest = [{"type": "text", "value": text(("aaaaa", "Nog nieuwer.")), "id": "b1"}]

    response = desk.edit(an, edited, "action-publish", body=newest)

    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[edited.pk])
    assert "Nog nieuwer." in str(desk.latest(edited).body.get_prep_value())
    assert words(edited) == "Oude woorden."


def test_colleague_who_changes_a_comma_needs_the_maker(edited, an, bo):
    comma = [{"type": "text", "value": text(("aaaaa", "Nieuwe, woorden.")), "id": "b1"}]

    desk.edit(bo, edited, "action-publish", body=comma)
    assert words(edited) == "Oude woorden."

    desk.publish_with_button(an, edited)
    assert words(edited) == "Nieuwe, woorden."


def test_maker_stays_the_maker_when_a_colleague_saves_without_a_change(edited, an, bo):
    desk.edit(bo, edited)

    assert Page.objects.get(pk=edited.pk).latest_revision.user == bo
    assert authorship.version(Page.objects.get(pk=edited.pk).latest_revision).makers == {an.pk}
    desk.publish_with_button(an, edited)
    assert words(edited) == "Oude woorden."


def test_restoring_an_old_version_makes_one_the_maker(edited, an, bo):
    old = Revision.objects.for_instance(edited).earliest("pk")
    change(edited, OLD, by=bo)
    url = reverse("wagtailadmin_pages:revisions_revert", args=[edited.pk, old.pk])
    data = desk.form_data(old.as_object())

    desk.client_of(an).post(
        reverse("wagtailadmin_pages:edit", args=[edited.pk]),
        {**data, "revision": old.pk, "action-publish": "1"},
    )

    assert url
    assert words(edited) == "Oude woorden."


def test_publish_item_is_hidden_from_the_maker_alone(edited, an, bo):
    url = reverse("wagtailadmin_pages:edit", args=[edited.pk])

    assert 'name="action-publish"' not in desk.client_of(an).get(url).content.decode()
    assert 'name="action-publish"' in desk.client_of(bo).get(url).content.decode()


def test_taking_offline_needs_one_person(edited, an):
    url = reverse("wagtailadmin_pages:unpublish", args=[edited.pk])

    desk.client_of(an).post(url)

    assert words(edited) == ""
    assert passage_words(edited) == ""


def test_taking_offline_in_bulk_needs_one_person(edited, an):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])

    desk.client_of(an).post(f"{url}?id={edited.pk}")

    assert words(edited) == ""
    assert passage_words(edited) == ""


def test_expiry_takes_a_page_off_line_by_itself():
    page = make_page(OLD, expire_at=timezone.now() - timezone.timedelta(hours=1))

    publishing.publish_due(timezone.now())

    assert words(page) == ""
    assert passage_words(page) == ""


@pytest.mark.parametrize(
    "run",
    [
        lambda: publishing.publish_due(timezone.now()),
        lambda: call_command("publish_scheduled", stdout=StringIO()),
        lambda: call_command("publish_scheduled_pages", stdout=StringIO()),
    ],
)
def test_page_that_is_refused_on_time_does_not_hold_up_the_next(run, an, bo):
    refused, fine = make_page(OLD + text(("bbbbb", "Geheim."))), make_page(OLD)
    for page, body in ((refused, NEW + text(("bbbbb", "Geheim."))), (fine, NEW)):
        revision = change(page, body, by=an)
        with publishing.as_system("test"):
            revision.approved_go_live_at = timezone.now() - timezone.timedelta(hours=1)
            revision.save(update_fields=["approved_go_live_at"])
    passages.withdraw(Passage.objects.get(page_id=refused.pk, text="Geheim."), by=None)

    run()

    assert words(refused) == "Oude woorden."
    assert words(fine) == "Nieuwe woorden."
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    assert publishing.publish_due(timezone.now()) == 0


def test_bulk_names_the_page_it_refuses_and_publishes_the_other(edited, an, bo):
    other = make_page(OLD, live=False)
    change(other, NEW, by=bo)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    response = desk.client_of(an).post(f"{url}?id={edited.pk}&id={other.pk}")

    assert words(edited) == "Oude woorden."
    assert words(other) == "Nieuwe woorden."
    assert edited.title in desk.told(response)


@pytest.mark.parametrize("publish", PATHS)
def test_withdrawn_passage_is_refused_by_name_on_every_path(publish, an, bo):
    page = make_page(OLD + text(("bbbbb", "Geheim.")))
    passages.withdraw(Passage.objects.get(page_id=page.pk, text="Geheim."), by=None)
    change(page, NEW + text(("bbbbb", "Geheim.")), by=an)
    if "section" in publish.__name__:
        TextPage.objects.get(pk=page.pk).unpublish()

    response = publish(bo, page)

    if publish is not desk.publish_on_schedule:
        assert "ingetrokken" in desk.told(response)
    assert "Geheim" not in words(page)
    assert "Geheim" not in passage_words(page)


# The rule itself


def test_deed_of_the_system_is_exempt_by_name(edited, an):
    with publishing.as_system("load_demo"):
        Page.objects.get(pk=edited.pk).latest_revision.publish(user=an)

    assert words(edited) == "Nieuwe woorden."


def test_deed_of_the_system_needs_a_name():
    with pytest.raises(ValueError, match="has no name"), publishing.as_system(""):
        pass


def test_exemption_ends_with_the_deed(edited, an):
    with publishing.as_system("load_demo"):
        pass

    with pytest.raises(PublishRefused):
        Page.objects.get(pk=edited.pk).latest_revision.publish(user=an)


def test_nobody_in_particular_cannot_publish_what_somebody_made(edited):
    with pytest.raises(PublishRefused):
        Page.objects.get(pk=edited.pk).latest_revision.publish()


def test_anybody_publishes_what_nobody_made(an):
    page = make_page(OLD, live=False)

    change(page, NEW).publish(user=an)

    assert words(page) == "Nieuwe woorden."


def test_permission_checks_that_are_skipped_do_not_skip_the_rule(edited, an):
    revision = Page.objects.get(pk=edited.pk).latest_revision

    with pytest.raises(PublishRefused):
        revision.publish(user=an, skip_permission_checks=True)


def test_go_live_time_that_was_not_approved_puts_nothing_online(edited, an):
    revision = Page.objects.get(pk=edited.pk).latest_revision
    revision.approved_go_live_at = timezone.now()

    with pytest.raises(PublishRefused):
        revision.save(update_fields=["approved_go_live_at"])
