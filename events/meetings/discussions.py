"""At which meeting a question is discussed, for its own page."""

from datetime import datetime

from events.meetings import cards
from events.models import Meeting
from knowledge.models import Question
from knowledge.questions.agenda import Discussion


def find(question: Question, now: datetime) -> Discussion | None:
    """Return the first coming meeting with this question that everybody may see, or None."""
    coming = Meeting.objects.coming(now).open_to_all()
    found = coming.filter(questions__question=question)[:1]
    for card in cards.cards(found, now=now, language=question.language):
        return Discussion(
            name=card.kind,
            day=card.slot.day,
            when=card.slot.words,
            url=card.url,
            register_url=card.action_url,
        )
    return None
