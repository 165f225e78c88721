import pytest

from knowledge.models import StartingPoint
from knowledge.reading.opgaven import opgave_content, opgaven
from knowledge.text.choices import Change
from tests.knowledge.factories import make_opgave
from tests.knowledge.pages.factories import make_case
from tests.knowledge.questions.factories import make_question

pytestmark = pytest.mark.django_db


def titles(cards) -> list[str]:
    return [card.title for card in cards]


def test_opgaven_shows_the_established_ones_with_what_there_is():
    first = make_opgave(1, title="Meedoen", confirmed=True)
    make_opgave(2, title="Titel volgt", confirmed=False)
    make_opgave(3, title="Niet online", confirmed=True, live=False)
    make_case(opgave=first)
    make_case(opgave=first, live=False)
    make_question(opgave=first)
    make_question("Nog niet geplaatst?", opgave=first, public=False)

    (row,) = opgaven("nl")

    assert (row.title, row.cases, row.reports, row.questions, row.open_questions) == (
        "Meedoen",
        1,
        0,
        1,
        1,
    )


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
