"""Who answers for a gemeente that merged, and for the one it belongs to."""

import datetime

import pytest

from knowledge.contact import deeds as contact
from knowledge.directory import mergers
from knowledge.models import ContactPerson
from tests.knowledge.contact.factories import (
    NOW,
    ask,
    fresh,
    last_ids,
    make_gemeente,
    make_person,
    make_request,
    merge,
    stands,
)

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


@pytest.fixture
def old():
    return make_gemeente("Winterswijk")


@pytest.fixture
def new():
    return make_gemeente("Aalten")


def asked_for(gemeente):
    return fresh(make_request(gemeente)).person


def test_only_contact_person_answers_for_the_new_gemeente_until_it_is_undone(old, new):
    person = make_person(old)
    merge(old, new)
    assert asked_for(new) == asked_for(old) == person

    mergers.part_again(old, by=None)

    old.refresh_from_db()
    assert (asked_for(old), asked_for(new)) == (person, None)


def test_contact_person_of_the_new_gemeente_stays_when_both_have_one(old, new):
    passed_by, person = make_person(old), make_person(new)
    before, unconfirmed = make_request(old), ask(old)
    merge(old, new)
    contact.confirm(unconfirmed, now=NOW)

    assert asked_for(new) == asked_for(old) == fresh(unconfirmed).person == person
    # What she had already is hers to answer.
    assert fresh(before).person == passed_by
    contact.answer(fresh(before), text="Ja.", form_key="a", now=NOW)
    assert stands(before) == ("answered", "")

    # And when the other stops, she is asked again.
    contact.withdraw(person, now=NOW)
    assert asked_for(new) == passed_by


def test_first_that_merged_is_asked_when_two_have_a_contact_person(old, new):
    later = make_gemeente("Bredevoort")
    make_person(later)
    person = make_person(old)
    merge(later, new, NOW.date() - DAY)
    merge(old, new, NOW.date() - 2 * DAY)
    make_person("Elders")

    assert list(ContactPerson.objects.of(new)) == [person, later.contact_person]
    assert asked_for(new) == person


def test_contact_person_comes_along_when_the_new_gemeente_merges_too(old, new):
    newest = make_gemeente("Achterhoek")
    person = make_person(old)
    merge(old, new)
    merge(new, newest)
    assert asked_for(newest) == asked_for(new) == person


def test_answer_says_which_gemeente_she_works_at_and_what_it_is_called_now(old, new):
    make_person(old)
    merge(old, new)
    contact.answer(make_request(new), text="Ja.", form_key="a", now=NOW)
    assert last_ids()["works_at"] == "Winterswijk (nu Aalten)"
