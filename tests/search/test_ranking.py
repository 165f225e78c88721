import pytest

from search.analysis import chain
from search.chain import QueryWord
from search.engines.base import UnitHit
from search.query import Synonym, parse
from search.ranking import WINDOW, coverage, documents, proximity, rank
from search.units import UnitText, units
from tests.search.factories import make_document


def words(text: str) -> tuple[QueryWord, ...]:
    return parse(text, "nl").words


def unit(text: str, title: str = "Iets") -> UnitText:
    return UnitText(units(make_document("page:1", text, title=title))[1].payload)


def hit(document_id: str, text: str, score: float) -> UnitHit:
    payload = units(make_document(document_id, text, title="Iets"))[1].payload
    return UnitHit(document_id, score, payload)


def near(text: str, question: str) -> float:
    return proximity([token.text for token in chain("nl").tokens(text)], words(question))


def test_coverage_is_the_share_of_the_words_that_the_unit_or_its_title_holds():
    assert coverage(unit("De raad besluit.", title="Almere"), words("raad almere geld")) == (
        pytest.approx(2 / 3)
    )


def test_coverage_counts_components_a_little_less_than_the_joined_word():
    asked = words("ouder-kindcentrum")
    assert coverage(unit("Het ouderkindcentrum."), asked) == 1.0
    assert coverage(unit("Een centrum voor ouder en kind."), asked) == pytest.approx(0.45)


def test_coverage_counts_a_synonym_a_little_less_than_the_word_that_was_asked():
    asked = words("mantelzorg geld")
    care = Synonym("zorg thuis", words("zorg thuis"), frozenset({asked[0].main}))

    assert coverage(unit("De mantelzorg."), asked, [care]) == pytest.approx(0.5)
    assert coverage(unit("De zorg is thuis."), asked, [care]) == pytest.approx(0.45)
    # Half of it stands for nothing.
    assert coverage(unit("De zorg."), asked, [care]) == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("opgave gericht", 1.0),
        ("opgave x gericht", 5 / 6),
        ("gericht opgave", 5 / 6),
        ("opgave a b c d e gericht", 1 / 6),
        ("opgave a b c d e f gericht", 0.0),
        ("opgave", 0.0),
        ("gericht a a a a a a a gericht a opgave", 4 / 6),
        ("opgave a a a a a a a opgave gericht", 1.0),
    ],
)
def test_proximity_falls_with_the_distance_of_neighbouring_words(text, expected):
    assert near(text, "opgave gericht") == pytest.approx(expected)


def test_proximity_of_a_word_with_itself_is_of_two_positions():
    assert near("meedoen", "meedoen meedoen") == 0.0


def test_rank_puts_all_words_together_above_one_word_often():
    hits = [
        hit("page:1", "gericht gericht gericht", 3.0),
        hit("page:2", "Winterswijk werkt opgave gericht", 2.5),
    ]
    assert documents(rank(hits, words("opgave gericht"))) == ["page:2", "page:1"]


@pytest.mark.parametrize(
    ("score_of_apart", "order"),
    [(1.2, ["page:together", "page:apart"]), (1.5, ["page:apart", "page:together"])],
)
def test_rank_puts_words_together_above_the_same_words_apart_that_score_a_little_more(
    score_of_apart, order
):
    hits = [
        hit("page:apart", "opgave a b c d e f gericht", score_of_apart),
        hit("page:together", "opgave gericht", 1.0),
    ]
    assert documents(rank(hits, words("opgave gericht"))) == order


def test_rank_keeps_the_order_of_the_engine_when_one_word_is_asked():
    hits = [hit("page:1", "gericht", 1.0), hit("page:2", "gericht gericht", 0.5)]
    assert documents(rank(hits, words("gericht"))) == ["page:1", "page:2"]


def test_rank_keeps_the_order_of_the_engine_beyond_the_window():
    hits = [hit(f"page:{n}", "gericht", 100.0 - n) for n in range(WINDOW)]
    hits.append(hit("page:last", "opgave gericht", 1.0))
    assert documents(rank(hits, words("opgave gericht")))[-1] == "page:last"


def test_documents_stand_at_their_best_unit():
    hits = [hit("page:1", "a", 3.0), hit("page:2", "a", 2.0), hit("page:1", "a", 1.0)]
    assert documents(rank(hits, words("a"))) == ["page:1", "page:2"]


def test_what_is_preferred_leads_what_answers_about_as_well_and_no_better_answer():
    hits = [
        hit("page:best", "De raad praat over geld.", 5.0),
        hit("page:as-good", "De raad wil weten wat geld doet.", 4.9),
        hit("page:mine", "Geld is iets voor de raad.", 4.5),
        hit("page:half-mine", "De raad gaat eten.", 4.5),
    ]
    asked = words("raad geld")

    plain = documents(rank(hits, asked))
    mine = documents(rank(hits, asked, preferred={"page:mine": 2, "page:half-mine": 2}))

    assert plain[0] == "page:best"
    assert mine[0] == "page:mine"
    assert mine[-1] == "page:half-mine"
    assert set(mine) == set(plain)


def test_order_of_one_word_changes_for_what_is_preferred_alone():
    hits = [hit("page:1", "Geld.", 5.0), hit("page:2", "Geld.", 4.9), hit("page:3", "Geld.", 1.0)]

    found = documents(rank(hits, words("geld"), preferred={"page:2": 1, "page:3": 1}))

    assert found == ["page:2", "page:1", "page:3"]
