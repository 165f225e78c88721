"""What is forgotten about questions, and when."""

import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from knowledge.models import Asker, Question
from office.retention import RETENTIONS, Retention, delete_each

UNCONFIRMED = datetime.timedelta(days=7)
AFTER_ANSWER = datetime.timedelta(days=60)
AT_MOST = datetime.timedelta(days=730)


def register() -> None:
    """Add the rows of this room to the table."""
    for retention in (
        Retention(
            "unconfirmed_question",
            _("Vraag die niet is bevestigd, met naam en e-mailadres"),
            _("7 dagen"),
            _("Je stelde de vraag zelf, en bevestigde hem niet."),
            forget_unconfirmed,
        ),
        Retention(
            "asker",
            _("Naam en e-mailadres bij een vraag"),
            _("tot 60 dagen na het antwoord, nooit langer dan 24 maanden"),
            _("Je vroeg om bericht als er een antwoord is."),
            forget_askers,
        ),
    ):
        RETENTIONS.register(retention.name, retention)


def forget_unconfirmed(now: datetime.datetime) -> int:
    """Remove questions that nobody confirmed within a week; return how many."""
    old = Question.objects.filter(
        state=Question.State.UNCONFIRMED, created_at__lte=now - UNCONFIRMED
    )
    return delete_each(old, now)


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
