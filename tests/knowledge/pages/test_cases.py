"""A case as a visitor reads it: who thought along, where its points were heard, its facts."""

import html
import re

import pytest

from knowledge.models import CasePage, Passage
from knowledge.pages import documents
from knowledge.passages import deeds as passages
from knowledge.reading.along import pieces
from tests.knowledge.factories import make_report, text
from tests.knowledge.pages.factories import block, make_kind
from tests.knowledge.recordings.factories import FILM, make_recording, make_recording_page

pytestmark = pytest.mark.django_db
WORDS = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v An>De raad vroeg om cijfers.\n"


def points(*rows: tuple[str, str]) -> dict:
    """Return a list of points, each with the passage that it was heard in."""
    items = [
        {
            "type": "item",
            "id": f"punt-{at}",
            "value": {"text": f"<p>{words}</p>", "items": [], "passage": code},
        }
        for at, (words, code) in enumerate(rows)
    ]
    return block("list", {"ordered": False, "items": items})


def voice(who: str, how: str, changed: str = "") -> dict:
    return block("voice", {"who": who, "how": how, "changed": changed}, f"stem-{who}")


def shown(client, page: CasePage) -> str:
    """Return the main part of a page, without the menus of its paragraphs."""
    answer = client.get(page.url)
    assert answer.status_code == 200
    main = "<main" + answer.content.decode().partition("<main")[2].partition("</main")[0]
    return re.sub(r"<details class=.kk-passage__menu.*?</details>", "", main, flags=re.DOTALL)


def words_of(shown_html: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown_html)).split())


def span() -> Passage:
    """Return what is said at the first second of a film that can be watched."""
    page = make_recording_page(make_recording(FILM, WORDS))
    return Passage.objects.live().get(page_id=page.pk, kind=Passage.Kind.SPAN)


def paragraph() -> Passage:
    report = make_report(text(("aaaaa", "De raad vroeg om cijfers.")), title="Verslag van toen")
    return Passage.objects.live().get(page_id=report.pk)


def test_point_leads_to_the_second_at_which_it_was_heard(client, settings):
    heard = span()
    page = make_kind(CasePage, works=[points(("Tel mee", heard.pk), ("Zonder bron", ""))])

    main = shown(client, page)

    # On paper the whole address stands behind it.
    address = f"{settings.BASE_URL}/p/{heard.pk}/"
    assert f'<a href="/p/{heard.pk}/" data-address="{address}">bron: opname 00:01</a>' in main
    assert main.count("bron:") == 1


def test_point_leads_to_the_paragraph_that_tells_it(client):
    told = paragraph()
    page = make_kind(CasePage, works_not=[points(("Het kost tijd", told.pk))])

    main = shown(client, page)

    assert f'href="/p/{told.pk}/"' in main
    assert "Het kost tijd bron: Verslag van toen" in words_of(main)


def test_source_of_a_point_is_hidden_when_nobody_may_read_it_any_more(client):
    told = paragraph()
    page = make_kind(CasePage, works=[points(("Tel mee", told.pk))])
    assert "bron:" in shown(client, page)

    passages.withdraw(told, by=None)

    assert "bron:" not in shown(client, page)
    assert "Tel mee" in shown(client, page)


def test_source_of_a_point_is_hidden_when_its_page_is_off_line(client):
    told = paragraph()
    page = make_kind(CasePage, works=[points(("Tel mee", told.pk))])

    told.page.specific.unpublish()

    assert "bron:" not in shown(client, page)


def test_source_of_a_point_is_no_part_of_its_words():
    page = make_kind(CasePage, works=[points(("Tel mee", paragraph().pk))])

    row = Passage.objects.get(page_id=page.pk, key="punt-0")

    assert row.text == "Tel mee"


def test_source_of_a_point_is_taken_along_with_its_address(client):
    told = paragraph()
    page = make_kind(CasePage, works=[points(("Tel mee", told.pk))])

    found = pieces(shown(client, page) + "</main>", base=f"https://site.example{page.url}")

    (piece,) = [one for one in found if one.text.startswith("Tel mee")]
    assert piece.text == "Tel mee bron: Verslag van toen"
    assert {run.href for run in piece.runs} == {"", f"https://site.example/p/{told.pk}/"}


def test_who_thought_along_has_an_address_and_says_what_changed(client):
    page = make_kind(
        CasePage, voices=[voice("kinderen", "Zij tekenden hun straat.", "Er kwam een bal.")]
    )

    main = shown(client, page)

    assert 'id="p-wie-dacht-mee"' in main
    assert (
        "Wie dacht mee Kinderen en jongeren: Zij tekenden hun straat. "
        "Dit veranderde erdoor: Er kwam een bal."
    ) in words_of(main)
    section = Passage.objects.get(page_id=page.pk, key="wie-dacht-mee")
    row = Passage.objects.get(page_id=page.pk, key="stem-kinderen")
    assert (row.text, row.label) == (
        "Zij tekenden hun straat. Er kwam een bal.",
        "Kinderen en jongeren",
    )
    assert row.parent_id == section.pk


def test_case_tells_when_it_is_noticed_and_what_gemeente_wants_in_plain_words(client):
    page = make_kind(
        CasePage, change="veranderen", local_opgave="Iedereen mee", life_areas="geld, wonen"
    )

    words = words_of(shown(client, page))

    assert "Wanneer merk je het? Op de lange duur (Veranderen)" in words
    assert "Eigen doel van de gemeente Iedereen mee" in words
    assert "Leefgebieden geld, wonen" in words
    assert "Kosten per jaar Nog niet bekend." in words


def test_only_costs_and_hours_are_said_to_be_unknown(client):
    page = make_kind(CasePage)

    main = shown(client, page)

    assert re.findall(r"<dt>([^<]*)</dt>", main) == ["Kosten per jaar", "Tijd per week"]


def test_section_of_borging_keeps_its_address_under_its_new_name(client):
    page = make_kind(CasePage, lasting=[block("text", text(("aaaaa", "In de begroting.")))])

    main = shown(client, page)

    assert 'id="p-borging">Hoe blijft het bestaan? (borging)</h2>' in main


def test_case_is_found_by_its_life_areas():
    page = make_kind(CasePage, life_areas="geld, wonen")

    (document,) = documents.load([f"page:{page.pk}"])

    assert [one.text for one in document.passages] == ["geld, wonen"]


def test_point_in_short_leads_nowhere_once_its_paragraph_is_gone(client):
    told = paragraph()
    page = make_kind(
        CasePage, in_short=[block("takeaway", {"text": "Tel mee", "passage": told.pk})]
    )
    assert f'<a href="/p/{told.pk}/">Tel mee</a>' in shown(client, page)

    passages.withdraw(told, by=None)

    main = shown(client, page)
    assert "Tel mee" in main
    assert told.pk not in main
