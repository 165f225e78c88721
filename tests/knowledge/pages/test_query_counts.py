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
    ActionSheetPage,
    FrameworkPage,
    KnowledgePage,
    ListPage,
    Organisation,
    PageGemeente,
    PageOpgave,
    PageSpeaker,
    Passage,
    Person,
    ProgrammePage,
    PublicationPage,
    ReadingGuidePage,
)
from office import shared_reads
from tests.knowledge.contact.factories import make_person
from tests.knowledge.factories import make_home, make_list, make_opgave, make_page, make_report
from tests.knowledge.pages.factories import (
    block,
    make_case,
    make_gemeente,
    make_kind,
    point_at,
)
from tests.knowledge.questions.factories import make_asker, make_question
from tests.knowledge.recordings.factories import make_recording_page

pytestmark = pytest.mark.django_db

MOST_QUERIES = 20
MOST_SHARED = 20


def _items(kind: str, values: list[dict]) -> dict:
    items = [{"type": "item", "id": f"{kind}-{at}", "value": one} for at, one in enumerate(values)]
    return block(kind, {"items": items})


def _write(page: KnowledgePage, **streams: list[dict]) -> None:
    """Put these blocks in the parts of a page, as they are stored."""
    for name, stored in streams.items():
        setattr(page, name, getattr(page, name).stream_block.to_python(stored))
    page.save()


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
        self.programme = make_kind(ProgrammePage)
        self.sheet = make_kind(ActionSheetPage, programme=self.programme)
        self.framework = make_kind(FrameworkPage, programme=self.programme)
        # It leads to the report too: there its bar is shown.
        self.guide = make_kind(ReadingGuidePage, programme=self.programme)
        self.publication = make_kind(PublicationPage)
        for page in (self.programme, self.sheet, self.framework, self.guide, self.publication):
            PageOpgave.objects.create(page=page, opgave=self.opgave)
        make_person(self.gemeente)
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
        self._grow_other_kinds()
        # The newest of a list is a report: only a report's address may stand elsewhere.
        report = make_report()
        PageSpeaker.objects.create(page=report, person=self.person)
        PageGemeente.objects.create(page=report, gemeente=self.gemeente)

    def _grow_other_kinds(self) -> None:
        """Give a programme and all that may belong to one as many parts as there are cases."""
        number = len(self.cases)
        names = [f"Organisatie {at}" for at in range(number)]
        organisations = [
            Organisation.objects.get_or_create(slug=f"organisatie-{at}", defaults={"name": name})[0]
            for at, name in enumerate(names)
        ]
        partners = _items("partners", [{"organisation": one.pk} for one in organisations])
        passages = [
            Passage.objects.get(question=one, state=Passage.State.LIVE).pk for one in self.questions
        ]
        links = _items("links", [{"title": "Gids", "page": case.pk} for case in self.cases])
        rows = PageGemeente.objects.filter(page=self.report).select_related("gemeente")
        for row in rows.exclude(gemeente__in=self.publication.gemeenten.values("gemeente")):
            for page in (self.programme, self.sheet, self.framework, self.publication):
                PageGemeente.objects.create(page=page, gemeente=row.gemeente)
        places = [block("place", {"name": "Hier", "gemeente": row.gemeente_id}) for row in rows]
        events = [block("event", {"happening": "gebeurd", "text": name}) for name in names]
        _write(self.programme, partners=[partners], places=places, timeline=events)
        _write(self.sheet, owners=[partners], execution=[links])
        conditions = [{"level": "ambtelijk", "text": "<p>Ja.</p>"} for _name in names]
        _write(
            self.framework,
            phases=[_items("conditions", conditions)],
            evidence=[block("evidence", {"passage": code}) for code in passages],
        )
        targets = [{"page": self.report.pk}, *({"page": case.pk} for case in self.cases)]
        targets += [{"passage": code} for code in passages]
        _write(
            self.guide,
            steps=[block("step", {"question": "Hoe?", **target}) for target in targets],
        )
        _write(self.publication, get_it=[links])
        for model in (ActionSheetPage, FrameworkPage, ReadingGuidePage):
            make_kind(model, programme=self.programme)

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
            "programme": self.programme.url,
            "action sheet": self.sheet.url,
            "framework": self.framework.url,
            "reading guide": self.guide.url,
            "publication": self.publication.url,
            "gemeenten": "/gemeenten/",
            "people": "/mensen/",
            "ask a gemeente": f"/gemeenten/{self.gemeente.slug}/in-contact/?over={self.case.pk}",
            "gemeente was asked": "/in-contact/verstuurd/",
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
