"""Each state of a contact request, how it is reached, and who hears of it."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from knowledge.contact import deeds as contact, limits
from knowledge.models import ContactPerson, ContactRequest
from office.mail.links import LinkRefused
from office.mail.quota import TooManyMails
from tests.knowledge.contact.factories import (
    NOW,
    ask,
    fresh,
    kinds,
    last_ids,
    make_person,
    make_request,
    stands,
)

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
WITH_PERSON, AT_DESK = "with_person", "at_desk"


def answer(request, text="Vijf ton.", *, form_key="a", **more):
    contact.answer(request, text=text, form_key=form_key, now=NOW, **more)


# Asking


def test_nobody_but_the_owner_of_the_address_hears_of_what_is_not_confirmed(desk):
    make_person()
    request = ask()

    assert stands(request) == ("unconfirmed", "")
    assert kinds() == ["contact_confirm"]


def test_same_form_is_one_request_and_other_words_in_it_another():
    first = ask(email="an@ergens.nl", form_key="x")
    again = ask(email="an@ergens.nl", form_key="x")
    other = ask(email="an@ergens.nl", form_key="x", text="Iets anders?")

    assert first == again != other
    assert kinds() == ["contact_confirm"] * 2


def test_somebody_elses_address_typed_twenty_times_gets_five_mails():
    taken = 0
    for _time in range(20):
        try:
            ask(email="slachtoffer@elders.nl")
        except TooManyMails:
            continue
        taken += 1

    assert (taken, kinds()) == (5, ["contact_confirm"] * 5)


def test_nobody_silences_the_desk_by_asking_in_its_name(desk):
    make_person()
    request = make_request()
    for _time in range(5):
        ask(email="redactie@alliantie.nl")
    with pytest.raises(TooManyMails):
        ask(email="redactie@alliantie.nl")

    contact.decline(request, now=NOW)

    assert kinds()[-1] == "contact_desk"


# Confirming


def test_confirmed_question_goes_to_the_contact_person_once(desk):
    person = make_person()
    request = ask()

    contact.confirm(request, now=NOW)
    contact.confirm(request, now=NOW + DAY)

    stored = fresh(request)
    assert (stored.state, stored.person) == (WITH_PERSON, person)
    assert stored.confirmed_at == stored.asked_at == NOW
    assert kinds() == ["contact_confirm", "contact_question"]


def test_confirmed_question_goes_to_the_desk_when_nobody_answers_for_the_gemeente(desk):
    make_person("Elders")

    request = make_request("Almere")

    assert stands(request) == (AT_DESK, "nobody")
    assert kinds() == ["contact_confirm", "contact_desk"]


def test_contact_person_never_gets_more_than_five_questions_a_week(desk):
    make_person()

    requests = [make_request() for _time in range(20)]

    assert [stands(one) for one in requests] == [
        *[(WITH_PERSON, "")] * 5,
        *[(AT_DESK, "busy")] * 15,
    ]
    assert kinds().count("contact_question") == 5
    # All of them stand at the desk; its mailbox is not flooded either.
    assert kinds().count("contact_desk") == 5
    assert kinds().count("contact_desk_together") == 1


def test_contact_person_gets_no_more_when_she_answers_at_once():
    make_person()
    for _time in range(5):
        answer(make_request())

    assert stands(make_request()) == (AT_DESK, "busy")
    assert stands(make_request(now=NOW + limits.PERSON_TERM)) == (WITH_PERSON, "")


def test_sender_brings_five_questions_a_day_on_their_way():
    requests = []
    for number in range(6):
        make_person(f"Gemeente{number}")
        # Behind a plus it is one mailbox; the outbox counts an hour.
        at = NOW + number * datetime.timedelta(hours=1)
        requests.append(ask(f"Gemeente{number}", email=f"an+{number}@ergens.nl", now=at))
    for request in requests[:5]:
        contact.confirm(request, now=NOW)

    with pytest.raises(limits.TooManyQuestions):
        contact.confirm(requests[5], now=NOW)

    assert stands(requests[5]) == ("unconfirmed", "")
    contact.confirm(requests[5], now=NOW + DAY)
    assert stands(requests[5]) == (WITH_PERSON, "")


def test_confirming_again_is_no_further_question():
    make_person()
    request = ask()
    for _time in range(10):
        contact.confirm(request, now=NOW)


def test_confirming_what_was_forgotten_is_an_old_link():
    request = ask()
    ContactRequest.objects.all().delete()
    with pytest.raises(LinkRefused):
        contact.confirm(request, now=NOW)


# The contact person


def test_answer_goes_to_the_asker_with_name_and_role_and_without_address():
    make_person()
    request = make_request()

    answer(request)

    stored = fresh(request)
    assert (stored.state, stored.ended_at) == ("answered", NOW)
    assert last_ids() == {
        "request": request.pk,
        "text": "Vijf ton.",
        "who": "Cas Bos, beleidsadviseur",
        "works_at": "Almere",
        "reply_to": "",
    }


def test_answer_holds_her_address_when_she_chose_so():
    make_person()
    answer(make_request(), with_address=True)
    assert last_ids()["reply_to"] == "cas@almere.nl"


def test_same_answer_sent_twice_is_one_and_another_is_refused():
    make_person()
    request = make_request()
    answer(request)
    answer(request)

    with pytest.raises(contact.ContactRefused):
        answer(request, "Toch zes ton.", form_key="b")

    assert kinds().count("contact_answer") == 1


def test_she_answered_already():
    make_person()
    request = make_request()

    contact.already_answered(request, now=NOW)
    contact.already_answered(request, now=NOW + DAY)

    assert (fresh(request).state, fresh(request).ended_at) == ("elsewhere", NOW)
    assert kinds() == ["contact_confirm", "contact_question"]
    with pytest.raises(contact.ContactRefused):
        contact.decline(request, now=NOW)


def test_she_cannot_help(desk):
    make_person()
    request = make_request()

    contact.decline(request, now=NOW)
    contact.decline(request, now=NOW)

    assert stands(request) == (AT_DESK, "declined")
    assert kinds()[2:] == ["contact_at_desk", "contact_desk"]
    with pytest.raises(contact.ContactRefused):
        answer(request)


# The desk


def test_desk_passes_on_and_the_link_of_the_one_before_is_dead():
    make_person()
    other = make_person("Elders", name="Bo")
    request = make_request()

    contact.pass_on(request, other, now=NOW + DAY)

    stored = fresh(request)
    assert (stored.state, stored.person, stored.asked_at) == (WITH_PERSON, other, NOW + DAY)
    assert (stored.link_version, stored.reminded_at) == (2, None)
    for deed in (contact.already_answered, contact.decline):
        with pytest.raises(LinkRefused):
            deed(request, now=NOW)
    with pytest.raises(LinkRefused):
        answer(request)
    answer(stored)
    assert stands(request) == ("answered", "")


def test_desk_answers_itself_or_closes():
    replied, closed = make_request(), make_request()

    contact.reply(replied, text=" Vraag het Elders. ", now=NOW)
    contact.close(closed, now=NOW)

    assert (stands(replied), stands(closed)) == (("answered", ""), ("closed", ""))
    assert last_ids()["text"] == "Vraag het Elders."
    assert last_ids()["who"] == ""


def test_desk_does_nothing_with_what_is_over_or_not_confirmed():
    person = make_person()
    ended = make_request()
    contact.close(ended, now=NOW)
    for request in (ended, ask()):
        for deed in (
            lambda one: contact.close(one, now=NOW),
            lambda one: contact.reply(one, text="Ja.", now=NOW),
            lambda one: contact.pass_on(one, person, now=NOW),
        ):
            with pytest.raises(contact.ContactRefused):
                deed(request)


def test_desk_sends_no_empty_answer():
    request = make_request()
    with pytest.raises(contact.ContactRefused):
        contact.reply(request, text="  ", now=NOW)
    assert stands(request) == (AT_DESK, "nobody")


def test_desk_cannot_pass_on_to_who_has_stopped():
    person = make_person()
    request = make_request("Elders")
    contact.withdraw(person, now=NOW)
    with pytest.raises(contact.ContactRefused):
        contact.pass_on(request, person, now=NOW)


# Who stops


def test_what_waited_for_who_stops_goes_to_the_desk_and_nothing_is_left_of_her(desk):
    person = make_person()
    waiting, answered = make_request(), make_request()
    answer(answered)
    before = len(kinds())

    contact.withdraw(person, now=NOW)
    contact.withdraw(person, now=NOW)

    assert not ContactPerson.objects.exists()
    assert (stands(waiting), stands(answered)) == ((AT_DESK, "left"), ("answered", ""))
    assert kinds()[before:] == ["contact_at_desk", "contact_desk"]
    with pytest.raises(LinkRefused):
        answer(waiting)


def test_who_stopped_after_she_was_silent_answers_no_more():
    person = make_person()
    request = make_request()
    contact.remind(request, now=NOW)
    contact.give_up(request, now=NOW)

    contact.withdraw(person, now=NOW)

    assert stands(request) == (AT_DESK, "silent")
    with pytest.raises(LinkRefused):
        answer(request)


def test_new_address_gets_what_waits_and_the_old_links_are_dead():
    person = make_person()
    waiting, answered = make_request(), make_request()
    answer(answered)
    person.email = "bo@almere.nl"
    person.save()

    contact.address_changed(person, now=NOW + DAY)

    stored = fresh(waiting)
    assert (stored.link_version, stored.asked_at) == (2, NOW + DAY)
    assert stands(answered) == ("answered", "")
    assert kinds()[-1] == "contact_question"
    assert kinds().count("contact_question") == 3
    with pytest.raises(LinkRefused):
        answer(waiting)


# What the database refuses


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "with_person", "confirmed_at": NOW},
        {"state": "at_desk", "confirmed_at": NOW},
        {"state": "answered", "confirmed_at": NOW},
        {"state": "closed", "ended_at": NOW},
        {"state": "unconfirmed", "confirmed_at": NOW},
        {"state": "unconfirmed", "ended_at": NOW},
        {"state": "unconfirmed", "reason": "silent"},
        {"state": "unconfirmed", "reminded_at": NOW},
    ],
)
def test_database_refuses_a_state_without_what_belongs_to_it(fields):
    request = ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactRequest.objects.filter(pk=request.pk).update(**fields)


def test_gemeente_has_one_contact_person():
    make_person()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_person()
