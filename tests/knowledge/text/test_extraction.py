"""From the content of fields to extracted passages; no database."""

import pytest

from knowledge.text.extraction import ExtractedPassage, Field, chosen, extract


def block(kind: str, value: object, block_id: str = "blok") -> dict:
    return {"type": kind, "value": value, "id": block_id}


def item(value: object, item_id: str) -> dict:
    return {"type": "item", "value": value, "id": item_id}


def found(*blocks: dict) -> list[tuple]:
    return [
        (one.key, one.kind, one.text, one.label, one.parent)
        for one in extract([Field(list(blocks))])
    ]


def test_rich_text_gives_one_passage_per_paragraph_and_item():
    html = (
        '<p data-block-key="a">Een</p>'
        '<ul><li data-block-key="b">Twee<ul><li data-block-key="c">Drie</li></ul></li></ul>'
    )

    assert found(block("text", html)) == [
        ("blok-a", "paragraph", "Een", "", ""),
        ("blok-b", "item", "Twee", "", ""),
        ("blok-c", "item", "Drie", "", "blok-b"),
    ]


def test_point_does_not_stand_under_an_item_of_an_earlier_list():
    html = (
        '<ul><li data-block-key="a">Een</li></ul><p data-block-key="b">Twee</p>'
        '<ul><li data-block-key="c"><ul><li data-block-key="d">Drie</li></ul></li></ul>'
    )

    assert found(block("text", html))[-1] == ("blok-d", "item", "Drie", "", "")


def test_what_follows_a_heading_stands_under_it():
    result = found(
        block("quote", {"text": "Vooraf"}, "q1"),
        block("heading", {"text": "Winterswijk"}, "h1"),
        block("quote", {"text": "Erna"}, "q2"),
    )

    assert result == [
        ("q1", "quote", "Vooraf", "", ""),
        ("h1", "section", "", "Winterswijk", ""),
        ("q2", "quote", "Erna", "", "h1"),
    ]


def test_fixed_section_has_its_readable_key_and_its_words_stand_under_it():
    field = Field([block("quote", {"text": "Geld"}, "q1")], key="borging", label="Borging en geld")

    section, quote = extract([field])

    assert (section.key, section.kind, section.label, section.text) == (
        "borging",
        "section",
        "Borging en geld",
        "",
    )
    assert (quote.key, quote.parent) == ("q1", "borging")


def test_heading_inside_a_fixed_section_stands_under_it():
    field = Field(
        [block("heading", {"text": "Kop"}, "h1"), block("quote", {"text": "Na"}, "q1")],
        key="hoe-nu-verder",
        label="Hoe nu verder",
    )

    assert [(one.key, one.parent) for one in extract([field])] == [
        ("hoe-nu-verder", ""),
        ("h1", "hoe-nu-verder"),
        ("q1", "h1"),
    ]


def test_a_section_without_words_is_left_out():
    assert extract([Field([], key="borging", label="Borging")]) == []


@pytest.mark.parametrize(
    ("content", "keys"),
    [
        (block("figure", {"image": 1, "caption": ""}), ["borging"]),
        (block("question", {"question": 1}), []),
        (block("case", {"page": 1}), []),
    ],
)
def test_section_without_words_has_an_address_when_it_shows_something_of_its_own(content, keys):
    found = extract([Field([content], key="borging", label="Borging")])

    assert [one.key for one in found] == keys


def test_list_gives_two_levels_of_items():
    value = {
        "ordered": True,
        "items": [item({"text": "<p>Een</p>", "items": [item("<p>Onder</p>", "i2")]}, "i1")],
    }

    assert found(block("list", value)) == [
        ("i1", "item", "Een", "", ""),
        ("i2", "item", "Onder", "", "i1"),
    ]


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (
            "quote",
            {"text": "Zo is het", "role": "wethouder"},
            ("blok", "quote", "Zo is het", "wethouder", ""),
        ),
        ("figure", {"caption": "De zaal"}, ("blok", "figure", "De zaal", "", "")),
        ("takeaway", {"text": "Begin klein"}, ("blok", "takeaway", "Begin klein", "", "")),
        (
            "table",
            {"data": [["Jaar", "Aantal"], ["2024", None]], "table_caption": "Cijfers"},
            ("blok", "table", "Jaar | Aantal\n2024", "Cijfers", ""),
        ),
        (
            "links",
            {"items": [item({"title": "Gids", "publisher": "Divosa", "kind": "rapport"}, "i1")]},
            ("i1", "link", "Gids, Divosa", "rapport", ""),
        ),
        (
            "approaches",
            {"items": [item({"approach": "kind-centraal", "text": "<p>Vraag het</p>"}, "i1")]},
            ("i1", "item", "Vraag het", "Het kind centraal", ""),
        ),
        (
            "partners",
            {
                "items": [
                    item({"organisation": None, "name": "De school", "role": "signaleert"}, "i1")
                ]
            },
            ("i1", "item", "De school: signaleert", "", ""),
        ),
    ],
)
def test_block_gives_its_passage(kind, value, expected):
    assert found(block(kind, value)) == [expected]


def test_partner_is_called_by_the_name_of_its_organisation():
    field = Field(
        [block("partners", {"items": [item({"organisation": 3, "role": "trekt"}, "i1")]})]
    )

    (extracted,) = extract([field], {("organisation", 3): "Gemeente Almere"})

    assert chosen([field]) == {"organisation": {3}}
    assert extracted.text == "Gemeente Almere: trekt"


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("text", ""),
        ("text", '<p data-block-key="a"></p>'),
        ("quote", {"text": ""}),
        ("quote", {"text": None}),
        ("list", {"items": []}),
        ("list", {"items": None}),
        ("table", None),
        ("table", {"data": [[None, ""]]}),
        ("links", {"items": []}),
        ("figure", {"image": 1, "caption": ""}),
        ("partners", {"items": [{"type": "item", "value": {"organisation": None}, "id": "i1"}]}),
        ("case", {"page": 5}),
        ("question", {"question": 5}),
        ("unknown", {"text": "?"}),
    ],
)
def test_block_without_words_of_its_own_gives_none(kind, value):
    assert found(block(kind, value)) == []


def test_extracted_passage_names_its_block_for_a_refusal():
    field = Field([block("quote", {"text": "Ja"})], names={"quote": "Citaat"})

    assert extract([field]) == [ExtractedPassage("blok", "quote", text="Ja", block="Citaat")]
