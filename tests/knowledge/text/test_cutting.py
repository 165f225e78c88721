"""A passage is taken out of stored content, and nothing else is."""

import pytest

from knowledge.text import cutting


def block(kind: str, value: object, block_id: str = "blok") -> dict:
    return {"type": kind, "value": value, "id": block_id}


def points(*given: dict) -> dict:
    return {"ordered": False, "items": list(given)}


def point(words: str, item_id: str, *below: dict) -> dict:
    return block("item", {"text": words, "items": list(below)}, item_id)


BELOW = block("item", "<p>Onder</p>", "i2")


def test_without_a_block_the_others_stay():
    first, second = block("quote", {"text": "Een"}, "q1"), block("quote", {"text": "Twee"}, "q2")

    assert cutting.without([first, second], "q1") == [second]


def test_without_a_point_its_own_points_move_up_into_its_place():
    stored = [block("list", points(point("Boven", "i1", BELOW), point("Naast", "i3")))]

    assert cutting.without(stored, "i1") == [
        block("list", points(point("<p>Onder</p>", "i2"), point("Naast", "i3")))
    ]


def test_without_a_point_below_the_one_above_stays():
    stored = [block("list", points(point("Boven", "i1", BELOW)))]

    assert cutting.without(stored, "i2") == [block("list", points(point("Boven", "i1")))]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (block("list", points(point("Enig", "i1"))), "i1"),
        (block("links", {"items": [block("item", {"title": "Enig"}, "i1")]}), "i1"),
        (block("text", '<p data-block-key="a">Enig</p>'), "blok-a"),
    ],
)
def test_block_in_which_nothing_is_left_goes_too(content, key):
    assert cutting.without([content], key) == []


@pytest.mark.parametrize(
    "content",
    [
        block("list", points()),
        block("table", {"data": [["a", None], ["b", "c"]]}),
        block("text", ""),
        block("unknown", {"a": [1, {"b": "c"}]}),
    ],
)
def test_what_does_not_hold_the_passage_is_left_as_it_is(content):
    assert cutting.without([content], "elders") == [content]
