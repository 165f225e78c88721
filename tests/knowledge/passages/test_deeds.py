"""Every paragraph, quote, table, item and section of a live page has a row of its own."""

import pytest
from django.core import serializers
from django.db import IntegrityError, models
from django.utils import translation

from knowledge.models import Passage, TextPage
from knowledge.passages import deeds as passages
from knowledge.passages.deeds import KeysRefused
from knowledge.questions import deeds as questions
from office.refusals import Refused
from tests.knowledge.factories import blocks, change, make_page, make_report, republish, text
from tests.knowledge.passages.passage_pages import BLOCK, ONE, OTHER, TWO, ids, row, states, stored
from tests.knowledge.questions.factories import NOW, make_question

pytestmark = pytest.mark.django_db


def test_page_gets_one_passage_per_paragraph():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))

    rows = list(
        Passage.objects.filter(page_id=page.pk).in_order().values_list("key", "text", "kind")
    )

    assert rows == [(ONE, "Een.", "paragraph"), (TWO, "Twee.", "paragraph")]


def test_passage_copies_title_address_and_language_of_its_page():
    page = make_page("<p>Een.</p>", title="Over ons", slug="over-ons")

    passage = Passage.objects.get(page_id=page.pk)

    assert (passage.owner_title, passage.owner_url, passage.language) == (
        "Over ons",
        "/over-ons/",
        "nl",
    )
    assert passage.translation_key == page.translation_key


def test_draft_page_has_no_passages():
    page = make_page("<p>Een.</p>", live=False)

    assert states(page) == {}


def test_twelve_pasted_paragraphs_get_twelve_addresses():
    page = make_page("".join(f"<p>Alinea {number}</p>" for number in range(12)))

    assert len(set(ids(page).values())) == 12


def test_equal_paragraphs_get_an_address_each():
    page = make_page("<p>Zelfde</p><p>Zelfde</p>")

    assert len(set(ids(page).values())) == 2


def test_sections_and_items_hang_together():
    items = [
        {
            "type": "item",
            "id": "i1",
            "value": {
                "text": "<p>Boven</p>",
                "items": [{"type": "item", "id": "i2", "value": "<p>Onder</p>"}],
            },
        }
    ]
    page = make_page(
        [
            {"type": "heading", "id": "kop", "value": {"text": "Lijst"}},
            {"type": "list", "id": "lijst", "value": {"ordered": False, "items": items}},
        ]
    )

    found = ids(page)
    assert list(found) == ["kop", "i1", "i2"]
    assert row(page, "i1").parent_id == found["kop"]
    assert row(page, "i2").parent_id == found["i1"]
    assert row(page, "kop").text == ""


def test_fixed_section_stands_under_its_readable_key():
    report = make_report()
    report.what_next = report.what_next.stream_block.to_python(blocks("<p>Verder.</p>"))
    report.save()

    section = row(report, "hoe-nu-verder")
    assert section.label == "Hoe nu verder"
    assert list(section.children.values_list("text", flat=True)) == ["Verder."]


def test_label_of_a_fixed_section_is_in_the_language_of_the_page():
    report = make_report()
    report.what_next = report.what_next.stream_block.to_python(blocks("<p>Verder.</p>"))

    with translation.override("en"):
        report.save()

    assert row(report, "hoe-nu-verder").label == "Hoe nu verder"


# Withdrawal and refusal


def test_withdrawal_blanks_the_row_and_cuts_the_live_page():
    page = make_page(text(("aaaaa", "Geheim."), ("bbbbb", "Twee.")))

    passages.withdraw(row(page, ONE), by=None)

    passage = row(page, ONE)
    assert (passage.state, passage.label, passage.text, passage.text_hash) == (
        "withdrawn",
        "",
        "",
        "",
    )
    assert "Geheim" not in stored(page)
    assert "Twee" in stored(page)


def test_withdrawal_cuts_a_whole_block_or_item():
    items = [
        {"type": "item", "id": "i1", "value": {"title": "Geheim"}},
        {"type": "item", "id": "i2", "value": {"title": "Open"}},
    ]
    page = make_page(
        [
            {"type": "quote", "id": "q1", "value": {"text": "Stil"}},
            {"type": "links", "id": "l1", "value": {"items": items}},
        ]
    )

    passages.withdraw(row(page, "q1"), by=None)
    passages.withdraw(row(page, "i1"), by=None)

    assert states(page) == {"q1": "withdrawn", "i1": "withdrawn", "i2": "live"}
    assert "Stil" not in stored(page)
    assert "Geheim" not in stored(page)
    assert "Open" in stored(page)


def test_points_under_a_withdrawn_item_keep_their_addresses():
    inner = '<ul><li data-block-key="bbbbb">Onder.</li></ul>'
    page = make_page(f'<ul><li data-block-key="aaaaa">Geheim.{inner}</li></ul>')
    below = ids(page)[TWO]

    passages.withdraw(row(page, ONE), by=None)

    assert states(page) == {ONE: "withdrawn", TWO: "live"}
    assert row(page, TWO).pk == below
    assert row(page, TWO).parent is None
    assert "Geheim" not in stored(page)


def test_withdrawal_cuts_the_aliases_too():
    page = make_page(text(("aaaaa", "Geheim."), ("bbbbb", "Twee.")))
    alias = page.create_alias(update_slug="alias")
    second = alias.create_alias(update_slug="alias-2")

    passages.withdraw(row(page, ONE), by=None)

    assert [("Geheim" in stored(one), "Twee" in stored(one)) for one in (alias, second)] == [
        (False, True),
        (False, True),
    ]
    assert states(alias) == {}


def test_section_that_is_empty_after_a_withdrawal_is_gone():
    report = make_report()
    report.what_next = report.what_next.stream_block.to_python(blocks(text(("aaaaa", "Geheim."))))
    report.save()

    passages.withdraw(row(report, ONE), by=None)

    assert states(report) == {"hoe-nu-verder": "removed", ONE: "withdrawn"}


def test_fixed_section_cannot_be_withdrawn_itself():
    report = make_report()
    report.what_next = report.what_next.stream_block.to_python(blocks(text(("aaaaa", "Verder."))))
    report.save()

    with pytest.raises(Refused, match="niet los in te trekken"):
        passages.withdraw(row(report, "hoe-nu-verder"), by=None)

    assert states(report) == {"hoe-nu-verder": "live", ONE: "live"}


def test_withdrawn_heading_leaves_what_stands_under_it():
    page = make_page(
        [
            {"type": "heading", "id": "kop", "value": {"text": "Geheim"}},
            {"type": "quote", "id": "q1", "value": {"text": "Een"}},
        ]
    )

    passages.withdraw(row(page, "kop"), by=None)

    assert states(page) == {"kop": "withdrawn", "q1": "live"}
    assert row(page, "q1").parent is None


def test_copy_of_a_withdrawn_paragraph_that_has_its_own_address_is_left_alone():
    def twice(words: str) -> list[dict]:
        return [
            {"type": "text", "id": BLOCK, "value": text(("aaaaa", "Geheim."))},
            {"type": "text", "id": OTHER, "value": text(("aaaaa", words))},
        ]

    page = make_page(twice("Herschreven."))
    passages.withdraw(row(page, ONE), by=None)

    republish(page, twice("Nog eens herschreven.")[1:])

    assert states(page) == {ONE: "withdrawn", f"{OTHER}-aaaaa": "live"}


def test_page_shows_the_new_addresses_when_it_was_read_before():
    page = make_page(text(("aaaaa", "Een.")))
    assert list(page.passage_ids) == [ONE]

    page.body = page.body.stream_block.to_python(blocks(text(("bbbbb", "Twee."))))
    page.save()

    assert page.passage_ids == ids(page)


def test_withdrawal_stays_when_the_page_is_published_without_the_passage():
    page = make_page(text(("aaaaa", "Geheim."), ("bbbbb", "Twee.")))
    passages.withdraw(row(page, ONE), by=None)

    republish(page, text(("bbbbb", "Twee.")))

    assert states(page) == {ONE: "withdrawn", TWO: "live"}


def test_publishing_a_withdrawn_passage_is_refused_by_name():
    page = make_page(text(("aaaaa", "Geheim."), ("bbbbb", "Twee.")))
    old = change(page, text(("aaaaa", "Geheim."), ("bbbbb", "Twee.")))
    passages.withdraw(row(page, ONE), by=None)

    with pytest.raises(KeysRefused, match=r"“Tekst”.*ingetrokken.*“Geheim\.”"):
        old.publish()

    assert states(page) == {ONE: "withdrawn", TWO: "live"}
    assert "Geheim" not in stored(page)


@pytest.mark.parametrize(
    ("html", "sentence"),
    [
        ("<p>Zonder sleutel</p>", "“Tekst”.*geen eigen sleutel.*“Zonder sleutel”"),
        (text(("aaaaa", "Een"), ("aaaaa", "Dubbel")), "“Tekst”.*dezelfde sleutel.*“Dubbel”"),
    ],
)
def test_revision_whose_keys_are_spoilt_is_refused_by_name(html, sentence):
    page = make_page(text(("aaaaa", "Een.")))
    revision = change(page, text(("aaaaa", "Een.")))
    # No way through the admin leads here; an import into the revision's own JSON does.
    spoilt = [{"type": "text", "value": html, "id": BLOCK}]
    draft = revision.as_object()
    draft.body = draft.body.stream_block.to_python(spoilt)
    revision.content = draft.serializable_data()
    revision.save()

    with pytest.raises(KeysRefused, match=sentence):
        revision.publish()

    assert row(page, ONE).text == "Een."
    assert TextPage.objects.get(pk=page.pk).live_revision_id is None


def test_saving_a_revision_mends_missing_and_double_keys():
    page = make_page(text(("aaaaa", "Een.")))

    revision = change(
        page,
        [
            {"type": "text", "value": "<p>Zonder</p>" + text(("a", "x"), ("a", "y")), "id": BLOCK},
            {"type": "quote", "value": {"text": "Ook zonder"}},
            {"type": "quote", "value": {"text": "Dubbel"}, "id": BLOCK},
        ],
    )

    keys = [extracted.key for extracted in passages.extract(revision.as_object())]
    assert len(keys) == 5
    assert "" not in keys
    assert len(set(keys)) == 5
    revision.publish()
    assert list(ids(page)) == keys


def test_draft_and_its_next_save_have_the_same_mended_keys():
    page = make_page("<p>Een</p><p>Een</p>", live=False)
    first = passages.extract(TextPage.objects.get(pk=page.pk))

    revision = change(page, "<p>Een</p><p>Een</p>")

    assert passages.extract(revision.as_object()) == first


def test_withdrawn_paragraph_is_refused_in_another_block_too():
    page = make_page(text(("aaaaa", "Geheim."), ("bbbbb", "Twee.")))
    passages.withdraw(row(page, ONE), by=None)
    moved = [{"type": "text", "id": OTHER, "value": text(("aaaaa", "Geheim."))}]

    with pytest.raises(KeysRefused, match="ingetrokken"):
        change(page, moved).publish()


def test_ids_survive_dump_and_restore():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    passages.withdraw(row(page, TWO), by=None)
    before = states(page), ids(page)
    dump = serializers.serialize("json", Passage.objects.all())
    models.QuerySet(Passage).delete()

    for restored in serializers.deserialize("json", dump):
        restored.save()

    assert (states(page), ids(page)) == before


@pytest.mark.parametrize("change", [{"text": "x"}, {"label": "x"}, {"text_hash": "x"}])
def test_database_keeps_a_withdrawn_passage_blank(change):
    page = make_page(text(("aaaaa", "Geheim.")))
    passages.withdraw(row(page, ONE), by=None)

    with pytest.raises(IntegrityError):
        Passage.objects.filter(page_id=page.pk).update(**change)


def test_database_keeps_words_out_of_sections():
    page = make_page([{"type": "heading", "id": "kop", "value": {"text": "Kop"}}])

    with pytest.raises(IntegrityError):
        Passage.objects.filter(page_id=page.pk).update(text="woorden")


def test_database_takes_a_key_once_per_page():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))

    with pytest.raises(IntegrityError):
        Passage.objects.filter(page_id=page.pk).update(key="zelfde")


def test_words_of_a_question_are_not_withdrawn_alone():
    question = make_question()
    given = questions.answer(question, text="Begin klein.", now=NOW)

    for passage in Passage.objects.filter(question=question):
        with pytest.raises(Refused, match=f"Dit hoort bij vraag {question.number} ") as refusal:
            passages.withdraw(passage, by=None)
        assert "kies daar Intrekken" in str(refusal.value)

    rows = Passage.objects.filter(question=question).values_list("key", "state", "text")
    assert set(rows) == {
        (question.anchor, "live", question.text),
        (given.anchor, "live", "Begin klein."),
    }
