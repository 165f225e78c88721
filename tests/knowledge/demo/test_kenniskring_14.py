from collections.abc import Iterator
from typing import Any

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from knowledge.demo import film, kenniskring_14, reference_data
from knowledge.directory import known_places
from knowledge.models import (
    CasePage,
    OpgavePage,
    Passage,
    Person,
    Question,
    RecordingPage,
    ReportPage,
)
from knowledge.pages import editors, site_pages
from search import indexing
from tests.knowledge.demo.loading import loaded
from tests.knowledge.pages.test_query_counts import MOST_QUERIES

# Loading the demonstration takes seconds: one worker does it once.
pytestmark = pytest.mark.xdist_group("demonstration")


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    steps = (
        known_places.prepare,
        editors.make_demo_accounts,
        reference_data.load,
        film.load,
        kenniskring_14.load,
    )
    with loaded(django_db_blocker, *steps):
        yield


@pytest.fixture
def demo(_loaded: None, db: None) -> None:
    """Find the demo loaded."""


def test_demo_is_whole_when_it_is_loaded(demo: None) -> None:
    report = ReportPage.objects.get(number=14)
    assert (report.date_text, report.date_sort) == ("14 april", "--04-14")
    assert [s.person.name for s in report.speakers.all() if not s.mentioned] == [
        "Anneke van Grotel",
        "Guido de Vries",
    ]
    assert [s.person.name for s in report.speakers.all() if s.mentioned] == ["Kim Houben"]
    assert CasePage.objects.live().filter(report=report).count() == 2
    assert [len(report.questions), len(report.in_short)] == [3, 3]
    assert all(
        Passage.objects.live().filter(pk=point.value["passage"]).exists()
        for point in report.in_short
    )


def test_only_established_opgaven_are_published_when_the_demo_is_loaded(demo: None) -> None:
    live = OpgavePage.objects.live().order_by("number")
    assert list(live.values_list("number", "title")) == [(1, "Meedoen"), (2, "Een fijn thuis")]
    assert OpgavePage.objects.count() == 10
    assert OpgavePage.objects.get(number=3).title == "Opgave 3, titel volgt"


def test_questions_are_answered_by_a_paragraph_and_by_a_second(demo: None) -> None:
    council = Question.objects.get(text=kenniskring_14.COUNCIL)
    written, spoken = (row.passage for row in council.answers.get().passages.order_by("order"))
    assert (spoken.kind, spoken.page.specific) == ("span", RecordingPage.objects.get())
    assert spoken.seconds > 0
    assert written.seconds is None
    open_questions = Question.objects.filter(state=Question.State.OPEN)
    assert open_questions.count() == 5


def test_film_is_spoken_by_invented_people_only(demo: None) -> None:
    page = RecordingPage.objects.get()
    assert page.recording.reenacted
    assert all(row.person.fictional for row in page.speakers.all())
    said = Passage.objects.filter(page_id=page.pk, kind="span").values_list("text", flat=True)
    real = [person.name for person in Person.objects.filter(fictional=False)]
    assert not [name for name in real if any(name in text for text in said)]


def test_child_of_the_source_is_named_nowhere(demo: None) -> None:
    name = "So" + "fia"
    assert not Passage.objects.filter(text__contains=name).exists()


def test_nothing_is_made_twice_when_the_demo_is_loaded_again(demo: None) -> None:
    def count() -> list[int]:
        models = (ReportPage, CasePage, Question, OpgavePage, RecordingPage, Passage)
        return [model.objects.count() for model in models]

    before, said = count(), []
    for load in (reference_data.load, film.load, kenniskring_14.load):
        load(said.append)
    assert (count(), said) == (before, [])


@pytest.mark.parametrize("words", site_pages.DUTCH_SEARCHES)
def test_example_search_of_the_home_page_has_three_hits_when_the_demo_is_loaded(
    demo: None, client: Any, words: str
) -> None:
    indexing.rebuild()

    answer = client.get("/zoeken/", {"q": words}, headers={"accept": "application/json"}).json()

    kinds = {hit["kind"] for hit in answer["hits"]}
    assert len(answer["hits"]) >= 3
    assert {"verslag", "praktijkvoorbeeld", "opname"} <= kinds


def test_real_people_are_quoted_briefly_with_their_source_and_without_a_play_link(
    demo: None, client: Any
) -> None:
    assert Person.objects.filter(fictional=False).count() == 3
    for page in (ReportPage.objects.get(), *CasePage.objects.all()):
        quotes = html5lib.parse(
            client.get(page.get_url()).content.decode(), namespaceHTMLElements=False
        ).findall(".//blockquote")
        assert quotes
        for quote in quotes:
            words = "".join(quote.find(".//p").itertext())
            assert len(words.split()) <= 20
            assert "Bron: Alliantie Kinderarmoede" in "".join(quote.itertext())
            assert quote.findall(".//a") == []


def test_links_whose_address_is_lost_are_named_as_plain_text(demo: None, client: Any) -> None:
    for page in (ReportPage.objects.get(), *CasePage.objects.all()):
        text = client.get(page.get_url()).content.decode()
        assert "de link volgt nog" in text


def test_history_of_an_answered_question_stands_in_its_order(demo: None) -> None:
    for question in Question.objects.filter(state=Question.State.ANSWERED):
        kinds = list(question.events.order_by("at").values_list("kind", flat=True))
        assert kinds == ["asked", "published", "answered"]


def test_nothing_of_the_source_is_shortened_into_another_fact(demo: None) -> None:
    almere = CasePage.objects.get(slug="almere-als-ik-later-groot-ben")
    # It works without difficult forms; nobody said that there is none.
    assert "zonder moeilijk formulier" in almere.summary


def test_opgave_advises_where_to_begin(demo: None) -> None:
    advised = OpgavePage.objects.get(number=1).starting_points.all()
    assert [point.target.specific_class for point in advised] == [CasePage, CasePage]


def test_case_leads_to_a_second_of_the_film(demo: None, client: Any) -> None:
    film_page = RecordingPage.objects.get()
    for page in CasePage.objects.all():
        spans = Passage.objects.live().filter(page_id=film_page.pk)
        links = [f'href="/p/{span.pk}/"' for span in spans]
        text = client.get(page.get_url()).content.decode()
        assert sum(link in text for link in links) == 1
        assert "None" not in text


def test_no_page_of_the_demo_costs_more_than_twenty_queries(
    demo: None, client: Any, shared_readings: None
) -> None:
    pages = [
        model.objects.live().filter(locale__language_code="nl").first()
        for model in (CasePage, OpgavePage, ReportPage)
    ]
    costs = {}
    for url in ["/", *(page.url for page in pages)]:
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        costs[url] = len(queries)

    assert {url: cost for url, cost in costs.items() if cost > MOST_QUERIES} == {}
