"""What search knows of a meeting: its announcement while there is no report."""

import pytest

from events.meetings import documents
from events.models import Meeting
from tests.events.factories import make_meeting, make_question, put_on_agenda
from tests.knowledge.factories import make_report

pytestmark = pytest.mark.django_db


def load(*meetings, language="nl"):
    return documents.load([f"meeting:{meeting.pk}:{language}" for meeting in meetings])


def test_an_announcement_is_its_title_and_its_public_questions():
    meeting = make_meeting(title="Kinderen laten meedenken")
    question = make_question("Hoe vraag je het een kind?")
    put_on_agenda(meeting, question)
    put_on_agenda(meeting, make_question("Geheim?", state="new", number=None, published_at=None))

    document = load(meeting)[0]

    assert (document.kind, document.url) == ("kenniskring", meeting.path_in("nl"))
    assert document.title == f"Kenniskring {meeting.number}: Kinderen laten meedenken"
    assert [(passage.text, passage.url) for passage in document.passages] == [
        ("Hoe vraag je het een kind?", f"{meeting.path_in('nl')}#vraag-{question.number}")
    ]


def test_each_language_is_its_own_document():
    meeting = make_meeting(english="Letting children have a say")

    assert set(documents.ids()) == {f"meeting:{meeting.pk}:nl", f"meeting:{meeting.pk}:en"}
    assert load(meeting, language="en")[0].url.startswith("/en/")


def test_the_day_is_shown_in_words_and_sorted_by_number():
    meeting = make_meeting(english="Letting children have a say")

    shown = {code: load(meeting, language=code)[0].date for code in ("nl", "en")}
    assert shown == {"nl": "20 maart 2031", "en": "20 March 2031"}
    assert load(meeting)[0].date_sort == meeting.starts_on


def test_what_cannot_be_attended_or_has_a_live_report_is_not_found():
    announced = make_meeting()
    with_draft = make_meeting(report=make_report(live=False))
    others = [
        make_meeting(announced=False),
        make_meeting(state=Meeting.State.CANCELLED),
        make_meeting(report=make_report()),
    ]

    found = load(announced, with_draft, *others)

    assert {document.id for document in found} == {
        f"meeting:{announced.pk}:nl",
        f"meeting:{with_draft.pk}:nl",
    }


@pytest.mark.parametrize("wrong", ["meeting:x:nl", "meeting:1", "meeting:", "meeting:999999:nl"])
def test_an_id_that_names_nothing_loads_nothing(wrong):
    assert documents.load([wrong]) == []


def test_ten_documents_take_as_many_queries_as_one(django_assert_max_num_queries):
    meetings = [make_meeting() for _number in range(10)]
    for meeting in meetings:
        put_on_agenda(meeting, make_question())

    with django_assert_max_num_queries(6) as one:
        load(meetings[0])
    with django_assert_max_num_queries(6) as ten:
        assert len(load(*meetings)) == 10

    assert len(ten) == len(one)
