"""Who publishes a translation says what changed, in the words and by the rules of any page."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Page

from knowledge.models import PageChange, VersionNote
from knowledge.pages import what_changed
from tests.knowledge.factories import make_editor, make_group, make_workflow, switch_four_eyes
from tests.knowledge.pages import desk
from tests.knowledge.pages.desk import words

pytestmark = pytest.mark.django_db(transaction=True)

COSTS = "costs added"
SAYS = {"what_changed": "changed", "what_changed_sentence": COSTS}
NOTHING = {"what_changed": "", "what_changed_sentence": ""}


@pytest.fixture
def an(db):
    switch_four_eyes(on=False)
    return make_editor("an")


@pytest.fixture
def page(an):
    """A page that is read in English, and of which newer English words are typed."""
    page = desk.make_translatable_page()
    desk.submit_translation(an, page)
    desk.translate(an, page, {"Oude woorden.": "Old words."})
    desk.publish_translation(an, page)
    desk.translate(an, page, {"Oude woorden.": "New words."})
    return page


def press(user, page, action, **said):
    url = reverse("wagtailadmin_pages:edit", args=[desk.translation_of(page).pk])
    return desk.client_of(user).post(url, {"action": action, **said})


def screen(user, page):
    url = reverse("wagtailadmin_pages:edit", args=[desk.translation_of(page).pk])
    return fields(desk.client_of(user).get(url))


def fields(response) -> BeautifulSoup | None:
    """Return the form of the deeds of a translation."""
    return BeautifulSoup(response.content.decode(), "html.parser").find(id="translation-deeds")


def sentence(form) -> str:
    return form.find("input", {"name": "what_changed_sentence"}).get("value", "")


def english(page) -> Page:
    return Page.objects.get(pk=desk.translation_of(page).pk)


def said(page) -> list[str]:
    found = PageChange.objects.filter(page=english(page).pk)
    return [one.sentence for one in found]


def test_a_change_of_a_translation_is_read_at_its_foot(an, page):
    response = press(an, page, "publish", **SAYS)

    assert response.status_code == 302
    assert words(english(page)) == "New words."
    assert said(page) == [COSTS]
    assert f": {COSTS}" in desk.client_of(an).get(english(page).specific.url).content.decode()
    assert PageChange.objects.filter(page=page.pk).count() == 0


def test_a_typo_in_a_translation_is_read_nowhere(an, page):
    press(an, page, "publish", **desk.TYPO)

    assert words(english(page)) == "New words."
    assert said(page) == []


@pytest.mark.parametrize("action", ["publish", "ask"])
def test_a_change_that_nobody_said_is_asked_at_its_field(an, page, action):
    make_workflow(make_group("eindredactie"))
    before = english(page).latest_revision_id

    response = press(an, page, action, **NOTHING)

    assert "Kies: alleen een typfout" in fields(response).text
    assert "Er is nog niets gepubliceerd" in response.content.decode()
    assert words(english(page)) == "Old words."
    # As with the form of any page: what was refused made no version.
    assert english(page).latest_revision_id == before
    assert not english(page).workflow_in_progress


def test_what_was_typed_stands_there_again(an, page):
    response = press(an, page, "publish", what_changed="typo", what_changed_sentence=COSTS)
    too_long = press(an, page, "publish", what_changed="changed", what_changed_sentence="x" * 121)

    assert sentence(fields(response)) == COSTS
    assert "Je koos “typfout”" in fields(response).text
    assert sentence(fields(too_long)) == "x" * 121
    assert words(english(page)) == "Old words."


def test_nothing_is_asked_of_the_same_words_or_of_a_new_page(an):
    page = desk.make_translatable_page()
    desk.submit_translation(an, page)
    new = screen(an, page)
    first = press(an, page, "publish", **NOTHING)
    again = press(an, page, "publish", **NOTHING)

    assert new.find("input", {"name": "what_changed_sentence"}) is None
    assert (first.status_code, again.status_code) == (302, 302)
    assert words(english(page)) == "Oude woorden."


def test_who_approves_reads_and_corrects_what_was_said(an, page):
    switch_four_eyes(on=True)
    group = make_group("nakijkers", publish=False)
    make_workflow(group)
    bo = make_editor("bo", publish=False)
    bo.groups.add(group)
    press(an, page, "ask", **SAYS)
    waiting = VersionNote.objects.get()

    seen = screen(bo, page)
    press(bo, page, "approve", what_changed="changed", what_changed_sentence="costs per child")

    assert waiting.sentence == COSTS
    assert sentence(seen) == COSTS
    assert words(english(page)) == "New words."
    assert said(page) == ["costs per child"]
    assert VersionNote.objects.count() == 0


def test_without_the_question_the_words_go_online_unsaid(an, page, monkeypatch):
    """The negative control."""
    monkeypatch.setattr(what_changed, "is_read_otherwise", lambda *_args: False)

    assert press(an, page, "publish", **NOTHING).status_code == 302
    assert words(english(page)) == "New words."
    assert said(page) == []


def test_what_is_said_of_a_change_stays_when_a_translation_does_not_fit(an, page):
    desk.translate(an, page, {page.title: "t" * 300})

    seen = press(an, page, "publish", **SAYS)

    assert "bij “Pagina" in seen.content.decode()
    assert sentence(fields(seen)) == COSTS
    assert words(english(page)) == "Old words."
    assert said(page) == []
