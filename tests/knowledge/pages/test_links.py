"""Links in texts lead to pages that everybody may read; of others the words stay."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction
from wagtail.rich_text import expand_db_html

from tests.knowledge.factories import make_list, make_page

pytestmark = pytest.mark.django_db


def link(page):
    return expand_db_html(f'Lees <a linktype="page" id="{page.pk}">daar</a>.')


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_link_to_a_page_that_is_not_visible_keeps_its_words_alone(state):
    page = make_page(slug="geheim")
    shown = link(page)

    if state == "draft":
        page.unpublish()
    else:
        PageViewRestriction.objects.create(page=page, restriction_type="login")

    assert (shown, link(page)) == (
        'Lees <a href="/geheim/">daar</a>.',
        "Lees <a>daar</a>.",
    )


def test_link_leads_to_the_page_in_this_language_while_that_is_visible():
    dutch = make_page(slug="nederlands", parent=make_list())
    english = make_page(parent=make_list("en"), translation_key=dutch.translation_key, slug="over")

    to_dutch = link(english)
    dutch.unpublish()

    assert 'href="/verslagen/nederlands/"' in to_dutch
    assert 'href="/en/verslagen/over/"' in link(english)


def test_links_of_one_text_are_looked_up_together(django_assert_num_queries):
    pages = [make_page() for _turn in range(5)]
    text = "".join(f'<a linktype="page" id="{page.pk}">x</a>' for page in pages)
    expand_db_html(text)

    with django_assert_num_queries(4):
        expand_db_html(text)


def test_link_without_a_number_keeps_its_words():
    assert expand_db_html('<a linktype="page" id="x">daar</a>') == "<a>daar</a>"


def references(count: int):
    """Return a page that refers to so many others."""
    items = [
        {"type": "item", "value": {"title": f"Verwijzing {number}", "page": make_page().pk}}
        for number in range(count)
    ]
    return make_page([{"type": "links", "value": {"items": items}, "id": str(uuid.uuid4())}])


def test_page_with_ten_references_asks_no_more_than_one_with_one(client):
    one, ten = references(1).url, references(10).url
    client.get(one)

    with CaptureQueriesContext(connection) as few:
        client.get(f"{one}?x=1")
    with CaptureQueriesContext(connection) as many:
        page = client.get(f"{ten}?x=1").content.decode()

    assert page.count("<b>Verwijzing ") == 10
    assert len(many) == len(few)
