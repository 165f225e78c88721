import pytest
from hypothesis import given, strategies as st

from search.query import LONGEST, parse


def test_parse_gives_words_and_text_when_something_is_typed():
    query = parse("  Opgave   gericht ", "nl")
    assert (query.text, query.tokens, query.cut) == ("Opgave gericht", ("opgave", "gericht"), False)


def test_parse_uses_the_chain_of_the_language():
    assert parse("municipalities", "en").tokens == ("municip",)


def test_parse_cuts_at_200_characters_and_says_so_when_the_text_is_longer():
    query = parse("armoede " * 2_000, "nl")
    assert (len(query.text) <= LONGEST, query.cut, query.tokens) == (True, True, ("armoed",))


def test_parse_does_not_cut_when_only_spaces_make_the_text_long():
    assert parse("raad" + " " * 195 + "mee", "nl").cut is False


def test_parse_gives_each_token_once_when_a_word_is_repeated():
    assert parse("gezin gezin gezinnen", "nl").tokens == ("gezin",)


@pytest.mark.parametrize(
    "raw",
    ['"', "a AND (b", "title:x^2", "* ? ~", "\x00", "👨‍👩‍👧", "'; DROP TABLE", "-", "[1 TO 2}"],
)
def test_parse_takes_operators_as_signs(raw):
    assert not any(set(token) & set("\"*?:^~()[]{}\x00'") for token in parse(raw, "nl").tokens)


@given(st.text(max_size=400), st.sampled_from(["nl", "en", "xx"]))
def test_parse_answers_when_given_any_string(raw, language):
    query = parse(raw, language)
    assert len(query.text) <= LONGEST
    assert all(token and not token.isspace() for token in query.tokens)
