"""Whose fault it is when the mail server says no: the site's, or one mail's."""

import datetime

import pytest
from django.utils import timezone

from office.mail import outbox
from office.mail.kinds import Rendered
from office.models import Fault, Mail

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


@pytest.mark.parametrize(
    ("where", "answer"),
    [
        ("mail_answer", "530 5.7.0 Log in first"),
        ("mail_answer", "550 5.7.1 This sender is not ours"),
        ("mail_answer", "451 4.7.1 Wait a little"),
        ("rcpt_answer", "530 5.7.0 Log in first"),
        ("data_answer", "538 5.7.11 Encrypt first"),
    ],
)
def test_mails_wait_when_the_server_refuses_the_site(sink, kind, where, answer, caplog):
    setattr(sink, where, answer)
    first, second = outbox.put("try"), outbox.put("try")
    now = timezone.now()
    assert outbox.send_due(now) == 0
    first.refresh_from_db()
    second.refresh_from_db()
    # The next would be refused for the same reason, so it was not tried.
    assert (first.state, first.last_error, second.state, second.attempts) == (
        Mail.State.WAITING,
        answer,
        Mail.State.WAITING,
        0,
    )
    fault = Fault.objects.get()
    assert (str(fault), fault.words) == ("outbox: mail server", answer)
    assert f"Loop outbox failed at mail server: {answer}" in caplog.text

    setattr(sink, where, "250 OK")
    assert outbox.send_due(now + HOUR) == 2
    assert not Fault.objects.exists()


def test_mail_that_is_too_big_fails_alone(sink, kind):
    # The size stands beside the sender in MAIL FROM, and so does its refusal.
    sink.mail_answer = "552 5.3.4 Message too big"
    mail, other = outbox.put("try"), outbox.put("try")
    outbox.send_due(timezone.now())
    mail.refresh_from_db()
    other.refresh_from_db()
    assert (mail.state, other.state, other.attempts) == (Mail.State.FAILED, Mail.State.FAILED, 1)
    assert not Fault.objects.exists()


def test_round_goes_on_when_one_mail_cannot_be_handed_over(sink, kind):
    good = kind.rendered
    strange = Rendered(to="an@" + "é" * 70 + ".nl", subject="Dag", text="Hallo")
    kind.render = lambda ids: strange if ids["number"] == 1 else good
    broken, fine = outbox.put("try", number=1), outbox.put("try", number=2)
    assert outbox.send_due(timezone.now()) == 1
    broken.refresh_from_db()
    fine.refresh_from_db()
    assert (broken.state, fine.state) == (Mail.State.WAITING, Mail.State.SENT)
    assert "Error" in broken.last_error
