"""A guide with all that it leads to, on one page: what stands there, for whom, and at what cost."""

import re

import pytest
from bs4 import BeautifulSoup, Tag
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageViewRestriction

from knowledge.models import OpgavePage, Passage, ReadingGuidePage
from knowledge.questions import deeds as questions
from knowledge.reading import whole
from knowledge.reading.along import Kind, Piece, Run
from office.mail.kinds import absolute
from tests.heads import read_head
from tests.knowledge.factories import (
    make_editor,
    make_list,
    make_opgave,
    make_page,
    make_report,
    text,
)
from tests.knowledge.pages.factories import EVERYTHING, block, make_case, make_kind, put_on_page
from tests.knowledge.pages.test_documents_accessible import make_document
from tests.knowledge.questions.factories import make_question
from tests.knowledge.reading.test_guides import make_guide
from tests.knowledge.recordings.factories import add_words, make_recording, make_recording_page

pytestmark = pytest.mark.django_db

UNKNOWN = "Waar dit staat, is nog niet bekend"


def url(guide: ReadingGuidePage) -> str:
    return f"/meenemen/{guide.pk}/alles/"


def shown(client, guide: ReadingGuidePage) -> list[Tag]:
    """Return the sections of the questions."""
    answer = client.get(url(guide))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser").select(".kk-whole")


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def one_passage(page) -> Passage:
    return Passage.objects.live().exclude(text="").get(page_id=page.pk)


def make_two_headings():
    """Return a report with two headings, and a paragraph, list and table under them."""
    value = {"data": [["Jaar", "Aantal"], ["2024", "12"]]}
    points = '<ul><li data-block-key="b">Punt<ul><li data-block-key="c">Onder</li></ul></li></ul>'
    return make_report(
        [
            block("heading", {"text": "Eerst"}, "kop1"),
            block("text", text(("a", "Zo <b>begon</b> het.")), "t1"),
            block("text", points, "t2"),
            block("heading", {"text": "Daarna"}, "kop2"),
            block("table", value, "tabel"),
        ],
        date_text="14 april",
        title="Verslag van april",
    )


def test_questions_stand_with_their_answer_and_all_words_of_their_page(client):
    case = make_case(title="Winterswijk doet het")
    blocks = [one for one in EVERYTHING if one["type"] not in ("heading", "approaches")]
    case.occasion = case.occasion.stream_block.to_python(blocks)
    case.save()
    introduction = [block("text", text(("aaaaa", "Wat je vooraf moet weten.")))]
    guide = make_guide(
        {"page": case.pk, "answer": "Samen."}, title="Zo begin je", introduction=introduction
    )

    html = client.get(url(guide)).content.decode()
    (section,) = shown(client, guide)

    assert "Wat je vooraf moet weten." in html
    assert "<h1" in html
    assert words(BeautifulSoup(html, "html.parser").h1) == "Zo begin je"
    assert words(section.h2) == "1. Vraag 1?"
    assert section.h2["id"] == "p-stap-1"
    assert words(section.select_one("h2 + p")) == "Samen."
    assert words(section.h3) == "Winterswijk doet het"
    assert "Aanleiding" in [words(one) for one in section.find_all("h4")]
    assert section.find("b", string="vet")
    assert words(section.select_one("li > ul > li")) == "Onder"
    assert [words(one) for one in section.select("blockquote p")] == ["‘Zo is het’"]
    assert words(section.select_one("blockquote + p")) == "wethouder"
    assert len(section.find_all("blockquote")) == 1
    assert words(section.select_one("ol > li")) == "Stap Half"
    assert [words(cell) for cell in section.select("td")] == ["Jaar", "Aantal", "2024", "12"]
    source = section.select_one(".kk-whole__source")
    assert source.a["href"] == case.url
    assert words(source) == f"Winterswijk doet het . {absolute(case.url)}"


def test_passage_stands_alone_under_its_heading_with_its_address_and_date(client):
    report = make_two_headings()
    rows = {row.key: row for row in Passage.objects.filter(page_id=report.pk)}
    guide = make_guide(*({"passage": rows[key].pk} for key in ("t1-a", "t2-b", "tabel", "kop1")))

    paragraph, point, table, heading = shown(client, guide)

    assert words(paragraph.select_one(".kk-whole__said")) == "Eerst Zo begon het."
    assert words(point.select_one(".kk-whole__said")) == "Eerst Punt Onder"
    assert words(table.select_one(".kk-whole__said")) == "Daarna Jaar Aantal 2024 12"
    assert words(heading.select_one(".kk-whole__said")) == "Eerst Zo begon het. Punt Onder"
    source = paragraph.select_one(".kk-whole__source")
    address = f"/p/{rows['t1-a'].pk}/"
    assert source.a["href"] == address
    assert words(source).startswith("Verslag van april (14 april). http")
    assert words(source).endswith(address)


def test_fragment_of_a_recording_stands_there_and_the_whole_transcript_does_not(client):
    recording = make_recording()
    add_words(
        recording,
        "WEBVTT\n\n00:00.000 --> 00:05.000\n<v Cas>Welkom allemaal.\n\n"
        "01:10.000 --> 01:15.000\n<v An>Begin klein.\n",
    )
    page = make_recording_page(recording, summary="Een gesprek.")
    rows = Passage.objects.live().filter(page_id=page.pk, kind="span")
    guide = make_guide({"passage": rows.order_by("position").last().pk}, {"page": page.pk})

    fragment, film = shown(client, guide)

    assert "Begin klein." in words(fragment)
    assert words(film.select_one(".kk-whole__said")) == "Een gesprek."


def test_file_and_other_site_are_named_with_their_address_alone(client):
    document = make_document(accessible=None)
    put_on_page(document)
    guide = make_guide({"document": document.pk}, {"url": "https://voorbeeld.nl/gids"})

    file, elsewhere = shown(client, guide)

    assert document.title in words(file)
    assert file.a["href"] == document.url
    assert words(elsewhere).endswith("https://voorbeeld.nl/gids Op een andere site")
    assert not file.select(".kk-whole__said") + elsewhere.select(".kk-whole__said")


def test_list_page_has_its_summary_alone_and_a_page_of_plain_text_its_words(client):
    opgave = make_opgave(1, confirmed=True, summary="Iedereen doet mee.")
    page = make_page(text(("aaaaa", "Dit zijn wij.")))
    guide = make_guide({"page": opgave.pk}, {"page": page.pk})

    first, second = shown(client, guide)

    assert isinstance(opgave, OpgavePage)
    assert words(first.select_one(".kk-whole__said")) == "Iedereen doet mee."
    assert "Dit zijn wij." in words(second.select_one(".kk-whole__said"))


def test_question_of_a_practitioner_and_its_answer_stand_there(client):
    question = make_question("Hoe begin je?")
    report = make_report(text(("a", "Zo.")))
    cited = Passage.objects.filter(page_id=report.pk)
    questions.answer(question, passages=cited, text="Begin klein.", now=timezone.now())
    rows = Passage.objects.live().filter(question=question).order_by("position")
    guide = make_guide(*({"passage": row.pk} for row in rows))

    said = [words(one.select_one(".kk-whole__said")) for one in shown(client, guide)]

    assert said == ["Hoe begin je?", "Begin klein."]


@pytest.mark.parametrize("state", ["hidden", "gone", "closed", "above", "withdrawn"])
def test_nothing_is_told_of_what_not_everybody_may_read(client, state):
    page = make_report(text(("a", "Zegel in de tekst.")), title="Zegel van titel")
    other = make_case(title="Dit blijft")
    passage = one_passage(page)
    guide = make_guide({"page": page.pk}, {"passage": passage.pk}, {"page": other.pk})
    if state == "hidden":
        page.unpublish()
    elif state == "gone":
        page.delete()
    elif state == "withdrawn":
        page.body = page.body.stream_block.to_python([])
        page.save()
        Passage.objects.filter(pk=passage.pk).update(
            state=Passage.State.WITHDRAWN, text="", label="", text_hash=""
        )
    else:
        closed = page if state == "closed" else page.get_parent()
        login = PageViewRestriction.LOGIN
        PageViewRestriction.objects.create(page=closed, restriction_type=login)

    whole_page, part, rest = shown(client, guide)

    assert words(part) == f"2. Vraag 2? {UNKNOWN}"
    assert "Dit blijft" in words(rest)
    if state == "withdrawn":
        assert "Zegel in de tekst" not in client.get(url(guide)).content.decode()
    else:
        assert words(whole_page) == f"1. Vraag 1? {UNKNOWN}"
        assert "Zegel" not in client.get(url(guide)).content.decode()


def test_editor_gets_no_more_than_everybody(client):
    page = make_report(text(("a", "Zegel in de tekst.")))
    login = PageViewRestriction.LOGIN
    PageViewRestriction.objects.create(page=page, restriction_type=login)
    guide = make_guide({"page": page.pk})
    client.force_login(make_editor("an"))

    (section,) = shown(client, guide)

    assert words(section) == f"1. Vraag 1? {UNKNOWN}"


def test_place_that_comes_twice_is_printed_once_and_pointed_back_at(client):
    case = make_case(title="Winterswijk doet het")
    report = make_two_headings()
    row = Passage.objects.get(page_id=report.pk, key="t1-a")
    guide = make_guide({"page": case.pk}, {"passage": row.pk}, {"page": case.pk}, {}, {})

    first, _second, third, unknown, also_unknown = shown(client, guide)

    assert words(first.h3) == "Winterswijk doet het"
    assert not third.select(".kk-whole__said")
    assert words(third.select_one(".kk-whole__again")) == "Zie onderdeel 1"
    assert third.select_one(".kk-whole__again a")["href"] == "#p-stap-1"
    assert not unknown.select(".kk-whole__again") + also_unknown.select(".kk-whole__again")


def test_guide_that_leads_to_itself_is_named_and_not_printed_again(client):
    guide = make_guide({})
    # No form lets an editor store this; an import might.
    guide.steps = guide.steps.stream_block.to_python(
        [block("step", {"question": "Rond?", "page": guide.pk}, "rond")]
    )
    guide.save(clean=False)

    (section,) = shown(client, guide)

    assert section.a["href"] == guide.url
    assert not section.select(".kk-whole__said")


def test_guides_that_lead_to_each_other_print_each_others_questions(client):
    first = make_guide({}, title="Eerste")
    second = make_guide({"page": first.pk}, title="Tweede")
    first.steps = first.steps.stream_block.to_python(
        [block("step", {"question": "En dan?", "page": second.pk}, "dan")]
    )
    first.save()

    (section,) = shown(client, first)

    assert "Vraag 1?" in words(section)


@pytest.mark.parametrize("state", ["draft", "closed", "case", "nothing"])
def test_there_is_none_of_a_guide_that_is_not_for_everybody_or_no_guide(client, state):
    page = make_case() if state == "case" else make_guide({}, live=state != "draft")
    if state == "closed":
        login = PageViewRestriction.LOGIN
        PageViewRestriction.objects.create(page=page, restriction_type=login)
    if state == "nothing":
        page = ReadingGuidePage(pk=999_999)

    assert client.get(url(page)).status_code == 404


def test_it_is_offered_on_the_guide_and_on_no_other_page(client):
    guide, empty, case = make_guide({}), make_kind(ReadingGuidePage), make_case()

    assert f'href="{url(guide)}"' in client.get(guide.url).content.decode()
    assert "alles/" not in client.get(empty.url).content.decode()
    assert "alles/" not in client.get(case.url).content.decode()


def test_alias_of_a_guide_offers_that_of_its_source(client):
    guide = make_guide({})
    alias = guide.create_alias(parent=guide.get_parent(), update_slug="nog-eens")

    assert f'href="{url(guide)}"' in client.get(alias.url).content.decode()


def test_search_engines_keep_the_guide_and_visitors_no_cookie(client):
    guide = make_guide({"page": make_case().pk})

    answer = client.get(url(guide))

    assert answer["X-Robots-Tag"] == "noindex"
    assert read_head(answer).canonical == read_head(client.get(guide.url)).canonical
    assert not answer.cookies
    assert "Vary" not in answer


def test_english_guide_speaks_english_and_marks_what_is_dutch(client):
    case = make_case(title="Winterswijk doet het")
    row = one_passage(make_report(text(("a", "Zo ging het."))))
    guide = make_guide({"page": case.pk}, {"passage": row.pk}, {"page": case.pk}, {}, language="en")

    answer = client.get(url(guide))
    html = answer.content.decode()
    first, second, third, fourth = shown(client, guide)

    assert answer["Content-Language"] == "en"
    assert '<html lang="en">' in html
    assert first.select_one(".kk-whole__said")["lang"] == "nl"
    assert "Praktijkvoorbeeld" in words(first)
    assert second.select_one(".kk-whole__source a")["href"] == f"/en/p/{row.pk}/"
    assert "Zo ging het." in words(second)
    assert words(third.select_one(".kk-whole__again")) == "See part 1"
    assert "not known" in words(fourth)
    assert "Back to the reading guide" in html


def test_translated_page_is_printed_in_the_language_of_the_guide(client):
    case = make_case(title="Winterswijk doet het")
    parent = make_list("en", slug="praktijkvoorbeelden")
    english = type(case)(
        title="Winterswijk does it",
        slug="winterswijk-does-it",
        locale=parent.locale,
        translation_key=case.translation_key,
        approach=case.approach,
        live=True,
    )
    parent.add_child(instance=english)
    guide = make_guide({"page": case.pk}, language="en")

    (section,) = shown(client, guide)

    assert words(section.h3) == "Winterswijk does it"
    assert section.select_one(".kk-whole__source a")["href"] == english.url


def test_remark_about_it_names_the_guide(client):
    guide = make_guide({}, title="Zo begin je")

    html = client.get(reverse("remark"), {"van": url(guide)}).content.decode()

    assert "Zo begin je" in html


def test_point_without_its_list_has_no_number():
    runs = (Run("Stap"),)
    alone = whole.blocks([Piece(Kind.ITEM, runs, ordered=True)])
    in_list = whole.blocks([Piece(Kind.ITEM, runs, ordered=True, begins=True)] * 2)

    assert [one.ordered for one in alone] == [False]
    assert [one.ordered for one in in_list] == [True, True]
    assert re.fullmatch("Stap", alone[0].points[0].piece.text)
