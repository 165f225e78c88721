"""A step in the journey of a question: what every deed does with the row, its story and its askers.

Only the deeds take steps; they are told apart from what a step is, which is the same for all.
"""

import datetime

from django.utils.translation import gettext_lazy as _

from knowledge.models import Asker, Question, QuestionEvent
from knowledge.questions import passages
from office.mail import outbox
from office.models import User
from office.refusals import Refused
from search import indexing


class QuestionRefused(Refused):
    """A deed that this question cannot undergo now; says why in Dutch."""


def lock(question: Question) -> Question:
    """Return the question fresh from the database: a moderator's screen can be an hour old."""
    stored = Question.objects.select_for_update(of=("self",)).filter(pk=question.pk).first()
    if stored is None:
        raise QuestionRefused(_("Deze vraag is er niet meer: niemand bevestigde hem op tijd."))
    return stored


def set_state(question: Question, state: str, *fields: str) -> None:
    """Store the state, and the fields that were changed with it."""
    question.state = state
    question.save(update_fields=["state", *fields])


def must_be_public(question: Question) -> None:
    """Raise QuestionRefused unless everybody can read the question."""
    if not question.is_public:
        raise QuestionRefused(_("Deze vraag staat niet op de site. Plaats hem eerst."))


def tell(
    question: Question,
    kind: str,
    *,
    at: datetime.datetime,
    by: User | None = None,
    **where: str,
) -> None:
    """Add a step to the story of the question."""
    QuestionEvent.objects.create(question=question, kind=kind, at=at, by=by, **where)


def mail_askers(question: Question, kind: str, **ids: int) -> None:
    """Put a mail in the outbox for everybody who said that she wants to know."""
    for asker in question.askers.filter(state=Asker.State.CONFIRMED).exclude(email=""):
        outbox.put(kind, to_language=asker.language, asker=asker.pk, **ids)


def seen(question: Question) -> None:
    """Bring passages and index in line with the question."""
    passages.write(question)
    indexing.record_change(f"question:{question.pk}")
