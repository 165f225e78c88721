import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.models import PageViewRestriction

from knowledge.models import Answer, Asker, Passage, Question, QuestionEvent
from knowledge.questions import deeds as questions, journey, numbering
from office.mail import outbox
from office.models import Mail
from search.models import IndexChange
from tests.knowledge.factories import make_page
from tests.knowledge.questions.factories import NOW, ask, make_asker, make_passage, make_question

pytestmark = pytest.mark.django_db

State = Question.State


def states(question):
    question.refresh_from_db()
    return question.state


def kinds(question):
    return list(question.events.values_list("kind", flat=True))


def test_ask_waits_for_confirmation_and_mails_the_asker():
    asker = ask("  Hoe krijg je\nde raad   mee? ", explanation="Wij beginnen net.")
    question = asker.question
    assert (question.text, question.state, question.number) == (
        "Hoe krijg je de raad mee?",
        State.UNCONFIRMED,
        None,
    )
    assert asker.state == Asker.State.WAITING
    assert list(Mail.objects.values_list("kind", "ids")) == [
        ("question_confirm", {"asker": asker.pk})
    ]
    assert kinds(question) == ["asked"]


def test_ask_makes_one_question_when_the_form_is_sent_twice():
    first = ask(form_key="same")
    second = ask(form_key="same")
    assert first == second
    assert (Question.objects.count(), Mail.objects.count()) == (1, 1)


@pytest.mark.parametrize("other", [{"text": "Iets anders?"}, {"email": "bo@gemeente.nl"}])
def test_ask_loses_no_question_when_the_browser_kept_the_form(other):
    ask(form_key="same")
    ask(form_key="same", **other)
    assert (Question.objects.count(), Mail.objects.count()) == (2, 2)


def test_ask_makes_two_questions_when_two_forms_are_sent():
    ask()
    ask()
    assert Question.objects.count() == 2


def test_confirm_hands_the_question_to_the_moderator_once():
    asker = ask()
    questions.confirm(asker, now=NOW)
    questions.confirm(asker, now=NOW + datetime.timedelta(days=1))
    asker.refresh_from_db()
    assert (asker.state, asker.confirmed_at) == (Asker.State.CONFIRMED, NOW)
    assert states(asker.question) == State.NEW


def test_confirm_does_not_bring_mail_back_when_it_was_stopped():
    asker = ask()
    questions.stop(asker)
    questions.confirm(asker, now=NOW)
    asker.refresh_from_db()
    assert asker.state == Asker.State.STOPPED


def test_confirm_changes_nothing_when_the_question_was_refused():
    asker = ask()
    questions.refuse(asker.question, reason="Dubbel.", now=NOW)
    questions.confirm(asker, now=NOW)
    assert states(asker.question) == State.REFUSED


def test_question_brought_at_registration_needs_no_second_confirmation():
    question = questions.ask_at_registration(
        "Hoe?", name="An", email="an@gemeente.nl", occasion="Kenniskring 15", now=NOW
    )
    assert (question.state, question.origin) == (State.NEW, Question.Origin.REGISTRATION)
    assert question.get_origin_display() == "via aanmelding"
    assert question.askers.get().state == Asker.State.CONFIRMED
    assert question.events.get().label == "Kenniskring 15"
    assert not Mail.objects.exists()


def test_publish_gives_the_next_number_and_tells_who_confirmed(
    django_capture_on_commit_callbacks,
):
    make_question()
    question = make_question(public=False)
    make_asker(question)
    make_asker(question, email="bo@gemeente.nl", confirmed=False)
    questions.publish(question, now=NOW)
    assert states(question) == State.OPEN
    assert (question.number, question.published_at) == (2, NOW)
    assert [mail.kind for mail in Mail.objects.all()] == ["question_published"]
    assert kinds(question) == ["asked", "published"]


def mailed():
    return list(Mail.objects.order_by("pk").values_list("kind", flat=True))


def test_asker_is_told_each_time_that_her_question_comes_to_the_site_or_leaves_it():
    question = make_question(public=False)
    make_asker(question)
    questions.publish(question, now=NOW)
    questions.withdraw(question, now=NOW)
    questions.publish(question, now=NOW)
    assert states(question) == State.OPEN
    assert mailed() == ["question_published", "question_withdrawn", "question_published"]


def test_asker_is_told_when_a_refused_question_is_placed_after_all():
    question = make_question(public=False)
    make_asker(question)
    questions.refuse(question, reason="Dubbel.", now=NOW)
    questions.publish(question, now=NOW)
    assert mailed() == ["question_refused", "question_published"]


@pytest.mark.parametrize("reason", ["", "  "])
def test_refuse_is_refused_without_a_reason(reason):
    question = make_question(public=False)
    with pytest.raises(questions.QuestionRefused, match="Schrijf waarom"):
        questions.refuse(question, reason=reason, now=NOW)
    assert states(question) == State.NEW


def test_deed_is_refused_when_the_question_was_forgotten_meanwhile():
    question = ask().question
    Question.objects.get(pk=question.pk).delete()
    with pytest.raises(questions.QuestionRefused, match="is er niet meer"):
        questions.refuse(question, reason="Dubbel.", now=NOW)


def test_publish_writes_passage_and_index_change():
    question = make_question("Hoe krijg je de raad mee?")
    passage = Passage.objects.get(key=f"vraag-{question.number}")
    assert (passage.text, passage.state) == ("Hoe krijg je de raad mee?", Passage.State.LIVE)
    assert list(IndexChange.objects.values_list("document_id", flat=True)) == [
        f"question:{question.pk}"
    ]


@pytest.mark.parametrize("state", ["unconfirmed", "open"])
def test_publish_is_refused_when_it_is_not_the_moderators_turn(state):
    question = ask().question if state == "unconfirmed" else make_question()
    with pytest.raises(questions.QuestionRefused, match=r"kan niet worden geplaatst"):
        questions.publish(question, now=NOW)


def test_publish_takes_the_next_number_when_another_moderator_was_first(monkeypatch):
    first = make_question()
    second = make_question(public=False)
    asked = []

    def old_highest(name):
        # The first look is older than the other moderator's publication.
        asked.append(name)
        return Max(name) if len(asked) > 1 else Max(name) - 1

    monkeypatch.setattr(numbering, "Max", old_highest)
    assert questions.publish(second, now=NOW).number == first.number + 1
    assert len(asked) == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("published_before", [0, 1])
def test_numbers_are_given_once_when_eight_moderators_publish_at_once(published_before):
    for _ in range(published_before):
        make_question()
    waiting = [make_question(public=False) for _ in range(8)]
    start = threading.Barrier(8)

    def publish(question):
        start.wait()
        try:
            return questions.publish(question, now=NOW).number
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(publish, waiting))
    assert sorted(numbers) == [number + published_before for number in range(1, 9)]


def test_withdrawn_question_keeps_its_number_when_it_comes_back():
    question = make_question()
    number = question.number
    questions.withdraw(question, now=NOW)
    assert Passage.objects.get(key=f"vraag-{number}").state == Passage.State.HIDDEN
    make_question("Een andere vraag?")
    assert questions.publish(question, now=NOW).number == number
    assert Passage.objects.get(key=f"vraag-{number}").state == Passage.State.LIVE


def test_refuse_is_refused_when_the_question_is_public():
    with pytest.raises(questions.QuestionRefused, match="Trek hem in"):
        questions.refuse(make_question(), reason="Dubbel.", now=NOW)


def test_answer_points_at_passages_and_tells_the_askers():
    question = make_question()
    asker = make_asker(question)
    first, second = make_passage("Een"), make_passage("Twee", seconds=754)
    answer = questions.answer(question, passages=[second, first], text="Begin klein.", now=NOW)
    assert states(question) == State.ANSWERED
    assert question.answered_at == NOW
    rows = list(answer.passages.values_list("passage", "order", "text_hash_seen"))
    assert rows == [(second.pk, 1, second.text_hash), (first.pk, 2, first.text_hash)]
    assert Mail.objects.get().ids == {"asker": asker.pk, "answer": answer.pk}
    assert Passage.objects.get(key=f"{question.anchor}-antwoord-1").text == "Begin klein."


def test_answer_is_added_below_when_there_is_one_already():
    question = make_question()
    later = NOW + datetime.timedelta(days=30)
    questions.answer(question, text="Begin klein.", now=NOW)
    answer = questions.answer(question, text="Of begin groot.", now=later)
    question.refresh_from_db()
    assert (answer.order, question.answered_at) == (2, NOW)


def test_answer_is_refused_when_it_says_nothing():
    with pytest.raises(questions.QuestionRefused, match="Kies een alinea"):
        questions.answer(make_question(), text="  ", now=NOW)


def test_answer_is_refused_when_the_question_is_not_public():
    with pytest.raises(questions.QuestionRefused, match="Plaats hem eerst"):
        questions.answer(make_question(public=False), text="Ja.", now=NOW)


def test_second_withdrawal_is_told_of_the_first():
    question = make_question()
    questions.withdraw(question, now=NOW)
    with pytest.raises(questions.QuestionRefused, match="al ingetrokken"):
        questions.withdraw(question, now=NOW)


def test_answer_is_refused_when_visitors_cannot_read_the_passage():
    question = make_question()
    hidden = make_passage(state=Passage.State.HIDDEN)
    with pytest.raises(questions.QuestionRefused, match=hidden.pk):
        questions.answer(question, passages=[hidden], now=NOW)
    assert not Answer.objects.exists()


def test_event_moves_an_open_question_on_and_keeps_the_step_once():
    question = make_question()
    step = {"url": "/kenniskringen/15-meedoen/", "label": "Kenniskring 15"}
    questions.record_event(question, kind=QuestionEvent.Kind.ON_AGENDA, at=NOW, **step)
    questions.record_event(question, kind=QuestionEvent.Kind.ON_AGENDA, at=NOW, **step)
    assert states(question) == State.ON_AGENDA
    questions.record_event(question, kind=QuestionEvent.Kind.DISCUSSED, at=NOW, **step)
    assert states(question) == State.DISCUSSED
    assert kinds(question) == ["asked", "published", "on_agenda", "discussed"]


def test_event_leaves_an_answered_question_answered():
    question = make_question()
    questions.answer(question, text="Ja.", now=NOW)
    questions.record_event(
        question, kind=QuestionEvent.Kind.DISCUSSED, at=NOW, label="Kenniskring 15"
    )
    assert states(question) == State.ANSWERED


def test_reword_changes_the_passage_and_keeps_its_address():
    question = make_question("Hoe krijg je de raad mee?")
    passage = Passage.objects.get(key=question.anchor)
    question.text = "Hoe krijg je de gemeenteraad mee?"
    questions.reword(question)
    again = Passage.objects.get(key=question.anchor)
    assert (again.pk, again.text) == (passage.pk, "Hoe krijg je de gemeenteraad mee?")


def test_nothing_is_left_when_publishing_fails_half_way(monkeypatch):
    question = make_question(public=False)
    make_asker(question)

    def fail(*ids):
        raise RuntimeError

    monkeypatch.setattr(journey.indexing, "record_change", fail)
    with pytest.raises(RuntimeError):
        questions.publish(question, now=NOW)
    assert states(question) == State.NEW
    assert not Mail.objects.exists()
    assert not Passage.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "open"},
        {"state": "answered"},
        {"state": "merged"},
        {"number": 7},
    ],
)
def test_database_refuses_a_state_that_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.create(text="Hoe?", **wrong)


def test_mails_lead_from_confirmation_to_the_second_that_answers(mailoutbox):
    asker = ask()
    questions.confirm(asker, now=NOW)
    outbox.send_due(timezone.now())
    question = questions.publish(asker.question, now=NOW)
    questions.record_event(
        question, kind=QuestionEvent.Kind.DISCUSSED, at=NOW, label="Kenniskring 15", url="/k/"
    )
    passage = make_passage(seconds=754, kind=Passage.Kind.SPAN)
    questions.answer(question, passages=[passage], text="Begin klein & vroeg.", now=NOW)
    outbox.send_due(timezone.now())
    subjects = [mail.subject for mail in mailoutbox]
    assert subjects == [
        "Je vraag staat op de site",
        f"Antwoord op je vraag: {question.text}",
    ]
    body = mailoutbox[1].body
    assert "Je vraag is besproken in Kenniskring 15." in body
    assert "Begin klein & vroeg." in body
    assert f"Luister vanaf 12:34: http://127.0.0.1:8000/p/{passage.pk}/" in body
    assert "/vragen/geen-mail/" in body


def test_confirmation_mail_repeats_nothing_of_what_was_typed(mailoutbox):
    # The form must not be a way to send a text of one's own to somebody else's address.
    ask("Koop nu op https://elders.example", name="https://elders.example")
    outbox.send_due(timezone.now())
    assert "elders" not in mailoutbox[0].body + mailoutbox[0].subject
    assert "/vragen/bevestigen/" in mailoutbox[0].body


def test_no_mail_goes_out_when_the_asker_stopped_it_meanwhile(mailoutbox):
    question = make_question()
    asker = make_asker(question)
    questions.answer(question, text="Ja.", now=NOW)
    questions.stop(asker)
    outbox.send_due(timezone.now())
    assert mailoutbox == []
    assert Mail.objects.get().state == Mail.State.DROPPED


def test_mail_is_in_english_when_the_question_was_asked_in_english(mailoutbox):
    ask("How?", language="en")
    outbox.send_due(timezone.now())
    assert "/en/vragen/bevestigen/" in mailoutbox[0].body


def test_answer_is_refused_when_a_passage_stands_on_a_closed_page():
    question = make_question()
    page = make_page("<p>Praat met de griffier.</p>")
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    with pytest.raises(questions.QuestionRefused):
        questions.answer(question, passages=Passage.objects.filter(page=page), now=NOW)
