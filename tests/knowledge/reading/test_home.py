import uuid

import pytest

from knowledge.models import Recording
from knowledge.reading.home import content
from knowledge.text.choices import Approach
from tests.knowledge.factories import make_home, make_report
from tests.knowledge.pages.factories import make_case
from tests.knowledge.recordings.factories import make_recording_page

pytestmark = pytest.mark.django_db


def points(*texts: str) -> list[dict]:
    return [
        {"type": "takeaway", "value": {"text": text}, "id": str(uuid.uuid4())} for text in texts
    ]


def test_home_without_content_lists_nothing_and_asks_for_examples():
    found = content(make_home(), "nl")

    assert (found.news, found.wanted, found.answered, found.opgaven) == ([], [], [], ())
    assert found.look_back is None
    assert [approach.url for approach in found.approaches] == ["", "", ""]


def test_news_is_the_three_newest_and_a_report_speaks_through_its_first_point():
    make_case(title="Het oudste")
    make_case(title="Ouder")
    make_case(title="Nieuw")
    report = make_report(title="Het nieuwste", summary="De samenvatting.")
    report.in_short = report.in_short.stream_block.to_python(points("Het eerste punt.", "Nog een."))
    report.save()

    news = content(make_home(), "nl").news

    assert [card.title for card in news] == ["Het nieuwste", "Nieuw", "Ouder"]
    assert news[0].text == "Het eerste punt."


def test_news_begins_with_the_newest_report_also_when_three_cases_are_newer():
    make_report(title="Ouder verslag")
    make_report(title="Het verslag")
    for title in ("Oud", "Nieuw", "Nieuwste"):
        make_case(title=title)

    news = content(make_home(), "nl").news

    assert [card.title for card in news] == ["Het verslag", "Nieuwste", "Nieuw"]


def test_each_approach_shows_its_newest_case_also_when_it_is_no_news():
    make_case(title="Oud voorbeeld", approach=Approach.OPGAVE)
    for _each in range(4):
        make_case(approach=Approach.CHILD)

    by_opgave = content(make_home(), "nl").approaches[1]

    assert (by_opgave.value, by_opgave.title) == ("vanuit-een-opgave", "Oud voorbeeld")


def test_newest_recording_shows_sentences_that_lead_to_their_second():
    page = make_recording_page(title="De opname")

    film = content(make_home(), "nl").look_back

    assert (film.title, film.url, film.has_text) == ("De opname", page.url, True)
    assert [line.clock for line in film.spoken] == ["00:00", "00:05"]
    assert all(line.url.startswith("/p/") for line in film.spoken)


def test_withdrawn_recording_is_not_shown():
    make_recording_page()
    Recording.objects.update(state=Recording.State.WITHDRAWN, withdrawn_at="2026-01-01T00:00Z")

    assert content(make_home(), "nl").look_back is None
