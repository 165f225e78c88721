"""The opgaven of the Alliantie with what the network has on each of them."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from knowledge import addresses
from knowledge.models import (
    CaseOpgave,
    CasePage,
    OpgavePage,
    Question,
    RecordingOpgave,
    RecordingPage,
    ReportOpgave,
    ReportPage,
    StartingPoint,
)
from knowledge.pages.queries import visible
from knowledge.questions import rows as question_rows
from knowledge.questions.rows import QuestionRow
from knowledge.reading.cards import Card, cards, knowledge
from knowledge.text.choices import Change

OPGAVE_ROWS = {ReportPage: ReportOpgave, CasePage: CaseOpgave, RecordingPage: RecordingOpgave}


@dataclass(frozen=True, slots=True)
class OpgaveRow:
    """An opgave with what the network has on it."""

    key: object
    number: int
    title: str
    url: str
    aim: str
    cases: int
    reports: int
    recordings: int
    questions: int
    open_questions: int


def opgaven(language: str) -> list[OpgaveRow]:
    """Return the confirmed opgaven in order, with counts; one query."""
    pages = visible(OpgavePage.objects.filter(confirmed=True), language).order_by("number")
    counts = {
        f"{model.kind}_count": _number_of(
            rows.objects.filter(
                opgave__translation_key=OuterRef("translation_key"),
                page__live=True,
                page__alias_of=None,
                page__locale__language_code=language,
            ),
            "opgave__translation_key",
        )
        for model, rows in OPGAVE_ROWS.items()
    }
    asked = Question.objects.public().filter(
        opgave__translation_key=OuterRef("translation_key"), language=language
    )
    pages = list(
        pages.annotate(
            **counts,
            question_count=_number_of(asked, "opgave__translation_key"),
            open_count=_number_of(
                asked.exclude(state=Question.State.ANSWERED), "opgave__translation_key"
            ),
        )
    )
    urls = addresses.urls(pages)
    return [
        OpgaveRow(
            key=page.translation_key,
            number=page.number,
            title=page.title,
            url=urls.get(page.pk, ""),
            aim=page.aim,
            cases=page.praktijkvoorbeeld_count,
            reports=page.verslag_count,
            recordings=page.opname_count,
            questions=page.question_count,
            open_questions=page.open_count,
        )
        for page in pages
    ]


def cases_of(opgave: OpgavePage, language: str, limit: int = 30) -> list[tuple[str, Card]]:
    """Return (place in the theory of change, card) of an opgave's newest cases; two queries."""
    tied = CaseOpgave.objects.filter(
        page=OuterRef("pk"), opgave__translation_key=opgave.translation_key
    )
    pages = list(
        knowledge(language, CasePage)
        .filter(Exists(tied))
        .annotate(change=F("casepage__change"))[:limit]
    )
    return [(page.change, card) for page, card in zip(pages, cards(pages), strict=True)]


def starting_points(opgave: OpgavePage, language: str) -> list[tuple[Card, str]]:
    """Return where an editor advises to begin, each with the reason; at most four queries."""
    points = StartingPoint.objects.filter(page=opgave.pk).order_by("sort_order")
    rows = list(points.values_list("target_id", "reason"))
    if not rows:
        return []
    found = {card.pk: card for card in cards(list(knowledge(language).filter(pk__in=dict(rows))))}
    return [(found[pk], reason) for pk, reason in rows if pk in found]


@dataclass(frozen=True, slots=True)
class ChangeColumn:
    """One part of the theory of change with its cases."""

    title: str
    term: str
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class OpgaveContent:
    """Everything the page of an opgave lists."""

    row: OpgaveRow | None
    before: OpgaveRow | None
    after: OpgaveRow | None
    starts: list[tuple[Card, str]]
    columns: list[ChangeColumn]
    wanted: list[QuestionRow]
    answered: list[QuestionRow]


def opgave_content(page: OpgavePage, language: str) -> OpgaveContent:
    """Return what the page of an opgave lists; at most seven queries."""
    rows = opgaven(language)
    place = next((at for at, row in enumerate(rows) if row.key == page.translation_key), None)
    cases = cases_of(page, language)
    wanted, answered = question_rows.wanted_and_answered(
        Question.objects.filter(language=language, opgave__translation_key=page.translation_key),
        wanted=5,
        answered=5,
    )
    return OpgaveContent(
        row=rows[place] if place is not None else None,
        before=rows[place - 1] if place else None,
        after=rows[place + 1] if place is not None and place + 1 < len(rows) else None,
        starts=starting_points(page, language) or [(card, "") for _, card in cases[:3]],
        columns=_columns(cases),
        wanted=wanted,
        answered=answered,
    )


def _columns(cases: list[tuple[str, Card]]) -> list[ChangeColumn]:
    columns = []
    for change in Change:
        # The label reads "Verzachten (nu)": the term stands under the title.
        title, _space, term = str(change.label).partition(" ")
        cards = [card for value, card in cases if value == change.value]
        columns.append(ChangeColumn(title=title, term=term.strip("()"), cards=cards))
    return columns


def _number_of(rows: QuerySet, group: str) -> Coalesce:
    numbers = rows.order_by().values(group).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(numbers), Value(0))
