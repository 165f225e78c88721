"""Passages keep their address through everything that happens to a page."""

import pytest

from knowledge.models import Passage
from tests.knowledge.factories import make_page, republish, text

pytestmark = pytest.mark.django_db

KEY = "11111111-0000-4000-8000-000000000001"


def states(page) -> dict[str, str]:
    return dict(Passage.objects.filter(page=page).values_list("key", "state"))


def ids(page) -> dict[str, str]:
    return dict(Passage.objects.live().filter(page=page).in_order().values_list("key", "id"))


def test_page_gets_one_passage_per_paragraph():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))

    rows = list(Passage.objects.filter(page=page).in_order().values_list("key", "text", "kind"))

    assert rows == [
        (f"{KEY}-aaaaa", "Een.", "paragraph"),
        (f"{KEY}-bbbbb", "Twee.", "paragraph"),
    ]


def test_passage_keeps_its_id_when_its_words_change():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    before = ids(page)

    republish(page, text(("aaaaa", "Heel anders."), ("bbbbb", "Twee.")))

    assert ids(page) == before
    assert Passage.objects.get(pk=before[f"{KEY}-aaaaa"]).text == "Heel anders."
