"""Passages keep their address through everything that happens to a page."""

import pytest
from django.utils import translation
from wagtail.models import Locale, Page

from knowledge import passages
from knowledge.models import Passage, Question, TextPage
from knowledge.passages import KeysRefused
from tests.knowledge.factories import (
    blocks,
    change,
    make_home,
    make_list,
    make_page,
    make_report,
    republish,
    text,
)

pytestmark = pytest.mark.django_db

BLOCK = "11111111-0000-4000-8000-000000000001"
OTHER = "11111111-0000-4000-8000-000000000002"
ONE, TWO, THREE = (f"{BLOCK}-{key}" for key in ("aaaaa", "bbbbb", "ccccc"))


def row(page: Page, key: str) -> Passage:
    return Passage.objects.get(page_id=page.pk, key=key)


def ids(page: Page) -> dict[str, str]:
    """Return the live passages of a page in their order."""
    return dict(Passage.objects.live().filter(page_id=page.pk).in_order().values_list("key", "id"))


def states(page: Page) -> dict[str, str]:
    return dict(Passage.objects.filter(page_id=page.pk).values_list("key", "state"))


def stored(page: Page) -> str:
    """Return what the live row of a page holds."""
    return str(TextPage.objects.get(pk=page.pk).body.get_prep_value())


# Writing


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


# Editing


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


def test_join_leads_the_lower_address_to_the_joined_paragraph():
    page = make_page(text(("aaaaa", "Een hele zin."), ("bbbbb", "Nog een zin.")))
    lower = ids(page)[TWO]

    republish(page, text(("aaaaa", "Een hele zin. Nog een zin.")))

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


# Copies, aliases, translations


def test_copy_has_passages_of_its_own():
    page = make_page(text(("aaaaa", "Een.")))

    copy = page.copy(update_attrs={"slug": "kopie", "title": "Kopie"}, keep_live=True)

    assert list(ids(copy)) == [ONE]
    assert ids(copy)[ONE] != ids(page)[ONE]


def test_editing_a_copy_leaves_the_original_alone():
    page = make_page(text(("aaaaa", "Een.")))
    copy = page.copy(update_attrs={"slug": "kopie"}, keep_live=True)

    republish(copy, text(("bbbbb", "Anders.")))

    assert states(page) == {ONE: "live"}
    assert states(copy) == {ONE: "removed", TWO: "live"}


def test_alias_has_no_passages_when_its_source_changes():
    page = make_page(text(("aaaaa", "Een.")))
    alias = page.create_alias(update_slug="alias")

    republish(page, text(("aaaaa", "Anders.")))

    assert states(alias) == {}
    assert TextPage.objects.get(pk=alias.pk).live


def test_alias_that_becomes_a_page_gets_passages_of_its_own():
    page = make_page(text(("aaaaa", "Een.")))
    alias = TextPage.objects.get(pk=page.create_alias(update_slug="alias").pk)

    alias.alias_of = None
    alias.save(update_fields=["alias_of_id"], clean=False)

    assert list(ids(alias)) == [ONE]
    assert ids(alias)[ONE] != ids(page)[ONE]


def test_page_that_becomes_an_alias_loses_its_passages():
    page = make_page(text(("aaaaa", "Een.")))
    other = make_page(text(("bbbbb", "Twee.")))

    page.alias_of = other
    page.save(update_fields=["alias_of_id"], clean=False)

    assert states(page) == {ONE: "removed"}


def test_translation_has_passages_of_its_own_that_join_the_source_by_key():
    home = make_home()
    make_home("en")
    page = make_page(text(("aaaaa", "Een.")), parent=home)
    english = page.copy_for_translation(Locale.objects.get(language_code="en"))
    assert states(english) == {}

    republish(english, text(("aaaaa", "One.")))

    passage = row(english, ONE)
    assert passage.language == "en"
    assert passage.owner_url == f"/en/{english.slug}/"
    assert passage.pk != ids(page)[ONE]
    twin = Passage.objects.get(
        translation_key=passage.translation_key, key=passage.key, language="nl"
    )
    assert twin.pk == ids(page)[ONE]


# Off line, moved, deleted


def test_passages_are_hidden_when_the_page_goes_off_line():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    republish(page, text(("aaaaa", "Een.")))

    TextPage.objects.get(pk=page.pk).unpublish()

    assert states(page) == {ONE: "hidden", TWO: "removed"}


def test_passages_are_hidden_when_wagtail_unpublishes_the_plain_page():
    page = make_page(text(("aaaaa", "Een.")))

    Page.objects.get(pk=page.pk).unpublish(set_expired=True)

    assert states(page) == {ONE: "hidden"}


def test_same_addresses_come_back_when_the_page_returns():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    before = ids(page)
    revision = change(page, text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    TextPage.objects.get(pk=page.pk).unpublish()

    revision.publish()

    assert ids(page) == before


def test_hidden_passage_is_removed_when_the_page_returns_without_it():
    page = make_page(text(("aaaaa", "Een."), ("bbbbb", "Twee.")))
    TextPage.objects.get(pk=page.pk).unpublish()

    republish(page, text(("aaaaa", "Een.")))

    assert states(page) == {ONE: "live", TWO: "removed"}


def test_descendants_follow_when_a_page_with_children_goes_off_line():
    parent = make_list()
    report = make_report(text(("aaaaa", "Een.")), parent=parent)

    for page in [parent, *parent.get_descendants().live().defer_streamfields().specific()]:
        page.unpublish()

    assert states(report) == {ONE: "hidden"}


def test_deleted_page_leaves_tombstones_with_its_title_and_address():
    page = make_page(text(("aaaaa", "Een.")), title="Weg", slug="weg")
    passage = row(page, ONE)

    TextPage.objects.get(pk=page.pk).delete()

    passage.refresh_from_db()
    assert (passage.state, passage.page_id) == ("removed", None)
    assert (passage.owner_title, passage.owner_url, passage.language) == ("Weg", "/weg/", "nl")


def test_tombstones_remain_when_the_parent_is_deleted():
    parent = make_list()
    report = make_report(text(("aaaaa", "Een.")), parent=parent)
    passage = row(report, ONE)

    parent.delete()

    passage.refresh_from_db()
    assert (passage.state, passage.page_id) == ("removed", None)


def test_withdrawn_passage_stays_withdrawn_when_its_page_is_deleted():
    page = make_page(text(("aaaaa", "Een.")))
    passage = passages.withdraw(row(page, ONE), by=None)

    TextPage.objects.get(pk=page.pk).delete()

    passage.refresh_from_db()
    assert passage.state == "withdrawn"


def test_passage_row_cannot_be_deleted():
    page = make_page(text(("aaaaa", "Een.")))

    with pytest.raises(TypeError, match="never deleted"):
        row(page, ONE).delete()
    with pytest.raises(TypeError, match="never deleted"):
        Passage.objects.filter(page_id=page.pk).delete()


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

    keys = [draft.key for draft in passages.drafts(revision.as_object())]
    assert len(keys) == 5
    assert "" not in keys
    assert len(set(keys)) == 5
    revision.publish()
    assert list(ids(page)) == keys


def test_draft_and_its_next_save_have_the_same_mended_keys():
    page = make_page("<p>Een</p><p>Een</p>", live=False)
    first = passages.drafts(TextPage.objects.get(pk=page.pk))

    revision = change(page, "<p>Een</p><p>Een</p>")

    assert passages.drafts(revision.as_object()) == first


# Questions


def make_question(**fields) -> Question:
    from django.utils import timezone

    return Question.objects.create(
        **{
            "text": "Hoe krijg ik de raad mee?",
            "number": 27,
            "state": Question.State.OPEN,
            "published_at": timezone.now(),
            **fields,
        }
    )


def test_question_and_its_answers_are_passages():
    question = make_question()
    question.answers.create(order=1, text="Begin met een verhaal.")
    question.answers.create(order=2, text="")

    passages.write_question(question)

    rows = Passage.objects.filter(question=question).in_order()
    assert list(rows.values_list("key", "kind", "text")) == [
        ("vraag-27", "question", "Hoe krijg ik de raad mee?"),
        ("vraag-27-antwoord-1", "answer", "Begin met een verhaal."),
    ]
    assert rows[0].anchor == "vraag-27"
    assert rows[1].parent_id == rows[0].pk


def test_question_that_is_not_public_has_hidden_passages():
    question = make_question()
    passages.write_question(question)

    question.state = Question.State.WITHDRAWN
    passages.write_question(question)

    assert Passage.objects.get(question=question).state == "hidden"


def test_merged_question_leads_to_the_other():
    other = make_question(number=3)
    question = make_question()
    passages.write_question(other)
    passages.write_question(question)

    question.state, question.merged_into = Question.State.MERGED, other
    passages.write_question(question)

    gone = Passage.objects.get(question=question)
    assert (gone.state, gone.successor.key) == ("removed", "vraag-3")


def test_question_before_its_publication_has_no_passages():
    question = make_question(number=None, published_at=None, state=Question.State.NEW)

    assert passages.write_question(question) == []
