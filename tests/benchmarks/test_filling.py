"""The pages that `make bench-pages` makes are pages: they stand in the tree and answer."""

import pytest
from django.test import Client
from wagtail.models import Page

from benchmarks import filling
from knowledge.models import CasePage, TextPage
from tests.knowledge.factories import make_opgave, make_page, make_report
from tests.knowledge.pages.factories import make_case, make_gemeente

pytestmark = pytest.mark.django_db

NOTHING_WRONG = ([], [], [], [], [])


def test_copies_answer_and_leave_the_tree_whole() -> None:
    make_report("<p>Over de raad.</p>")
    make_case()
    make_page("<p>Over ons.</p>", slug="over-ons")
    before = Page.objects.count()

    counts = filling.fill(40, texts=(2, 1))

    assert counts == {"reports": 18, "cases": 18, "pages of text": 4}
    assert Page.objects.count() == before + 40
    assert Page.find_problems() == NOTHING_WRONG
    for kind in ("report", "case", "text"):
        page = Page.objects.filter(slug=f"proef-{kind}-2").get().specific
        answer = Client().get(page.url)
        assert answer.status_code == 200
        assert page.title in answer.content.decode()


def test_copies_stand_three_levels_deep_when_they_are_a_tree() -> None:
    page = make_page()
    assert filling.copy(page, page, (2, 2, 2)) == 14
    page.refresh_from_db()
    depths = TextPage.objects.descendant_of(page).values_list("depth", flat=True)
    assert sorted(depth - page.depth for depth in depths) == [1] * 2 + [2] * 4 + [3] * 8
    assert Page.find_problems() == NOTHING_WRONG
    deepest = TextPage.objects.descendant_of(page).order_by("path").last()
    assert Client().get(deepest.url).status_code == 200


def test_rows_of_copies_are_spread_over_all_that_they_can_point_at() -> None:
    make_gemeente("Almere")
    make_gemeente("Zwolle")
    make_opgave(1)
    case = make_case(gemeente="Winterswijk", opgave=make_opgave(2))

    filling.copy(case, case.get_parent(), (6,))

    copies = CasePage.objects.filter(slug__startswith=filling.SLUG)
    assert sorted(copies.values_list("gemeenten__gemeente__name", flat=True)) == sorted(
        ["Almere", "Winterswijk", "Zwolle"] * 2
    )
    assert sorted(copies.values_list("opgaven__opgave__number", flat=True)) == [1, 1, 1, 2, 2, 2]
