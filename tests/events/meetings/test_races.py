"""An editor announces a meeting while a colleague is busy with what stands on its agenda."""

import threading

import pytest

from events.meetings import deeds as meetings
from events.models import Meeting
from knowledge.models import Question
from knowledge.questions import deeds as questions, journey
from search import indexing
from tests import numbered_at_once
from tests.events.factories import NOW, make_meeting, make_question, put_on_agenda
from tests.threads import in_thread

WAIT = 10  # seconds; a hang guard


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("record_change", "failed"),
    [
        pytest.param(indexing.record_change, [], id="numbered by the reader"),
        # Negative control: each of the two waits for a row that the other has locked.
        pytest.param(numbered_at_once.record_change, [True], id="numbered at once"),
    ],
)
def test_meeting_is_announced_when_its_question_is_answered_at_the_same_moment(
    monkeypatch, record_change, failed
):
    first, second = make_question("Wie doet er mee?"), make_question("Wat kost het?")
    meeting = make_meeting(announced=False)
    for question in (first, second):
        put_on_agenda(meeting, question)
    first_recorded, second_locked = threading.Event(), threading.Event()
    failures: list[BaseException] = []
    seen = journey.seen

    def pause(question: Question) -> None:
        if question.pk == first.pk:
            seen(question)
            first_recorded.set()
            second_locked.wait(WAIT)
        else:
            second_locked.set()
            first_recorded.wait(WAIT)
            seen(question)

    monkeypatch.setattr(indexing, "record_change", record_change)
    monkeypatch.setattr(journey, "seen", pause)

    threads = [
        in_thread(lambda: meetings.announce(meeting, by=None, now=NOW), failures),
        in_thread(lambda: questions.answer(second, text="Niets.", now=NOW), failures),
    ]
    for thread in threads:
        thread.join(3 * WAIT)

    assert ["deadlock detected" in str(failure) for failure in failures] == failed
    if not failed:
        meeting.refresh_from_db()
        second.refresh_from_db()
        assert (meeting.state, second.state) == (
            Meeting.State.ANNOUNCED,
            Question.State.ANSWERED,
        )
