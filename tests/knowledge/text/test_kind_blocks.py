"""The blocks of programmes, frameworks and guides: their passages, and what they refuse."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from wagtail.blocks import Block, StructBlock
from wagtail.fields import StreamField

from knowledge.codes import new_code
from knowledge.text.blocks import LinkBlock, PartnerBlock
from knowledge.text.extraction import Field, extract
from knowledge.text.guide_blocks import StepBlock
from knowledge.text.programme_blocks import DateAsKnownBlock


def found(*blocks: tuple[str, object], key: str = "") -> list[tuple]:
    """Return (key, kind, text, label, parent) of each passage; the ids of blocks count from b1."""
    stored = [
        {"type": kind, "value": value, "id": f"b{number}"}
        for number, (kind, value) in enumerate(blocks, start=1)
    ]
    return [
        (one.key, one.kind, one.text, one.label, one.parent)
        for one in extract([Field(stored, key=key, label=key.title())])
    ]


def item(item_id: str, **value: object) -> dict:
    return {"type": "item", "value": value, "id": item_id}


def refused(block: StructBlock, **value: object) -> set[str]:
    """Return the names of the fields that block refuses."""
    values = {name: child.get_default() for name, child in block.child_blocks.items()} | value
    try:
        block.clean(block.to_python(values))
    except ValidationError as error:
        return set(error.block_errors)
    return set()


def test_headings_stand_under_their_phase_and_words_under_the_nearest_heading():
    result = found(
        ("quote", {"text": "Vooraf"}),
        ("phase", {"title": "Iedereen mee", "subtitle": "Samen"}),
        ("quote", {"text": "In de fase"}),
        ("heading", {"text": "Binnen"}),
        ("quote", {"text": "Onder de kop"}),
        ("phase", {"title": "Aan de slag"}),
        ("quote", {"text": "Verder"}),
        key="fasen",
    )

    assert [(key, label or text, parent) for key, _kind, text, label, parent in result] == [
        ("fasen", "Fasen", ""),
        ("b1", "Vooraf", "fasen"),
        ("b2", "Iedereen mee: Samen", "fasen"),
        ("b3", "In de fase", "b2"),
        ("b4", "Binnen", "b2"),
        ("b5", "Onder de kop", "b4"),
        ("b6", "Aan de slag", "fasen"),
        ("b7", "Verder", "b6"),
    ]


def test_intro_and_every_condition_are_passages_of_their_own():
    items = [
        item(
            "i1",
            level="politiek",
            text="<p>Het college zegt ja.</p>",
            explanation="<p>Voor altijd.</p>",
        ),
        item("i2", level="ambtelijk", text="", explanation=""),
        item("i3", level="onzin", text="<p>Iemand trekt.</p>", explanation=""),
    ]

    assert found(("conditions", {"intro": "Eerst dit:", "items": items})) == [
        ("b1", "paragraph", "Eerst dit:", "", ""),
        ("i1", "item", "Het college zegt ja. Voor altijd.", "Politiek", ""),
        ("i3", "item", "Iemand trekt.", "", ""),
    ]


def test_moment_says_its_date_and_whether_it_was_planned():
    dated = {"happening": "gepland", "date": {"text": "na de zomer"}, "text": "Verrijken"}

    assert found(("event", dated), ("event", {"happening": "", "date": None, "text": "Ooit"})) == [
        ("b1", "item", "na de zomer: Verrijken", "Gepland", ""),
        ("b2", "item", "Ooit", "", ""),
    ]


def test_place_question_and_evidence_are_one_passage_each():
    assert found(
        ("place", {"name": "Deurne Noord", "lead": "Een school", "partner": "", "note": None}),
        ("step", {"question": "Hoe begin je?", "answer": "Samen."}),
        ("evidence", {"passage": "abcdefgh", "reason": "Het hielp."}),
        ("step", {"question": "", "answer": ""}),
    ) == [
        ("b1", "item", "Deurne Noord, Een school", "", ""),
        ("b2", "item", "Hoe begin je? Samen.", "", ""),
        ("b3", "item", "Het hielp.", "", ""),
    ]


def test_part_of_an_organisation_is_its_label():
    partners = {"items": [item("i1", name="Provincie", part="faciliteert", role="helpt")]}

    assert found(("partners", partners)) == [("i1", "item", "Provincie: helpt", "faciliteert", "")]


@pytest.mark.parametrize(
    ("date", "fields"),
    [
        ({}, set()),
        ({"text": "na de zomer"}, set()),
        ({"text": "29 februari", "month": 2, "day": 29}, set()),
        ({"text": "9 mei 2017", "year": 2017, "month": 5, "day": 9}, set()),
        ({"text": "9 mei", "day": 9}, {"month"}),
        ({"year": 2017}, {"text"}),
        ({"text": "31 april", "month": 4, "day": 31}, {"day"}),
        ({"text": "29 februari 2017", "year": 2017, "month": 2, "day": 29}, {"day"}),
        ({"text": "ooit", "month": 13}, {"month"}),
    ],
)
def test_date_is_refused_when_it_cannot_be_or_has_no_words(date, fields):
    assert refused(DateAsKnownBlock(), **date) == fields


@pytest.mark.parametrize("fields", [{}, {"role": "betaalt"}, {"name": "  ", "part": "trekker"}])
def test_who_takes_part_has_a_name(fields):
    assert refused(PartnerBlock(), **fields) == {"name"}
    assert refused(PartnerBlock(), **{**fields, "name": "Ouders"}) == set()


def test_question_leads_to_one_place_at_most():
    url = "https://voorbeeld.nl/"

    assert refused(StepBlock(), question="Hoe?") == set()
    assert refused(StepBlock(), question="Hoe?", url=url) == set()
    assert refused(StepBlock(), question="Hoe?", url=url, passage=new_code()) == {"url"}


def structs_in(block: Block) -> Iterator[StructBlock]:
    """Yield every block of several fields below block, and itself."""
    if isinstance(block, StructBlock):
        yield block
    below = getattr(block, "child_blocks", {})
    for child in [*below.values(), *filter(None, [getattr(block, "child_block", None)])]:
        yield from structs_in(child)


def test_form_of_every_block_shows_all_its_fields():
    streams = [
        field.stream_block
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    ]
    structs = [struct for stream in streams for struct in structs_in(stream)]
    assert {StepBlock, LinkBlock} <= {type(struct) for struct in structs}

    hidden = {
        f"{type(struct).__name__}.{name}"
        for struct in structs
        for name in set(struct.child_blocks) - set(struct.meta.form_layout.get_sorted_block_names())
    }

    assert hidden == set()
