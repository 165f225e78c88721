"""Where the questions of a guide lead, and the bar on the pages that they lead to."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import StreamValue

from knowledge.models import Passage, ReadingGuidePage
from knowledge.reading import guides
from tests.knowledge.factories import make_list, make_report
from tests.knowledge.pages.factories import block, make_case, make_kind, put_on_page
from tests.knowledge.pages.test_documents_accessible import make_document
from tests.knowledge.questions.factories import make_question

pytestmark = pytest.mark.django_db


def make_guide(*targets: dict, **fields) -> ReadingGuidePage:
    """Return a guide with a question for each of these targets."""
    steps = [
        block("step", {"question": f"Vraag {number}?", **target}, f"stap-{number}")
        for number, target in enumerate(targets, start=1)
    ]
    return make_kind(ReadingGuidePage, steps=steps, **fields)


def test_each_question_leads_to_its_own_kind_of_place():
    document = make_document(accessible=None)
    case, report = make_case(), make_report("<p data-block-key='a'>Zo ging het.</p>")
    (passage,) = Passage.objects.filter(page_id=report.pk)
    put_on_page(document)
    guide = make_guide(
        {"page": case.pk},
        {"passage": passage.pk},
        {"document": document.pk},
        {"url": "https://voorbeeld.nl/gids"},
        {},
    )

    found = guides.steps(guide)

    assert [step.url for step in found] == [
        case.url,
        f"/p/{passage.pk}/",
        document.url,
        "https://voorbeeld.nl/gids",
        "",
    ]
    assert [step.number for step in found] == [1, 2, 3, 4, 5]
    assert [step.note for step in found] == [
        "",
        "",
        "PDF, 13\xa0bytes",
        "op een andere site",
        "waar dit staat, is nog niet bekend",
    ]
    assert [step.page for step in found][:2] == [case.translation_key, report.translation_key]


def test_target_that_is_not_public_is_a_question_without_a_way():
    hidden, gone = make_case(live=False), make_report("<p data-block-key='a'>Weg.</p>")
    (passage,) = Passage.objects.filter(page_id=gone.pk)
    code = passage.pk
    gone.delete()
    guide = make_guide(
        {"page": hidden.pk}, {"passage": code}, {"page": 999_999}, {"url": "javascript:alert(1)"}
    )

    assert [step.url for step in guides.steps(guide)] == ["", "", "", ""]


def test_bar_says_which_part_a_page_is_and_leads_to_the_parts_around_it():
    first, second = make_case(), make_case()
    guide = make_guide({"page": first.pk}, {}, {"page": second.pk})

    (bar,) = guides.bars(second, "nl")
    (first_bar,) = guides.bars(first, "nl")

    assert (bar.total, bar.guide.url) == (3, guide.url)
    assert bar.parts == ((3, 3, "", ("Vraag 2?", f"{guide.url}#p-stap-2"), None),)
    assert [(part.before, part.first) for part in first_bar.parts] == [(None, 1)]


def test_page_with_several_answers_has_a_part_for_each_place_and_joins_those_at_one_place():
    report = make_report("<p data-block-key='a'>Een.</p><p data-block-key='b'>Twee.</p>")
    one, two = Passage.objects.filter(page_id=report.pk).order_by("position")
    other = make_case()
    targets = [{"passage": one.pk}, {"passage": two.pk}, {"passage": two.pk}, {"page": other.pk}]
    guide = make_guide(*targets, {"page": report.pk}, {"passage": one.pk})
    urls = [step.url for step in guides.steps(guide)]

    (bar,) = guides.bars(report, "nl")

    assert bar.parts == (
        (1, 1, one.anchor, None, ("Vraag 2?", urls[1])),
        (2, 3, two.anchor, ("Vraag 1?", urls[0]), ("Vraag 4?", other.url)),
        (5, 5, "", ("Vraag 4?", other.url), ("Vraag 6?", urls[5])),
        (6, 6, one.anchor, ("Vraag 5?", report.url), None),
    )


def test_question_of_a_practitioner_has_the_bar_of_a_guide_that_leads_to_it(client):
    question = make_question("Hoe begin je?")
    passage = Passage.objects.get(question=question, state=Passage.State.LIVE)
    make_guide({"page": make_case().pk}, {"passage": passage.pk})

    html = client.get(f"/vragen/{question.number}/").content.decode()

    assert "onderdeel 2 van 2" in html
    assert guides.bars_of_question(make_question("Een andere?"), "nl") == []


def test_page_of_a_passage_has_the_bar_and_other_pages_and_guides_have_none():
    report = make_report("<p data-block-key='a'>Zo ging het.</p>")
    (passage,) = Passage.objects.filter(page_id=report.pk)
    guide = make_guide({"passage": passage.pk})
    make_guide({"page": report.pk}, live=False)

    assert [bar.guide.url for bar in guides.bars(report, "nl")] == [guide.url]
    assert guides.bars(make_case(), "nl") == []
    assert guides.bars(guide, "nl") == []


def test_two_guides_to_one_page_give_two_bars(client):
    case = make_case()
    make_guide({"page": case.pk}, title="Beta")
    make_guide({"page": case.pk}, {}, title="Alfa")

    html = client.get(case.url).content.decode()

    assert [bar.guide.title for bar in guides.bars(case, "nl")] == ["Alfa", "Beta"]
    assert html.count("kk-guide-bar__row") == 2
    assert "onderdeel 1 van 2" in html


def test_guide_of_another_language_gives_no_bar_there():
    make_list("en", slug="leeswijzer")
    case = make_case()
    make_guide({"page": case.pk})

    assert guides.bars(case, "en") == []


@pytest.mark.parametrize("by", ["page", "passage"])
def test_guide_that_leads_to_itself_is_refused(by):
    guide = make_guide({})
    (passage,) = Passage.objects.filter(page_id=guide.pk, kind="item")
    value = {"page": guide.pk} if by == "page" else {"passage": passage.pk}
    guide.steps = guide.steps.stream_block.to_python(
        [block("step", {"question": "Rond?", **value})]
    )

    with pytest.raises(ValidationError) as refusal:
        guide.clean()

    assert list(refusal.value.message_dict) == ["steps"]


def test_guide_that_was_stored_with_a_way_to_itself_shows_no_bar_of_itself(client):
    guide = make_guide({})
    stored = [block("step", {"question": "Rond?", "page": guide.pk})]
    # Past the form and past what checks a page when it is saved: both refuse it.
    raw = StreamValue(guide.steps.stream_block, stored, is_lazy=True)
    ReadingGuidePage.objects.filter(pk=guide.pk).update(steps=raw)
    guide = ReadingGuidePage.objects.get(pk=guide.pk)

    assert [step.page for step in guides.steps(guide)] == [guide.translation_key]
    assert guides.bars(guide, "nl") == []
    assert "kk-guide-bar__row" not in client.get(guide.url).content.decode()


@pytest.mark.usefixtures("shared_readings")
def test_guide_of_forty_questions_costs_what_one_of_four_does(client):
    def queries(number: int) -> int:
        guide = make_guide(*({"page": make_case().pk} for _ in range(number)))
        client.get(guide.url)
        with CaptureQueriesContext(connection) as captured:
            html = client.get(guide.url).content.decode()
        assert html.count("kk-guide__step") == number
        return len(captured)

    assert queries(40) == queries(4)


def test_page_shows_what_is_known_of_each_question(client):
    case = make_case()
    guide = make_guide(
        {"page": case.pk, "answer": "Samen.", "kind": "Video", "publisher": "Divosa"}, {}
    )

    html = client.get(guide.url).content.decode()

    assert f'href="{case.url}">Vraag 1?</a>' in html
    assert "Samen." in html
    assert "Video, Divosa" in html
    assert html.count("waar dit staat, is nog niet bekend") == 1
    assert "Begin bij 1" in html


def test_key_that_nobody_has_gives_no_bar():
    page = make_case()
    page.translation_key = uuid.uuid4()

    assert guides.bars(page, "nl") == []
