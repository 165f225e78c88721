import pytest

from knowledge.lists import PER_PAGE, listing, opgave_content
from knowledge.models import ListPage, StartingPoint
from knowledge.text.choices import Approach, Change
from tests.knowledge.factories import make_list, make_opgave, make_report
from tests.knowledge.page_factories import make_case

pytestmark = pytest.mark.django_db


def make_all() -> ListPage:
    page = make_list(slug="kennisbank")
    page.lists = ListPage.Lists.ALL
    return page


def titles(cards) -> list[str]:
    return [card.title for card in cards]


def test_all_knowledge_can_be_narrowed_to_one_kind():
    make_report(title="Verslag")
    make_case(title="Voorbeeld")

    found = listing(make_all(), {"soort": "verslag"}, "nl")

    assert titles(found.cards) == ["Verslag"]
    assert [(one.value, one.count, one.chosen) for one in found.kinds] == [
        ("verslag", 1, True),
        ("praktijkvoorbeeld", 1, False),
    ]


@pytest.mark.parametrize(
    "asked", [{"soort": "onzin"}, {"pagina": "9" * 20}, {"pagina": "-1"}, {"aanpak": "\x00"}]
)
def test_nonsense_in_the_address_never_breaks_a_list(asked):
    make_report(title="Verslag")

    assert titles(listing(make_all(), asked, "nl").cards) == ["Verslag"]


def test_cases_can_be_narrowed_to_one_form_and_keep_it_on_the_next_page():
    cases = make_list(slug="praktijkvoorbeelden")
    cases.lists = ListPage.Lists.CASES
    make_case(title="Anders", approach=Approach.OPGAVE)
    for _each in range(PER_PAGE + 1):
        make_case(approach=Approach.CHILD)

    found = listing(cases, {"aanpak": "kind-centraal"}, "nl")

    assert (found.total, len(found.cards)) == (PER_PAGE + 1, PER_PAGE)
    assert found.query == "aanpak=kind-centraal&"
    assert [one.value for one in found.approaches if one.chosen] == ["kind-centraal"]


def test_opgave_divides_its_cases_over_the_theory_of_change():
    opgave = make_opgave(1, confirmed=True)
    make_case(title="Nu", opgave=opgave, change=Change.SOFTEN)
    make_case(title="Zonder plek", opgave=opgave)

    content = opgave_content(opgave, "nl")

    assert [(one.title, titles(one.cards)) for one in content.columns] == [
        ("Verzachten", ["Nu"]),
        ("Versterken", []),
        ("Veranderen", []),
    ]


def test_opgave_begins_where_the_editor_says_with_the_reason():
    opgave = make_opgave(1, confirmed=True)
    make_case(opgave=opgave)
    chosen = make_case(title="Begin hier")
    StartingPoint.objects.create(page=opgave, target=chosen, reason="Als je niets hebt")

    starts = opgave_content(opgave, "nl").starts

    assert [(card.title, reason) for card, reason in starts] == [
        ("Begin hier", "Als je niets hebt")
    ]


def test_opgave_begins_with_its_newest_cases_when_the_editor_chose_none():
    opgave = make_opgave(1, confirmed=True)
    case = make_case(opgave=opgave)

    assert [card.pk for card, _reason in opgave_content(opgave, "nl").starts] == [case.pk]


def test_neighbours_of_an_opgave_are_established_ones():
    first, _second, third = (
        make_opgave(1, title="Een", confirmed=True),
        make_opgave(2, title="Titel volgt"),
        make_opgave(3, title="Drie", confirmed=True),
    )

    assert opgave_content(first, "nl").after.title == "Drie"
    assert opgave_content(first, "nl").before is None
    assert opgave_content(third, "nl").before.title == "Een"
