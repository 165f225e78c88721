"""What the frame of a page says about its place."""

import pytest
from django.core.paginator import Paginator

from knowledge.templatetags.frame import page_numbers
from tests.knowledge.factories import make_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("live", [True, False])
def test_alias_names_the_page_it_copies_while_that_can_be_read(client, settings, live):
    settings.BASE_URL = "https://kring.example"
    page = make_page()
    alias = page.create_alias(update_slug="alias")
    page.live = live
    page.save(update_fields=["live"])

    html = client.get(alias.url).content.decode()

    link = f'<link rel="canonical" href="https://kring.example{page.url}">'
    assert (link in html) is live
    assert (link in client.get(page.url).content.decode()) is live


@pytest.mark.parametrize("path", ["/zoeken/", "/agenda/", "/vragen/", "/vragen/stellen/"])
def test_route_names_itself_in_the_other_language(client, path):
    dutch = client.get(f"{path}?pagina=1").content.decode()
    english = client.get(f"/en{path}").content.decode()

    assert f'<a href="/en{path}" lang="en" hreflang="en">English</a>' in dutch
    assert f'<a href="{path}" lang="nl" hreflang="nl">Nederlands</a>' in english


@pytest.mark.parametrize(
    ("number", "numbers"),
    [
        (1, [1, 2, 3, "…", 451]),
        (200, [1, "…", 198, 199, 200, 201, 202, "…", 451]),
        (451, [1, "…", 449, 450, 451]),
    ],
)
def test_a_list_of_hundreds_of_pages_links_to_the_nearest(number, numbers):
    assert page_numbers(Paginator(range(9_010), 20).page(number)) == numbers


def test_a_short_list_links_to_every_page():
    assert page_numbers(Paginator(range(60), 20).page(2)) == [1, 2, 3]
