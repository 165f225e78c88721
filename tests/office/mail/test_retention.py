import datetime

import pytest

from office import faults
from office.mail import outbox, retention
from office.models import Fault, Mail

NOW = datetime.datetime(2026, 11, 25, 12, 0, tzinfo=datetime.UTC)


def after(**time):
    return NOW + datetime.timedelta(**time)


@pytest.mark.django_db
def test_mail_goes_after_two_weeks_unless_it_still_waits():
    for number, state in enumerate(Mail.State):
        sent_at = NOW if state == Mail.State.SENT else None
        Mail.objects.create(
            kind="x", message_id=f"<{number}@x>", state=state, sent_at=sent_at, created_at=NOW
        )
    assert retention.forget_mail(after(days=13)) == 0
    assert retention.forget_mail(after(days=14)) == 3
    assert [mail.state for mail in Mail.objects.all()] == [Mail.State.WAITING]


@pytest.mark.django_db
def test_fault_of_a_mail_goes_with_the_mail():
    kept, gone = (
        Mail.objects.create(
            kind="x", message_id=f"<{days}@x>", state=Mail.State.FAILED, created_at=after(days=days)
        )
        for days in (1, 0)
    )
    for mail in (kept, gone):
        faults.record(outbox.LOOP, "No.", row=outbox.fault_row(mail), now=NOW)
    assert retention.forget_mail(after(days=14)) == 1
    assert Fault.objects.get().row == outbox.fault_row(kept)
