"""What visitors read about a change is corrected or taken back at the desk, everywhere at once."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from events import rights
from knowledge.models import PageChange, Passage
from knowledge.pages import what_changed
from knowledge.questions import deeds as questions
from office.models import User
from tests.knowledge.conftest import quiet
from tests.knowledge.factories import change, make_report, republish, switch_four_eyes, text
from tests.knowledge.pages.desk import client_of
from tests.knowledge.questions.factories import NOW, make_question

pytestmark = pytest.mark.django_db

OLD = text(("aaaaa", "Oude woorden."))
NEW = text(("aaaaa", "Nieuwe woorden."))
SAID = "bedrag dat Noor Vis noemde toegevoegd"
MEANT = "bedrag toegevoegd"


@pytest.fixture
def report(db):
    """A page of which a sentence was said that names somebody, and an answer that cites it."""
    switch_four_eyes(on=False)
    report = republish(make_report(OLD), OLD)
    question = make_question()
    questions.answer(question, passages=[Passage.objects.get(text="Oude woorden.")], now=NOW)
    revision = change(report, NEW)
    what_changed.say(revision, "changed", SAID)
    revision.publish()
    report.question = question
    return report


def member(group: str) -> User:
    rights.prepare(quiet)
    user = User.objects.create_user(f"lid van {group}")
    user.groups.add(Group.objects.get(name=group))
    return user


@pytest.fixture
def chief(db):
    return member("eindredactie")


def address(name: str) -> str:
    row = [] if name in ("list", "add") else [PageChange.objects.get().pk]
    return reverse(PageChange.snippet_viewset.get_url_name(name), args=row)


def everywhere(report) -> dict[str, str]:
    """Return what visitors read: the page, the feed, and beside the answer that cites it."""
    url = Page.objects.get(pk=report.pk).specific.url
    places = {"page": url, "feed": "/feeds/", "answer": f"/vragen/{report.question.number}/"}
    return {name: Client().get(at).content.decode() for name, at in places.items()}


def holding(words: str, report) -> set[str]:
    return {name for name, html in everywhere(report).items() if words in html}


def test_a_corrected_sentence_stands_everywhere_at_once(report, chief):
    assert holding(SAID, report) == {"page", "feed", "answer"}

    saved = client_of(chief).post(address("edit"), {"sentence": f" {MEANT}. "})

    assert saved.status_code == 302
    assert holding("Noor Vis", report) == set()
    assert holding(MEANT, report) == {"page", "feed", "answer"}


def test_a_sentence_that_was_taken_back_stands_nowhere(report, chief):
    PageChange.objects.update(published_at=NOW)
    modified, day = '"dateModified"', NOW.date().isoformat()
    assert day in everywhere(report)["page"].partition(modified)[2][:20]

    client_of(chief).post(address("delete"))

    html = everywhere(report)
    assert holding(SAID, report) == set()
    assert "Bijgewerkt" not in html["page"] + html["feed"]
    # Its words are other ones, and that the answer still says.
    assert "De bron is gewijzigd op" in html["answer"]
    assert modified in html["page"]
    assert day not in html["page"].partition(modified)[2][:20]


def test_the_history_of_the_page_says_who_did_it(report, chief):
    client_of(chief).post(address("edit"), {"sentence": MEANT})
    client_of(chief).post(address("delete"))

    deeds = [what_changed.CORRECTED_SENTENCE, what_changed.TAKEN_BACK]
    entries = PageLogEntry.objects.filter(page=report.pk, action__in=deeds).order_by("pk")
    assert [(one.action, one.user) for one in entries] == [(deed, chief) for deed in deeds]
    assert entries[0].message == f"Bezoekers lezen: “{MEANT}”"
    # What was taken back is not written down once more.
    assert "sentence" not in entries[1].data
    assert ModelLogEntry.objects.filter(user=chief).count() == 2
    history = client_of(chief).get(reverse("wagtailadmin_pages:history", args=[report.pk]))
    assert "Een zin over wat er is veranderd, is weggehaald" in history.content.decode()


def test_saving_it_unchanged_is_no_deed(report, chief):
    client_of(chief).post(address("edit"), {"sentence": SAID})

    assert not PageLogEntry.objects.filter(action=what_changed.CORRECTED_SENTENCE).exists()


@pytest.mark.parametrize("sentence", ["", ".", "typfout", "x" * 121])
def test_a_sentence_that_says_nothing_or_too_much_is_refused(report, chief, sentence):
    answer = client_of(chief).post(address("edit"), {"sentence": sentence})

    assert list(answer.context["form"].errors) == ["sentence"]
    assert PageChange.objects.get().sentence == SAID


def test_the_list_names_sentence_and_page_and_makes_no_new_one(report, chief):
    html = client_of(chief).get(address("list")).content.decode()

    assert SAID in html
    assert reverse("wagtailadmin_pages:edit", args=[report.pk]) in html
    assert address("add") not in html
    client_of(chief).post(address("add"), {"sentence": MEANT})
    assert PageChange.objects.count() == 1


def test_what_was_typed_is_shown_when_a_colleague_took_the_sentence_back(report, chief):
    edit = address("edit")
    PageChange.objects.all().delete()

    answer = client_of(chief).post(edit, {"sentence": MEANT})

    assert answer.status_code == 404
    assert MEANT in answer.content.decode()
    assert PageChange.objects.count() == 0


@pytest.mark.parametrize(("group", "may"), [("redactie", False), ("eindredactie", True)])
def test_who_may_publish_a_sentence_may_correct_it(report, group, may):
    client = client_of(member(group))

    assert SAID in client.get(address("list")).content.decode()
    client.post(address("edit"), {"sentence": MEANT})
    assert PageChange.objects.get().sentence == (MEANT if may else SAID)
    client.post(address("delete"))
    assert PageChange.objects.exists() is not may
