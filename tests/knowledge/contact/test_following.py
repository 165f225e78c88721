import datetime
from zoneinfo import ZoneInfo

import pytest

from knowledge.contact import deeds as contact, following
from knowledge.models import ContactRequest, Gemeente, Province
from office.loops import LOOPS
from office.models import Fault
from tests.knowledge.contact.factories import NOW, fresh, kinds, make_person, make_request, stands

pytestmark = pytest.mark.django_db

A_SECOND = datetime.timedelta(seconds=1)
# Thursday 4 March, and five working days later, and five more.
FIRST = NOW + datetime.timedelta(days=7)
SECOND = FIRST + datetime.timedelta(days=7)


@pytest.fixture
def request_of_cas():
    make_person()
    return make_request()


def test_loop_is_registered_under_the_name_of_its_faults():
    assert LOOPS[following.LOOP].run is following.follow_up


def test_one_reminder_after_five_working_days(request_of_cas):
    assert following.follow_up(FIRST - A_SECOND) == 0
    assert following.follow_up(FIRST) == 1
    assert following.follow_up(SECOND - A_SECOND) == 0

    assert fresh(request_of_cas).reminded_at == FIRST
    assert kinds().count("contact_reminder") == 1
    assert stands(request_of_cas) == ("with_person", "")


def test_asker_and_desk_hear_that_there_is_no_answer_after_five_more(request_of_cas):
    following.follow_up(FIRST)

    assert following.follow_up(SECOND) == 1
    assert following.follow_up(SECOND + datetime.timedelta(days=30)) == 0

    assert stands(request_of_cas) == ("at_desk", "silent")
    assert kinds()[-1] == "contact_at_desk"
    assert kinds().count("contact_reminder") == 1


def test_days_are_counted_from_the_reminder_when_the_loop_stood_still(request_of_cas):
    late = SECOND + datetime.timedelta(days=14)
    assert following.follow_up(late) == 1
    assert following.follow_up(late) == 0
    assert stands(request_of_cas) == ("with_person", "")


def test_late_answer_still_reaches_the_asker(request_of_cas):
    following.follow_up(FIRST)
    following.follow_up(SECOND)

    contact.answer(request_of_cas, text="Sorry.", form_key="a", now=SECOND)

    assert stands(request_of_cas) == ("answered", "")
    assert kinds()[-1] == "contact_answer"


def test_nobody_is_reminded_of_what_is_answered_or_at_the_desk(request_of_cas):
    contact.answer(request_of_cas, text="Ja.", form_key="a", now=NOW)
    contact.decline(make_request(), now=NOW)
    before = kinds()

    assert following.follow_up(SECOND) == 0

    assert kinds() == before


def test_new_contact_person_gets_the_full_time(request_of_cas):
    following.follow_up(FIRST)
    contact.pass_on(request_of_cas, make_person("Elders"), now=SECOND - A_SECOND)

    assert following.follow_up(SECOND) == 0


def test_request_that_fails_is_listed_and_stops_no_other(monkeypatch, request_of_cas):
    other = make_request()
    remind = contact.remind

    def fails_at_first(request, *, now):
        if request.pk == request_of_cas.pk:
            raise ZeroDivisionError
        return remind(request, now=now)

    monkeypatch.setattr(contact, "remind", fails_at_first)
    assert following.follow_up(FIRST) == 1
    assert fresh(other).reminded_at == FIRST
    assert [fault.loop for fault in Fault.objects.all()] == ["contact"]

    monkeypatch.setattr(contact, "remind", remind)
    following.follow_up(FIRST + A_SECOND)
    assert not Fault.objects.exists()


def test_next_step_is_due_by_the_clock_of_the_site():
    person = make_person()
    asked = ContactRequest(person=person, asked_at=NOW)
    reminded = ContactRequest(person=person, asked_at=NOW, reminded_at=FIRST)
    zone = ZoneInfo("Europe/Amsterdam")
    assert following.due_at(asked, zone) == FIRST
    assert following.due_at(reminded, zone) == SECOND


def test_days_are_those_on_which_the_gemeente_works():
    # Monday: the fifth is a Monday in the Netherlands, and the Tuesday after in Flanders.
    before_the_national_day = datetime.datetime(2026, 7, 20, 12, 0, tzinfo=datetime.UTC)
    limburg = Province.objects.create(name="Limburg", slug="limburg-be", country="be")
    genk = Gemeente.objects.create(name="Genk", slug="genk", province=limburg)
    for gemeente in (genk, "Almere"):
        make_person(gemeente)
        make_request(gemeente, now=before_the_national_day)
    week = datetime.timedelta(days=7)

    assert following.follow_up(before_the_national_day + week) == 1
    assert ContactRequest.objects.get(reminded_at=None).gemeente == genk
    assert following.follow_up(before_the_national_day + week + datetime.timedelta(days=1)) == 1
