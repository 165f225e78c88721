import pytest

from search import dutch, english
from search.chain import LONGEST_TOKEN, normal
from search.words import fold


def tokens(text: str) -> list[str]:
    return [token.text for token in dutch.CHAIN.tokens(normal(text))]


def query_tokens(text: str) -> list[tuple[str, ...]]:
    return [word.tokens for word in dutch.CHAIN.query(normal(text))]


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Financiën", "financien"),
        ("CAFÉ", "cafe"),
        ("thema’s", "thema"),
        ("baby'tje", "baby"),
        ("ĳs", "ijs"),
        ("ﬁlm", "film"),
        ("Ｗｉｎｔｅｒ", "winter"),
        ("Sørensen", "sorensen"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("Michał Łódź", "michallodz"),
        ("Ðorđe Þór", "dordethor"),
        ("Æsop’s œuvre", "aesopsoeuvre"),
        ("Diyarbakır", "diyarbakir"),
        ("Ħal Tarxien ŋ", "haltarxienng"),
        ("ǿ", "o"),
        ("2½", "2"),
    ],
)
def test_fold_leaves_plain_letters_when_a_word_has_signs(word, folded):
    assert fold(word) == folded


@pytest.mark.parametrize("text", ["Café", "Cafe\u0301"])
def test_tokens_are_equal_when_an_accent_is_one_character_or_two(text):
    assert tokens(text) == tokens("cafe")


# No letter j́, n̈, m̄ or b́ exists: these accents stay signs of their own.
@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("blíj\u0301ven", "blijven"),
        ("n\u0308iet m\u0304aar", "niet maar"),
        ("ouder-b\u0301aby’s", "ouder-baby’s"),
        ("j\u0301", "j"),
    ],
)
def test_word_stays_whole_when_an_accent_has_no_letter_of_its_own(text, plain):
    assert tokens(text) == tokens(plain)
    assert query_tokens(text) == query_tokens(plain)


@pytest.mark.parametrize(
    ("text", "found"),
    [("ideeën", "idee"), ("Bacterie\u0308n", "bacterie"), ("bacterien", "bacterie")],
)
def test_plural_with_a_trema_meets_its_word(text, found):
    assert tokens(text) == tokens(found)


def test_tokens_give_joined_word_and_components_when_a_word_has_a_hyphen():
    assert tokens("ouder-kindcentrum") == ["ouderkindcentrum", "ouder", "kindcentrum"]


def test_tokens_give_only_components_when_figures_have_a_hyphen():
    assert tokens("2024-2025") == ["2024", "2025"]


def test_tokens_point_at_their_characters_when_accents_are_folded():
    text = normal("De financie\u0308n van Cas’ gezin")
    found = dutch.CHAIN.tokens(text)
    assert [text[token.start : token.end] for token in found] == [
        "De",
        "financiën",
        "van",
        "Cas",
        "gezin",
    ]


def test_tokens_point_at_the_components_when_a_word_has_a_hyphen():
    text = "het ouder-kindcentrum"
    found = [(token.text, text[token.start : token.end]) for token in dutch.CHAIN.tokens(text)]
    assert found[1:] == [
        ("ouderkindcentrum", "ouder-kindcentrum"),
        ("ouder", "ouder"),
        ("kindcentrum", "kindcentrum"),
    ]


def test_tokens_hold_no_space_when_a_character_comes_apart_in_words():
    # U+FDFA is one character that NFKD writes as four words.
    assert all(" " not in token for token in tokens("\ufdfa armoede ½ ﷺ"))


def test_tokens_are_bounded_when_a_word_never_ends():
    assert [len(token) <= LONGEST_TOKEN for token in tokens("a" * 10_000)] == [True]


def test_tokens_are_none_when_there_are_only_signs():
    assert tokens("\x00 “” !? 🎈 \ud800 -- ''") == []


def test_query_leaves_stop_words_out_when_there_are_others():
    assert query_tokens("hoe krijg je de raad mee") == [("krijgen",), ("rad",)]


def test_query_keeps_stop_words_when_there_are_no_others():
    assert query_tokens("wie is wie") == [("wie",), ("is",), ("wie",)]


def test_query_of_stop_words_finds_the_same_tokens_as_the_text():
    asked = {token for word in query_tokens("wie zijn wij") for token in word}
    assert asked <= set(tokens("Wie zijn wij?"))


def test_query_gives_joined_word_and_components_when_a_word_has_a_hyphen():
    assert query_tokens("ouder-kindcentrum") == [("ouderkindcentrum", "ouder", "kindcentrum")]


def test_english_chain_stems_english_words():
    found = [word.main for word in english.CHAIN.query("the municipalities and their children")]
    assert found == [english.stem("municipality"), english.stem("children")]
