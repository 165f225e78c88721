"""A marked word: explained in brackets where a page first uses it, and nowhere else."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import ReferenceIndex

from knowledge.models import Passage, Term
from knowledge.reading.terms import explained
from knowledge.text.blocks import TEXT_FEATURES
from knowledge.text.settling import settled
from tests.knowledge.factories import make_report
from tests.knowledge.pages.factories import block, make_case

pytestmark = pytest.mark.django_db


def make_term(word: str = "schepencollege", **fields) -> Term:
    """Return a word with what it means."""
    fields = {"explanation": "in Nederland: college van B en W", **fields}
    return Term.objects.create(word=word, **fields)


def mark(term: Term, word: str = "") -> str:
    """Return a marked word as it is stored."""
    return f'<a linktype="term" id="{term.pk}">{word or term.word}</a>'


def paragraphs(*texts: str) -> str:
    return "".join(
        f'<p data-block-key="k{number:04}">{words}</p>' for number, words in enumerate(texts)
    )


def test_word_is_explained_at_its_first_use_on_a_page_in_whatever_block(client):
    term = make_term()
    case = make_case()
    case.occasion = case.occasion.stream_block.to_python(
        [block("text", paragraphs(f"Het {mark(term)} besluit.", f"Weer het {mark(term)}."))]
    )
    items = [{"type": "item", "id": "i1", "value": {"text": f"<p>Vraag het {mark(term)}.</p>"}}]
    case.works = case.works.stream_block.to_python([block("list", {"items": items})])
    case.save()

    html = client.get(case.url).content.decode()

    behind = 'schepencollege <span class="kk-term">(in Nederland: college van B en W)</span>'
    assert f"Het {behind} besluit." in html
    assert html.count("college van B en W") == 1
    assert "Weer het schepencollege." in html
    assert "Vraag het schepencollege." in html
    assert "data-term" not in html


def test_address_of_a_paragraph_holds_the_word_and_not_its_explanation():
    report = make_report(paragraphs(f"Het {mark(make_term())} besluit."))

    assert Passage.objects.get(page_id=report.pk).text == "Het schepencollege besluit."


def test_two_words_are_each_explained_once(client):
    first, second = make_term(), make_term("jeugddienst", explanation="afdeling voor jongeren")
    report = make_report(paragraphs(f"{mark(first)} en {mark(second)}", f"{mark(second)}"))

    html = client.get(report.url).content.decode()

    assert html.count("(in Nederland: college van B en W)") == 1
    assert html.count("(afdeling voor jongeren)") == 1


@pytest.mark.parametrize("number", ["999999", "x", "", "1" * 30])
def test_mark_of_which_the_row_is_gone_or_that_was_crafted_leaves_the_word(client, number):
    report = make_report(paragraphs(f'Het <a linktype="term" id="{number}">college</a> besluit.'))

    html = client.get(report.url).content.decode()

    assert "data-term" not in html
    assert "kk-term" not in html
    assert "college" in html


def test_explanation_is_words_and_says_its_language_on_an_english_page():
    term = make_term(explanation="<b>B & W</b>")
    html = f'<a data-term="{term.pk}">college</a>'

    with translation.override("en"):
        assert explained(html) == (
            'college <span class="kk-term" lang="nl">(&lt;b&gt;B &amp; W&lt;/b&gt;)</span>'
        )


def test_mark_in_a_link_a_heading_or_another_mark_is_explained_behind_its_own_word():
    first = make_term("college", explanation="bestuur")
    second = make_term("raad", explanation="volk")

    def shown(html: str) -> str:
        return re.sub(r' <span class="kk-term">(.*?)</span>', r"\1", explained(html))

    def marked(term: Term, words: str) -> str:
        return f'<a data-term="{term.pk}">{words}</a>'

    link = '<a href="https://gemeente.nl/">{}</a>'
    assert shown(link.format(f"Zie {marked(first, 'college')} hier")) == link.format(
        "Zie college(bestuur) hier"
    )
    assert shown(f"<h3>Het {marked(first, 'college')}</h3>") == "<h3>Het college(bestuur)</h3>"
    assert (
        shown(marked(first, f"college en {marked(second, 'raad')} samen"))
        == "college en raad(volk) samen(bestuur)"
    )
    assert shown(marked(first, f"dit {link.format('college')} nu")) == (
        f"dit {link.format('college')} nu(bestuur)"
    )
    # An end too many is left where it is.
    assert shown(f"x</a> {marked(first, 'college')}") == "x</a> college(bestuur)"


def test_page_without_marks_asks_nothing():
    with CaptureQueriesContext(connection) as queries:
        assert explained("<p>Een <a href='/x/'>link</a></p>") == "<p>Een <a href='/x/'>link</a></p>"

    assert len(queries) == 0


def test_mark_stays_when_a_text_is_opened_and_saved_again():
    html = paragraphs(f"Het {mark(make_term())} besluit.")

    again = settled(html, tuple(TEXT_FEATURES))

    assert 'linktype="term"' in again
    assert settled(again, tuple(TEXT_FEATURES)) == again


def test_word_stands_once_in_the_list_for_each_country():
    make_term(country="be")
    make_term(country="nl")

    with pytest.raises(ValidationError):
        Term(word="Schepencollege", country="be", explanation="x").full_clean()


def test_explanation_with_brackets_is_refused():
    with pytest.raises(ValidationError) as refusal:
        Term(word="raad", explanation="de raad (in het dorp)").full_clean()

    assert list(refusal.value.message_dict) == ["explanation"]


def test_desk_knows_where_a_word_is_used():
    term = make_term()
    report = make_report(paragraphs(f"Het {mark(term)} besluit."))

    ReferenceIndex.create_or_update_for_object(report)
    used = ReferenceIndex.get_references_to(term).values_list("object_id", flat=True)

    assert list(used) == [str(report.pk)]
