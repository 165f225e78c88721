"""What was said of a change beside who cited the words, in the head and in feeds; no typo is."""

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from knowledge.models import PageChange, Passage
from knowledge.pages import what_changed
from knowledge.questions import deeds as questions
from tests.knowledge.factories import (
    blocks,
    change,
    make_editor,
    make_page,
    make_report,
    republish,
    switch_four_eyes,
)
from tests.knowledge.pages import desk
from tests.knowledge.pages.desk import edit
from tests.knowledge.pages.saying import COSTS, NEWER, SAYS, TYPO, publish, said, shown
from tests.knowledge.questions.factories import NOW, make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def an(db):
    switch_four_eyes(on=False)
    return make_editor("an")


@pytest.fixture
def page(an):
    return republish(make_page(desk.OLD), desk.OLD)


# -- who cited the words --


@pytest.fixture
def cited(an, page):
    """Return a question whose answer cites the paragraph of page."""
    question = make_question()
    questions.answer(question, passages=[Passage.objects.get(page=page.pk, text="Oude woorden.")],
                     now=NOW)  # fmt: skip
    return question


def source(question) -> str:
    html = Client().get(f"/vragen/{question.number}/").content.decode()
    return html.partition("De bron is gewijzigd op")[2].partition("</p>")[0]


def test_beside_the_cited_passage_stands_what_was_said(an, page, cited):
    publish(an, page, **SAYS)

    assert source(cited).endswith(f": {COSTS}")


def test_a_typo_is_not_told_to_who_cited(an, page, cited):
    publish(an, page, **TYPO)

    assert source(cited) == ""


def test_a_typo_after_a_change_leaves_what_was_said(an, page, cited):
    publish(an, page, **SAYS)
    publish(an, page, NEWER, **TYPO)

    assert source(cited).endswith(f": {COSTS}")


def test_a_change_that_nobody_said_is_told_without_a_sentence(an, page, cited):
    publish(an, page, **SAYS)
    republish(page, NEWER)

    assert source(cited).endswith(f"{timezone.localdate().year}.")
    assert COSTS not in source(cited)


def test_a_change_elsewhere_on_the_page_is_not_told(an, page, cited):
    more = [*blocks(desk.OLD), *blocks(desk.NEW.replace("aaaaa", "bbbbb"))]
    more[1]["id"] = "11111111-1111-4111-8111-111111111111"
    edit(an, page, "action-publish", body=more, **SAYS)

    assert said(page) == [COSTS]
    assert source(cited) == ""


def test_without_the_step_nothing_of_this_holds(an, page, cited, monkeypatch):
    """The negative control: the tests above see what the step does."""
    monkeypatch.setattr(what_changed.WhatChanged, "after_save", lambda *_args: None)
    publish(an, page, **TYPO)

    assert source(cited) != ""


# -- the head --


def test_the_head_says_when_it_changed_for_readers(an):
    switch_four_eyes(on=True)
    report = republish(make_report(desk.OLD), desk.OLD)
    said_of(report, desk.NEW, "typo", "")
    row = Page.objects.get(pk=report.pk)
    assert row.last_published_at > row.first_published_at
    assert modified(report)[:19] == _clock(row.first_published_at)

    said_of(report, NEWER, "changed", COSTS)

    assert modified(report)[:19] == _clock(PageChange.objects.get().published_at)


def test_a_feed_tells_a_change_and_no_typo(an):
    report = republish(make_report(desk.OLD), desk.OLD)
    before = Client().get("/feeds/").content
    said_of(report, desk.NEW, "typo", "")
    corrected = Client().get("/feeds/").content
    said_of(report, NEWER, "changed", COSTS)
    told = Client().get("/feeds/").content.decode()

    assert corrected == before
    assert f"Bijgewerkt: {COSTS}" in told
    assert told.encode() != before


def said_of(report, body, choice, sentence) -> None:
    """Publish words of a report of which this was said."""
    revision = change(report, body)
    what_changed.say(revision, choice, sentence)
    revision.publish()


def modified(page) -> str:
    html = shown(page)
    assert "dateModified" in html
    return html.partition('"dateModified"')[2].lstrip(' :"').partition('"')[0]


def _clock(at) -> str:
    return timezone.localtime(at).isoformat(timespec="seconds")[:19]
