"""Every page of the admin has one h1: what a screen reader says first of where one is."""

import pytest
from bs4 import BeautifulSoup

from tests.admin_walk import ROLES, walks

pytestmark = [
    pytest.mark.django_db,
    # As in the tests of the rights, which walk the same walk.
    pytest.mark.filterwarnings("ignore::django.core.paginator.UnorderedObjectListWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.xdist_group("admin walk"),
]


@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_has_one_h1(role):
    wrong = {}
    for visit in walks()[role]:
        if visit.status != 200 or "<html" not in visit.text:
            # What a dialog or a list that is searched puts into a page.
            continue
        page = BeautifulSoup(visit.text, "html.parser")
        headings = [one.get_text(" ", strip=True) for one in page.find_all("h1")]
        if len(headings) != 1 or not headings[0]:
            wrong[f"{visit.view} {visit.address}"] = headings
    assert wrong == {}
