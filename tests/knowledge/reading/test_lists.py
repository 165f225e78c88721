import pytest

from knowledge.models import CasePage, ListPage
from knowledge.reading.lists import PER_PAGE, listing
from knowledge.text.choices import Approach
from tests.knowledge.factories import make_list, make_report
from tests.knowledge.pages.factories import make_case

pytestmark = pytest.mark.django_db


def make_all() -> ListPage:
    page = make_list(slug="kennisbank")
    page.lists = ListPage.ALL
    return page


def titles(cards) -> list[str]:
    return [card.title for card in cards]


def test_all_knowledge_can_be_narrowed_to_one_kind():
    make_report(title="Verslag")
    make_case(title="Voorbeeld")

    found = listing(make_all(), {"soort": "verslag"}, "nl")

    assert titles(found.cards) == ["Verslag"]
    assert [(one.value, one.count, one.chosen) for one in found.kinds] == [
        ("praktijkvoorbeeld", 1, False),
        ("verslag", 1, True),
    ]


@pytest.mark.parametrize(
    "asked", [{"soort": "onzin"}, {"pagina": "9" * 20}, {"pagina": "-1"}, {"aanpak": "\x00"}]
)
def test_nonsense_in_the_address_never_breaks_a_list(asked):
    make_report(title="Verslag")

    assert titles(listing(make_all(), asked, "nl").cards) == ["Verslag"]


def test_cases_can_be_narrowed_to_one_approach_and_keep_it_on_the_next_page():
    cases = make_list(slug="praktijkvoorbeelden")
    cases.lists = CasePage.kind
    make_case(title="Anders", approach=Approach.OPGAVE)
    for _each in range(PER_PAGE + 1):
        make_case(approach=Approach.CHILD)

    found = listing(cases, {"aanpak": "kind-centraal"}, "nl")

    assert (found.total, len(found.cards)) == (PER_PAGE + 1, PER_PAGE)
    assert found.query == "aanpak=kind-centraal&"
    assert [one.value for one in found.approaches if one.chosen] == ["kind-centraal"]
