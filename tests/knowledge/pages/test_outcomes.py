"""What an editor reads at each way to publish: online, refused, or a colleague must look first."""

import json
from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page, TaskState

from knowledge.models import TextPage
from tests.knowledge.factories import (
    change,
    make_editor,
    make_group,
    make_home,
    make_page,
    make_workflow,
    switch_four_eyes,
    text,
)
from tests.knowledge.pages import desk
from tests.knowledge.pages.desk import NEW, OLD, words

pytestmark = pytest.mark.django_db

ONLINE = ("success", "staat online.")
OWN = ("error", "de nieuwste versie is van jou")
LOOK = ("warning", "Een collega moet er nu naar kijken.")
COMMA = [{"type": "text", "value": text(("aaaaa", "Nieuwe, woorden.")), "id": "b1"}]


@pytest.fixture
def workflow(db):
    return make_workflow(make_group("eindredactie"), make_group("redactie", publish=False))


def approve_in_a_modal(user, page):
    state = TaskState.objects.filter(status="in_progress").latest("pk")
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return desk.client_of(user).post(
        url, {"comment": "Mooi."}, headers={"x-requested-with": "XMLHttpRequest"}
    )


def approve_with_a_comment(user, page, **changes):
    data = {"workflow-action-extra-data": json.dumps({"comment": "Mooi."})}
    return desk.approve_in_the_editor(user, page, **data, **changes)


IN_WORKFLOW = [
    desk.approve,
    approve_in_a_modal,
    desk.approve_in_the_editor,
    approve_with_a_comment,
]
PUBLISHING = [desk.publish_with_button, desk.publish_in_bulk]


def said(response):
    """Return the one thing that an editor is told, and how loud."""
    (message,) = get_messages(response.wsgi_request)
    return message.level_tag, str(message)


def is_told(response, told):
    """Return True, or what she is told instead."""
    level, sentence = said(response)
    return (level == told[0] and told[1] in sentence) or (level, sentence)


@pytest.mark.parametrize("publish", PUBLISHING)
@pytest.mark.parametrize("live", [True, False])
def test_publishing_a_colleagues_words_says_that_they_are_online(live, publish, an, bo):
    page = make_page(OLD, live=live)
    change(page, NEW, by=an)

    assert is_told(publish(bo, page), ONLINE) is True
    assert words(page) == "Nieuwe woorden."


@pytest.mark.parametrize("publish", PUBLISHING)
def test_publishing_own_words_is_refused(publish, draft, an):
    assert is_told(publish(an, draft), OWN) is True
    assert words(draft) == ""


@pytest.mark.parametrize("publish", PUBLISHING)
def test_publishing_after_a_change_says_that_a_colleague_must_look(publish, edited, an, bo):
    desk.edit(bo, edited, body=COMMA)

    assert is_told(publish(bo, edited), LOOK) is True
    assert words(edited) == "Oude woorden."
    assert is_told(publish(an, edited), ONLINE) is True
    assert words(edited) == "Nieuwe, woorden."


def test_change_that_is_sent_with_the_button_itself_waits_for_a_colleague(edited, bo):
    assert is_told(desk.edit(bo, edited, "action-publish", body=COMMA), LOOK) is True
    assert "Nieuwe, woorden." in str(desk.latest(edited).body.get_prep_value())


def test_change_after_a_colleagues_words_went_online_is_refused_as_own_words(edited, an, bo):
    desk.publish_with_button(bo, edited)
    desk.edit(bo, edited, body=COMMA)

    assert is_told(desk.publish_with_button(bo, edited), OWN) is True


@pytest.mark.parametrize("approve", IN_WORKFLOW)
def test_approval_says_that_the_page_is_online(approve, workflow, draft, an, bo):
    desk.submit(an, draft)

    assert is_told(approve(bo, draft), ONLINE) is True
    assert words(draft) == "Nieuwe woorden."


@pytest.mark.parametrize("approve", IN_WORKFLOW)
def test_approving_own_words_is_refused_and_the_page_waits_on(approve, workflow, draft, an):
    desk.submit(an, draft)

    assert is_told(approve(an, draft), OWN) is True
    assert words(draft) == ""
    assert Page.objects.get(pk=draft.pk).workflow_in_progress


@pytest.mark.parametrize("approve", IN_WORKFLOW)
def test_approver_who_saved_a_change_first_reads_that_a_colleague_must_look(
    approve, workflow, draft, an, bo
):
    desk.submit(an, draft)
    desk.edit(bo, draft, body=COMMA)

    assert is_told(approve(bo, draft), LOOK) is True
    assert words(draft) == ""
    assert is_told(approve(an, draft), ONLINE) is True
    assert words(draft) == "Nieuwe, woorden."


@pytest.mark.parametrize("approve", [desk.approve_in_the_editor, approve_with_a_comment])
def test_approver_who_sends_a_change_along_reads_it_too_and_her_colleague_sees_it(
    approve, workflow, draft, an, bo
):
    desk.submit(an, draft)

    assert is_told(approve(bo, draft, body=COMMA), LOOK) is True

    page = Page.objects.get(pk=draft.pk)
    state = page.current_workflow_task_state
    assert state.revision == page.latest_revision
    assert state in [one.specific for one in TaskState.objects.reviewable_by(an)]
    home = desk.client_of(an).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]) in (
        home
    )


def test_approval_when_nothing_waits_any_more_is_no_success(workflow, draft, an, bo):
    desk.submit(an, draft)
    Page.objects.get(pk=draft.pk).current_workflow_state.cancel(user=an)

    level, sentence = said(desk.approve_in_the_editor(bo, draft))

    assert (level, "niet gepubliceerd" in sentence) == ("warning", True)
    assert words(draft) == ""


def test_approver_without_the_right_to_publish_reads_that_it_is_online(workflow, draft, an):
    desk.submit(an, draft)

    assert (
        is_told(desk.approve_in_the_editor(make_editor("cas", publish=False), draft), ONLINE)
        is True
    )


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("way", ["button", "workflow", "bulk"])
def test_planned_page_says_when_it_goes_online(way, live, workflow, an, bo):
    page = make_page(OLD, live=live)
    if live:
        change(page, OLD).publish()
    at = (timezone.localtime() + timedelta(days=3)).replace(hour=14, minute=5)
    draft = desk.latest(page)
    draft.go_live_at = at.replace(second=0, microsecond=0)
    draft.body = draft.body.stream_block.to_python([{"type": "text", "value": NEW, "id": "b1"}])
    draft.save_revision(user=an)
    typed = {"go_live_at": at.strftime("%Y-%m-%d %H:%M")}

    if way == "workflow":
        desk.edit(an, page, "action-submit", **typed)
        response = desk.approve_in_the_editor(bo, page, **typed)
    elif way == "bulk":
        response = desk.publish_in_bulk(bo, page)
    else:
        response = desk.edit(bo, page, "action-publish", **typed)

    level, sentence = said(response)
    assert level == "success"
    assert "gaat online op" in sentence
    assert f"{at.day} " in sentence
    assert "om 14.05 uur" in sentence
    assert ("vorige versie" in sentence) is live
    assert words(page) == ("Oude woorden." if live else "")


def test_several_pages_at_once_are_counted_and_the_refused_one_is_named(an, bo):
    pages = [make_page(OLD, live=False) for _number in range(3)]
    for page, maker in zip(pages, (an, an, bo), strict=True):
        change(page, NEW, by=maker)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    response = desk.client_of(bo).post(f"{url}?{'&'.join(f'id={page.pk}' for page in pages)}")

    told = {(one.level_tag, str(one)) for one in get_messages(response.wsgi_request)}
    assert {level for level, _sentence in told} == {"success", "error"}
    assert any("2 pagina’s staan online." in sentence for _level, sentence in told)
    assert any(pages[2].title in sentence for _level, sentence in told)


def test_new_page_that_is_to_be_online_at_once_says_what_happened(an):
    url = reverse("wagtailadmin_pages:add", args=["knowledge", "textpage", make_home().pk])
    data = desk.form_data(TextPage(title="Nieuw", slug="nieuw"), body=[])

    assert is_told(desk.client_of(an).post(url, {**data, "action-publish": "1"}), OWN) is True
    switch_four_eyes(on=False)
    data = desk.form_data(TextPage(title="Nieuw", slug="nieuwer"), body=[])
    assert is_told(desk.client_of(an).post(url, {**data, "action-publish": "1"}), ONLINE) is True


def test_copy_that_was_to_be_online_is_said_to_be_a_draft(an):
    page = make_page(OLD)
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": make_home().pk}

    response = desk.client_of(an).post(url, {**data, "publish_copies": "on"})

    told = [(one.level_tag, str(one)) for one in get_messages(response.wsgi_request)]
    assert [level for level, sentence in told if "staat nog niet online" in sentence] == ["warning"]


def test_unpublishing_says_that_it_is_off_the_site(edited, an):
    response = desk.client_of(an).post(reverse("wagtailadmin_pages:unpublish", args=[edited.pk]))

    assert is_told(response, ("success", "staat niet meer op de site.")) is True


def with_translation():
    page = make_page(OLD)
    make_home("en")
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    english.title = english.draft_title = "In English"
    english.live = True
    english.save()
    return page


@pytest.mark.parametrize("way", ["unpublish", "delete"])
@pytest.mark.parametrize("count", ["one page", "several"])
def test_translation_that_stays_on_the_site_is_named(an, way, count):
    page = with_translation()
    urls = {
        "one page": reverse(f"wagtailadmin_pages:{way}", args=[page.pk]),
        "several": reverse("wagtail_bulk_action", args=["wagtailcore", "page", way])
        + f"?id={page.pk}",
    }

    response = desk.client_of(an).post(urls[count])

    told = " ".join(str(one) for one in get_messages(response.wsgi_request))
    assert told.count("De vertaling “In English” (Engels) staat nog op de site.") == 1
    both = Page.objects.filter(translation_key=page.translation_key)
    assert [one.title for one in both.live()] == ["In English"]


def test_nothing_stays_when_the_translation_goes_too(an):
    page = with_translation()
    both = Page.objects.filter(translation_key=page.translation_key)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])

    response = desk.client_of(an).post(f"{url}?{'&'.join(f'id={one.pk}' for one in both)}")

    assert "staat nog op de site" not in str(list(get_messages(response.wsgi_request)))
    assert not both.live().exists()


def test_saving_a_draft_still_says_that_it_was_saved(edited, bo):
    level, sentence = said(desk.edit(bo, edited, body=COMMA))

    assert level == "success"
    assert "online" not in sentence


def test_api_tells_a_maker_why_and_a_colleague_nothing_but_the_page(edited, an, bo):
    assert OWN[1] in desk.publish_through_the_api(an, edited).json()["detail"]
    desk.edit(bo, edited, body=COMMA)
    assert LOOK[1] in desk.publish_through_the_api(bo, edited).json()["detail"]
    assert desk.publish_through_the_api(an, edited).status_code == 200
    assert words(edited) == "Nieuwe, woorden."
