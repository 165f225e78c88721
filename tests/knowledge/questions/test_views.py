import datetime
import re
from zoneinfo import ZoneInfo

import pytest
from wagtail.models import PageViewRestriction

from knowledge.models import Gemeente, Passage, Question
from knowledge.questions import deeds as questions
from search import indexing
from tests.knowledge.factories import make_opgave, make_page
from tests.knowledge.questions.factories import NOW, make_asker, make_passage, make_question

pytestmark = pytest.mark.django_db


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_question_shows_its_journey_and_its_answer(client):
    question = make_question(explanation="Wij beginnen net.", origin=Question.Origin.WEBSITE)
    passage = make_passage(seconds=754)
    questions.answer(question, passages=[passage], text="Begin klein.", now=NOW)
    page = text(client.get(f"/vragen/{question.number}/"))
    assert f"Vraag {question.number} · Beantwoord" in page
    assert "Begin klein." in page
    assert "Luister vanaf 12:34" in page
    assert f'href="/p/{passage.pk}/"' in page
    assert f'id="vraag-{question.number}"' in page
    assert f'id="vraag-{question.number}-antwoord-1"' in page
    assert "Gesteld in maart 2027" in page


@pytest.mark.parametrize(
    ("at", "day", "month"),
    [
        (datetime.datetime(2026, 6, 30, 22, 30, tzinfo=datetime.UTC), "1 juli 2026", "juli 2026"),
        (
            datetime.datetime(2025, 12, 31, 23, 30, tzinfo=datetime.UTC),
            "1 januari 2026",
            "januari 2026",
        ),
    ],
)
def test_question_says_the_day_of_the_clock_here_when_it_is_half_past_midnight(
    client, at, day, month
):
    question = questions.bring_in("Hoe laat?", origin=Question.Origin.WEBSITE, now=at)
    question = questions.publish(question, now=at)
    questions.answer(question, text="Nu.", now=at)
    page = client.get(question.get_absolute_url()).content.decode()
    assert f"Gesteld in {month}" in page
    assert f"Beantwoord op {day}" in page
    assert (
        page.count(f'<time datetime="{at.astimezone(ZoneInfo("Europe/Amsterdam")):%Y-%m-%d}">{day}')
        == 3
    )


def test_question_says_that_its_source_changed(client):
    question = make_question()
    passage = make_passage()
    questions.answer(question, passages=[passage], now=NOW)
    assert "De bron is gewijzigd" not in text(client.get(f"/vragen/{question.number}/"))
    Passage.objects.filter(pk=passage.pk).update(text="Anders.", text_hash="anders")
    assert "De bron is gewijzigd op" in text(client.get(f"/vragen/{question.number}/"))


def test_question_shows_no_words_of_a_passage_that_was_withdrawn(client):
    question = make_question()
    passage = make_passage("Geheim.")
    questions.answer(question, passages=[passage], now=NOW)
    Passage.objects.filter(pk=passage.pk).update(state="withdrawn", text="", label="", text_hash="")
    page = text(client.get(f"/vragen/{question.number}/"))
    assert "Dit antwoord is ingetrokken." in page
    assert "Geheim" not in page


def test_question_shows_no_words_of_a_passage_whose_page_was_closed(client):
    question = make_question()
    passage = make_passage("Geheim.", page=make_page())
    questions.answer(question, passages=[passage], now=NOW)
    PageViewRestriction.objects.create(page=passage.page, restriction_type="login")
    page = text(client.get(f"/vragen/{question.number}/"))
    assert "De bron staat nu niet op de site." in page
    assert "Geheim" not in page


def test_question_shows_no_words_of_a_passage_whose_page_is_offline(client):
    question = make_question()
    passage = make_passage("Geheim.")
    questions.answer(question, passages=[passage], now=NOW)
    Passage.objects.filter(pk=passage.pk).update(state="hidden")
    page = text(client.get(f"/vragen/{question.number}/"))
    assert "De bron staat nu niet op de site." in page
    assert "Geheim" not in page


@pytest.mark.parametrize("number", ["999", "1000000000", "9" * 30])
def test_question_is_404_when_there_is_none(client, number):
    assert client.get(f"/vragen/{number}/").status_code == 404


def test_question_is_not_found_anywhere_when_it_was_not_published(client):
    make_question("Geheime vraag?", public=False)
    make_question("Open vraag?")
    page = text(client.get("/vragen/"))
    assert "Open vraag?" in page
    assert "Geheime vraag?" not in page


def test_question_is_410_without_its_words_when_it_was_withdrawn(client):
    question = make_question("Geheime vraag?")
    questions.withdraw(question, now=NOW)
    response = client.get(f"/vragen/{question.number}/")
    assert response.status_code == 410
    assert "Geheime vraag?" not in text(response)


def test_question_is_read_at_the_address_of_its_own_language(client):
    question = make_question("How?", language="en")
    response = client.get(f"/vragen/{question.number}/")
    assert (response.status_code, response["Location"]) == (302, f"/en/vragen/{question.number}/")
    assert client.get(response["Location"]).status_code == 200


def test_open_question_shows_what_comes_near_and_an_answered_one_does_not(client):
    question = make_question("Hoe krijg je de raad mee?")
    make_question("Wat wil de raad weten?")
    make_page("<p>Wij zijn geen raad.</p>", title="Over deze site")
    indexing.rebuild()
    page = text(client.get(question.get_absolute_url()))
    assert "Wij zijn geen" not in page
    assert "Dit komt in de buurt" in page
    assert "Wat wil de <mark>raad</mark> weten?" in page
    questions.answer(question, text="Ja.", now=NOW)
    assert "Dit komt in de buurt" not in text(client.get(question.get_absolute_url()))


def test_question_keeps_to_itself_that_it_was_refused_before_it_was_placed(client):
    question = questions.refuse(make_question(public=False), reason="Dubbel.", now=NOW)
    question = questions.publish(question, now=NOW)
    page = text(client.get(question.get_absolute_url()))
    assert "Op de site gezet" in page
    assert "Niet geplaatst" not in page
    assert "Dubbel." not in page


def test_question_does_not_tell_who_asked(client):
    question = make_question()
    make_asker(question, email="an@gemeente.nl")
    page = text(client.get(f"/vragen/{question.number}/")) + text(client.get("/vragen/"))
    assert "an@gemeente.nl" not in page


def test_list_puts_the_most_wanted_open_question_first(client):
    answered = make_question("Beantwoorde vraag?")
    questions.answer(answered, text="Ja.", now=NOW)
    make_question("Weinig gevraagd?")
    wanted = make_question("Veel gevraagd?")
    for name in ("an", "bo"):
        make_asker(wanted, email=f"{name}@gemeente.nl")
    page = text(client.get("/vragen/"))
    found = ("Veel gevraagd?", "Weinig gevraagd?", "Beantwoorde vraag?")
    positions = [page.index(one) for one in found]
    assert positions == sorted(positions)
    assert "2 mensen willen dit weten" in page


@pytest.mark.parametrize("number", ["1000000000", "0", "-1", "x", "9" * 40, "😀"])
def test_list_is_shown_when_the_page_number_is_nonsense(client, number):
    make_question("Open vraag?")
    response = client.get("/vragen/", {"pagina": number})
    assert response.status_code == 200
    assert "Open vraag?" in text(response)


def test_list_says_so_when_it_is_empty(client):
    assert "Er staan hier nog geen vragen." in text(client.get("/vragen/"))


def make_answered(number):
    question = make_question(f"Vraag nummer {number}?")
    make_asker(question)
    questions.answer(
        question, passages=[make_passage(), make_passage()], text="Kort antwoord.", now=NOW
    )
    return question


def test_list_needs_as_many_queries_for_ten_questions_as_for_one(
    client, django_assert_max_num_queries
):
    counts = []
    for upto in (1, 10):
        while Question.objects.count() < upto:
            make_answered(Question.objects.count())
        client.get("/vragen/")
        with django_assert_max_num_queries(12) as captured:
            client.get("/vragen/")
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_question_needs_as_many_queries_for_ten_passages_as_for_one(
    client, django_assert_max_num_queries
):
    opgave = make_opgave(1, title="Meedoen")
    small, big = make_question(opgave=opgave), make_question(opgave=opgave)
    gemeente = Gemeente.objects.create(name="Testdam", slug="testdam")
    Question.objects.update(gemeente=gemeente)
    questions.answer(small, passages=[make_passage()], now=NOW)
    for _ in range(3):
        questions.answer(big, passages=[make_passage() for _ in range(10)], now=NOW)
    counts = []
    for question in (small, big):
        client.get(question.get_absolute_url())
        with django_assert_max_num_queries(14) as captured:
            client.get(question.get_absolute_url())
        counts.append(len(captured))
    assert counts[0] == counts[1]
