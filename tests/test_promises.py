"""What a form promises, what the privacy page says and what `forget_people` does are one thing."""

import re

import pytest
from django.utils.html import escape

from events.registrations import retention as registrations
from knowledge.contact import retention as contact
from knowledge.questions import retention as questions
from office.mail import retention as mails
from office.remarks import retention as remarks
from office.retention import RETENTIONS
from tests.events.factories import address, make_coming_meeting, make_kenniskringen
from tests.knowledge.factories import make_home
from tests.knowledge.pages.factories import make_case

pytestmark = pytest.mark.django_db

# Every number that a sentence may hold, by the constant that the loop itself uses.
NUMBERS = {
    "registration needs": {registrations.NEEDS.days},
    "registrations": {registrations.REGISTRATION.days},
    "report wishes": {registrations.REPORT_WISH_MONTHS},
    "asker": {questions.AFTER_ANSWER.days, questions.AT_MOST_MONTHS},
    "contact": {contact.AFTER_END.days, contact.AT_MOST_MONTHS},
    "remark": {remarks.AFTER_DONE.days, remarks.AT_MOST_MONTHS},
    "mail": {mails.TERM.days},
}
FORMS = {
    "register": ["registration needs", "registrations", "report wishes", "asker"],
    "question_ask": ["asker"],
    "contact_ask": ["contact"],
    "remark": ["remark"],
}
ADDRESSES = {
    "question_ask": "/vragen/stellen/",
    "contact_ask": "/gemeenten/almere/in-contact/",
    "remark": "/fout-doorgeven/",
}


def numbers(sentence) -> set[int]:
    return {int(number) for number in re.findall(r"\d+", str(sentence))}


def test_every_kind_of_data_that_a_form_asks_has_a_promise():
    assert {name for name, row in RETENTIONS.items() if row.promise} == set(NUMBERS)


@pytest.mark.parametrize("name", NUMBERS)
def test_table_and_promise_say_the_numbers_that_the_loop_uses(name):
    row = RETENTIONS[name]
    assert numbers(row.term) == numbers(row.promise) == NUMBERS[name]


def test_table_and_promise_name_all_that_is_forgotten_about_who_asked():
    row = RETENTIONS["asker"]
    for sentence in (str(row.what).lower(), str(row.promise)):
        assert all(word in sentence for word in ("naam", "e-mailadres", "organisatie"))


def test_months_are_no_longer_than_the_days_that_are_counted():
    for months, term in [
        (registrations.REPORT_WISH_MONTHS, registrations.REPORT_WISH),
        (questions.AT_MOST_MONTHS, questions.AT_MOST),
        (contact.AT_MOST_MONTHS, contact.AT_MOST),
        (remarks.AT_MOST_MONTHS, remarks.AT_MOST),
    ]:
        assert 0 <= months * 30.5 - term.days < 31


@pytest.mark.parametrize("form", FORMS)
def test_form_shows_the_promises_about_what_it_asks(client, form):
    make_home()
    make_kenniskringen()
    make_case(gemeente="Almere")
    url = ADDRESSES.get(form) or address(form, make_coming_meeting())
    page = client.get(url).content.decode()
    for name in FORMS[form]:
        assert escape(str(RETENTIONS[name].promise)) in page
    promised = {number for name in FORMS[form] for number in NUMBERS[name]}
    assert numbers(" ".join(re.findall(r"[^.>]*(?:bewaren|bewaard)[^.<]*", page))) <= promised
