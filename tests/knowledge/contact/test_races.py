"""Two people at once; PostgreSQL alone runs them so. SQLite lets one writer in at a time."""

import pytest

from knowledge.contact import deeds as contact, limits
from knowledge.models import ContactPerson, ContactRequest
from office.mail.links import LinkRefused
from tests.knowledge.contact.factories import (
    NOW,
    ask,
    fresh,
    kinds,
    make_person,
    make_request,
    stands,
)
from tests.threads import at_once

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def answer(request, text):
    return lambda: contact.answer(request, text=text, form_key=text, now=NOW)


def without_locks(monkeypatch):
    """Switch off the lock on a request."""
    monkeypatch.setattr(contact, "_lock", fresh)
    monkeypatch.setattr(contact, "_waiting", fresh)


def together(first, other, monkeypatch, name):
    """Do `other` when `first` is inside a deed, and return what failed in either."""
    return at_once(first, other, monkeypatch=monkeypatch, owner=contact, name=name)


def two_answers(monkeypatch):
    make_person()
    request = make_request()
    both = answer(request, "Ja."), answer(request, "Nee.")
    return together(*both, monkeypatch, "_mail_answer")


def test_of_two_answers_at_once_one_is_mailed(monkeypatch):
    failures = two_answers(monkeypatch)

    assert [type(one) for one in failures] == [contact.ContactRefused]
    assert kinds().count("contact_answer") == 1


def test_control_without_the_lock_both_answers_are_mailed(monkeypatch):
    without_locks(monkeypatch)
    assert two_answers(monkeypatch) == []
    assert kinds().count("contact_answer") == 2


def giving_up_while_she_answers(monkeypatch):
    make_person()
    request = make_request()
    contact.remind(request, now=NOW)
    failures = together(
        answer(request, "Ja."),
        lambda: contact.give_up(request, now=NOW),
        monkeypatch,
        "_mail_answer",
    )
    assert failures == []
    return request


def test_who_answers_in_the_moment_of_giving_up_has_answered(monkeypatch):
    request = giving_up_while_she_answers(monkeypatch)

    assert stands(request) == ("answered", "")
    assert "contact_at_desk" not in kinds()


def test_control_without_the_lock_the_asker_hears_both(monkeypatch):
    without_locks(monkeypatch)
    giving_up_while_she_answers(monkeypatch)
    assert {"contact_at_desk", "contact_answer"} <= set(kinds())


def test_two_loops_send_one_reminder(monkeypatch):
    make_person()
    request = make_request()

    failures = together(
        lambda: contact.remind(request, now=NOW),
        lambda: contact.remind(request, now=NOW),
        monkeypatch,
        "_of_version",
    )

    assert failures == []
    assert kinds().count("contact_reminder") == 1


def confirming_two(monkeypatch):
    """Confirm two requests at once for a person who can have one more."""
    monkeypatch.setattr(limits, "OF_PERSON", 1)
    make_person()
    first, other = ask(), ask()
    failures = together(
        lambda: contact.confirm(first, now=NOW),
        lambda: contact.confirm(other, now=NOW),
        monkeypatch,
        "_to_person",
    )
    assert failures == []


def test_two_who_confirm_at_once_do_not_pass_the_limit_of_one_person(monkeypatch):
    confirming_two(monkeypatch)
    assert kinds().count("contact_question") == 1


def test_control_without_the_lock_on_the_person_both_get_through(monkeypatch):
    find = ContactPerson.objects.filter
    monkeypatch.setattr(contact, "_lock_person", lambda pk: find(pk=pk).first())
    confirming_two(monkeypatch)
    assert kinds().count("contact_question") == 2


def test_confirming_while_the_person_stops_goes_to_the_desk(monkeypatch):
    person = make_person()
    make_request()
    request = ask()

    failures = together(
        lambda: contact.withdraw(person, now=NOW),
        lambda: contact.confirm(request, now=NOW),
        monkeypatch,
        "_to_desk",
    )

    assert failures == []
    assert stands(request) == ("at_desk", "nobody")
    assert not ContactPerson.objects.exists()


def test_answer_in_the_moment_in_which_she_is_withdrawn_has_an_old_link(monkeypatch):
    person = make_person()
    request = make_request()

    failures = together(
        lambda: contact.withdraw(person, now=NOW), answer(request, "Ja."), monkeypatch, "_to_desk"
    )

    assert [type(one) for one in failures] == [LinkRefused]
    assert stands(request) == ("at_desk", "left")


def test_passing_on_in_the_moment_of_an_answer_is_refused(monkeypatch):
    make_person()
    other = make_person("Elders")
    request = make_request()

    failures = together(
        answer(request, "Ja."),
        lambda: contact.pass_on(request, other, now=NOW),
        monkeypatch,
        "_mail_answer",
    )

    assert [type(one) for one in failures] == [contact.ContactRefused]
    assert stands(request) == ("answered", "")
    assert ContactRequest.objects.get().person.gemeente.name == "Almere"
