"""A long text that is pasted anew: it is saved and published, and its addresses lead on."""

import pytest

from knowledge.models import FrameworkPage, Passage, TextPage
from tests.knowledge.factories import make_editor, make_page, make_report, republish, text
from tests.knowledge.pages import desk, sending
from tests.knowledge.pages.factories import block, make_kind

pytestmark = pytest.mark.django_db

BLOCK = "11111111-0000-4000-8000-000000000001"
# Two thousand behave alike and take five times as long.
PARAGRAPHS = [f"Alinea {number} over borging in gemeente {number * 7}." for number in range(400)]
FIRST = "Een eerste alinea."


def keyed(name: str, paragraphs: list[str]) -> str:
    """Return HTML as an editor sends it: a paragraph that was pasted has a key of its own."""
    return text(*((f"{name}{number}", each) for number, each in enumerate(paragraphs)))


def addresses(page, state: str = "live") -> list[tuple[str, str]]:
    """Return the words and the id of each passage, in their order."""
    rows = Passage.objects.filter(page_id=page.pk, state=state).in_order()
    return list(rows.values_list("text", "id"))


def test_report_that_is_imported_again_keeps_its_addresses():
    html = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    report = make_report(html)
    before = addresses(report)

    republish(report, f"<p>{FIRST}</p>{html}")

    assert [words for words, _pk in before] == PARAGRAPHS
    assert addresses(report)[0][0] == FIRST
    assert addresses(report)[1:] == before
    assert addresses(report, "removed") == []


def test_text_that_is_pasted_in_the_editor_is_published_and_each_old_address_leads_to_its_words():
    page = make_page(keyed("old", PARAGRAPHS))
    before = addresses(page)
    page.save_revision()
    pasted = [{"id": BLOCK, "value": keyed("new", [FIRST, *PARAGRAPHS])}]

    saved = desk.edit(make_editor("an"), page, body=pasted)
    in_draft = addresses(page)
    published = desk.edit(make_editor("bo"), page, "action-publish")

    assert (saved.status_code, published.status_code) == (302, 302)
    assert in_draft == before
    assert TextPage.objects.get(pk=page.pk).has_unpublished_changes is False
    assert [words for words, _pk in addresses(page)] == [FIRST, *PARAGRAPHS]
    gone = Passage.objects.filter(page_id=page.pk, state="removed").in_order()
    leads_to = gone.values_list("text", "id", "successor__text")
    assert list(leads_to) == [(words, pk, words) for words, pk in before]


def test_framework_of_two_hundred_conditions_is_saved_in_its_form():
    items = [
        {
            "type": "item",
            "id": f"v{number}",
            "value": {"level": "politiek", "text": f"<p>{words}</p>"},
        }
        for number, words in enumerate(PARAGRAPHS[:200])
    ]
    phases = [block("conditions", {"intro": "Eerst dit:", "items": items})]
    page = make_kind(FrameworkPage, phases=phases)

    response = sending.save_as_shown(make_editor("an"), page)

    assert response.status_code == 302
    (stored,) = desk.latest(page).phases
    assert len(stored.value["items"]) == 200
