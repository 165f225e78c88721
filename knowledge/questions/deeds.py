"""The journey of a question: every change of its state is a deed here."""

import datetime
import hashlib
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from knowledge.models import (
    Answer,
    AnswerPassage,
    Asker,
    Gemeente,
    OpgavePage,
    Passage,
    Question,
    QuestionEvent,
)
from knowledge.passages import resolver
from knowledge.questions import journey, numbering
from knowledge.questions.journey import QuestionRefused
from office.mail import outbox, quota
from office.mail.links import LinkRefused
from office.mail_address import fold
from office.models import User

State, Event = Question.State, QuestionEvent.Kind

CONFIRM, STOP = "question_confirm", "question_stop"  # what a mailed link is for
WORDS = ("text", "explanation", "opgave", "gemeente", "language")  # what `reword` takes over
# What a moderator can still decide about.
PUBLISHABLE = frozenset({State.NEW, State.REFUSED, State.WITHDRAWN})
REFUSABLE = frozenset({State.NEW, State.UNCONFIRMED})


def ask(
    text: str,
    *,
    name: str,
    email: str,
    now: datetime.datetime,
    explanation: str = "",
    language: str = "nl",
    origin: str = Question.Origin.WEBSITE,
    opgave: OpgavePage | None = None,
    asked_on: Page | None = None,
    form_key: str = "",
) -> Question:
    """Return the question of a visitor, who gets a mail to confirm it.

    The same form sent twice gives the question that was made first, and no second mail. Other
    words or another address in a form that the browser kept are another question. Raises
    TooManyMails.
    """
    quota.take(email, now=now)
    if form_key:
        sent = "\n".join((form_key, text, email))
        form_key = hashlib.sha256(sent.encode()).hexdigest()
    question = Question(
        text=_one_line(text),
        explanation=explanation,
        language=language,
        origin=origin,
        opgave=opgave,
        asked_on=asked_on,
        form_key=form_key,
        state=State.UNCONFIRMED,
        created_at=now,
    )
    try:
        with transaction.atomic():
            question.save()
            asker = _add_asker(question, name=name, email=email, language=language, now=now)
            journey.tell(question, Event.ASKED, at=now)
            outbox.put("question_confirm", to_language=language, asker=asker.pk)
    except IntegrityError:
        first = Question.objects.filter(form_key=form_key).exclude(form_key="").first()
        if first is None:
            raise
        return first
    return question


@transaction.atomic
def ask_at_registration(
    text: str,
    *,
    name: str,
    email: str,
    now: datetime.datetime,
    organisation: str = "",
    language: str = "nl",
    occasion: str = "",
    opgave: OpgavePage | None = None,
) -> Question:
    """Return the question that someone brings along; the registration was the confirmation.

    `occasion` ("Kenniskring 15") is where it was brought.
    """
    question = bring_in(
        text,
        origin=Question.Origin.REGISTRATION,
        now=now,
        language=language,
        occasion=occasion,
        opgave=opgave,
    )
    asker = _add_asker(
        question, name=name, email=email, organisation=organisation, language=language, now=now
    )
    asker.state, asker.confirmed_at = Asker.State.CONFIRMED, now
    asker.save(update_fields=["state", "confirmed_at"])
    return question


@transaction.atomic
def bring_in(
    text: str,
    *,
    origin: str,
    now: datetime.datetime,
    language: str = "nl",
    explanation: str = "",
    occasion: str = "",
    opgave: OpgavePage | None = None,
    gemeente: Gemeente | None = None,
) -> Question:
    """Return a question without an asker, ready for the moderator: from a report, say."""
    question = Question.objects.create(
        text=_one_line(text),
        explanation=explanation,
        language=language,
        origin=origin,
        opgave=opgave,
        gemeente=gemeente,
        state=State.NEW,
        created_at=now,
    )
    journey.tell(question, Event.ASKED, at=now, label=occasion)
    return question


@transaction.atomic
def confirm(asker: Asker, *, now: datetime.datetime) -> None:
    """Take the asker at her word and hand her question to the moderator; a second time is nothing.

    An asker who stopped her mail stays stopped: an old link does not bring the mail back. Raises
    LinkRefused when the question was forgotten in this moment.
    """
    # The question first, in the order in which it is forgotten with its askers.
    question = Question.objects.select_for_update(of=("self",)).filter(pk=asker.question_id).first()
    stored = question and question.askers.select_for_update().filter(pk=asker.pk).first()
    if question is None or stored is None:
        raise LinkRefused
    if stored.state == Asker.State.WAITING:
        stored.state, stored.confirmed_at = Asker.State.CONFIRMED, now
        stored.save(update_fields=["state", "confirmed_at"])
    if question.state == State.UNCONFIRMED:
        journey.set_state(question, State.NEW)


@transaction.atomic
def stop(asker: Asker) -> None:
    """Send this asker no more mail about the question."""
    Asker.objects.filter(pk=asker.pk).update(state=Asker.State.STOPPED)


@transaction.atomic
def reword(question: Question) -> None:
    """Save the words that a moderator changed, in the page, the passages and the index."""
    stored = journey.lock(question)
    for name in WORDS:
        setattr(stored, name, getattr(question, name))
    stored.text = _one_line(question.text)
    stored.save(update_fields=WORDS)
    journey.seen(stored)


@transaction.atomic
def publish(question: Question, *, now: datetime.datetime, by: User | None = None) -> Question:
    """Publish the question with a number that never changes, and mail its askers.

    Raises QuestionRefused unless it waits for a moderator, was refused, or was withdrawn so
    recently that its words are still there.
    """
    question = journey.lock(question)
    if not question.text:
        raise QuestionRefused(_("De woorden van deze vraag zijn gewist. Vul ze eerst weer in."))
    if question.state not in PUBLISHABLE:
        raise QuestionRefused(
            _("Deze vraag kan niet worden geplaatst. De stand is: %(state)s.")
            % {"state": question.get_state_display()}
        )
    is_new = question.number is None
    if is_new:
        numbering.give_number(question, now=now)
    # Who was told that it left the site hears that it is back.
    if is_new or question.state == State.WITHDRAWN:
        journey.mail_askers(question, "question_published")
    journey.set_state(question, State.ANSWERED if question.answered_at else State.OPEN)
    journey.tell(question, Event.PUBLISHED, at=now, by=by)
    journey.seen(question)
    return question


@transaction.atomic
def refuse(
    question: Question, *, reason: str, now: datetime.datetime, by: User | None = None
) -> Question:
    """Keep a question that was never published off the site, and mail its askers why.

    Raises QuestionRefused without a reason: who asked must hear one.
    """
    question = journey.lock(question)
    if question.state not in REFUSABLE:
        raise QuestionRefused(_("Deze vraag staat al op de site. Trek hem in."))
    if not (reason := _one_line(reason)):
        raise QuestionRefused(_("Schrijf waarom. Wie de vraag stelde, krijgt dat te lezen."))
    journey.set_state(question, State.REFUSED)
    journey.tell(question, Event.REFUSED, at=now, by=by, note=reason)
    journey.mail_askers(question, "question_refused")
    return question


@transaction.atomic
def withdraw(
    question: Question, *, now: datetime.datetime, reason: str = "", by: User | None = None
) -> Question:
    """Take a published question off the site and mail its askers; its number is not used again."""
    question = journey.lock(question)
    if question.state == State.WITHDRAWN:
        raise QuestionRefused(_("Deze vraag is al ingetrokken."))
    journey.must_be_public(question)
    journey.set_state(question, State.WITHDRAWN)
    journey.tell(question, Event.WITHDRAWN, at=now, by=by, note=_one_line(reason))
    journey.mail_askers(question, "question_withdrawn")
    journey.seen(question)
    return question


@transaction.atomic
def answer(
    question: Question,
    *,
    passages: Iterable[Passage] = (),
    text: str = "",
    now: datetime.datetime,
    by: User | None = None,
) -> Answer:
    """Return a new answer: passages in reading order, a short text, or both; askers get a mail.

    Raises QuestionRefused when the question is not public, the answer is empty, or a passage
    cannot be read by visitors.
    """
    question = journey.lock(question)
    journey.must_be_public(question)
    chosen = list(dict.fromkeys(passages))
    if not chosen and not text.strip():
        raise QuestionRefused(_("Kies een alinea of schrijf een kort antwoord."))
    for passage in chosen:
        if passage.state != Passage.State.LIVE:
            raise QuestionRefused(
                _("Alinea %(id)s staat niet op de site. Kies een andere.") % {"id": passage.pk}
            )
    rows = Passage.objects.filter(pk__in=[passage.pk for passage in chosen])
    for passage in rows.exclude(resolver.visible()):
        raise QuestionRefused(
            _("Alinea %(id)s staat op een pagina die niet iedereen mag lezen. Kies een andere.")
            % {"id": passage.pk}
        )
    last = question.answers.aggregate(last=Max("order"))["last"] or 0
    given = Answer.objects.create(
        question=question, order=last + 1, text=text.strip(), given_at=now, by=by
    )
    AnswerPassage.objects.bulk_create(
        AnswerPassage(answer=given, passage=passage, order=order, text_hash_seen=passage.text_hash)
        for order, passage in enumerate(chosen, start=1)
    )
    question.answered_at = question.answered_at or now
    journey.set_state(question, State.ANSWERED, "answered_at")
    journey.tell(question, Event.ANSWERED, at=now, by=by)
    journey.mail_askers(question, "question_answered", answer=given.pk)
    journey.seen(question)
    return given


@transaction.atomic
def record_event(
    question: Question,
    *,
    kind: str,
    at: datetime.datetime,
    url: str = "",
    label: str = "",
    by: User | None = None,
) -> QuestionEvent:
    """Return the event that another room recorded for this question; the same event twice is one.

    `kind` is ON_AGENDA or DISCUSSED; `url` and `label` are the meeting's. A question that is
    answered already stays answered.
    """
    question = journey.lock(question)
    event, _made = QuestionEvent.objects.update_or_create(
        question=question, kind=kind, url=url, defaults={"at": at, "label": label, "by": by}
    )
    further = {
        Event.ON_AGENDA: ({State.OPEN}, State.ON_AGENDA),
        Event.DISCUSSED: ({State.OPEN, State.ON_AGENDA}, State.DISCUSSED),
    }
    before, after = further[Event(kind)]
    if question.state in before:
        journey.set_state(question, after)
        journey.seen(question)
    return event


@transaction.atomic
def take_off_agenda(
    question: Question,
    *,
    label: str,
    url: str,
    note: str,
    at: datetime.datetime,
    elsewhere: QuerySet,
    by: User | None = None,
) -> None:
    """Open the question again after its meeting was called off, with the reason in its journey.

    `label` and `url` are the meeting's, `elsewhere` the rows that have the question on another
    agenda: then it stays there. What was discussed or answered stays so.
    """
    question = journey.lock(question)
    was_there = question.state in (State.OPEN, State.ON_AGENDA)
    if not was_there:
        return
    journey.tell(question, Event.OFF_AGENDA, at=at, label=label, url=url, note=note, by=by)
    # Asked behind the lock: a meeting that is announced meanwhile puts it on its agenda there.
    if question.state == State.ON_AGENDA and not elsewhere.exists():
        journey.set_state(question, State.OPEN)
        journey.seen(question)


def _add_asker(
    question: Question,
    *,
    name: str,
    email: str,
    language: str,
    now: datetime.datetime,
    organisation: str = "",
) -> Asker:
    return Asker.objects.create(
        question=question,
        name=name,
        email=email,
        email_folded=fold(email),
        organisation=organisation,
        language=language,
        created_at=now,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
