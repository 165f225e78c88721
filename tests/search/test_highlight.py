import html
import re

from hypothesis import given, strategies as st

from search.chain import normal
from search.highlight import WIDTH, snippet
from search.query import parse
from search.units import UnitText, units
from tests.search.factories import make_document, make_passage


def shown(text: str, question: str, **rest) -> str:
    document = make_document(passages=(make_passage(text, **rest),))
    unit = UnitText(units(document)[1].payload)
    return snippet(unit, unit.passages[0], parse(question, "nl").tokens)


def plain(fragment: str) -> str:
    return html.unescape(re.sub(r"</?mark>", "", fragment))


def test_snippet_marks_every_form_of_the_word():
    assert shown("Een gezin is geen gezinnen.", "gezinnen") == (
        "Een <mark>gezin</mark> is geen <mark>gezinnen</mark>."
    )


def test_snippet_marks_a_word_whole_when_an_accent_has_no_letter_of_its_own():
    text = "Wij blíj\u0301ven."
    assert shown(text, "blijven") == "Wij <mark>blíj\u0301ven</mark>."
    assert shown("Wij blijven.", "blíj\u0301ven") == "Wij <mark>blijven</mark>."


def test_snippet_marks_a_hyphenated_word_once_when_joined_word_and_components_match():
    assert shown("Het ouder-kindcentrum.", "ouder-kindcentrum ouder") == (
        "Het <mark>ouder-kindcentrum</mark>."
    )


def test_snippet_marks_a_component_when_only_that_was_asked():
    assert shown("Het ouder-kindcentrum.", "ouders") == ("Het <mark>ouder</mark>-kindcentrum.")


def test_snippet_escapes_everything_else():
    assert shown("<b>De & raad</b> \"'", "raad") == (
        "&lt;b&gt;De &amp; <mark>raad</mark>&lt;/b&gt; &quot;&#x27;"
    )


def test_snippet_begins_the_text_when_nothing_matches():
    assert shown("woord " * 100, "raad").startswith("woord woord")


def test_snippet_marks_nothing_when_only_the_label_matches():
    assert shown("Geld en mensen.", "borging", label="Borging") == "Geld en mensen."


def test_snippet_shows_the_part_where_most_words_stand_together():
    text = "De raad. " + "Vulling " * 60 + "opgave gericht en de raad " + "vulling " * 60
    fragment = shown(text, "opgave gericht raad")
    assert fragment.count("<mark>") == 3
    assert (fragment.startswith("… "), fragment.endswith(" …")) == (True, True)


def test_snippet_is_cut_at_whole_words():
    words = set("aap noot mies wim zus jet".split())
    fragment = shown(" ".join(["aap noot mies wim zus jet"] * 40), "wim")
    assert set(re.findall(r"\w+", plain(fragment))) <= words


def test_snippet_stays_within_its_own_passage():
    document = make_document(
        passages=(
            make_passage("De raad.", "a", group="g"),
            make_passage("Het college.", "b", group="g"),
        )
    )
    unit = UnitText(units(document)[1].payload)
    assert [snippet(unit, passage, {"rad", "colleg"}) for passage in unit.passages] == [
        "De <mark>raad</mark>.",
        "Het <mark>college</mark>.",
    ]


@given(st.text(max_size=600), st.text(max_size=40))
def test_snippet_is_an_excerpt_of_the_text_whatever_it_holds(text, question):
    fragment = shown(text, question)
    assert "<" not in fragment.replace("<mark>", "").replace("</mark>", "")
    assert len(plain(fragment)) <= WIDTH + 60
    assert plain(fragment).removeprefix("… ").removesuffix(" …") in normal(text)
