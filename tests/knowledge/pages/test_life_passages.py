"""Passages of copies, aliases and translations, and of pages that go off line or away."""

import pytest
from wagtail.models import Locale, Page

from knowledge.models import Passage, TextPage
from knowledge.passages import deeds as passages
from tests.knowledge.factories import (
    change,
    make_home,
    make_list,
    make_page,
    make_report,
    republish,
    text,
)
from tests.knowledge.passages.passage_pages import ONE, TWO, ids, row, states

pytestmark = pytest.mark.django_db


def test_copy_has_passages_of_its_own():
    page = make_page(text(("aaaaa", "Een.")))

    copy = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"}, keep_live=True)

    assert list(ids(copy)) == [ONE]
    assert ids(copy)[ONE] != ids(page)[ONE]


def test_editing_a_copy_leaves_the_original_alone():
    page = make_page(text(("aaaaa", "Een.")))
    copy = page.copy(update_attrs={"slug": "kopie"}, keep_live=True)

    republish(copy, text(("bbbbb", "Anders.")))

    assert states(page) == {ONE: "live"}
    assert states(copy) == {ONE: "removed", TWO: "live"}


def test_alias_has_no_passages_when_its_source_changes():
    page = make_page(text(("aaaaa", "Een.")))
    alias = page.create_alias(update_slug="alias")

    republish(page, text(("aaaaa", "Anders.")))

    assert states(alias) == {}
    assert TextPage.objects.get(pk=alias.pk).live


def test_alias_that_becomes_a_page_gets_passages_of_its_own():
    page = make_page(text(("aaaaa", "Een.")))
    alias = TextPage.objects.get(pk=page.create_alias(update_slug="alias").pk)

    alias.alias_of = None
    alias.save(update_fields=["alias_of_id"], clean=False)

    assert list(ids(alias)) == [ONE]
    assert ids(alias)[ONE] != ids(page)[ONE]


def test_page_that_becomes_an_alias_loses_its_passages():
    page = make_page(text(("aaaaa", "Een.")))
    other = make_page(text(("bbbbb", "Twee.")))

    page.alias_of = other
    page.save(update_fields=["alias_of_id"], clean=False)

    assert states(page) == {ONE: "removed"}


def test_translation_has_passages_of_its_own_that_join_the_source_by_key():
    home = make_home()
    make_home("en")
    page = make_page(text(("aaaaa", "Een.")), parent=home)
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    assert states(english) == {}

    republish(english, text(("aaaaa", "One.")))

    passage = row(english, ONE)
    assert passage.language == "en"
    assert passage.owner_url == f"/en/{english.slug}/"
    assert passage.pk != ids(page)[ONE]
    twin = Passage.objects.get(
        translation_key=passage.translation_key, key=passage.key, language="nl"
    )
    assert twin.pk == ids(page)[ONE]


# Off line, moved, deleted


def test_passages_are_hidden_when_the_page_goes_off_line():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    republish(page, text(("aaaaa", "Een.")))

    TextPage.objects.get(pk=page.pk).unpublish()

    assert states(page) == {ONE: "hidden", TWO: "removed"}


def test_passages_are_hidden_when_wagtail_unpublishes_the_plain_page():
    page = make_page(text(("aaaaa", "Een.")))

    Page.objects.get(pk=page.pk).unpublish(set_expired=True)

    assert states(page) == {ONE: "hidden"}


def test_same_addresses_come_back_when_the_page_returns():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    before = ids(page)
    revision = change(page, text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    TextPage.objects.get(pk=page.pk).unpublish()

    revision.publish()

    assert ids(page) == before


def test_hidden_passage_is_removed_when_the_page_returns_without_it():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    TextPage.objects.get(pk=page.pk).unpublish()

    republish(page, text(("aaaaa", "Een.")))

    assert states(page) == {ONE: "live", TWO: "removed"}


def test_descendants_follow_when_a_page_with_children_goes_off_line():
    parent = make_list()
    report = make_report(text(("aaaaa", "Een.")), parent=parent)

    for page in [parent, *parent.get_descendants().live().defer_streamfields().specific()]:
        page.unpublish()

    assert states(report) == {ONE: "hidden"}


def test_deleted_page_leaves_tombstones_with_its_title_and_address():
    page = make_page(text(("aaaaa", "Een.")), title="Weg", slug="weg")
    passage = row(page, ONE)

    TextPage.objects.get(pk=page.pk).delete()

    passage.refresh_from_db()
    assert (passage.state, passage.page_id) == ("removed", None)
    assert (passage.owner_title, passage.owner_url, passage.language) == ("Weg", "/weg/", "nl")


def test_tombstones_remain_when_the_parent_is_deleted():
    parent = make_list()
    report = make_report(text(("aaaaa", "Een.")), parent=parent)
    passage = row(report, ONE)

    parent.delete()

    passage.refresh_from_db()
    assert (passage.state, passage.page_id) == ("removed", None)


def test_withdrawn_passage_stays_withdrawn_when_its_page_is_deleted():
    page = make_page(text(("aaaaa", "Een.")))
    passage = passages.withdraw(row(page, ONE), by=None)

    TextPage.objects.get(pk=page.pk).delete()

    passage.refresh_from_db()
    assert passage.state == "withdrawn"


def test_passage_row_cannot_be_deleted():
    page = make_page(text(("aaaaa", "Een.")))

    with pytest.raises(TypeError, match="never deleted"):
        row(page, ONE).delete()
    with pytest.raises(TypeError, match="never deleted"):
        Passage.objects.filter(page_id=page.pk).delete()
