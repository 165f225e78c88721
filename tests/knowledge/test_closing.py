"""What a restriction closes: its page, what stands below it, and what says the same words."""

import pytest
from wagtail.models import Page, PageViewRestriction

from knowledge import closing
from tests.knowledge.factories import make_list, make_page, make_report

pytestmark = pytest.mark.django_db


def close(page):
    return PageViewRestriction.objects.create(page=page, restriction_type="login")


def visible(*pages):
    found = set(closing.visible(Page.objects.all()).values_list("pk", flat=True))
    return [page.pk in found for page in pages]


def test_page_is_closed_with_all_below_it_its_aliases_and_its_translations():
    above = make_page()
    below = make_page(parent=above)
    alias = below.create_alias(parent=make_list(), update_slug="weer")
    again = alias.create_alias(parent=make_list(), update_slug="nog-eens")
    english = make_page(parent=make_list("en"), translation_key=below.translation_key)
    other = make_page()
    same = [above, below, alias, again, english]
    before = visible(*same, other)

    restriction = close(above)

    assert (before, visible(*same, other)) == ([True] * 6, [False] * 5 + [True])
    for page in same:
        assert list(page.specific.get_view_restrictions()) == [restriction]
        assert closing.is_closed(page.path)
    assert set(closing.with_all_it_closes(above)) == {Page.objects.get(pk=one.pk) for one in same}


def test_translation_that_is_closed_leaves_its_source_open():
    source = make_page()
    english = make_page(parent=make_list("en"), translation_key=source.translation_key)

    close(english)

    assert visible(source, english) == [True, False]


def test_page_that_is_not_live_is_not_visible_and_closes_no_translation():
    source = make_page(live=False)
    english = make_page(parent=make_list("en"), translation_key=source.translation_key)

    assert visible(source, english) == [False, True]
    assert [closing.is_visible(page) for page in (source, english, None)] == [False, True, False]


def test_places_cost_one_query_while_nothing_is_closed(django_assert_num_queries):
    make_report()

    with django_assert_num_queries(1):
        assert closing.closed_places() == {}


def test_one_page_that_is_closed_in_two_ways_asks_for_both():
    page = make_page()
    alias = make_page(parent=page).create_alias(parent=make_list(), update_slug="weer")
    both = {close(page), close(make_list())}

    assert set(alias.specific.get_view_restrictions()) == both
