"""A question is confirmed while it is being forgotten; PostgreSQL alone runs them so."""

import threading

import pytest
from django.utils import timezone

from knowledge.models import Question
from knowledge.questions import deeds as questions, retention
from office.mail.links import LinkRefused
from office.models import Fault
from tests.knowledge.questions.factories import NOW, ask
from tests.threads import in_thread

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

WAIT = 10  # seconds; a hang guard


def test_who_confirms_while_the_question_is_forgotten_has_an_old_link(monkeypatch):
    asker = ask()
    is_locked, go_on = threading.Event(), threading.Event()
    delete = Question.delete
    failures: list[BaseException] = []

    def slowly(self):
        is_locked.set()
        go_on.wait(WAIT)
        return delete(self)

    monkeypatch.setattr(Question, "delete", slowly)
    forgetting = in_thread(
        lambda: retention.forget_unconfirmed(NOW + retention.UNCONFIRMED), failures
    )
    assert is_locked.wait(WAIT)
    visitor = in_thread(lambda: questions.confirm(asker, now=timezone.now()), failures)
    visitor.join(1)
    go_on.set()
    for thread in (forgetting, visitor):
        thread.join(WAIT)

    assert [type(failure) for failure in failures] == [LinkRefused]
    assert not Question.objects.exists()
    assert not Fault.objects.exists()
