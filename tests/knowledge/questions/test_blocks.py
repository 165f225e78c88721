"""A question on somebody else's page."""

import pytest
from django.core.exceptions import ValidationError

from knowledge.questions import deeds as questions
from knowledge.text.blocks import QuestionBlock
from tests.knowledge.questions.factories import NOW, make_question

pytestmark = pytest.mark.django_db


def shown(question):
    block = QuestionBlock()
    return block.render(block.to_python({"question": question.pk}))


def test_question_that_no_visitor_has_seen_is_refused_in_a_block():
    block = QuestionBlock().child_blocks["question"]
    public, withdrawn = make_question(), make_question()
    withdrawn = questions.withdraw(withdrawn, now=NOW)

    # One that was taken off must not keep an editor from saving the page it stands on.
    assert [block.clean(one) for one in (public, withdrawn)] == [public, withdrawn]
    with pytest.raises(ValidationError, match="staat niet op de site"):
        block.clean(make_question(public=False))


def test_block_shows_no_words_of_a_question_that_was_withdrawn():
    question = make_question("Hoe krijg je de raad mee?")
    assert "Hoe krijg je de raad mee?" in shown(question)
    questions.withdraw(question, now=NOW)
    assert shown(question).strip() == ""
