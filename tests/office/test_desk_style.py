"""The desk's own style sheet stands on every page of it: terms are marked in any text."""

import pytest
from django.urls import reverse

from tests.knowledge.factories import make_report

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["wagtailadmin_home", "wagtailadmin_pages:edit"])
def test_page_of_the_desk_links_to_it_once(admin_client, name):
    args = [make_report().pk] if name.endswith("edit") else []

    html = admin_client.get(reverse(name, args=args)).content.decode()

    assert html.count('href="/static/build/desk.css"') == 1
