"""Every block, list item and paragraph of a page gets a key of its own; no database."""

from hypothesis import given, strategies as st

from knowledge.text import extraction, mending
from knowledge.text.blocks import BodyBlock, SectionBlock

BODY = BodyBlock()
IDS = st.sampled_from([None, "", "een", "twee", "met spatie", "x" * 80])


@st.composite
def bodies(draw) -> list[dict]:
    """Blocks as an import might leave them: ids missing, double or unsafe, list items bare."""

    def item(value: object) -> object:
        if draw(st.booleans()):
            return value
        found = {"type": "item", "value": value}
        block_id = draw(IDS)
        return found if block_id is None else {**found, "id": block_id}

    values = {
        "text": lambda: '<p data-block-key="a">x</p><p data-block-key="a">y</p><p>z</p>',
        "quote": lambda: {"text": "Citaat", "speaker": None, "role": "", "source": ""},
        "list": lambda: {
            "ordered": False,
            "items": [item({"text": "<p>a</p>", "items": [item("<p>b</p>")]}) for _i in range(2)],
        },
        "links": lambda: {"items": [item({"title": "Gids"}), item({"title": "Boek"})]},
    }
    stored = []
    for kind in draw(st.lists(st.sampled_from(sorted(values)), max_size=5)):
        block = {"type": kind, "value": values[kind]()}
        block_id = draw(IDS)
        stored.append(block if block_id is None else {**block, "id": block_id})
    return stored


@given(bodies(), bodies())
def test_keys_are_whole_and_unique_over_all_fields_after_mending(first, second):
    mended = [stored for stored, _changed in mending.mend([(BODY, first), (BODY, second)])]

    keys = [
        extracted.key for extracted in extraction.extract(extraction.Field(one) for one in mended)
    ]
    assert "" not in keys
    assert len(set(keys)) == len(keys)
    assert all(len(key) <= 100 for key in keys)


@given(bodies())
def test_mending_twice_changes_nothing(stored):
    ((once, _changed),) = mending.mend([(BODY, stored)])

    assert mending.mend([(BODY, once)]) == [(once, False)]


def test_first_of_a_double_id_keeps_it_and_the_second_gets_the_same_new_one_each_time():
    quote = {"type": "quote", "value": {"text": "Citaat"}, "id": "een"}

    ((mended, changed),) = mending.mend([(BODY, [quote, quote])])
    ((again, _changed),) = mending.mend([(BODY, [quote, quote])])

    assert changed
    assert mended[0]["id"] == "een"
    assert mended[1]["id"] != "een"
    assert again == mended


def test_ids_of_two_fields_do_not_meet():
    quote = {"type": "quote", "value": {"text": "Citaat"}, "id": "een"}

    (first, _), (second, changed) = mending.mend([(BODY, [quote]), (SectionBlock(), [quote])])

    assert first[0]["id"] == "een"
    assert changed
    assert second[0]["id"] != "een"


def test_bare_list_items_become_items_with_an_id():
    stored = [
        {"type": "list", "id": "een", "value": {"items": [{"text": "<p>a</p>", "items": []}]}}
    ]

    ((mended, changed),) = mending.mend([(BODY, stored)])

    (item,) = mended[0]["value"]["items"]
    assert changed
    assert item["type"] == "item"
    assert item["id"]


def test_a_block_that_the_page_does_not_know_is_left_alone():
    stored = [{"type": "unknown", "id": "een", "value": {"a": [1]}}]

    assert mending.mend([(BODY, stored)]) == [(stored, False)]


def test_longest_keys_that_are_kept_fit_in_a_passage():
    words = f'<p data-block-key="{"k" * 40}">x</p>'
    fields = [(BODY, [{"type": "text", "value": words, "id": "i" * length} for length in (59, 64)])]

    ((mended, _changed),) = mending.mend(fields)

    keys = [extracted.key for extracted in extraction.extract([extraction.Field(mended)])]
    assert keys[0] == f"{'i' * 59}-{'k' * 40}"
    assert max(len(key) for key in keys) == 100


def test_words_that_are_none_or_missing_become_empty():
    quote = {"type": "quote", "id": "een", "value": {"text": None, "speaker": None, "x": None}}

    (([mended], changed),) = mending.mend([(BODY, [quote])])

    assert changed
    assert mended["value"] == {
        "text": "",
        "speaker": None,
        "role": "",
        "source": "",
        "passage": "",
        "x": None,
    }
