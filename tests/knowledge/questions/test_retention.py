import datetime

import pytest
from django.core.management import call_command
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from events.models import MeetingQuestion
from knowledge.models import Asker, Question
from knowledge.questions import deeds as questions, retention as question_retention
from knowledge.questions.rows import rows
from office.mail import outbox
from office.models import Fault
from tests.events.factories import make_meeting, put_on_agenda
from tests.knowledge.questions.factories import NOW, ask, make_asker, make_question

pytestmark = pytest.mark.django_db


def after(**time):
    return NOW + datetime.timedelta(**time)


def test_unconfirmed_question_goes_after_a_week_and_a_confirmed_one_stays():
    ask("Onbevestigd?")
    questions.confirm(ask("Bevestigd?"), now=NOW)
    assert question_retention.forget_unconfirmed(after(days=6, hours=23)) == 0
    assert question_retention.forget_unconfirmed(after(days=7)) == 1
    assert [question.text for question in Question.objects.all()] == ["Bevestigd?"]
    assert Asker.objects.count() == 1


def test_asker_is_forgotten_sixty_days_after_the_answer_and_still_counted():
    question = make_question()
    for name in ("an", "bo"):
        make_asker(question, email=f"{name}@gemeente.nl")
    questions.answer(question, text="Ja.", now=NOW)
    assert question_retention.forget_askers(after(days=59)) == 0
    assert question_retention.forget_askers(after(days=60)) == 2
    assert question_retention.forget_askers(after(days=60)) == 0
    kept = Asker.objects.values_list("name", "email", "email_folded", "organisation")
    assert set(kept) == {("", "", "", "")}
    (row,) = rows(Question.objects.all())
    assert row.wanted == 2


def test_asker_is_forgotten_after_two_years_without_an_answer():
    asker = ask()
    questions.confirm(asker, now=NOW)
    questions.publish(asker.question, now=NOW)
    assert question_retention.forget_askers(after(days=729)) == 0
    assert question_retention.forget_askers(after(days=730)) == 1


def test_asker_is_forgotten_when_the_question_never_gets_an_answer():
    asker = ask()
    questions.refuse(asker.question, reason="Dubbel.", now=NOW)
    assert question_retention.forget_askers(after(days=60)) == 1


def test_refused_question_goes_sixty_days_after_the_refusal():
    asker = ask("Mag dit?")
    questions.confirm(asker, now=NOW)
    questions.refuse(asker.question, reason="Dubbel.", now=after(days=30))
    assert question_retention.forget_unpublished(after(days=89)) == 0
    assert question_retention.forget_unpublished(after(days=90)) == 1
    assert not Question.objects.exists()


def test_question_that_nobody_decided_about_goes_after_two_years():
    questions.confirm(ask("Mag dit?"), now=NOW)
    published = make_question()
    assert question_retention.forget_unpublished(after(days=729)) == 0
    assert question_retention.forget_unpublished(after(days=730)) == 1
    assert Question.objects.get() == published


def test_withdrawn_question_keeps_its_number_and_loses_its_words(client):
    question = make_question()
    questions.withdraw(question, now=NOW)
    assert question_retention.forget_unpublished(after(days=59)) == 0
    assert question_retention.forget_unpublished(after(days=60)) == 1
    assert question_retention.forget_unpublished(after(days=61)) == 0
    question.refresh_from_db()
    assert (question.text, question.explanation, question.number) == ("", "", 1)
    assert client.get(f"/vragen/{question.number}/").status_code == 410
    with pytest.raises(questions.QuestionRefused, match="gewist"):
        questions.publish(question, now=NOW)


def test_words_of_a_forgotten_question_leave_the_log_too():
    refused, other = ask("Geheime vraag?").question, ask("Andere vraag?").question
    log(refused, "wagtail.edit")
    log(other, "wagtail.edit")
    questions.refuse(refused, reason="Dubbel.", now=NOW)
    question_retention.forget_unpublished(after(days=60))
    assert set(ModelLogEntry.objects.values_list("label", flat=True)) == {"Vraag", "Andere vraag?"}


def test_words_of_a_question_that_nobody_confirmed_leave_the_log_too():
    log(ask("Geheime vraag?").question, "wagtail.edit")
    question_retention.forget_unconfirmed(after(days=7))
    assert ModelLogEntry.objects.get().label == "Vraag"


def test_nobody_gets_mail_when_she_is_forgotten(mailoutbox):
    question = make_question()
    make_asker(question)
    questions.answer(question, text="Ja.", now=NOW)
    question_retention.forget_askers(after(days=61))
    questions.answer(question, text="Nog iets.", now=after(days=62))
    outbox.send_due(timezone.now())
    assert mailoutbox == []


def test_command_says_what_it_forgot(capsys):
    ask()
    Question.objects.update(created_at=timezone.now() - datetime.timedelta(days=8))
    call_command("forget_people")
    assert "unconfirmed_question: 1\n" in capsys.readouterr().out


def ask_one_of_each(time_machine, now):
    """Let the term of a question that nobody treated, a refused and an unconfirmed one end now."""
    time_machine.move_to(now - datetime.timedelta(days=730), tick=False)
    questions.confirm(ask("Door niemand behandeld?", now=timezone.now()), now=timezone.now())
    time_machine.move_to(now - datetime.timedelta(days=60), tick=False)
    asker = ask("Geweigerd?", now=timezone.now())
    questions.confirm(asker, now=timezone.now())
    questions.refuse(asker.question, reason="Dubbel.", now=timezone.now())
    time_machine.move_to(now - datetime.timedelta(days=7), tick=False)
    ask("Onbevestigd?", now=timezone.now())


def test_command_forgets_every_kind_of_question_when_its_term_is_over(capsys, time_machine):
    now = timezone.now()
    ask_one_of_each(time_machine, now)
    time_machine.move_to(now - datetime.timedelta(days=60), tick=False)
    answered = make_question("Beantwoord?")
    make_asker(answered)
    questions.answer(answered, text="Ja.", now=timezone.now())
    time_machine.move_to(now, tick=False)
    ask("Van vandaag?", now=timezone.now())

    call_command("forget_people")

    said = capsys.readouterr().out
    for name, count in (("unconfirmed_question", 1), ("asker", 3), ("unpublished_question", 2)):
        assert f"{name}: {count}\n" in said
    left = Question.objects.order_by("pk").values_list("text", flat=True)
    assert list(left) == ["Beantwoord?", "Van vandaag?"]
    assert set(Asker.objects.values_list("email", flat=True)) == {"", "an@gemeente.nl"}


def test_command_forgets_no_question_a_day_before_its_term(time_machine):
    now = timezone.now()
    ask_one_of_each(time_machine, now + datetime.timedelta(days=1))
    time_machine.move_to(now, tick=False)

    call_command("forget_people")

    assert Question.objects.count() == 3
    assert not Asker.objects.filter(email="").exists()


def test_unconfirmed_question_on_an_agenda_stays_alone_and_is_named(capsys):
    stuck, _free = ask("Op een agenda?").question, ask("Vrij?").question
    put_on_agenda(make_meeting(), stuck)
    Question.objects.update(created_at=timezone.now() - datetime.timedelta(days=8))

    with pytest.raises(SystemExit, match="1"):
        call_command("forget_people")

    assert list(Question.objects.all()) == [stuck]
    said = capsys.readouterr()
    assert "unconfirmed_question: 1\n" in said.out
    assert said.err.startswith(f"question {stuck.pk} stays: ProtectedError: ")
    assert Fault.objects.get().row == f"question {stuck.pk}"

    MeetingQuestion.objects.all().delete()
    call_command("forget_people")
    assert not Question.objects.exists()
    assert not Fault.objects.exists()


def test_question_that_is_confirmed_after_the_list_was_read_stays(monkeypatch):
    asker = ask()
    find = QuerySet.select_for_update

    def confirm_first(rows, **options):
        monkeypatch.setattr(QuerySet, "select_for_update", find)
        questions.confirm(asker, now=NOW)
        return find(rows, **options)

    monkeypatch.setattr(QuerySet, "select_for_update", confirm_first)

    assert question_retention.forget_unconfirmed(after(days=8)) == 0
    assert Question.objects.get().state == Question.State.NEW
