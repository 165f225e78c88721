"""JSON-LD: what its readers require, nothing that is not known, and no way out of its script."""

import json
from datetime import UTC, datetime

import pytest

from knowledge.head import data
from knowledge.templatetags.head import json_ld

AT = datetime(2026, 4, 14, 10, 0, tzinfo=UTC)


def test_no_text_ends_the_script_it_stands_in():
    text = json_ld({"name": "</script><b>&amp;<!--\u2028"})

    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == {"name": "</script><b>&amp;<!--\u2028"}


def test_what_is_empty_is_left_out():
    assert data.known("Event", name="An", place="", offers=None, performer=[]) == {
        "@type": "Event",
        "name": "An",
    }


def test_time_has_its_offset():
    assert data.moment(AT) == "2026-04-14T12:00:00+02:00"
    assert data.moment(None) == ""


def test_home_alone_is_no_way_back():
    assert data.breadcrumbs([("Home", "https://x.nl/")]) is None


def test_way_back_is_numbered_from_one():
    found = data.breadcrumbs([("Home", "https://x.nl/"), ("Vragen", "https://x.nl/vragen/")])

    assert [step["position"] for step in found["itemListElement"]] == [1, 2]


def test_film_of_unknown_length_tells_none():
    film = data.video(
        title="Film",
        description="Over borging.",
        language="nl",
        published=AT,
        seconds=0,
        picture=None,
    )

    assert "duration" not in film
    assert film["uploadDate"] == "2026-04-14T12:00:00+02:00"


@pytest.mark.parametrize(("seconds", "expected"), [(93, "P0DT00H01M33S"), (7200, "P0DT02H00M00S")])
def test_length_of_a_film_is_iso_8601(seconds, expected):
    film = data.video(
        title="Film",
        description="Over borging.",
        language="nl",
        published=AT,
        seconds=seconds,
        picture=None,
        captions="https://x.nl/film.vtt",
    )

    assert film["duration"] == expected
    assert film["caption"] == {
        "@type": "MediaObject",
        "contentUrl": "https://x.nl/film.vtt",
        "encodingFormat": "text/vtt",
    }


def test_question_without_an_answer_is_no_page_of_questions_and_answers():
    asked = {"text": "Hoe?", "explanation": "", "url": "https://x.nl/", "language": "nl"}

    assert data.questions_and_answers(**asked, published=AT, answers=[]) is None


def test_first_answer_is_the_accepted_one_and_the_others_are_suggested():
    asked = {"text": "Hoe?", "explanation": "", "url": "https://x.nl/", "language": "nl"}
    answers = [{"text": "Zo."}, {"text": "Of zo."}, {"text": "Of anders."}]

    page = data.questions_and_answers(**asked, published=AT, answers=answers)

    question = page["mainEntity"]
    assert question["answerCount"] == 3
    assert question["acceptedAnswer"] == answers[0]
    assert question["suggestedAnswer"] == answers[1:]
