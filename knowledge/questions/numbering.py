"""The number of a question: given at its first publication, and never used again."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from knowledge.models import Question

NUMBER_TRIES = 5


def give_number(question: Question, *, now: datetime.datetime) -> None:
    """Store the next number and when the question was published, in the caller's transaction."""
    question.published_at = now
    for attempt in range(1, NUMBER_TRIES + 1):
        # Moderators who publish at once wait for each other at the oldest published question. The
        # very first ones find no row to wait at: they collide once, and wait at the second try.
        Question.objects.select_for_update().exclude(number=None).order_by("number").first()
        highest = Question.objects.aggregate(highest=Max("number"))["highest"] or 0
        question.number = highest + 1
        try:
            with transaction.atomic():
                question.save(update_fields=["number", "published_at"])
        except IntegrityError:
            if attempt == NUMBER_TRIES:
                raise
        else:
            return
