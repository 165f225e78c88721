"""Where a question is discussed: a higher room knows the meetings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from knowledge.models import Question
from office.registry import Registry


@dataclass(frozen=True, slots=True)
class Discussion:
    """The coming meeting that has a question on its agenda, in the words of the question's page."""

    name: str
    day: str
    when: str
    url: str
    # "" while nobody can register.
    register_url: str


# Of a question: its first coming meeting that everybody may see.
Finder = Callable[[Question, datetime], Discussion | None]

AGENDAS: Registry[Finder] = Registry("agenda")


def discussion(question: Question, *, now: datetime) -> Discussion | None:
    """Return where and when a question is discussed, or None when no meeting says so."""
    if question.state != Question.State.ON_AGENDA:
        return None
    found = (find(question, now) for find in AGENDAS.values())
    return next((one for one in found if one), None)
