import datetime

import pytest

from office.mail import queue
from office.models import Mail

pytestmark = pytest.mark.django_db

NOW = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


def make_mail(minutes_old: int, *, due_in: int | None = None, **fields) -> Mail:
    made = NOW - minutes_old * MINUTE
    due = made if due_in is None else NOW + due_in * MINUTE
    number = Mail.objects.count()
    return Mail.objects.create(
        kind="x", message_id=f"<{number}>", created_at=made, next_try_at=due, **fields
    )


def test_empty_queue_moves():
    assert queue.standing_since(NOW) is None


@pytest.mark.parametrize(("minutes", "stands"), [(14, False), (15, True)])
def test_mail_that_is_due_waits_a_quarter_of_an_hour_at_most(minutes, stands):
    mail = make_mail(minutes)
    assert queue.standing_since(NOW) == (mail.created_at if stands else None)


def test_mail_that_is_kept_back_until_later_is_no_fault():
    make_mail(24 * 60, due_in=60)
    assert queue.standing_since(NOW) is None


def test_queue_stands_when_every_mail_is_refused_for_an_hour():
    mail = make_mail(90, due_in=30, attempts=4)
    assert queue.standing_since(NOW) == mail.created_at


def test_queue_moves_when_one_mail_is_refused_and_others_go_out():
    make_mail(90, due_in=30, attempts=4)
    make_mail(10, state=Mail.State.SENT, sent_at=NOW - 5 * MINUTE)
    assert queue.standing_since(NOW) is None


def test_mail_that_was_refused_for_good_does_not_wait():
    make_mail(90, state=Mail.State.FAILED, attempts=9)
    assert queue.standing_since(NOW) is None
