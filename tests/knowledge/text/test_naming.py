"""Names of passages: as few first words as tell them apart."""

import pytest

from knowledge.text.naming import ENOUGH, first_words, whole_words


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        ({"a": "Een plan", "b": "Wat kost het?"}, {"a": "Een plan", "b": "Wat kost het?"}),
        ({"a": "Een plan", "b": "Een plan"}, {"a": "Een plan", "b": "Een plan (2)"}),
        (
            {"a": "een twee drie vier vijf zes zeven"},
            {"a": "een twee drie vier vijf zes …"},
        ),
        (
            {"a": "een twee drie vier vijf zes A", "b": "een twee drie vier vijf zes B"},
            {"a": "een twee drie vier vijf zes A", "b": "een twee drie vier vijf zes B"},
        ),
    ],
)
def test_name_is_as_short_as_tells_it_apart(texts, names):
    assert first_words(texts) == names


def test_word_that_was_cut_in_two_is_left_out_and_said_to_be():
    text = "woord " * 50

    assert whole_words(text[:ENOUGH]) == f"{'woord ' * 33}…"
    assert whole_words("x" * ENOUGH) == f"{'x' * ENOUGH} …"
    assert whole_words("Een plan") == "Een plan"
