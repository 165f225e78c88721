"""Whoever asked hears why her question is not on the site."""

import pytest

from knowledge.models import Asker, Question
from knowledge.questions import deeds as questions, mails, retention
from office.mail import links
from office.models import Mail
from tests.knowledge.questions.factories import NOW, ask, make_asker, make_question

pytestmark = pytest.mark.django_db


def refused(reason="Deze vraag staat er al."):
    asker = ask("Mag dit?")
    questions.confirm(asker, now=NOW)
    questions.refuse(asker.question, reason=reason, now=NOW)
    return asker


def kinds():
    return list(Mail.objects.order_by("pk").values_list("kind", flat=True))


def test_who_asked_is_mailed_why_her_question_is_not_placed():
    asker = refused()

    mail = mails.refused({"asker": asker.pk})

    assert kinds()[-1] == "question_refused"
    assert (mail.to, mail.subject) == ("an@gemeente.nl", "Je vraag komt niet op de site")
    assert "Mag dit?" in mail.text
    assert "De reden: Deze vraag staat er al.\n" in mail.text
    assert "/vragen/stellen/" in mail.text
    assert "We wissen je vraag na 60 dagen." in mail.text


def test_who_asked_is_mailed_why_her_question_left_the_site():
    question = make_question()
    asker = make_asker(question)
    questions.withdraw(question, reason="Op verzoek van de gemeente.", now=NOW)

    mail = mails.withdrawn({"asker": asker.pk})

    assert kinds() == ["question_withdrawn"]
    assert mail.subject == "Je vraag staat niet meer op de site"
    assert "De reden: Op verzoek van de gemeente.\n" in mail.text


def test_who_did_not_confirm_or_wants_no_mail_gets_none():
    waiting = ask("Onbevestigd?")
    questions.refuse(waiting.question, reason="Dubbel.", now=NOW)
    question = make_question(public=False)
    Asker.objects.filter(pk=make_asker(question).pk).update(state=Asker.State.STOPPED)
    questions.refuse(question, reason="Dubbel.", now=NOW)

    assert kinds() == ["question_confirm"]


def test_refusal_that_was_taken_back_is_not_mailed():
    asker = refused()
    questions.publish(asker.question, now=NOW)

    assert mails.refused({"asker": asker.pk}) is None


def test_nothing_is_repeated_of_what_was_forgotten():
    asker = refused()
    retention.forget_askers(NOW + retention.AFTER_ANSWER)

    assert mails.refused({"asker": asker.pk}) is None


def test_reason_goes_with_the_words_of_a_withdrawn_question():
    question = make_question()
    questions.withdraw(question, reason="Er stond een naam in: Bo.", now=NOW)

    retention.forget_unpublished(NOW + retention.AFTER_REFUSAL)

    assert list(question.events.exclude(note="")) == []


@pytest.mark.parametrize("deed", ["refuse", "withdraw"])
def test_page_behind_her_link_says_why(client, deed):
    question = make_question(public=deed == "withdraw")
    asker = make_asker(question)
    getattr(questions, deed)(question, reason="Te lang & dubbel.", now=NOW)

    html = client.get(f"/vragen/bevestigen/{links.make(questions.CONFIRM, asker)}/")

    said = html.content.decode()
    assert "De reden: Te lang &amp; dubbel." in said
    assert "Je krijgt een mail als hij op de site staat" not in said


def test_reason_is_told_to_who_asked_and_not_to_everybody(client):
    question = make_question()
    questions.withdraw(question, reason="Bo wilde dit niet.", now=NOW)
    question = questions.publish(question, now=NOW)

    assert question.state == Question.State.OPEN
    assert "Bo wilde" not in client.get(question.get_absolute_url()).content.decode()
