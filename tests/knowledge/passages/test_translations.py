"""Every kind of passage keeps its key in a translation and its address when that is brought up to
date."""

import pytest

from knowledge.models import Passage, ReportPage
from tests.knowledge.factories import (
    blocks,
    make_editor,
    make_list,
    make_report,
    republish,
    switch_four_eyes,
    text,
)
from tests.knowledge.pages import desk
from tests.knowledge.pages.factories import EVERYTHING
from tests.knowledge.passages.passage_pages import ids

pytestmark = pytest.mark.django_db

# wagtail-localize shows no cells to a translator.
UNTRANSLATED = {"table"}


@pytest.fixture
def an():
    switch_four_eyes(on=False)
    return make_editor("an")


@pytest.fixture
def report(an, django_capture_on_commit_callbacks) -> ReportPage:
    """A live report with a block of every kind, and its translation by An."""
    make_list("en")
    report = make_report(EVERYTHING)
    report.what_next = report.what_next.stream_block.to_python(blocks(text(("vvvvv", "Verder."))))
    report.save()
    with django_capture_on_commit_callbacks(execute=True):
        desk.submit_translation(an, report)
    words = set(Passage.objects.filter(page_id=report.pk).values_list("text", flat=True))
    words |= {"Een <b>vet</b> woord.", "Kop", "Gids"}
    desk.translate(an, report, {one: f"EN {one}" for one in words})
    with django_capture_on_commit_callbacks(execute=True):
        desk.publish_translation(an, report)
    return report


def rows(page: ReportPage) -> list[Passage]:
    return list(Passage.objects.live().filter(page_id=page.pk).in_order())


def test_translation_has_the_same_keys_and_addresses_of_its_own(report):
    dutch, english = rows(report), rows(desk.translation_of(report))

    assert [(row.translation_key, row.key) for row in english] == [
        (row.translation_key, row.key) for row in dutch
    ]
    assert {row.pk for row in english} & {row.pk for row in dutch} == set()
    assert {row.language for row in english} == {"en"}
    left = [row.key for row in english if row.text and not row.text.startswith("EN ")]
    assert left == [row.key for row in english if row.kind in UNTRANSLATED]


def test_addresses_of_a_translation_stay_when_one_paragraph_is_new(
    report, an, django_capture_on_commit_callbacks
):
    before = ids(desk.translation_of(report))
    changed = [
        {**EVERYTHING[0], "value": text(("aaaaa", "Iets anders."), ("nieuw", "Nieuw erbij."))}
    ]
    republish(report, changed + EVERYTHING[1:])

    with django_capture_on_commit_callbacks(execute=True):
        desk.update_translations(an, report)

    after = ids(desk.translation_of(report))
    assert {key: after.get(key) for key in before} == before
    assert set(after) - set(before) == {"t1-nieuw"}
