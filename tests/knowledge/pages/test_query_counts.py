"""What a page costs: at most twenty plain queries, the same for ten and for fifty items.

And what it shares with other pages, read again only when something has changed: site, languages,
closed pages, the way back, the opgaven, the reading guides, the next meeting, what lists filter by.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.models import (
    ListPage,
    PageGemeente,
    PageOpgave,
    PageSpeaker,
    Person,
)
from office import shared_reads
from tests.knowledge.factories import make_home, make_list, make_opgave, make_page, make_report
from tests.knowledge.pages.factories import make_case, make_gemeente, point_at
from tests.knowledge.questions.factories import make_asker, make_question
from tests.knowledge.recordings.factories import make_recording_page

pytestmark = pytest.mark.django_db

MOST_QUERIES = 20
MOST_SHARED = 15


class Site:
    """A small site whose lists grow."""

    def __init__(self) -> None:
        make_home()
        self.opgave = make_opgave(1, title="Meedoen", confirmed=True)
        self.all = make_list(slug="kennisbank")
        self.all.lists = ListPage.ALL
        self.all.save()
        self.recording_page = make_recording_page()
        self.report = make_report("<p>Zo werkt het.</p>", recording=self.recording_page.recording)
        PageOpgave.objects.create(page=self.report, opgave=self.opgave)
        self.case = make_case(opgave=self.opgave, report=self.report)
        self.opgaven = make_list(slug="opgaven")
        self.opgaven.lists = ListPage.OPGAVEN
        self.opgaven.save()
        self.text = make_page("<p>Wie wij zijn.</p>")
        self.gemeente = make_gemeente("Almere")
        self.person = Person.objects.create(name="Bo", slug="bo")
        self.cases: list = []
        self.questions: list = []

    def grow(self, number: int) -> None:
        """Add number of everything that a page may list."""
        for at in range(number):
            name = f"Gemeente {len(self.cases)}"
            self.cases.append(make_case(gemeente=name, opgave=self.opgave))
            question = make_question(f"Hoe doe je dat, deel {at}?", opgave=self.opgave)
            make_asker(question)
            self.questions.append(question)
            PageGemeente.objects.create(page=self.report, gemeente=make_gemeente(name))
            person = Person.objects.create(name=f"An {len(self.cases)}", slug=name.lower()[9:])
            PageSpeaker.objects.create(page=self.report, person=person, role="beleidsadviseur")
            PageGemeente.objects.create(page=self.cases[-1], gemeente=self.gemeente)
        point_at(self.report, cases=self.cases, questions=self.questions)
        # The newest of a list is a report: only a report's address may stand elsewhere.
        report = make_report()
        PageSpeaker.objects.create(page=report, person=self.person)
        PageGemeente.objects.create(page=report, gemeente=self.gemeente)

    def costs(self) -> dict[str, int]:
        """Return the queries of each kind of page for a new visitor."""
        pages = {
            "home": "/",
            "kennisbank": self.all.url,
            "report": self.report.url,
            "case": self.case.url,
            "opgave": self.opgave.url,
            "recording": self.recording_page.url,
            "questions": "/vragen/",
            "question": self.questions[0].get_absolute_url(),
            "ask": "/vragen/stellen/",
            "opgaven": self.opgaven.url,
            "gemeente": f"/gemeenten/{self.gemeente.slug}/",
            "person": f"/mensen/{self.person.slug}/",
            "text": self.text.url,
        }
        return {name: self._cost(url) for name, url in pages.items()}

    def _cost(self, url: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            answer = Client().get(url)
        assert answer.status_code == 200, url
        return len(queries)


def test_pages_cost_at_most_twenty_queries_and_the_same_with_fifty_items_as_with_ten(
    monkeypatch,
):
    # The next meeting is read anew each minute.
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    site = Site()
    site.grow(10)
    site.costs()
    alone_with_ten = site.costs()
    with_ten = _beside_other_pages(site, monkeypatch)

    site.grow(40)

    assert site.costs() == alone_with_ten
    assert _beside_other_pages(site, monkeypatch) == with_ten
    assert {name: cost for name, cost in with_ten.items() if cost > MOST_QUERIES} == {}
    shared = {name: alone_with_ten[name] - cost for name, cost in with_ten.items()}
    assert {name: cost for name, cost in shared.items() if cost > MOST_SHARED} == {}


def _beside_other_pages(site: Site, monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Return what pages cost in a process that has read already what they share."""
    readings = shared_reads.Readings(None, float("inf"), {})
    with monkeypatch.context() as patch:
        patch.setattr(shared_reads, "_readings", lambda: readings)
        site.costs()
        return site.costs()
