import re

import pytest
from django.test import Client
from django.utils import timezone

from knowledge import links, outbox, public_forms, questions
from knowledge.models import Asker, Gemeente, Mail, Passage, Question
from knowledge.public_forms import make_token
from search import indexing
from tests.knowledge.factories import make_list, make_opgave
from tests.knowledge.question_factories import NOW, ask, make_asker, make_passage, make_question

pytestmark = pytest.mark.django_db

ASK = "/vragen/stellen/"
GOOD = {
    "text": "Hoe krijg je de raad mee?",
    "explanation": "",
    "name": "An",
    "email": "an@gemeente.nl",
}


@pytest.fixture
def client():
    """Return a browser that would be refused if a form asked for Django's CSRF cookie."""
    return Client(enforce_csrf_checks=True)


def post(client, path=ASK, form="question_ask", token=None, **fields):
    data = {**GOOD, **fields, "form_token": make_token(form) if token is None else token}
    return client.post(path, data)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


# Asking


def test_form_holds_what_was_searched_and_where_it_was_asked(client):
    response = client.get(ASK, {"vraag": "raad <meekrijgen>"})
    assert response.status_code == 200
    assert "raad &lt;meekrijgen&gt;" in text(response)
    assert not response.cookies


def test_form_names_no_list_of_pages_as_its_subject(client):
    assert "Je vraag gaat over" not in text(client.get(ASK, {"pagina": make_list().pk}))


@pytest.mark.parametrize("page", ["", "x", "0", "-1", "9" * 30, "٣", "1e9"])
def test_form_is_shown_when_the_page_it_names_is_none(client, page):
    assert client.get(ASK, {"pagina": page}).status_code == 200


def test_question_is_taken_without_cookie_when_all_is_right(client):
    response = post(client)
    assert (response.status_code, response["Location"]) == (303, "/vragen/gesteld/")
    assert not response.cookies
    question = Question.objects.get()
    assert (question.state, question.origin) == ("unconfirmed", "website")
    assert "Kijk in je mail" in text(client.get("/vragen/gesteld/"))


def test_question_comes_from_search_when_search_found_nothing(client):
    post(client, f"{ASK}?vraag=raad")
    assert Question.objects.get().origin == Question.Origin.SEARCH


def test_question_belongs_to_the_opgave_on_whose_page_it_was_asked(client):
    opgave = make_opgave(1, title="Meedoen")
    assert "Je vraag gaat over ‘Meedoen’" in text(client.get(ASK, {"pagina": opgave.pk}))
    post(client, f"{ASK}?pagina={opgave.pk}")
    question = Question.objects.get()
    assert (question.opgave, question.asked_on_id) == (opgave, opgave.pk)


def test_question_does_not_name_a_page_that_is_not_public(client):
    opgave = make_opgave(1, title="Meedoen", live=False)
    assert "Meedoen" not in text(client.get(ASK, {"pagina": opgave.pk}))


def test_answer_is_the_same_whether_the_address_is_known_or_not(client):
    first = post(client)
    second = post(client)
    unknown = post(client, email="bo@gemeente.nl")
    assert {(r.status_code, r["Location"], r.content) for r in (first, second, unknown)} == {
        (303, "/vragen/gesteld/", b"")
    }


def test_one_row_is_made_when_the_same_form_is_sent_twice(client):
    token = make_token("question_ask")
    answers = [post(client, token=token) for _ in range(2)]
    assert {(r.status_code, r["Location"]) for r in answers} == {(303, "/vragen/gesteld/")}
    assert (Question.objects.count(), Mail.objects.count()) == (1, 1)


@pytest.mark.parametrize("token", ["", "x:y:z", "\0"])
def test_form_comes_back_filled_when_its_token_is_none(client, token):
    response = post(client, token=token)
    assert response.status_code == 400
    assert "Hoe krijg je de raad mee?" in text(response)
    assert not Question.objects.exists()
    fresh = re.search(r'name="form_token" value="([^"]+)"', text(response))[1]
    assert post(client, token=fresh).status_code == 303


def test_form_comes_back_filled_when_it_expired(client, monkeypatch):
    monkeypatch.setattr(public_forms, "MAX_AGE", -1)
    response = post(client)
    assert response.status_code == 400
    assert "stond te lang open" in text(response)
    assert "an@gemeente.nl" in text(response)


def test_form_comes_back_when_it_was_sent_from_another_site(client):
    response = client.post(
        ASK,
        {**GOOD, "form_token": make_token("question_ask")},
        headers={"Sec-Fetch-Site": "cross-site"},
    )
    assert response.status_code == 403
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": ""}, "Vul je vraag in."),
        ({"text": "a" * 10_000}, "500"),
        ({"text": "a\0b"}, "tekens die niet kunnen"),
        ({"name": ""}, "Vul je naam in."),
        ({"name": "An\r\nBcc: bo@elders.example"}, "op één regel"),
        ({"name": "A" * 10_000}, "120"),
        ({"email": "an@gemeente.nl\r\nBcc: bo@elders.example"}, "Dit e-mailadres klopt niet."),
        ({"email": "an"}, "Dit e-mailadres klopt niet. Voorbeeld: naam@gemeente.nl"),
        ({"email": ""}, "Vul je e-mailadres in."),
        ({"explanation": "a" * 10_000}, "2000"),
    ],
)
def test_form_comes_back_with_a_sentence_when_a_field_is_wrong(client, fields, sentence):
    response = post(client, **fields)
    assert response.status_code == 422
    assert sentence in text(response)
    assert not Question.objects.exists()


def test_question_keeps_emoji_and_quotes_when_it_is_shown(client):
    post(client, text="Hoe <script>\"'& 😀 mee?")
    question = Question.objects.get()
    questions.confirm(question.askers.get(), now=NOW)
    published = questions.publish(question, now=NOW)
    page = text(client.get(published.get_absolute_url()))
    assert "Hoe &lt;script&gt;&quot;&#x27;&amp; 😀 mee?" in page


# Confirming and stopping


def confirm_path():
    return f"/vragen/bevestigen/{links.make(questions.CONFIRM, Asker.objects.get())}/"


def test_mailed_link_shows_one_button_and_writes_nothing(client):
    ask()
    outbox.send_due(timezone.now())
    response = client.get(confirm_path())
    assert response.status_code == 200
    assert "Ja, dit is mijn vraag" in text(response)
    assert Question.objects.get().state == Question.State.UNCONFIRMED
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_button_confirms_and_the_page_says_so(client):
    ask()
    response = post(client, confirm_path(), "question_confirm")
    assert (response.status_code, response["Location"]) == (303, confirm_path())
    assert Question.objects.get().state == Question.State.NEW
    assert "Je vraag is bevestigd" in text(client.get(confirm_path()))
    # The button pressed twice, from a second tab: the same answer.
    assert post(client, confirm_path(), "question_confirm").status_code == 303


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    "token",
    ["1", "1-x", "x" * 10_000, "999999-AAAAAAAAAAAAAAAAAAAAAAAAAAA", "1-é😀", "%00", "1-%0A"],
)
def test_link_is_refused_in_dutch_when_it_was_altered(client, method, token):
    ask()
    response = getattr(client, method)(f"/vragen/bevestigen/{token}/")
    assert response.status_code == 404
    assert "De link werkt niet meer. Vraag een nieuwe link aan." in text(response)


def test_link_is_refused_when_it_was_made_for_something_else(client):
    asker = ask()
    token = links.make(questions.STOP, asker)
    assert client.get(f"/vragen/bevestigen/{token}/").status_code == 404


def test_stop_link_stops_the_mail_with_a_button(client):
    asker = make_asker(make_question())
    path = f"/vragen/geen-mail/{links.make(questions.STOP, asker)}/"
    assert "Geen mail meer over deze vraag?" in text(client.get(path))
    assert post(client, path, "question_stop").status_code == 303
    assert "Je krijgt geen mail meer over deze vraag" in text(client.get(path))
    asker.refresh_from_db()
    assert asker.state == Asker.State.STOPPED


# Reading


def test_question_shows_its_journey_and_its_answer(client):
    question = make_question(explanation="Wij beginnen net.")
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
    indexing.rebuild()
    page = text(client.get(question.get_absolute_url()))
    assert "Dit komt in de buurt" in page
    assert "Wat wil de <mark>raad</mark> weten?" in page
    questions.answer(question, text="Ja.", now=NOW)
    assert "Dit komt in de buurt" not in text(client.get(question.get_absolute_url()))


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
    places = [page.index(one) for one in found]
    assert places == sorted(places)
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
        with django_assert_max_num_queries(12) as captured:
            client.get(question.get_absolute_url())
        counts.append(len(captured))
    assert counts[0] == counts[1]


# Posts that no browser makes


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("&".join(f"a{number}=1" for number in range(2000)), "application/x-www-form-urlencoded"),
        ("text=" + "a" * 3_000_000, "application/x-www-form-urlencoded"),
        ("text=x", "multipart/form-data"),
        ("text=x", "multipart/form-data; boundary=\x80"),
    ],
)
def test_post_that_cannot_be_read_gets_a_dutch_answer(client, body, content_type):
    client.raise_request_exception = False
    response = client.generic("POST", ASK, body.encode(), content_type=content_type)
    assert response.status_code == 400
    assert not Question.objects.exists()


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"\xff\xfe=\x80", "application/x-www-form-urlencoded"),
        (b'{"text": 1}', "application/json"),
        (b"", ""),
    ],
)
def test_post_comes_back_as_a_form_when_it_holds_no_form(client, body, content_type):
    response = client.generic("POST", ASK, body, content_type=content_type)
    assert response.status_code == 400
    assert "Verstuur het nog een keer" in text(response)


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_other_methods_write_nothing_and_do_not_fail(client, method):
    assert getattr(client, method)(ASK).status_code in {200, 405}
    assert not Question.objects.exists()
