import datetime

import pytest

from knowledge.contact import deeds as contact, retention
from knowledge.models import ContactRequest
from tests.knowledge.contact.factories import NOW, ask, make_person, make_request

pytestmark = pytest.mark.django_db


def after(**time):
    return NOW + datetime.timedelta(**time)


def test_unconfirmed_request_goes_after_a_week_and_a_confirmed_one_stays():
    ask()
    kept = make_request()

    assert retention.forget_unconfirmed(after(days=6, hours=23)) == 0
    assert retention.forget_unconfirmed(after(days=7)) == 1
    assert ContactRequest.objects.get() == kept


@pytest.mark.parametrize("deed", [contact.close, contact.already_answered])
def test_request_goes_sixty_days_after_its_end(deed):
    make_person()
    deed(make_request(), now=after(days=3))

    assert retention.forget(after(days=62)) == 0
    assert retention.forget(after(days=63)) == 1
    assert retention.forget(after(days=63)) == 0


def test_request_that_nobody_handles_goes_after_half_a_year():
    make_request()
    assert retention.forget(after(days=182)) == 0
    assert retention.forget(after(days=183)) == 1
