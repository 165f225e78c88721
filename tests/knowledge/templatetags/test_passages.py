"""Every live passage of a page is an element of that page, with its address beside it."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from knowledge.models import Cue, Organisation, Passage
from knowledge.passages import deeds as passages
from knowledge.recordings import deeds as recordings
from knowledge.templatetags.passages import passage_menu
from tests.knowledge.factories import blocks, make_list, make_page, make_report, republish, text
from tests.knowledge.pages.factories import EVERYTHING
from tests.knowledge.questions.factories import make_question
from tests.knowledge.recordings.factories import add_words, make_recording_page

pytestmark = pytest.mark.django_db


def item(value: object, item_id: str) -> dict:
    return {"type": "item", "value": value, "id": item_id}


def elements(html: str) -> dict[str, str]:
    soup = BeautifulSoup(html, "html.parser")
    return {tag["id"]: " ".join(tag.get_text(" ").split()) for tag in soup.find_all(id=True)}


def test_every_passage_of_a_report_is_an_element_with_its_words(client):
    report = make_report(EVERYTHING)
    report.in_short = report.in_short.stream_block.to_python(
        [{"type": "takeaway", "id": "k1", "value": {"text": "Begin klein", "passage": ""}}]
    )
    report.what_next = report.what_next.stream_block.to_python(blocks("<p>Verder gaan.</p>"))
    report.save()

    found = elements(client.get(report.url).content.decode())

    rows = Passage.objects.live().filter(page_id=report.pk)
    assert rows.count() == 15
    missing = [row.anchor for row in rows if row.anchor not in found]
    assert missing == []
    for row in rows:
        for word in (row.text or row.label).replace("|", " ").split():
            assert word in found[row.anchor], row.anchor


def test_every_passage_of_a_page_has_its_address_beside_it(client):
    page = make_page(EVERYTHING)

    html = client.get(page.url).content.decode()

    leaves = Passage.objects.live().filter(page_id=page.pk).exclude(text="")
    missing = [row.key for row in leaves if f"/p/{row.pk}/" not in html]
    assert missing == []


@pytest.mark.parametrize(
    ("language", "address", "words"),
    [("nl", "/p/abcd2345/", "Link naar deze alinea"), ("en", "/en/p/abcd2345/", "Link to this")],
)
def test_menu_of_a_passage_is_its_own_and_speaks_the_language_of_the_page(language, address, words):
    with translation.override(language):
        menu, other = passage_menu({}, "abcd2345"), passage_menu({}, "efgh6789")

    assert menu.count(f'"{address}"') == 3
    assert words in menu
    assert menu.replace("abcd2345", "efgh6789") == other


def test_passage_without_an_address_has_no_menu():
    assert passage_menu({}, "") == ""


def test_menus_of_a_page_are_named_by_the_first_words_of_their_passages(client):
    page = make_page(
        text(
            ("aaaaa", "Begin klein & praat met de raad over geld en tijd."),
            ("bbbbb", "Begin klein & praat met de raad, en met kinderen."),
            ("ccccc", "Kort."),
            ("ddddd", "Kort."),
        )
    )

    html = BeautifulSoup(client.get(page.url).content, "html.parser")

    names = [one.get_text(strip=True) for one in html.select(".kk-passage__menu summary")]
    assert names == [
        "Deel: Begin klein & praat met de raad over geld en tijd.",
        "Deel: Begin klein & praat met de raad, en met kinderen.",
        "Deel: Kort.",
        "Deel: Kort. (2)",
    ]


def test_removed_passage_has_a_notice_at_its_anchor(client):
    page = make_page(text(("aaaaa", "Een hele zin."), ("bbbbb", "Twee hele zinnen.")))
    gone = Passage.objects.get(page_id=page.pk, text="Twee hele zinnen.")
    republish(page, text(("aaaaa", "Een hele zin. Twee hele zinnen.")))
    successor = Passage.objects.live().get(page_id=page.pk)

    html = client.get(page.url).content.decode()

    assert "Deze alinea bestaat niet meer." in elements(html)[gone.anchor]
    notice = BeautifulSoup(html, "html.parser").find(id=gone.anchor)
    assert notice.a["href"] == f"/p/{successor.pk}/"


def test_withdrawn_passage_has_a_notice_and_no_words(client):
    page = make_page(text(("aaaaa", "Een hele zin."), ("bbbbb", "Geheim.")))
    gone = Passage.objects.get(page_id=page.pk, text="Geheim.")
    passages.withdraw(gone, by=None)

    html = client.get(page.url).content.decode()

    assert "Deze alinea bestaat niet meer." in elements(html)[gone.anchor]
    assert "Geheim" not in html


def test_notices_take_no_query_each_when_every_paragraph_was_replaced_again_and_again(
    client,
):
    def words(count: int, version: str) -> str:
        return text(*((f"{version}{at}", f"Woord {at} blijft hier staan") for at in range(count)))

    costs = []
    for count in (2, 8):
        page = make_page(words(count, "a"))
        for version in "bcd":
            page = republish(page, words(count, version))
        with CaptureQueriesContext(connection) as queries:
            html = client.get(page.url).content.decode()
        costs.append(len(queries))
        assert html.count("kk-tombstone") == html.count("Dit kwam ervoor in de plaats") == 3 * count

    assert costs[0] == costs[1] <= 12


def test_section_in_which_only_a_question_is_left_has_its_anchor_once(client):
    report = make_report()
    report.what_next = report.what_next.stream_block.to_python(blocks("<p>Verder.</p>"))
    report.save()
    pointer = {"type": "question", "id": "v1", "value": {"question": make_question().pk}}
    report.what_next = report.what_next.stream_block.to_python([pointer])
    report.save()

    html = client.get(report.url).content.decode()

    assert Passage.objects.get(page_id=report.pk, key="hoe-nu-verder").state == "removed"
    assert html.count('id="p-hoe-nu-verder"') == 1


def test_removed_passage_of_a_list_page_has_a_notice(client):
    page = make_list()
    page = republish(page, text(("aaaaa", "Een hele zin."), ("bbbbb", "Twee.")))
    gone = Passage.objects.get(page_id=page.pk, text="Twee.")
    republish(page, text(("aaaaa", "Een hele zin.")))

    assert gone.anchor in elements(client.get(page.url).content.decode())


def test_span_that_is_gone_has_a_notice_and_one_that_was_taken_away_its_own(client):
    page = make_recording_page()
    removed = list(Passage.objects.filter(page_id=page.pk))
    add_words(page.recording, "WEBVTT\n\n00:00.000 --> 00:02.000\nIets anders.\n", replace=True)
    withdrawn = Passage.objects.live().get(page_id=page.pk)
    recordings.redact(Cue.objects.get(), by=None)

    html = client.get(page.url).content.decode()

    assert [html.count(f'id="{one.anchor}"') for one in (*removed, withdrawn)] == [1, 1, 1]
    assert html.count("kk-tombstone") == 2
    assert "op verzoek weggehaald" in elements(html)[withdrawn.anchor]


def test_partner_of_a_case_is_named_after_its_organisation():
    from knowledge.models import CasePage
    from tests.knowledge.factories import make_list

    school = Organisation.objects.create(name="De Regenboog", slug="regenboog")
    case = CasePage(title="Voorbeeld", slug="voorbeeld", locale=make_list().locale)
    value = {"items": [item({"organisation": school.pk, "name": "", "role": "signaleert"}, "i1")]}
    case.partners = case.partners.stream_block.to_python(
        [{"type": "partners", "id": "p1", "value": value}]
    )
    make_list().add_child(instance=case)

    passage = Passage.objects.get(page_id=case.pk, key="i1")
    assert passage.text == "De Regenboog: signaleert"
    assert passage.parent.key == "wie-doen-mee"
