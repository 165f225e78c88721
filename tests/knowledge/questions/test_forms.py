import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knowledge.models import Asker, Question
from knowledge.questions import deeds as questions
from office import forms as public_forms
from office.forms import make_token
from office.mail import links, outbox
from office.models import Mail
from tests.knowledge.factories import make_list, make_opgave
from tests.knowledge.questions.factories import NOW, ask, make_asker, make_question
from tests.pasted import PASTED

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


@pytest.mark.parametrize("email", PASTED)
def test_address_with_a_sign_that_nobody_sees_is_that_of_one_asker(client, mailoutbox, email):
    assert post(client, email=email).status_code == 303

    asker = Asker.objects.get()
    assert (asker.email, asker.email_folded) == ("naam@voorbeeld.nl", "naam@voorbeeld.nl")
    outbox.send_due(timezone.now())
    assert [mail.to for mail in mailoutbox] == [["naam@voorbeeld.nl"]]


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
    assert "Je vraag gaat over ‘<span>Meedoen</span>’" in text(
        client.get(ASK, {"pagina": opgave.pk})
    )
    post(client, f"{ASK}?pagina={opgave.pk}")
    question = Question.objects.get()
    assert (question.opgave, question.asked_on_id) == (opgave, opgave.pk)


def test_question_does_not_name_a_page_that_is_not_public(client):
    opgave = make_opgave(1, title="Meedoen", live=False)
    assert "Meedoen" not in text(client.get(ASK, {"pagina": opgave.pk}))


@pytest.mark.parametrize("value", ["", "abc", "-1", "²", "\x00", "9" * 30, "9" * 5000])
def test_question_form_opens_when_the_page_it_names_is_none(client, value):
    response = client.get(ASK, {"pagina": value})

    assert response.status_code == 200
    assert "Je vraag gaat over" not in text(response)


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


@pytest.mark.parametrize(("form", "purpose"), [("confirm", "CONFIRM"), ("stop", "STOP")])
def test_button_of_a_question_that_is_forgotten_in_that_moment_says_the_link_is_old(
    client, monkeypatch, form, purpose
):
    asker = ask()
    token = links.make(getattr(questions, purpose), asker)
    path = reverse(f"question_{form}", args=[token])
    read = links.read

    def read_and_forget(*args):
        found = read(*args)
        Question.objects.all().delete()
        return found

    monkeypatch.setattr(links, "read", read_and_forget)
    response = post(client, path, f"question_{form}")
    if response.status_code == 303:
        response = client.get(response["Location"])
    assert response.status_code == 404
    assert "De link werkt niet meer." in text(response)


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
