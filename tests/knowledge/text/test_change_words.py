"""A sentence that says what changed."""

import pytest

from knowledge.text import change_words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("kosten toegevoegd.", "kosten toegevoegd"),
        ("  kosten \n toegevoegd ; ", "kosten toegevoegd"),
        ("Nieuw: het bedrag per kind", "Nieuw: het bedrag per kind"),
        ("...", ""),
    ],
)
def test_a_sentence_is_one_line_without_a_stop(typed, kept):
    assert change_words.cleaned(typed) == kept


@pytest.mark.parametrize(
    "sentence",
    ["", ".", "-", "2026", "typfout", "Typfout", "tekst aangepast", "minor changes", "x"],
)
def test_a_sentence_that_is_true_of_every_change_says_nothing(sentence):
    assert not change_words.says_something(sentence)


@pytest.mark.parametrize("sentence", ["kosten", "kosten toegevoegd", "bedrag gecorrigeerd"])
def test_a_sentence_that_names_something_says_something(sentence):
    assert change_words.says_something(sentence)
