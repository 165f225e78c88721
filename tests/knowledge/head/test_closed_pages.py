"""The head of a closed page describes the site, and says nothing of the page."""

import pytest
from wagtail.models import PageViewRestriction

from tests.heads import head_of
from tests.knowledge.factories import make_home, make_report

pytestmark = pytest.mark.django_db


def test_page_behind_a_password_is_described_without_a_word_of_its_own(client):
    make_home()
    page = make_report(title="Besloten verslag", summary="Wat niemand mag lezen.")
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim")

    head = head_of(client, page.url)

    assert not head.is_indexed
    assert head.description == "Kennis en ervaring uit gemeenten die kinderarmoede aanpakken."
    assert "Wat niemand" not in head.html
