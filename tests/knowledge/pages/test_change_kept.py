"""What was said of a change stays with its page, whatever becomes of the page."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from knowledge.models import VersionNote
from tests.knowledge.factories import (
    blocks,
    make_editor,
    make_home,
    make_page,
    republish,
    switch_four_eyes,
)
from tests.knowledge.pages import desk
from tests.knowledge.pages.desk import edit
from tests.knowledge.pages.saying import COSTS, NEWER, SAYS, live, said, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def an(db):
    switch_four_eyes(on=False)
    return make_editor("an")


@pytest.fixture
def page(an):
    """A page that was public with other words, and of which was said what changed."""
    page = republish(make_page(desk.OLD), desk.OLD)
    edit(an, page, "action-publish", body=blocks(desk.NEW), **SAYS)
    return live(page)


def test_a_page_that_moves_keeps_it_and_says_nothing_of_that(page):
    parent = make_page(desk.OLD)
    before = live(page).url

    page.move(live(parent), pos="last-child")

    assert live(page).url != before
    assert said(page) == [COSTS]
    assert f": {COSTS}" in shown(page)


def test_another_address_keeps_it(an, page):
    response = edit(an, page, "action-publish", slug="elders",
                    what_changed="", what_changed_sentence="")  # fmt: skip

    assert response.status_code == 302
    assert live(page).url.endswith("/elders/")
    assert said(page) == [COSTS]
    assert f": {COSTS}" in shown(page)


def test_a_copy_starts_without_and_leaves_the_page_its_own(an, page):
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    parent = make_home()
    desk.client_of(an).post(url, {
        "new_title": "Kopie", "new_slug": "kopie", "new_parent_page": parent.pk,
        "publish_copies": "on", "copy_subpages": "",
    })  # fmt: skip
    copy = Page.objects.get(slug="kopie").specific

    assert said(copy) == []
    assert "Bijgewerkt" not in shown(copy)
    assert said(page) == [COSTS]


def test_a_page_that_comes_back_still_says_it_once(an, page):
    page.unpublish()
    assert Client().get(page.url).status_code == 404
    edit(an, page, "action-publish", what_changed="", what_changed_sentence="")

    assert said(page) == [COSTS]
    assert f": {COSTS}" in shown(page)


def test_an_earlier_version_put_back_by_a_program_says_nothing(page):
    oldest = page.revisions.order_by("created_at").first()

    oldest.publish()

    assert desk.words(page) == "Oude woorden."
    assert said(page) == [COSTS]


@pytest.mark.parametrize("way", [desk.publish_in_bulk, desk.publish_through_the_api])
def test_ways_without_a_form_carry_what_was_said_of_the_draft(an, page, way):
    edit(an, page, body=blocks(NEWER), what_changed="changed", what_changed_sentence="uren erbij")
    assert said(page) == [COSTS]

    way(an, page)

    assert desk.words(page) == "Nog nieuwere woorden."
    assert said(page) == ["uren erbij", COSTS]
    assert VersionNote.objects.count() == 0


@pytest.mark.parametrize("way", [desk.publish_in_bulk, desk.publish_through_the_api])
def test_ways_without_a_form_say_nothing_of_their_own(an, page, way):
    edit(an, page, body=blocks(NEWER), what_changed="", what_changed_sentence="")

    way(an, page)

    assert desk.words(page) == "Nog nieuwere woorden."
    assert said(page) == [COSTS]


def test_a_plan_that_is_called_off_says_nothing(an, page):
    soon = "2099-01-01 10:00"
    edit(an, page, "action-publish", body=blocks(NEWER), go_live_at=soon,
         what_changed="changed", what_changed_sentence="uren erbij")  # fmt: skip
    planned = live(page).scheduled_revision
    url = reverse("wagtailadmin_pages:revisions_unschedule", args=[page.pk, planned.pk])

    desk.client_of(an).post(url)

    assert live(page).scheduled_revision is None
    assert desk.words(page) == "Nieuwe woorden."
    assert said(page) == [COSTS]
