"""What is forgotten about questions, and when."""

import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import ModelLogEntry

from knowledge.models import Asker, Question, QuestionEvent
from office.retention import RETENTIONS, Retention, delete_each

UNCONFIRMED = datetime.timedelta(days=7)
AFTER_ANSWER = datetime.timedelta(days=60)
AFTER_REFUSAL = datetime.timedelta(days=60)
AT_MOST_MONTHS = 24
AT_MOST = datetime.timedelta(days=730)


def register() -> None:
    """Add the rows of this room to the table."""
    for retention in (
        Retention(
            "unconfirmed_question",
            _("Vraag die niet is bevestigd, met naam en e-mailadres"),
            format_lazy(_("{days} dagen"), days=UNCONFIRMED.days),
            _("Je stelde de vraag zelf, en bevestigde hem niet."),
            forget_unconfirmed,
        ),
        Retention(
            "asker",
            _("Naam, e-mailadres en organisatie bij een vraag"),
            format_lazy(
                _("tot {days} dagen na het antwoord, nooit langer dan {months} maanden"),
                days=AFTER_ANSWER.days,
                months=AT_MOST_MONTHS,
            ),
            _("Je vroeg om bericht als er een antwoord is."),
            forget_askers,
            format_lazy(
                _(
                    "Stel je een vraag? Dan bewaren we daarvoor je naam, je e-mailadres en je "
                    "organisatie als je die invulde, tot {days} dagen na het antwoord, nooit "
                    "langer dan {months} maanden."
                ),
                days=AFTER_ANSWER.days,
                months=AT_MOST_MONTHS,
            ),
        ),
        Retention(
            "unpublished_question",
            _("Vraag die niet op de site kwam of ervan af is, met toelichting"),
            format_lazy(
                _(
                    "tot {days} dagen na dat besluit; een vraag waar niemand over besliste nooit "
                    "langer dan {months} maanden"
                ),
                days=AFTER_REFUSAL.days,
                months=AT_MOST_MONTHS,
            ),
            _("Nodig om op een besluit terug te komen."),
            forget_unpublished,
        ),
    ):
        RETENTIONS.register(retention.name, retention)


def forget_unconfirmed(now: datetime.datetime) -> int:
    """Remove questions that nobody confirmed within a week; return how many."""
    old = Question.objects.filter(
        state=Question.State.UNCONFIRMED, created_at__lte=now - UNCONFIRMED
    )
    keys = list(old.values_list("pk", flat=True))
    gone = delete_each(old, now)
    _forget_names(keys)
    return gone


def forget_unpublished(now: datetime.datetime) -> int:
    """Remove what was refused 60 days ago, or waits for two years; return how many rows.

    Of a withdrawn question only the words go: its number is an address that says it is gone.
    """
    waiting = Question.objects.filter(state=Question.State.NEW, created_at__lte=now - AT_MOST)
    refused = _decided(Question.State.REFUSED, QuestionEvent.Kind.REFUSED, now)
    withdrawn = _decided(Question.State.WITHDRAWN, QuestionEvent.Kind.WITHDRAWN, now)
    old = Question.objects.filter(Q(pk__in=waiting) | Q(pk__in=refused), number=None)
    spoken = Question.objects.filter(Q(pk__in=withdrawn) | Q(pk__in=refused, number__isnull=False))
    spoken = spoken.exclude(text="", explanation="")
    keys = [*old.values_list("pk", flat=True), *spoken.values_list("pk", flat=True)]
    # Why it is off may repeat what it said.
    told = QuestionEvent.objects.filter(question__in=list(spoken.values_list("pk", flat=True)))
    told.exclude(note="").update(note="")
    gone = delete_each(old, now) + spoken.update(text="", explanation="")
    _forget_names(keys)
    return gone


def _forget_names(keys: list[int]) -> None:
    """Take the words out of the list of who changed what: each step there names its question."""
    forgotten = set(keys) - set(Question.objects.exclude(text="").values_list("pk", flat=True))
    log = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Question))
    log.filter(object_id__in=[str(key) for key in forgotten]).update(label=_("Vraag"))


def _decided(state: str, kind: str, now: datetime.datetime) -> QuerySet:
    """Return the keys of the questions in this state for which that was decided long ago."""
    decided = Question.objects.filter(state=state, events__kind=kind)
    decided = decided.annotate(decided_at=Max("events__at"))
    return decided.filter(decided_at__lte=now - AFTER_REFUSAL).values("pk")


def forget_askers(now: datetime.datetime) -> int:
    """Blank who asked when the answer is 60 days old, or the asking two years; return how many.

    The row stays, so that the number of people who wanted to know stays too.
    """
    over = Q(question__answered_at__lte=now - AFTER_ANSWER) | Q(created_at__lte=now - AT_MOST)
    # A question that was refused or withdrawn gets no answer: its asker waits for nothing.
    never = Q(
        question__state__in=[Question.State.REFUSED, Question.State.WITHDRAWN],
        created_at__lte=now - AFTER_ANSWER,
    )
    known = Asker.objects.exclude(email="")
    return known.filter(over | never).update(name="", email="", email_folded="", organisation="")
