"""Pages by the size of the gemeenten that they are about."""

import pytest

from knowledge.models import Gemeente, PageGemeente
from knowledge.models.gemeente import Size
from knowledge.reading import cards, sizes
from tests.knowledge.pages.factories import make_case

pytestmark = pytest.mark.django_db


def make_gemeente(name: str, inhabitants: int | None = None, **fields) -> Gemeente:
    year = None if inhabitants is None else 2026
    return Gemeente.objects.create(
        name=name, slug=name.lower(), inhabitants=inhabitants, inhabitants_year=year, **fields
    )


def make_page_about(*gemeenten: Gemeente):
    page = make_case()
    for gemeente in gemeenten:
        PageGemeente.objects.create(page=page, gemeente=gemeente)
    return page


def of_size(size: Size) -> list[int]:
    return [page.pk for page in sizes.of_size(cards.pages("nl"), size)]


def test_page_is_found_by_each_size_of_its_gemeenten_and_once():
    small, middle, other = (make_gemeente("A", 9_000), make_gemeente("B", 25_000), 21_000)
    both = make_page_about(small, middle, make_gemeente("C", other))
    make_page_about(make_gemeente("Onbekend"))
    make_page_about()

    assert of_size(Size.SMALLEST) == of_size(Size.MIDDLE) == [both.pk]
    assert of_size(Size.SMALL) == []
    found = sizes.counts(cards.pages("nl"))
    assert {size: number for size, number in found.items() if number} == {
        Size.SMALLEST: 1,
        Size.MIDDLE: 1,
    }


def test_page_about_what_merged_counts_with_the_gemeente_of_today():
    large = make_gemeente("B", 120_000)
    page = make_page_about(
        make_gemeente("A", 9_000, merged_into=large, merged_on="2026-01-01"), large
    )

    assert of_size(Size.LARGER) == [page.pk]
    assert of_size(Size.SMALLEST) == []
    assert sizes.counts(cards.pages("nl"))[Size.LARGER] == 1


def test_counts_cost_one_query(django_assert_num_queries, shared_readings):
    make_page_about(make_gemeente("A", 9_000))
    pages = cards.pages("nl")
    sizes.counts(pages)

    with django_assert_num_queries(1):
        sizes.counts(pages)


@pytest.mark.parametrize(
    ("asked", "size"), [("10000-20000", Size.SMALL), ("", None), ("heel klein", None)]
)
def test_size_that_does_not_exist_is_not_chosen(asked, size):
    assert sizes.chosen(asked) == size
