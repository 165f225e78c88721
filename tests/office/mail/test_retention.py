import datetime

import pytest

from office.mail import retention
from office.models import Mail

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
