"""Questions and passages to test with; people are An, Bo and Cas."""

import datetime
import itertools

from django.utils import timezone

from knowledge.models import Asker, Passage, Question
from knowledge.models.passage import text_hash
from knowledge.questions import deeds as questions
from office.mail_address import fold

NOW = datetime.datetime(2027, 3, 4, 12, 0, tzinfo=datetime.UTC)
_numbers = itertools.count(1)


def make_question(text="Hoe krijg je de raad mee?", *, public=True, language="nl", **fields):
    """Return a question an editor brought in, published unless said otherwise."""
    fields = {"origin": Question.Origin.REPORT, **fields}
    question = questions.bring_in(text, now=NOW, language=language, **fields)
    return questions.publish(question, now=NOW) if public else question


def ask(text="Hoe krijg je de raad mee?", *, email="an@gemeente.nl", **more):
    """Return the asker of a question that was sent by the form."""
    fields = {"name": "An", "email": email, "now": NOW, "form_key": f"key-{next(_numbers)}"}
    return questions.ask(text, **{**fields, **more}).askers.get()


def make_asker(question, *, email="an@gemeente.nl", confirmed=True):
    """Return someone who wants to know the answer to question."""
    return Asker.objects.create(
        question=question,
        name="An",
        email=email,
        email_folded=fold(email),
        organisation="Gemeente Ergens",
        state=Asker.State.CONFIRMED if confirmed else Asker.State.WAITING,
        confirmed_at=NOW if confirmed else None,
    )


def make_passage(text="Praat eerst met de griffier.", **fields):
    """Return a passage without a page; for what shows passages, not for what makes them."""
    return Passage.objects.create(
        **{
            "owner_title": "Verslag van Kenniskring 14",
            "owner_url": "/kennisbank/verslagen/kenniskring-14/",
            "language": "nl",
            "key": f"key-{next(_numbers)}",
            "kind": Passage.Kind.PARAGRAPH,
            "text": text,
            "text_hash": text_hash(text),
            "changed_at": timezone.now(),
            **fields,
        }
    )
