import pytest
from wagtail.models import Locale

from knowledge.models import (
    ActionSheetPage,
    FrameworkPage,
    PageOpgave,
    ProgrammePage,
    PublicationPage,
    ReadingGuidePage,
    StartingPoint,
)
from knowledge.reading.opgaven import opgave_content, opgaven
from knowledge.text.choices import Approach, Change
from search.preferences import Preference
from tests.knowledge.factories import make_home, make_list, make_opgave
from tests.knowledge.pages.factories import make_case, make_kind
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
        ("Nu helpen", ["Nu"]),
        ("Sterker maken, in een paar jaar", []),
        ("De oorzaak aanpakken, op de lange duur", []),
    ]
    assert [one.term for one in content.columns] == ["Verzachten", "Versterken", "Veranderen"]


def test_opgave_counts_programmes_and_shows_as_tools_only_what_a_reader_works_with():
    opgave = make_opgave(1, confirmed=True)
    for model in (ActionSheetPage, FrameworkPage, PublicationPage, ReadingGuidePage, ProgrammePage):
        PageOpgave.objects.create(page=make_kind(model, title=model.kind), opgave=opgave)

    content = opgave_content(opgave, "nl")

    assert content.row.programmes == 1
    assert set(titles(content.tools)) == {"actieblad", "kader", "publicatie", "leeswijzer"}


def test_column_shows_four_cases_and_how_many_there_are_the_preferred_ones_first():
    opgave = make_opgave(1, confirmed=True)
    for at in range(6):
        approach = Approach.CHILD if at == 0 else Approach.OPGAVE
        make_case(title=f"{at}", opgave=opgave, change=Change.SOFTEN, approach=approach)
    mine = Preference((("aanpak", "kind-centraal"),))

    plain, preferred = opgave_content(opgave, "nl"), opgave_content(opgave, "nl", mine)

    assert (titles(plain.columns[0].cards), plain.columns[0].total) == (["5", "4", "3", "2"], 6)
    assert titles(preferred.columns[0].cards) == ["0", "5", "4", "3"]
    assert [card.preferred for card in preferred.columns[0].cards][:2] == [
        "Jouw vorm van aanpak",
        "",
    ]


def test_filters_of_an_english_opgave_are_called_as_the_dutch_one():
    make_home("en")
    make_list("en", "opgaven")
    opgave = make_opgave(1, slug="meedoen", title="Meedoen", confirmed=True)
    english = opgave.copy_for_translation(Locale.objects.get(language_code="en"))
    english.title, english.slug, english.live = "Taking part", "taking-part", True
    english.save()

    assert [(row.title, row.slug) for row in opgaven("en")] == [("Taking part", "meedoen")]


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
