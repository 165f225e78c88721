"""Ids are kept, moved, made and never reused, whatever an editor does to the words."""

import random
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from wagtail.models import Page

from knowledge.models import Passage
from knowledge.passages import deeds as passages, rows as passage_rows
from knowledge.text.extraction import ExtractedPassage
from tests.knowledge.factories import change, make_page, republish, text
from tests.knowledge.passages.passage_pages import BLOCK, ONE, OTHER, THREE, TWO, ids, row, states

pytestmark = pytest.mark.django_db


def test_passage_keeps_its_id_when_its_words_change():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    before = ids(page)

    republish(page, text(("aaaaa", "Heel anders."), ("bbbbb", "Twee.")))

    assert ids(page) == before
    assert row(page, ONE).text == "Heel anders."


def test_only_the_changed_passage_is_marked_as_changed():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    first, second = row(page, ONE), row(page, TWO)

    republish(page, text(("aaaaa", "Anders."), ("bbbbb", "Twee.")))

    assert row(page, ONE).changed_at > first.changed_at
    assert row(page, ONE).text_hash != first.text_hash
    assert row(page, TWO).changed_at == second.changed_at


def test_passages_keep_their_ids_when_they_change_places():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee."), ("ccccc", "Drie.")))
    before = ids(page)

    republish(page, text(("ccccc", "Drie."), ("aaaaa", "Een."), ("bbbbb", "Twee.")))

    assert ids(page) == before
    assert list(ids(page)) == [THREE, ONE, TWO]


def test_blocks_keep_their_ids_when_they_change_places():
    quotes = [
        {"type": "quote", "id": "q1", "value": {"text": "Een"}},
        {"type": "quote", "id": "q2", "value": {"text": "Twee"}},
    ]
    page = make_page(quotes)
    before = ids(page)

    republish(page, quotes[::-1])

    assert ids(page) == before
    assert list(ids(page)) == ["q2", "q1"]


def test_split_keeps_the_id_above():
    page = make_page(text(("aaaaa", "Eerste helft en tweede helft.")))
    before = ids(page)

    republish(page, text(("aaaaa", "Eerste helft"), ("bbbbb", "en tweede helft.")))

    after = ids(page)
    assert after[ONE] == before[ONE]
    assert after[TWO] not in before.values()


@pytest.mark.parametrize("between", [" ", ""])
def test_join_leads_the_lower_address_to_the_joined_paragraph(between):
    page = make_page(text(("aaaaa", "Een hele zin."), ("bbbbb", "Nog een zin.")))
    lower = ids(page)[TWO]

    republish(page, text(("aaaaa", f"Een hele zin.{between}Nog een zin.")))

    gone = Passage.objects.get(pk=lower)
    assert gone.state == Passage.State.REMOVED
    assert gone.successor_id == ids(page)[ONE]


def test_removed_passage_has_no_successor_when_its_words_are_gone():
    page = make_page(text(("aaaaa", "Een hele zin."), ("bbbbb", "Volstrekt andere woorden.")))
    lower = ids(page)[TWO]

    republish(page, text(("aaaaa", "Een hele zin.")))

    assert Passage.objects.get(pk=lower).successor is None


@pytest.mark.parametrize(
    ("kept", "has_successor"), [("een twee drie vier", True), ("een twee drie", False)]
)
def test_successor_holds_four_fifths_of_the_words(kept, has_successor):
    page = make_page(text(("aaaaa", "een twee drie vier vijf")))
    gone = ids(page)[ONE]

    republish(page, text(("zzzzz", f"{kept} en nog veel meer")))

    assert (Passage.objects.get(pk=gone).successor is not None) == has_successor


def test_word_counts_once_when_its_accents_have_no_letter_of_their_own():
    page = make_page(text(("aaaaa", "k\u0301l\u0301m\u0301 twee drie vier vijf")))
    gone = ids(page)[ONE]

    republish(page, text(("zzzzz", "twee drie vier vijf en nog veel meer")))

    assert Passage.objects.get(pk=gone).successor is not None


FEW_WORDS = st.lists(st.sampled_from("de het een raad wijk geld kind".split()), max_size=9)


@given(FEW_WORDS, st.lists(FEW_WORDS, max_size=6))
def test_successor_is_found_as_if_all_texts_were_compared(gone, texts):
    live = [
        Passage(pk=str(at), position=at, text=" ".join(words)) for at, words in enumerate(texts)
    ]
    shares = [
        (Counter(gone) & Counter(words)).total() / len(gone) if gone else 0 for words in texts
    ]
    best = max(enumerate(shares), key=lambda one: (one[1], -one[0]), default=(0, 0))

    successor = passage_rows.SuccessorIndex(live).find(Passage(text=" ".join(gone), position=0))

    assert (successor.position if successor else None) == (best[0] if best[1] >= 0.8 else None)


def all_of_few_words(number: int, *, last: str = "") -> list[Passage]:
    """Return passages that all have the same few words, each in an order of its own."""
    words = [f"woord{one}" for one in range(12)]
    draws = random.Random(1)
    return [
        Passage(text=" ".join(draws.choices(words, k=12)) + last, position=place)
        for place in range(number)
    ]


def test_texts_far_away_are_not_compared_on_a_page_of_few_words(monkeypatch):
    number, compared = 1000, []
    shared = passage_rows._shared
    monkeypatch.setattr(
        passage_rows, "_shared", lambda *words: compared.append(1) or shared(*words)
    )
    successors = passage_rows.SuccessorIndex(all_of_few_words(number))

    for gone in all_of_few_words(number, last=" weg"):
        successors.find(gone)

    # At most four of its words are looked up, each in as many texts as stand around it.
    assert len(compared) <= number * 4 * 2 * passage_rows.SuccessorIndex.REACH


def test_same_text_is_the_successor_wherever_it_stands_on_a_page_of_few_words():
    live = all_of_few_words(600)
    moved = Passage(text=live[-1].text, position=0)

    assert passage_rows.SuccessorIndex(live).find(moved).text == moved.text


def test_successor_that_an_editor_chose_stays():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee."), ("ccccc", "Drie.")))
    first, third = row(page, ONE), row(page, THREE)
    republish(page, text(("bbbbb", "Twee."), ("ccccc", "Drie.")))

    passages.set_successor(first, third)
    republish(page, text(("bbbbb", "Een. Twee."), ("ccccc", "Drie.")))

    assert row(page, ONE).successor_id == third.pk


def test_returning_key_revives_a_removed_passage():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Een, twee.")))
    before = ids(page)
    republish(page, text(("bbbbb", "Een, twee.")))

    republish(page, text(("aaaaa", "Een."), ("bbbbb", "Een, twee.")))

    assert ids(page) == before
    assert row(page, ONE).successor is None


def test_restoring_an_old_revision_brings_the_old_addresses_back():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    before = ids(page)
    old = change(page, text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    republish(page, text(("ccccc", "Nieuw.")))

    old.as_object().save_revision(previous_revision=old).publish()

    assert ids(page) == before
    assert states(page)[THREE] == "removed"


def test_publishing_takes_no_query_per_paragraph(django_assert_max_num_queries):
    def words(count: int, version: str) -> str:
        return text(*((f"k{number}", f"{version} {number}") for number in range(count)))

    few, many = make_page(words(5, "oud")), make_page(words(60, "oud"))
    first, second = change(few, words(5, "nieuw")), change(many, words(60, "nieuw"))

    with django_assert_max_num_queries(70) as of_few:
        first.publish()
    with django_assert_max_num_queries(70) as of_many:
        second.publish()

    # SQLite takes at most 999 values in a statement, and so a few statements more.
    assert len(of_many) - len(of_few) <= 3


def split_in_two_blocks() -> list[dict]:
    return [
        {"type": "text", "id": BLOCK, "value": text(("aaaaa", "Een."))},
        {"type": "text", "id": OTHER, "value": text(("bbbbb", "Twee."), ("ccccc", "Drie."))},
    ]


def test_paragraphs_keep_their_ids_when_their_block_is_split():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee."), ("ccccc", "Drie.")))
    before = list(ids(page).values())

    republish(page, split_in_two_blocks())

    assert list(ids(page).values()) == before
    assert list(ids(page)) == [ONE, f"{OTHER}-bbbbb", f"{OTHER}-ccccc"]
    assert set(states(page).values()) == {"live"}


def test_paragraphs_keep_their_ids_when_the_blocks_are_joined_again():
    page = make_page(split_in_two_blocks())
    before = list(ids(page).values())

    republish(page, text(("aaaaa", "Een."), ("bbbbb", "Twee."), ("ccccc", "Drie.")))

    assert list(ids(page).values()) == before
    assert list(ids(page)) == [ONE, TWO, THREE]


def test_paragraph_with_other_words_in_another_block_is_another_passage():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    before = ids(page)

    republish(page, [{"type": "text", "id": OTHER, "value": text(("aaaaa", "Wat anders."))}])

    assert set(ids(page).values()) & set(before.values()) == set()


# Any history of an owner

KEYS = st.sampled_from([f"{BLOCK}-{letter * 5}" for letter in "abcdef"])
WORDS = st.sampled_from(["een twee drie", "een twee drie vier", "iets heel anders", "nog wat"])
VERSIONS = st.lists(st.dictionaries(KEYS, WORDS, max_size=6), min_size=1, max_size=6)


@settings(deadline=None, max_examples=40, suppress_health_check=list(HealthCheck))
@given(VERSIONS)
def test_ids_hold_through_any_history(versions):
    page = Page.get_first_root_node()
    Passage.objects.filter(page_id=page.pk).update(page=None, state="removed")
    owner = passage_rows.Owner("Titel", "/", "nl", keys={"page_id": page.pk})
    given_out: dict[str, str] = {}

    for version in versions:
        found = [ExtractedPassage(key, "paragraph", text=words) for key, words in version.items()]
        live = passage_rows.write(owner, found, list(Passage.objects.filter(page_id=page.pk)))

        assert [(one.key, one.text) for one in live] == list(version.items())
        assert ids(page) == {one.key: one.pk for one in live}
        for one in live:
            # A key has one id for ever, and an id one key.
            assert given_out.setdefault(one.key, one.pk) == one.pk
        assert len(set(given_out.values())) == len(given_out)
        for gone in Passage.objects.filter(page_id=page.pk, state="removed"):
            assert gone.key not in version
