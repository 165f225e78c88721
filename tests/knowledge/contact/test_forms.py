"""The form and its confirmation."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from knowledge.contact import deeds as contact, limits, queries
from knowledge.models import ContactRequest, Gemeente
from office.forms import make_token
from office.mail import links
from office.mail.kinds import MAIL_KINDS
from office.models import Mail
from tests.knowledge.contact.factories import (
    NOW,
    ask,
    fresh,
    kinds,
    make_gemeente,
    make_person,
    make_request,
    make_shown_gemeente,
    merge,
    stands,
)
from tests.knowledge.contact.sending import FORM, GOOD, answer_path, confirm_path, post, press, text
from tests.knowledge.pages.factories import make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    """Return a browser that would be refused if a form asked for Django's CSRF cookie."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def case():
    return make_shown_gemeente()[1]


# Asking


def test_question_is_taken_without_cookie_and_nobody_hears_of_it_yet(client, case):
    make_person()

    response = post(client, f"{FORM}?pagina={case.pk}")

    assert (response.status_code, response["Location"]) == (303, "/in-contact/verstuurd/")
    assert not response.cookies
    request = ContactRequest.objects.get()
    assert (request.text, request.name, request.email) == (
        "Wat kost het?",
        "An Smit",
        "an@ergens.nl",
    )
    assert (request.page_id, request.gemeente.name, request.state) == (
        case.pk,
        "Almere",
        "unconfirmed",
    )
    assert kinds() == ["contact_confirm"]
    assert "Kijk in je mail" in text(client.get("/in-contact/verstuurd/"))


def test_answer_is_the_same_whatever_is_known(client, case):
    answers = [post(client), post(client), post(client, email="bo@ergens.nl")]
    make_person()
    answers.append(post(client))

    assert {(one.status_code, one["Location"], one.content) for one in answers} == {
        (303, "/in-contact/verstuurd/", b"")
    }


def test_one_request_is_made_when_the_same_form_is_sent_twice(client, case):
    token = make_token("contact_ask")
    assert {post(client, token=token).status_code for _time in range(2)} == {303}
    assert (ContactRequest.objects.count(), Mail.objects.count()) == (1, 1)


def test_somebody_elses_address_twenty_times_is_five_mails(client, case, settings):
    answers = [post(client, email="slachtoffer@elders.nl") for _time in range(15)]

    assert [one.status_code for one in answers] == [303] * 5 + [429] * 10
    assert Mail.objects.count() == 5
    assert "Wat kost het?" in text(answers[-1])
    # The same network sends no more at all.
    assert post(client, email="ander@elders.nl").status_code == 429


def test_form_names_no_person_and_no_address(client, case):
    make_person(name="Cas Bos", role="wijkregisseur")

    page = text(client.get(f"{FORM}?pagina={case.pk}"))

    assert "Vraag het aan gemeente Almere" in page
    assert f"Je vraag gaat over ‘<span>{case.title}</span>’" in page
    assert not [word for word in ("Cas", "wijkregisseur", "cas@") if word in page]


def test_form_says_so_when_nobody_answers_for_the_gemeente(client, case):
    assert "Wij kennen daar nog geen contactpersoon." in text(client.get(FORM))


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        ("kosten", "Wat kost dit per jaar?"),
        ("tijd", "Hoeveel tijd per week kost dit?"),
        ("", ""),
        ("<b>anders", ""),
        ("\0", ""),
    ],
)
def test_form_opens_with_the_question_of_a_fact_that_is_not_known(client, case, subject, words):
    page = client.get(FORM, {"over": subject}).content.decode()
    assert re.search(r"<textarea[^>]*>\s*([^<]*)</textarea>", page)[1].strip() == words


def test_form_names_no_page_about_another_gemeente(client, case):
    other = make_case(gemeente="Elders")
    page = client.get(FORM, {"pagina": other.pk})
    assert page.status_code == 200
    assert "Je vraag gaat over" not in text(page)


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 30, "\0"])
def test_form_opens_when_the_page_it_names_is_none(client, case, value):
    assert client.get(FORM, {"pagina": value}).status_code == 200


def test_gemeente_that_took_in_another_is_asked_about_what_was_written_of_it(client, case):
    almere = Gemeente.objects.get(slug="almere")
    into = make_gemeente("Nieuwstad")
    path = "/gemeenten/nieuwstad/in-contact/"
    assert client.get(path).status_code == 404

    merge(almere, into)

    page = client.get(f"{path}?pagina={case.pk}").content.decode()
    assert case.title in page
    assert post(client, f"{path}?pagina={case.pk}").status_code == 303
    asked = ContactRequest.objects.get()
    assert (asked.gemeente, asked.page_id) == (into, case.pk)


def test_form_of_what_merged_leads_to_the_other_and_takes_what_was_typed(client, case):
    almere, into = Gemeente.objects.get(slug="almere"), make_gemeente("Nieuwstad")
    person = make_person(almere)
    merge(almere, into)

    for way in (client.get, client.head):
        answer = way(f"{FORM}?pagina={case.pk}&over=kosten")
        assert (answer.status_code, answer["Location"]) == (
            301,
            f"/gemeenten/nieuwstad/in-contact/?pagina={case.pk}&over=kosten",
        )
    assert client.get(FORM)["Location"] == "/gemeenten/nieuwstad/in-contact/"
    assert client.get(f"/en{FORM}")["Location"] == "/en/gemeenten/nieuwstad/in-contact/"
    assert "naar een collega van die gemeente" in text(client.get(FORM, follow=True))
    # The form was open while the gemeente merged.
    assert post(client, f"{FORM}?pagina={case.pk}").status_code == 303

    asked = ContactRequest.objects.get()
    contact.confirm(asked, now=NOW)
    assert (asked.gemeente, asked.page_id) == (into, case.pk)
    assert fresh(asked).person == person


def test_page_about_what_merged_leads_to_who_answers_now(client, case):
    almere, into = Gemeente.objects.get(slug="almere"), make_gemeente("Nieuwstad")
    make_person(almere)
    merge(almere, into)
    way = queries.way_in(case.pk, {"elders": "Elders", "nieuwstad": "Almere (nu Nieuwstad)"})
    assert (way.known, way.url) == (True, f"/gemeenten/nieuwstad/in-contact/?pagina={case.pk}")


def test_there_is_no_form_for_a_gemeente_of_which_nothing_can_be_read(client):
    make_gemeente("Almere")
    make_person("Almere")
    make_case(gemeente="Elders", live=False)
    for name in ("almere", "elders", "nergens"):
        assert client.get(f"/gemeenten/{name}/in-contact/").status_code == 404
        assert post(client, f"/gemeenten/{name}/in-contact/").status_code == 404


@pytest.mark.parametrize("name", GOOD)
def test_every_field_is_asked_for(client, case, name):
    response = post(client, **{name: " \u200b "})
    assert response.status_code == 422
    assert not ContactRequest.objects.exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("text", "x" * 1501), ("name", "x" * 121), ("organisation", "x" * 161), ("email", "x")],
)
def test_what_is_too_long_or_no_address_comes_back(client, case, name, value):
    response = post(client, **{name: value})
    assert response.status_code == 422
    assert value in text(response)


def test_robot_that_fills_the_hidden_field_is_refused(client, case):
    assert post(client, laat_leeg="x").status_code == 422
    assert not ContactRequest.objects.exists()


# Confirming


def test_link_shows_the_question_and_only_the_button_confirms(client):
    make_person()
    request = ask(text="Wat <b>kost</b> het?")
    path = confirm_path(request)

    assert "Wat &lt;b&gt;kost&lt;/b&gt; het?" in text(client.get(path))
    assert stands(request) == ("unconfirmed", "")
    assert press(client, path, "contact_confirm").status_code == 303
    assert stands(request) == ("with_person", "")
    assert "Je vraag is onderweg" in text(client.get(path))
    assert press(client, path, "contact_confirm").status_code == 303
    assert kinds() == ["contact_confirm", "contact_question"]


def test_confirmed_page_does_not_tell_where_the_question_went(client):
    make_person("Almere")
    pages = []
    for request in (make_request("Almere"), make_request("Elders")):
        page = text(client.get(confirm_path(request)))
        pages.append(page.replace(request.gemeente.name, "X").replace(confirm_path(request), ""))
    assert re.sub(r'value="[^"]+"', "", pages[0]) == re.sub(r'value="[^"]+"', "", pages[1])


def mailed_link(kind):
    """Return the path that stands in the last mail of a kind."""
    mail = Mail.objects.filter(kind=kind).latest("pk")
    said = MAIL_KINDS[kind].render(mail.ids).text
    return urlsplit(re.search(r"https?://\S+/in-contact/\S+", said)[0]).path


@pytest.mark.parametrize(
    "deed",
    [
        lambda one: contact.pass_on(one, make_person("Elders"), now=NOW),
        lambda one: contact.withdraw(one.person, now=NOW),
        lambda one: contact.address_changed(one.person, now=NOW),
    ],
)
def test_asker_reads_how_it_stands_whoever_has_the_question_now(client, deed):
    make_person()
    request = ask()
    of_asker = mailed_link("contact_confirm")
    contact.confirm(request, now=NOW)
    of_person = mailed_link("contact_question")

    deed(fresh(request))

    assert "Je vraag is onderweg" in text(client.get(of_asker))
    assert press(client, of_asker, "contact_confirm").status_code == 303
    # Who had the question before has no way to it any more.
    assert client.get(of_person).status_code == 404

    contact.close(request, now=NOW)
    assert "Je vraag is afgehandeld" in text(client.get(of_asker))
    request.delete()
    assert client.get(of_asker).status_code == 404


def test_sender_who_asked_enough_today_can_confirm_tomorrow(client, monkeypatch):
    monkeypatch.setattr(limits, "OF_SENDER", 0)
    request = ask()

    response = press(client, confirm_path(request), "contact_confirm")

    assert response.status_code == 429
    assert "de link blijft werken" in text(response)
    assert stands(request) == ("unconfirmed", "")


@pytest.mark.parametrize("purpose", [contact.CONFIRM, contact.REPLY])
def test_link_is_good_for_one_purpose_and_one_request(client, purpose):
    make_person()
    request, other = make_request(), make_request()
    version = contact.OF_ASKER if purpose == contact.CONFIRM else None
    token = links.make(purpose, request, version=version)
    for wrong in (token.replace(f"{request.pk}-", f"{other.pk}-"), f"{token}x", "x"):
        for name in ("contact_confirm", "contact_answer"):
            assert client.get(reverse(name, args=[wrong])).status_code == 404
    swapped = {contact.CONFIRM: "contact_answer", contact.REPLY: "contact_confirm"}[purpose]
    assert client.get(reverse(swapped, args=[token])).status_code == 404


def test_nothing_of_the_pages_is_kept_or_found(client, case):
    make_person()
    request = make_request()
    for path in (FORM, "/in-contact/verstuurd/", confirm_path(request), answer_path(request)):
        response = client.get(path)
        assert 'name="robots" content="noindex' in text(response), path
        assert not response.cookies
    assert fresh(request).link_version == 1
