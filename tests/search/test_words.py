"""What is one word, and that each of two spellings finds the other, marked to the character."""

import html
import re

import pytest
from hypothesis import given, settings, strategies as st

from search import dutch, english
from search.chain import normal
from search.highlight import snippet
from search.query import parse
from search.units import UnitText, units
from tests.search.factories import make_document

SPELLINGS = [
    ("schuld\u00adhulp\u00adverlening", "schuldhulpverlening"),
    ("kinder\u200bOpvang\u200btoeslag", "kinderopvangtoeslag"),
    ("Sørensen", "Sorensen"),
    ("Straße", "Strasse"),
    ("Michał", "Michal"),
    ("Đorđe", "Dorde"),
    ("Þór", "Thor"),
    ("œuvre", "oeuvre"),
    ("Ærø", "Aero"),
    ("Diyarbakır", "Diyarbakir"),
    ("W.M.O.", "WMO"),
    ("w.m.o", "Wmo"),
    ("B.V.", "bv"),
    ("a.u.b.", "aub"),
    ("W.M.O.-consulent", "wmo-consulent"),
    ("1.500", "1500"),
    ("1 500", "1500"),
    ("1\u202f500", "1500"),
    ("1'500", "1500"),
    ("1 500", "1.500"),
    ("2.400.000", "2400000"),
    ("1.500,50", "1500,50"),
    ("foto’s", "foto"),
    ("foto's", "foto’s"),
    ("foto’s", "fotos"),
    ("baby's", "babys"),
    ("cd’s", "cds"),
    ("agenda’s", "agendas"),
    ("A’dam", "A'dam"),
    ("A’dam", "Adam"),
    ("A’dam", "Amsterdam"),
]


def marked(text: str, question: str) -> str:
    """Return the marked words of the snippet of a text, "" when nothing is found."""
    unit = UnitText(units(make_document("page:1", text))[1].payload)
    wanted = parse(question, "nl").tokens
    shown = snippet(unit, unit.passages[0], wanted)
    assert html.unescape(re.sub("</?mark>", "", shown)) == normal(text)
    return " ".join(html.unescape(found) for found in re.findall("<mark>(.*?)</mark>", shown))


@pytest.mark.parametrize(("one", "other"), [*SPELLINGS, *[pair[::-1] for pair in SPELLINGS]])
def test_text_in_one_spelling_is_found_and_marked_by_the_other(one, other):
    assert marked(f"Over {one} in de wijk", other) == normal(one)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("2,5 miljoen", "25"),
        ("1.500 euro", "500"),
        ("14.04.2026", "14042026"),
        ("10.30 uur", "1030"),
        ("versie 1.2.3", "123"),
        ("06 123 456", "123456"),
        ("020 123 4567", "20123"),
        ("nl.wikipedia.org", "nlwikipediaorg"),
        ("Dat was vitamine C.Dit is plan B. A is er", "cdit"),
        ("j.p.jansen@voorbeeld.nl", "jpjansen"),
        ("½ jaar", "12"),
    ],
)
def test_signs_between_figures_and_words_glue_nothing_into_nonsense(text, question):
    assert marked(text, question) == ""


@pytest.mark.parametrize(
    ("text", "question", "found"),
    [
        ("2,5 miljoen", "2,5", "2,5"),
        ("14.04.2026", "14.04.2026", "14 04 2026"),
        ("om 10.30 uur", "10:30", "10 30"),
        ("op nl.wikipedia.org", "wikipedia", "wikipedia"),
        ("Volgens de w.m.o. Dan is er hulp", "Wmo", "w.m.o."),
        ("Volgens de Wmo.", "w.m.o.", "Wmo"),
        ("in groep 3 250 kinderen", "250", "250"),
        ("€ 1.500,-", "1500", "1.500"),
        ("Om ’s ochtends te komen", "'s ochtends", "ochtends"),
        ("5.000-10.000 mensen", "10000", "10.000"),
        ("Hij (B.V.) zei", "bv", "B.V."),
    ],
)
def test_what_is_found_is_marked_and_no_sign_more(text, question, found):
    assert marked(text, question) == found


def test_english_chain_reads_english_numbers():
    def tokens(text: str) -> list[str]:
        return [token.text for token in english.CHAIN.tokens(text)]

    assert tokens("1,500") == ["1500"]
    assert tokens("2.5") == ["2,5", "2", "5"]


@pytest.mark.parametrize("word", ["huis", "gas", "kruis", "sms", "prijs", "reis", "was"])
def test_word_that_ends_in_s_by_itself_keeps_it(word):
    assert dutch.stem(word).endswith("s")


@pytest.mark.parametrize(("one", "many"), [("terras", "terrassen"), ("cursus", "cursussen")])
def test_plural_of_a_word_that_ends_in_s_has_its_stem(one, many):
    assert dutch.stem(one) == dutch.stem(many)


SIGNS = (
    st.text(st.sampled_from("aB1.,-' ’\u00ad\u200b\u200d\u202f½ß😀é\u0301\u05d0@/:\n")) | st.text()
)


@given(SIGNS, st.sampled_from([dutch.CHAIN, english.CHAIN]))
@settings(max_examples=400)
def test_tokens_lie_inside_the_text_whatever_it_is(raw, chain):
    text = normal(raw)
    for token in chain.tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.text
        assert not re.search(r"\s", token.text)


@given(SIGNS)
def test_normal_text_is_normal_already(raw):
    assert normal(normal(raw)) == normal(raw)


@given(SIGNS, st.sampled_from([dutch.CHAIN, english.CHAIN]))
def test_text_is_found_by_its_own_words(raw, chain):
    text = normal(raw)
    found = {token.text for token in chain.tokens(text)}
    assert {token for word in chain.query(text) for token in word.tokens} <= found
