"""The page on which a contact person answers."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from knowledge.contact import deeds as contact
from office.forms import make_token
from office.mail.retention import forget_mail
from office.models import Mail
from tests.knowledge.contact.factories import NOW, kinds, make_person, make_request, stands
from tests.knowledge.contact.sending import answer_path, press, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    """Return a browser that would be refused if a form asked for Django's CSRF cookie."""
    return Client(enforce_csrf_checks=True)


def test_contact_person_reads_who_asks_and_answers(client):
    make_person()
    request = make_request(organisation="Gemeente <i>Ergens</i>")
    path = answer_path(request)
    page = text(client.get(path))
    assert "An Smit van Gemeente &lt;i&gt;Ergens&lt;/i&gt; vraagt:" in page
    assert kinds() == ["contact_confirm", "contact_question"]

    response = press(client, path, "contact_answer", text="Vijf ton.", deed="answer")

    assert (response.status_code, response["Location"]) == (303, path)
    assert stands(request) == ("answered", "")
    page = text(client.get(path))
    assert "Het antwoord is verstuurd" in page
    assert "Vijf ton." not in page


@pytest.mark.parametrize(
    ("deed", "state", "words"),
    [
        ("already", ("elsewhere", ""), "Deze vraag is afgehandeld"),
        ("decline", ("at_desk", "declined"), "De redactie zoekt verder"),
    ],
)
def test_other_buttons_need_no_words(client, deed, state, words):
    make_person()
    request = make_request()

    for _time in range(2):
        response = press(client, answer_path(request), "contact_answer", deed=deed)
        assert response.status_code == 303

    assert stands(request) == state
    assert words in text(client.get(answer_path(request)))


@pytest.mark.parametrize("deed", ["answer", "", "anders"])
def test_answer_without_words_is_asked_for(client, deed):
    make_person()
    request = make_request()
    response = press(client, answer_path(request), "contact_answer", text=" ", deed=deed)
    assert response.status_code == 422
    assert "Schrijf je antwoord." in text(response)
    assert stands(request) == ("with_person", "")


def test_answer_that_came_too_late_stays_on_the_screen(client):
    make_person()
    request = make_request()
    contact.close(request, now=NOW)

    response = press(client, answer_path(request), "contact_answer", text="Lang antwoord.")

    assert response.status_code == 409
    assert "Lang antwoord." in text(response)
    assert "Deze vraag is al afgehandeld." in text(response)


def test_same_answer_pressed_twice_is_one_mail(client):
    make_person()
    request = make_request()
    fields = {"text": "Ja.", "form_token": make_token("contact_answer")}
    assert {client.post(answer_path(request), fields).status_code for _time in range(2)} == {303}
    assert kinds().count("contact_answer") == 1


def test_page_says_how_long_an_answer_is_kept_that_no_server_took(client):
    make_person()
    path = answer_path(make_request())
    page = text(client.get(path))
    promised = int(re.search(r"Komt de mail niet aan, dan bewaren wij hem (\d+) dagen", page)[1])

    press(client, path, "contact_answer", text="Vijf ton.")
    failed = Mail.objects.filter(kind="contact_answer")
    failed.update(state="failed", created_at=NOW)

    forget_mail(NOW + timedelta(days=promised, seconds=-1))
    assert failed.get().ids["text"] == "Vijf ton."
    forget_mail(NOW + timedelta(days=promised))
    assert not failed.exists()


def test_address_goes_along_only_when_it_was_ticked(client):
    make_person()
    for ticked, address in (({}, ""), ({"with_address": "on"}, "cas@almere.nl")):
        path = answer_path(make_request())
        press(client, path, "contact_answer", text="Ja.", **ticked)
        assert Mail.objects.latest("pk").ids["reply_to"] == address
