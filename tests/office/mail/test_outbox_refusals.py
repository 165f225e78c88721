"""Whose fault it is when the mail server says no: the site's, or one mail's."""

import datetime
import smtplib

import pytest
from django.utils import timezone

from office.mail import outbox
from office.mail.kinds import Rendered
from office.models import Fault, Mail
from tests.office.mail.ports import free_port

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
        ("rcpt_answer", "553 5.7.1 sender address rejected: not owned by user"),
        ("rcpt_answer", "554 5.7.1 relay access denied"),
        ("rcpt_answer", "550 5.7.60 client does not have permissions to send as this sender"),
        ("rcpt_answer", "530 Log in first"),
        ("mail_answer", "550 This sender is not ours"),
        ("data_answer", "554 5.2.252 SendAsDenied"),
        ("data_answer", "550 5.4.5 Daily sending limit exceeded"),
        ("data_answer", "550 5.7.1 SPF/DMARC"),
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


@pytest.mark.parametrize(
    ("where", "answer"),
    [
        ("rcpt_answer", "550 No such user here"),
        ("rcpt_answer", "550 relay not permitted"),
        ("data_answer", "554 Transaction failed"),
    ],
)
def test_mail_that_is_refused_without_a_code_waits_and_holds_up_nobody(sink, kind, where, answer):
    def render(ids):
        setattr(sink, where, answer if ids["refused"] else "250 OK")
        return kind.rendered

    kind.render = render
    refused = [outbox.put("try", refused=True) for _ in range(5)]
    outbox.put("try", refused=False)
    now = timezone.now()
    assert outbox.send_due(now) == 1
    for mail in refused:
        mail.refresh_from_db()
        assert (mail.state, mail.last_error) == (Mail.State.WAITING, answer)
        assert mail.next_try_at >= now + outbox.PAUSES[0]
    assert dict(Fault.objects.values_list("row", "words")) == {
        f"mail {mail.pk}: try": answer for mail in refused
    }

    Mail.objects.update(ids={"refused": False})
    assert outbox.send_due(now + HOUR) == 5
    assert not Fault.objects.exists()


@pytest.mark.parametrize("where", ["data_answer", "rcpt_answer"])
def test_unknown_recipient_fails_at_once_and_holds_up_nobody(sink, kind, where):
    # The negative control of the test above.
    setattr(sink, where, "550 5.1.1 No such user here")
    mail, other = outbox.put("try"), outbox.put("try")
    outbox.send_due(timezone.now())
    mail.refresh_from_db()
    other.refresh_from_db()
    assert (mail.state, mail.last_error) == (Mail.State.FAILED, "550 5.1.1 No such user here")
    assert (other.state, other.attempts) == (Mail.State.FAILED, 1)
    assert not Fault.objects.exists()


def test_mail_is_given_up_and_the_others_go_out_when_only_it_is_refused(sink, kind):
    refused, _other = outbox.put("try"), outbox.put("try")
    now = timezone.now()
    sink.rcpt_answer = "550 5.7.133 Only members may write to this list"
    outbox.send_due(now)
    sink.rcpt_answer = "250 OK"
    assert outbox.send_due(now) == 1
    refused.refresh_from_db()
    assert (refused.state, Fault.objects.exists()) == (Mail.State.WAITING, False)
    sink.rcpt_answer = "550 5.7.133 Only members may write to this list"
    for _ in outbox.PAUSES:
        outbox.send_due(refused.next_try_at)
        refused.refresh_from_db()
    assert (refused.state, refused.attempts) == (Mail.State.FAILED, len(outbox.PAUSES) + 1)


def test_mail_that_is_too_big_fails_alone(sink, kind):
    # The size stands beside the sender in MAIL FROM, and so does its refusal.
    sink.mail_answer = "552 5.3.4 Message too big"
    mail, other = outbox.put("try"), outbox.put("try")
    outbox.send_due(timezone.now())
    mail.refresh_from_db()
    other.refresh_from_db()
    assert (mail.state, other.state, other.attempts) == (Mail.State.FAILED, Mail.State.FAILED, 1)
    assert not Fault.objects.exists()


STRANGE = [
    Rendered(to="", subject="Dag", text="Hallo"),
    Rendered(to=" \n", subject="Dag", text="Hallo"),
    Rendered(to="é@gemeente.nl", subject="Dag", text="Hallo"),
    Rendered(to="an@gemeente.nl\nBcc: bo@elders.example", subject="Dag", text="Hallo"),
    Rendered(to="an@" + "é" * 70 + ".nl", subject="Dag", text="Hallo"),
    None,
]


@pytest.mark.parametrize("rendered", STRANGE)
def test_mail_that_cannot_be_made_or_handed_over_is_listed_and_holds_up_nobody(
    sink, kind, rendered
):
    good = kind.rendered

    def render(ids):
        if ids["number"] == 2:
            return good
        if rendered is None:
            raise ZeroDivisionError("No.")
        return rendered

    kind.render = render
    broken, fine = outbox.put("try", number=1), outbox.put("try", number=2)
    now = timezone.now()
    assert outbox.send_due(now) == 1
    broken.refresh_from_db()
    fine.refresh_from_db()
    assert (broken.state, fine.state) == (Mail.State.WAITING, Mail.State.SENT)
    assert "Error" in broken.last_error
    (fault,) = Fault.objects.all()
    assert (fault.row, fault.words) == (
        f"mail {broken.pk}: try",
        " ".join(broken.last_error.split()),
    )

    # Listed as long as it is not sent, also when it was given up.
    Mail.objects.filter(pk=broken.pk).update(attempts=len(outbox.PAUSES), next_try_at=now)
    outbox.send_due(now)
    broken.refresh_from_db()
    assert (broken.state, Fault.objects.get().times) == (Mail.State.FAILED, 2)

    kind.render = lambda ids: good
    outbox.retry(broken, now=now)
    assert outbox.send_due(now) == 1
    assert not Fault.objects.exists()


def test_fault_of_a_mail_goes_when_there_is_nothing_left_to_say(kind):
    kind.render = lambda ids: 1 / 0
    outbox.put("try")
    now = timezone.now()
    outbox.send_due(now)
    assert Fault.objects.exists()
    kind.render = lambda ids: None
    outbox.send_due(now + HOUR)
    assert not Fault.objects.exists()


@pytest.mark.parametrize(
    ("where", "answer"),
    [("rcpt_answer", "450 4.2.0 Greylisted"), ("mail_answer", "530 5.7.0 Log in first")],
)
def test_fault_of_a_mail_goes_when_the_mended_mail_is_handed_over(sink, kind, where, answer):
    good = kind.rendered
    kind.render = lambda ids: 1 / 0
    mail = outbox.put("try")
    now = timezone.now()
    outbox.send_due(now)
    kind.render = lambda ids: good
    setattr(sink, where, answer)
    outbox.send_due(now + HOUR)
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (Mail.State.WAITING, answer)
    assert not Fault.objects.filter(row=outbox.fault_row(mail)).exists()


def test_fault_of_a_mail_stays_when_the_server_never_saw_it(kind, settings):
    # The negative control of the test above: an address can still be wrong.
    good = kind.rendered
    kind.render = lambda ids: 1 / 0
    mail = outbox.put("try")
    now = timezone.now()
    outbox.send_due(now)
    kind.render = lambda ids: good
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    outbox.send_due(now + HOUR)
    assert {str(fault) for fault in Fault.objects.all()} == {
        "outbox: mail server",
        f"outbox: {outbox.fault_row(mail)}",
    }


def test_fault_of_a_mail_stays_when_another_mail_is_sent(sink, kind):
    good = kind.rendered
    kind.render = lambda ids: 1 / ids["number"] and good
    outbox.put("try", number=0)
    outbox.put("try", number=1)
    now = timezone.now()
    assert outbox.send_due(now) == 1
    assert outbox.send_due(now) == 0
    assert Fault.objects.count() == 1


def test_round_goes_on_when_the_server_cannot_take_one_mail_as_it_is(sink, kind, monkeypatch):
    sendmail, refused = smtplib.SMTP.sendmail, []

    def refuse_the_first(self, *args, **kwargs):
        if not refused:
            refused.append(self)
            raise smtplib.SMTPNotSupportedError("SMTPUTF8 not supported by server")
        return sendmail(self, *args, **kwargs)

    monkeypatch.setattr(smtplib.SMTP, "sendmail", refuse_the_first)
    mail, _other = outbox.put("try"), outbox.put("try")
    assert outbox.send_due(timezone.now()) == 1
    mail.refresh_from_db()
    assert mail.state == Mail.State.WAITING
    assert Fault.objects.get().row == f"mail {mail.pk}: try"


def test_round_ends_when_the_server_cannot_talk_as_the_site_asks(sink, kind, settings):
    # The negative control of the test above: the same error, about every mail.
    settings.EMAIL_USE_TLS = True
    first, second = outbox.put("try"), outbox.put("try")
    outbox.send_due(timezone.now())
    first.refresh_from_db()
    second.refresh_from_db()
    assert "STARTTLS" in first.last_error
    assert (first.attempts, second.attempts) == (1, 0)
    assert str(Fault.objects.get()) == "outbox: mail server"
