import pytest

from search.chain import normal
from search.units import MOST_WORDS, SENTINEL, UnitText, date_number, units
from tests.search.factories import make_document, make_passage


def read(document) -> list[UnitText]:
    return [UnitText(unit.payload) for unit in units(document)]


def ids(document) -> list[list[str]]:
    return [[passage.id for passage in unit.passages] for unit in read(document)]


def test_units_begin_with_a_head_of_title_and_summary():
    card, *_ = units(make_document(title="Lokale aanpak", summary="Zo doet Almere het."))
    assert (card.title, card.body) == ("lokal aanpak", "zo doet almer het")


def test_units_pack_short_neighbours_together_when_they_stand_under_one_heading():
    document = make_document(
        passages=(
            make_passage("Een.", "a", group="g"),
            make_passage("Twee.", "b", group="g"),
            make_passage("Drie.", "c", group="h"),
        )
    )
    assert ids(document) == [[""], ["a", "b"], ["c"]]


def test_units_hold_at_most_200_words_when_neighbours_are_long():
    passages = tuple(make_passage("woord " * 90, f"p{n}", group="g") for n in range(5))
    assert ids(make_document(passages=passages)) == [[""], ["p0", "p1"], ["p2", "p3"], ["p4"]]


def test_units_cut_a_long_passage_at_its_sentences():
    sentence = "Een zin van precies zeven woorden lang. "
    document = make_document(passages=(make_passage(sentence * 60, "lang"),))
    parts = read(document)[1:]
    assert [[passage.id for passage in part.passages] for part in parts] == [["lang"]] * 3
    assert all(part.text.startswith("Een zin") and part.text.endswith("lang.") for part in parts)
    assert all(len(part.text.split()) <= MOST_WORDS for part in parts)


def test_units_cut_a_long_passage_by_words_when_it_has_no_sentences():
    document = make_document(passages=(make_passage("woord " * 450, "lang"),))
    assert [len(part.text.split()) for part in read(document)[1:]] == [200, 200, 50]


def test_every_token_points_at_its_passage_and_characters():
    document = make_document(
        passages=(
            make_passage("De raad wil meer.", "a", group="g"),
            make_passage("Financie\u0308n zijn rond.", "b", group="g"),
        )
    )
    unit = read(document)[1]
    second = unit.passages[1]
    words = [
        unit.text[start:end] for start, end in unit.spans[second.first_token : second.end_token]
    ]
    assert words == ["Financiën", "zijn", "rond"]
    assert unit.text[second.start : second.end] == normal("Financie\u0308n zijn rond.")


def test_a_label_is_searched_and_not_part_of_the_text():
    document = make_document(passages=(make_passage("Geld en mensen.", "a", label="Borging"),))
    _, unit = units(document)
    text = UnitText(unit.payload)
    assert (unit.body, text.text, text.spans[0]) == (
        "borging geld en mens",
        "Geld en mensen.",
        (0, 0),
    )


def test_a_label_counts_once_when_neighbours_share_it():
    passages = tuple(make_passage("Geld.", f"p{n}", label="Borging", group="g") for n in range(3))
    assert units(make_document(passages=passages))[1].body.split().count("borging") == 1


def test_an_empty_field_holds_the_sentinel():
    card, *_ = units(make_document(title="🎈", summary="", passages=()))
    assert (card.title, card.body, card.whole) == (SENTINEL, SENTINEL, SENTINEL)


def test_whole_stands_on_the_first_unit_only_and_holds_every_token():
    document = make_document("page:1", "Almere doet mee.", title="Aanpak", summary="Kort.")
    first, *others = units(document)
    assert first.whole.split() == sorted({"aanpak", "kort", "almer", "doet", "mee"})
    assert {unit.whole for unit in others} == {""}


def test_facets_name_kind_and_values():
    document = make_document(kind="vraag", facets={"opgave": ("meedoen", "een-fijn-thuis")})
    assert units(document)[0].facets == ("soort=vraag", "opgave=meedoen", "opgave=een-fijn-thuis")


def test_payload_gives_back_what_a_hit_shows():
    document = make_document("page:7", "Tekst.", title="T", date="14 april", meta="Almere")
    assert read(document)[1].document == {
        "kind": "verslag",
        "title": "T",
        "url": "/7/",
        "date": "14 april",
        "meta": "Almere",
        "summary": "",
    }


@pytest.mark.parametrize(
    ("known", "number"),
    [
        ("2026-04-14", 20260414),
        ("2026-04", 20260400),
        ("2026", 20260000),
        ("--04-14", 414),
        ("", 0),
        ("onbekend", 0),
    ],
)
def test_date_number_sorts_what_is_known(known, number):
    assert date_number(known) == number
