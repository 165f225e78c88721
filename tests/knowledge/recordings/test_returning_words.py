"""What was taken away from a recording is recognised in other texts, and common words are not."""

import pytest

from knowledge.demo import film
from knowledge.models import Recording, RemovedRun
from knowledge.recordings import deeds as recordings, removed_words, returning_words
from knowledge.recordings.removed_words import Said
from tests.knowledge.recordings.factories import make_recording
from tests.knowledge.recordings.reading import answer, cues, plan, texts, vtt

pytestmark = pytest.mark.django_db

PERSONAL = "Mijn buurvrouw Truus Verzonnen heeft tien mille schuld."


@pytest.fixture
def source(db):
    """Return a recording from which the personal line was taken away."""
    made = make_recording(words=vtt("Welkom.", PERSONAL, "Herkenbaar."), title="Schulden")
    recordings.redact(cues(made)[1], by=None)
    return made


def said(*words: str) -> list[tuple[str, str]]:
    return [(doubt.words, doubt.source) for doubt in returning_words.doubts(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (f"Zij zei: ‘{PERSONAL.upper()}’ Toen was het stil.", PERSONAL.upper()[:-1]),
        ("dat buurvrouw, Truus Verzonnen: heeft tien mille",
         "buurvrouw, Truus Verzonnen: heeft tien mille"),
        ("Truus Verzonnen heeft tien mille schuld", "Truus Verzonnen heeft tien mille schuld"),
        ("Mijn buurvrouw Truus Verzonnen heeft", ""),
        ("Mijn buurvrouw Truus woont hier", ""),
    ],
)  # fmt: skip
def test_words_are_recognised_in_a_text_when_they_tell_something(source, words, expected):
    assert said(words) == ([(expected, "Schulden")] if expected else [])


def test_nothing_is_recognised_without_the_runs(source):
    """The negative control."""
    RemovedRun.objects.all().delete()
    assert said(PERSONAL) == []


def test_nothing_is_recognised_and_nobody_held_up_with_another_key(source, settings):
    settings.REDACTION_KEY = "another key of redaction"
    assert said(PERSONAL) == []


@pytest.mark.parametrize(
    "line",
    [
        "Dat is in het kader van de",
        "En dat is wat wij met elkaar hier willen doen.",
        "Ja, dat is ook wat ik daar van vind.",
        "Hoe doe je dat dan in de gemeente?",
    ],
)
def test_what_anybody_says_is_not_asked_about(line):
    made = make_recording(words=vtt("Welkom.", line, "Tot ziens."))
    recordings.redact(cues(made)[1], by=None)

    assert said(f"Wij zeiden toen: {line} En zo ging het verder met de schulden.") == []


def test_short_line_is_recognised_with_the_words_around_it():
    made = make_recording(
        words=vtt("Wij spraken toen met", "Truus Verzonnen", "over haar schulden bij de bank.")
    )
    recordings.redact(cues(made)[1], by=None)

    assert said("Wij spraken toen met Truus Verzonnen over haar schulden.") == [
        ("spraken toen met Truus Verzonnen over haar schulden", made.title)
    ]
    assert said("Truus Verzonnen kwam niet.") == []


def test_two_recordings_that_lost_the_words_are_both_named(source):
    other = make_recording(title="Andere camera")
    answer(other, vtt("Welkom.", PERSONAL, "Ja."), take_away={1})

    assert said(PERSONAL) == [(PERSONAL[:-1], "Andere camera”, “Schulden")]


# -- numbers --


def test_no_line_of_the_demonstration_makes_another_text_ask():
    """Each line of the film is taken away; cases, front page and kenniskring 14 do not quote it."""
    made = make_recording(words=(film.FOLDER / "kenniskring-14.vtt").read_text())
    for cue in cues(made):
        recordings.redact(cue, by=None)
    sources = ["cases.py", "front_page.py", "reference_data.py"]
    written = "".join((film.FOLDER / name).read_text() for name in sources)

    assert RemovedRun.objects.count() > 100
    assert len(written.split()) > 1000
    assert said(written) == []


def test_a_text_is_judged_with_one_query_and_one_digest_for_each_word(
    source, django_assert_num_queries, digested
):
    RemovedRun.objects.bulk_create(
        RemovedRun(
            recording=source, digest=f"{number:064x}", size=5, first=0, count=5,
            key_name=RemovedRun.objects.first().key_name,
        )
        for number in range(2000)
    )  # fmt: skip
    page = [f"woord{number} van een lange bladzijde" for number in range(1000)]

    with django_assert_num_queries(1):
        assert said(*page) == []

    assert len(digested) == len(removed_words.words_of(page)) - 4


def test_nothing_is_digested_where_nothing_was_taken_away(django_assert_num_queries, digested):
    with django_assert_num_queries(1):
        assert said("Een lange bladzijde over de borging van beleid.") == []

    assert digested == []


@pytest.fixture
def digested(db, monkeypatch) -> list[list[str]]:
    """Return the runs of words that were digested since."""
    found: list[list[str]] = []
    digest = removed_words._digest

    def remembered(words, **purpose):
        found.append(list(words))
        return digest(words, **purpose)

    monkeypatch.setattr(removed_words, "_digest", remembered)
    return found


# -- captions of another recording --


def test_captions_of_the_same_meeting_are_asked_about_and_taken_away(source):
    other = make_recording(title="Andere camera")
    file = vtt("Welkom bij de kenniskring.", PERSONAL, "Dat is heel herkenbaar.")

    planned = plan(other, file)

    assert [(doubt.words, doubt.source) for doubt in planned.doubts] == [(PERSONAL, "Schulden")]
    answer(other, file, take_away=planned.cautious().take_away)
    assert texts(other) == ["Welkom bij de kenniskring.", "", "Dat is heel herkenbaar."]
    # Known here too by now.
    assert plan(other, file).asks is False


def test_captions_may_keep_the_words_and_are_not_asked_again(source):
    other = make_recording(title="Andere camera")
    file = vtt("Welkom bij de kenniskring.", PERSONAL, "Dat is heel herkenbaar.")

    answer(other, file)

    assert texts(other)[1] == PERSONAL
    assert plan(other, file).asks is False


def test_a_line_beside_a_short_one_that_went_is_not_taken_along():
    made = make_recording(words=vtt("Wij spraken toen met", "Truus Verzonnen", "over schulden."))
    recordings.redact(cues(made)[1], by=None)
    other = make_recording()

    planned = plan(other, vtt("Wij spraken toen met", "Truus Verzonnen", "over schulden."))

    assert [doubt.words for doubt in planned.doubts] == ["Truus Verzonnen"]


def test_captions_of_a_recording_that_is_made_now_are_asked_about(source):
    planned = plan(Recording(title="Nieuw"), vtt("Welkom.", PERSONAL))

    assert [doubt.source for doubt in planned.doubts] == ["Schulden"]


def test_lines_are_judged_with_one_digest_for_each_word_too(source, digested):
    lines = [f"Regel {number} over de borging van beleid in gemeenten." for number in range(400)]

    assert returning_words.lines(Said(lines), without=make_recording()) == {}

    assert len(digested) == len(removed_words.words_of(lines)) - 4


def test_whole_line_of_few_words_that_tell_is_asked_about_in_another_recording():
    short = "Dat was van Truus Verzonnen."
    made = make_recording(words=vtt("Welkom.", short, "Herkenbaar."), title="Schulden")
    recordings.redact(cues(made)[1], by=None)

    (doubt,) = plan(make_recording(), vtt("Goedemiddag.", short)).doubts

    assert (doubt.words, doubt.source) == (short, "Schulden")
