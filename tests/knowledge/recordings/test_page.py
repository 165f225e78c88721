from datetime import UTC, datetime

import html5lib
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from knowledge.models import (
    Answer,
    AnswerPassage,
    Cue,
    Organisation,
    PageSpeaker,
    Passage,
    Person,
    Question,
    RecordingPage,
    ReportPage,
)
from knowledge.recordings import deeds as recordings
from knowledge.recordings.page import second_asked, view
from tests.knowledge.factories import make_report
from tests.knowledge.recordings.factories import (
    FILM,
    add_words,
    make_recording,
    make_recording_page,
)

pytestmark = pytest.mark.django_db


def long_words(count: int) -> str:
    return "WEBVTT\n\n" + "\n\n".join(
        f"{i // 60:02}:{i % 60:02}.000 --> {i // 60:02}:{i % 60:02}.900\n"
        f"<v {'An' if i % 2 else 'Bo'}>Regel nummer {i}."
        for i in range(count)
    )


def make_answer(passage: Passage, number: int = 1, state: str = "answered") -> Answer:
    question = Question.objects.create(
        text=f"Vraag {number}?",
        number=number,
        state=state,
        published_at=timezone.now(),
        answered_at=timezone.now(),
    )
    answer = Answer.objects.create(question=question, order=1)
    AnswerPassage.objects.create(answer=answer, passage=passage, order=1)
    return answer


def add_speakers(page, count: int) -> None:
    for number in range(count):
        person = Person.objects.create(name=f"An {number}", slug=f"an-{number}", fictional=True)
        organisation = Organisation.objects.create(name=f"Dorp {number}", slug=f"dorp-{number}")
        PageSpeaker.objects.create(
            page=page, person=person, role="adviseur", organisation=organisation
        )


def tree(response):
    return html5lib.parse(response.content.decode(), namespaceHTMLElements=False)


def test_page_shows_film_chapters_and_lines_with_links_that_work_without_javascript(client):
    page = make_recording_page()

    found = tree(client.get(page.get_url()))

    uid = page.recording.uid
    video = found.find(".//video")
    assert video.find("source").get("src") == f"/opnames/{uid}/film.webm"
    assert video.find("track").get("src") == f"/opnames/{uid}/nl.vtt"
    second = Passage.objects.get(page_id=page.pk, seconds=5)
    line = found.find(f".//*[@id='p-{second.key}']")
    assert line.find("a").get("href") == f"?t=5#p-{second.key}"
    assert "".join(line.find("p").itertext()) == "Bo: De raad wil weten wat het oplevert."
    chapters = [
        (a.get("href"), "".join(a.itertext()))
        for a in found.findall(".//ol[@class='kk-bare kk-chapters']//a")
    ]
    assert chapters == [
        ("?t=0#hoofdstuk-0", "00:00 Welkom (An)"),
        ("?t=5#hoofdstuk-5", "00:05 De raad (Bo)"),
    ]


def test_page_starts_the_film_and_marks_the_line_when_a_second_is_asked(client):
    page = make_recording_page()

    found = tree(client.get(page.get_url(), {"t": "7"}))

    source = found.find(".//video/source").get("src")
    assert source == f"/opnames/{page.recording.uid}/film.webm#t=7"
    current = found.findall(".//*[@aria-current='true'][@data-start]")
    assert [line.get("data-start") for line in current] == ["5"]


@pytest.mark.parametrize(
    ("asked", "second"),
    [("0", 0), ("754", 754), ("999999", 86_400), ("", None), ("12:34", None), ("-1", None),
     ("1e3", None), ("٣", None), ("9999999999", None), ("0x10", None)],
)  # fmt: skip
def test_second_is_read_from_digits_alone(asked, second):
    assert second_asked(asked) == second


@pytest.mark.parametrize("asked", ["x" * 10_000, "\x00", "9" * 400, "🙂"])
def test_page_answers_when_the_second_is_nonsense(client, asked):
    assert client.get(make_recording_page().get_url(), {"t": asked}).status_code == 200


def test_page_names_the_questions_that_a_second_answers():
    page = make_recording_page()
    make_answer(Passage.objects.get(page_id=page.pk, seconds=5))
    make_answer(Passage.objects.get(page_id=page.pk, seconds=0), 2, state="withdrawn")

    found = view(page, language="nl").questions

    assert [(one.title, one.url, one.line.span.label) for one in found] == [
        ("Vraag 1?", "/vragen/1/", "00:05")
    ]


def test_page_names_the_live_reports_that_show_it():
    page = make_recording_page()
    report = make_report(recording=page.recording, title="Kenniskring 14")
    make_report(recording=page.recording, live=False)
    make_report()

    assert [(one.title, one.url) for one in view(page, language="nl").used_in] == [
        ("Kenniskring 14", report.get_url())
    ]


def test_page_names_the_newest_report_first():
    page = make_recording_page()
    for title, day in (("Gisteren", 2), ("Eerder", 1), ("Vandaag", 3)):
        report = make_report(recording=page.recording, title=title)
        published_at = datetime(2026, 1, day, tzinfo=UTC)
        ReportPage.objects.filter(pk=report.pk).update(first_published_at=published_at)

    titles = [one.title for one in view(page, language="nl").used_in]

    assert titles == ["Vandaag", "Gisteren", "Eerder"]


def test_page_shows_a_gap_where_a_part_was_taken_away(client):
    page = make_recording_page()
    recordings.redact(Cue.objects.order_by("position")[2], by=None)

    text = client.get(page.get_url()).content.decode()

    assert "Dit deel is op verzoek weggehaald." in text
    assert "oplevert" not in text


def test_page_says_that_the_film_is_a_reenactment_only_when_it_is(client):
    real = make_recording_page()
    staged = make_recording_page(make_recording(film=FILM, reenacted=True))
    sentence = "Deze opname is nagemaakt voor de demonstratie."

    assert sentence in client.get(staged.get_url()).content.decode()
    assert sentence not in client.get(real.get_url()).content.decode()


def test_page_names_the_party_and_loads_nothing_when_the_film_is_elsewhere(client):
    page = make_recording_page(
        make_recording(external_url="https://video.example/film", external_party="VideoVoorbeeld")
    )

    response = client.get(page.get_url())

    assert "Bekijk op VideoVoorbeeld (VideoVoorbeeld plaatst dan cookies)" in (
        response.content.decode()
    )
    found = tree(response)
    assert found.findall(".//iframe") + found.findall(".//video") == []
    links = [a.get("href") for a in found.findall(".//a")]
    assert "https://video.example/film" in links


def test_page_escapes_what_people_said(client):
    page = make_recording_page(make_recording(film=FILM))
    add_words(
        page.recording, "WEBVTT\n\n00:00.000 --> 00:01.000\n<v A&lt;b>1 &lt;script&gt;alert(1)\n"
    )

    text = client.get(page.get_url()).content.decode()

    assert "1 &lt;script&gt;alert(1)" in text
    assert "<script>alert" not in text


def test_page_does_not_name_a_report_that_only_some_may_read():
    page = make_recording_page()
    report = make_report(recording=page.recording)
    PageViewRestriction.objects.create(page=report.get_parent(), restriction_type="login")

    assert view(page, language="nl").used_in == ()


def queries(client, page) -> int:
    client.get(page.get_url())
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(page.get_url()).status_code == 200
    return len(captured)


def test_view_asks_at_most_eight_queries(django_assert_max_num_queries, shared_readings):
    page = make_recording_page()
    add_speakers(page, 3)
    make_report(recording=page.recording)
    make_answer(Passage.objects.filter(page_id=page.pk).first())
    view(RecordingPage.objects.get(pk=page.pk), language="nl")
    page = RecordingPage.objects.get(pk=page.pk)

    with django_assert_max_num_queries(8):
        view(page, language="nl")


def test_page_asks_as_many_queries_for_fifty_lines_as_for_ten(client):
    small = make_recording_page(make_recording(film=FILM, words=long_words(10)))
    large = make_recording_page(make_recording(film=FILM, words=long_words(50)))
    add_speakers(small, 1)
    for passage in Passage.objects.filter(page_id=large.pk):
        make_answer(passage, number=passage.position + 10)
    make_answer(Passage.objects.filter(page_id=small.pk).first(), number=1)

    few, many = queries(client, small), queries(client, large)

    assert many <= few


@pytest.mark.parametrize("is_withdrawn", [False, True])
def test_page_promises_a_film_only_while_there_is_one(client, is_withdrawn):
    page = make_recording_page()
    if is_withdrawn:
        recordings.withdraw(page.recording, by=None)

    hero = client.get(page.url).content.decode().split("kk-recording")[0]

    assert ("Ondertiteld" in hero) is not is_withdrawn
    assert "Uitgeschreven tekst" in hero
