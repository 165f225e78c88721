from datetime import UTC, datetime

import pytest

from knowledge.models import (
    ActionSheetPage,
    CasePage,
    FrameworkPage,
    PageOpgave,
    ProgrammePage,
    ReadingGuidePage,
    Recording,
    RecordingPage,
)
from knowledge.reading.around import around, belonging
from knowledge.text.choices import Approach
from search import indexing
from tests.knowledge.factories import make_opgave, make_report
from tests.knowledge.pages.factories import make_case, make_kind
from tests.knowledge.recordings.factories import (
    FILM,
    WORDS,
    add_words,
    make_recording,
    make_recording_page,
)

pytestmark = pytest.mark.django_db


def titles(cards) -> list[str]:
    return [card.title for card in cards]


def test_case_is_like_cases_of_its_approach_before_cases_of_its_opgave():
    opgave = make_opgave(1, confirmed=True)
    case = make_case(approach=Approach.CHILD, opgave=opgave)
    make_case(title="Zelfde opgave", approach=Approach.OPGAVE, opgave=opgave)
    make_case(title="Zelfde vorm", approach=Approach.CHILD)
    make_case(title="Anders", approach=Approach.POLICY_FIELD)

    assert titles(around(case, "nl").alike) == ["Zelfde vorm", "Zelfde opgave"]


def test_case_names_the_report_it_comes_from_once():
    opgave = make_opgave(1, confirmed=True)
    report = make_report(title="Kenniskring 14")
    case = make_case(opgave=opgave, report=report)

    found = around(case, "nl")

    assert found.source.title == "Kenniskring 14"
    assert found.alike == []


def test_case_without_source_or_approach_has_nothing_around_it():
    make_case(approach="", title="Ook zonder vorm")
    case = make_case(approach="")

    found = around(case, "nl")

    assert (found.source, found.film, found.alike) == (None, None, [])


def test_source_is_left_out_when_it_is_not_online():
    report = make_report(live=False)

    assert around(make_case(report=report), "nl").source is None


def test_report_has_its_film_with_length_and_words():
    page = make_recording_page(title="De opname")
    report = make_report(recording=page.recording)

    film = around(report, "nl").film

    assert (film.title, film.url, film.has_words) == ("De opname", page.url, True)


def test_film_has_words_only_in_the_language_of_the_page():
    page = make_recording_page(make_recording(film=FILM))
    add_words(page.recording, WORDS, language="en")

    assert not around(make_report(recording=page.recording), "nl").film.has_words


def test_film_without_a_page_in_the_language_is_watched_on_that_of_the_source():
    page = make_recording_page(title="De opname")
    report = make_report(recording=page.recording)

    film = around(report, "en").film

    assert (film.title, film.url, film.language) == ("De opname", page.url, "nl")
    # Its words are Dutch, and that is the page that it leads to.
    assert film.has_words


def test_case_in_a_text_is_shown_in_the_language_of_the_reader_else_in_that_of_the_source():
    kept = make_case(title="Blijft Nederlands")
    case = make_case(title="Nederlands")
    make_kind(CasePage, language="en", title="English", translation_key=case.translation_key)

    found = around(make_report(), "en", [case.pk, kept.pk]).pointed

    assert [(found[one.pk].title, found[one.pk].language) for one in (case, kept)] == [
        ("English", "en"),
        ("Blijft Nederlands", "nl"),
    ]
    assert list(around(make_report(), "nl", [case.pk]).pointed) == [case.pk]


@pytest.mark.parametrize(("earlier", "later"), [(0, 1), (1, 0)])
def test_film_is_watched_on_the_page_that_was_published_last(earlier, later):
    pages = [make_recording_page()]
    pages.append(make_recording_page(pages[0].recording))
    for day, index in ((1, earlier), (2, later)):
        published_at = datetime(2026, 1, day, tzinfo=UTC)
        RecordingPage.objects.filter(pk=pages[index].pk).update(first_published_at=published_at)

    film = around(make_report(recording=pages[0].recording), "nl").film

    assert film.title == pages[later].title


def test_withdrawn_film_is_not_shown():
    page = make_recording_page()
    Recording.objects.update(state=Recording.State.WITHDRAWN, withdrawn_at="2026-01-01T00:00Z")

    assert around(make_report(recording=page.recording), "nl").film is None


def test_cards_in_the_text_are_not_shown_as_alike_too():
    shown = make_case(title="Staat in de tekst")
    case = make_case()

    found = around(case, "nl", [shown.pk])

    assert titles(found.pointed.values()) == ["Staat in de tekst"]
    assert found.alike == []


def test_what_belongs_to_a_programme_is_not_shown_below_it_as_alike_too():
    opgave = make_opgave(1, confirmed=True)
    programme = make_kind(ProgrammePage, title="Kinderwijkraden")
    sheet = make_kind(ActionSheetPage, title="Kom erbij", programme=programme)
    other = make_kind(ActionSheetPage, title="Iets anders")
    for page in (programme, sheet, other):
        PageOpgave.objects.create(page=page, opgave=opgave)

    assert titles(around(programme, "nl").alike) == ["Iets anders"]


def test_page_of_the_film_of_a_report_is_not_shown_below_it_as_alike_too():
    opgave = make_opgave(1, confirmed=True)
    film_page = make_recording_page(title="De opname")
    report = make_report(recording=film_page.recording)
    other = make_recording_page(title="Een andere opname")
    for page in (report, film_page, other):
        PageOpgave.objects.create(page=page, opgave=opgave)

    found = around(report, "nl")

    assert found.film.title == "De opname"
    assert titles(found.alike) == ["Een andere opname"]


def test_what_belongs_to_a_programme_stands_by_title():
    programme = make_kind(ProgrammePage)
    for model, title in (
        (ReadingGuidePage, "Beginnen"),
        (ActionSheetPage, "Meedoen"),
        (FrameworkPage, "Afspraken"),
    ):
        make_kind(model, title=title, programme=programme)

    assert titles(belonging(programme, "nl")) == ["Afspraken", "Beginnen", "Meedoen"]


def test_case_is_like_the_case_with_its_words_before_the_one_of_its_approach():
    words = "De kinderraad vergadert op school en adviseert het college over zakgeld."
    case = make_case(approach=Approach.CHILD, summary=words)
    make_case(title="Zelfde woorden", approach=Approach.OPGAVE, summary=words)
    make_case(title="Zelfde vorm", approach=Approach.CHILD, summary="Heel iets anders.")
    make_report(title="Verslag met die woorden", summary=words)
    draft = make_case(title="Concept", summary=words)
    indexing.rebuild()
    # The index is behind: what it still finds is not shown.
    CasePage.objects.filter(pk=draft.pk).update(live=False)

    assert titles(around(case, "nl").alike) == ["Zelfde woorden", "Zelfde vorm"]


def test_report_is_like_pages_of_every_kind_with_its_words():
    words = "De kinderraad vergadert op school en adviseert het college over zakgeld."
    report = make_report(summary=words)
    make_case(title="Voorbeeld", summary=words)
    make_report(title="Ander verslag", summary="Heel iets anders.")
    indexing.rebuild()

    assert titles(around(report, "nl").alike) == ["Voorbeeld"]
