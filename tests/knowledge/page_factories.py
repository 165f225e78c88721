"""Cases and lists of pages with only what matters spelled out."""

import itertools
import uuid

from django.utils.text import slugify

from knowledge.models import (
    CaseGemeente,
    CaseOpgave,
    CasePage,
    Gemeente,
    OpgavePage,
    Question,
    ReportPage,
)
from knowledge.models.choices import Approach
from tests.knowledge.factories import make_list

_numbers = itertools.count(1)


def make_gemeente(name: str = "Winterswijk") -> Gemeente:
    """Return a gemeente by its name."""
    found, _made = Gemeente.objects.get_or_create(name=name, defaults={"slug": slugify(name)})
    return found


def make_case(
    *, gemeente: str = "", opgave: OpgavePage | None = None, live: bool = True, **fields
) -> CasePage:
    """Return a case under the list of cases."""
    parent = make_list(slug="praktijkvoorbeelden")
    number = next(_numbers)
    fields = {
        "title": f"Praktijkvoorbeeld {number}",
        "slug": f"praktijkvoorbeeld-{number}",
        "approach": Approach.CHILD,
        **fields,
    }
    page = CasePage(live=live, locale=parent.locale, **fields)
    parent.add_child(instance=page)
    if gemeente:
        CaseGemeente.objects.create(page=page, gemeente=make_gemeente(gemeente))
    if opgave:
        CaseOpgave.objects.create(page=page, opgave=opgave)
    return page


def point_at(report: ReportPage, *, cases: list[CasePage], questions: list[Question]) -> None:
    """Put cards of cases and rows of questions in the text of a report."""
    body = [_block("case", page=case.pk) for case in cases]
    asked = [_block("question", question=question.pk) for question in questions]
    report.body = report.body.stream_block.to_python(body)
    report.questions = report.questions.stream_block.to_python(asked)
    report.save()


def _block(kind: str, **value: int) -> dict:
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}
