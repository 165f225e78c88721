"""The heads of the list of questions and of one question."""

from django.core.paginator import Page as PaginatorPage
from django.http import HttpRequest
from django.utils.translation import gettext as _

from knowledge.head import data
from knowledge.head.routes import in_every_language, of_route
from knowledge.head.values import Data, Head
from knowledge.head.words import publisher, title_of_page
from knowledge.models import Answer, Question
from office.mail.kinds import absolute


def of_list(request: HttpRequest, pages: PaginatorPage) -> Head:
    """Return the head of one page of the list; each has an address of its own."""
    is_first = pages.number == 1
    return of_route(
        title_of_page(_("Vragen"), pages.number),
        _(
            "Wat collega’s in gemeenten willen weten over kinderarmoede. Bij een antwoord staat "
            "de alinea of de seconde waar je het vindt."
        ),
        path=request.path if is_first else f"{request.path}?pagina={pages.number}",
        languages=in_every_language(request.path) if is_first else None,
    )


def of_question(question: Question, answers: list[Answer]) -> Head:
    """Return the head of a question, which is in one language; no query beside `published`."""
    path = question.get_absolute_url()
    given = [_answer(question, answer) for answer in reversed(answers)]
    with_words = [answer for answer in given if answer]
    return of_route(
        question.text,
        *(answer["text"] for answer in with_words[:1]),
        question.explanation,
        _("Vraag van een collega: %(question)s") % {"question": question.text},
        path=path,
        language=question.language,
        kind="article",
        data=[
            data.questions_and_answers(
                text=question.text,
                explanation=question.explanation,
                url=absolute(path),
                language=question.language,
                published=question.published_at,
                answers=with_words,
            )
        ],
    )


def _answer(question: Question, answer: Answer) -> Data | None:
    """Return an answer in the words of the editors, else in those of what it points at."""
    text = answer.text.strip()
    if not text:
        passages = (row.passage for row in answer.passages.all() if row.open_to_all)
        text = "\n\n".join(passage.text for passage in passages if passage.text)
    if not text:
        return None
    return data.answer(
        text=text,
        url=absolute(f"{question.get_absolute_url()}#{question.anchor}-antwoord-{answer.order}"),
        given=answer.given_at,
        publisher=publisher(),
    )
