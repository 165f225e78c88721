"""The search boxes of the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from tests.knowledge.factories import make_report

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "words", ['"', '"raad', 'ra"ad', '"raad mee"', "'", "*", "(", "AND", "x" * 5000]
)
@pytest.mark.parametrize(
    "path", ["/beheer/vragen/", "/beheer/pages/{home}/", "/beheer/choose-page/search/"]
)
def test_search_box_answers_whatever_is_typed(path: str, words: str) -> None:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("an"))
    response = client.get(path.format(home=Page.get_first_root_node().pk), {"q": words})
    assert response.status_code == 200


@pytest.fixture
def admin_search_index(settings) -> None:
    """Keep the index of the admin's search boxes, as every site does."""
    backend = settings.WAGTAILSEARCH_BACKENDS["default"]
    settings.WAGTAILSEARCH_BACKENDS = {"default": {**backend, "AUTO_UPDATE": True}}


@pytest.mark.usefixtures("admin_search_index")
@pytest.mark.parametrize("words", ["Zandkasteel", '"Zandkasteel"'])
def test_search_finds_a_page_by_its_words_with_and_without_quotes(words: str) -> None:
    page = make_report(title="Zandkasteel op het plein")
    found = get_search_backend().search(words, Page.objects.all())
    assert [each.pk for each in found] == [page.pk]
