import datetime
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.mail import EmailMessage, get_connection
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone, translation
from wagtail.models import Site

from office.mail import outbox
from office.mail.kinds import Attachment, CalendarPart, Rendered
from office.models import Fault, Mail, SiteSettings
from tests.office.mail.ports import free_port

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def test_mail_is_taken_with_all_its_parts_when_the_server_says_250(sink, kind):
    kind.rendered = Rendered(
        to="an@gemeente.nl",
        subject="Vraag – één",
        text="Hallo é",
        html="<p>Hallo é</p>",
        calendar=CalendarPart("REQUEST", "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"),
        attachments=(Attachment("a.txt", b"abc", "text/plain"),),
    )
    mail = outbox.put("try", number=1)
    now = timezone.now()
    assert outbox.send_due(now) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.last_error) == (Mail.State.SENT, 1, "")
    assert mail.sent_at >= now
    (message,) = sink.taken
    assert message["Message-ID"] == mail.message_id
    assert message["Subject"] == "Vraag – één"
    assert message["Auto-Submitted"] == "auto-generated"
    parts = {part.get_content_type(): part for part in message.walk()}
    assert parts["text/calendar"].get_param("method") == "REQUEST"
    assert "METHOD:REQUEST" in parts["text/calendar"].get_content()
    assert parts["application/ics"].get_filename() == "bijeenkomst.ics"
    assert parts["text/html"].get_content().strip() == "<p>Hallo é</p>"


def test_mail_is_sent_once_when_the_round_is_repeated(sink, kind):
    outbox.put("try")
    assert [outbox.send_due(timezone.now()) for _ in range(3)] == [1, 0, 0]
    assert len(sink.taken) == 1


def test_mail_is_retried_with_growing_pauses_when_the_server_says_451(sink, kind):
    sink.data_answer = "451 Even geduld"
    mail = outbox.put("try")
    now, pauses = timezone.now(), []
    for _ in range(3):
        assert outbox.send_due(now) == 0
        mail.refresh_from_db()
        assert (mail.state, mail.last_error) == (Mail.State.WAITING, "451 Even geduld")
        pauses.append(round((mail.next_try_at - now).total_seconds() / 60))
        assert outbox.send_due(mail.next_try_at - datetime.timedelta(seconds=5)) == 0
        now = mail.next_try_at
    assert pauses == [1, 5, 15]
    sink.data_answer = "250 OK"
    assert outbox.send_due(now) == 1
    assert sink.taken[0]["Message-ID"] == mail.message_id


@pytest.mark.parametrize("where", ["data_answer", "rcpt_answer"])
def test_mail_fails_with_the_servers_words_when_it_says_550(sink, kind, where):
    setattr(sink, where, "550 5.1.1 Geen postbus met die naam")
    mail = outbox.put("try")
    assert outbox.send_due(timezone.now()) == 0
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (
        Mail.State.FAILED,
        "550 5.1.1 Geen postbus met die naam",
    )
    assert outbox.send_due(timezone.now() + 100 * HOUR) == 0


def test_all_failed_mails_go_out_when_someone_retries_them_together(sink, kind):
    sink.rcpt_answer = "550 5.1.1 Nee"
    sent, *failed = [outbox.put("try") for _ in range(3)]
    Mail.objects.filter(pk=sent.pk).update(state=Mail.State.SENT, sent_at=timezone.now())
    outbox.send_due(timezone.now())
    sink.rcpt_answer = "250 OK"
    assert outbox.retry_failed(now=timezone.now()) == 2
    assert outbox.send_due(timezone.now()) == 2
    assert [message["Message-ID"] for message in sink.taken] == [m.message_id for m in failed]


def test_failed_mail_goes_out_when_someone_retries_it(sink, kind):
    sink.rcpt_answer = "550 5.1.1 Nee"
    mail = outbox.put("try")
    outbox.send_due(timezone.now())
    sink.rcpt_answer = "250 OK"
    outbox.retry(mail, now=timezone.now())
    assert outbox.send_due(timezone.now()) == 1


def test_mail_is_retried_under_the_same_id_when_the_server_hangs_up(sink, kind):
    # The server took the mail and died before it said so: the one case of a mail that comes twice.
    sink.hang_up_after = "data"
    mail = outbox.put("try")
    assert outbox.send_due(timezone.now()) == 0
    mail.refresh_from_db()
    assert mail.state == Mail.State.WAITING
    sink.hang_up_after = None
    assert outbox.send_due(mail.next_try_at) == 1
    assert [message["Message-ID"] for message in sink.taken] == [mail.message_id] * 2


def test_round_ends_when_the_server_cannot_be_reached(settings, kind):
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    first, second = outbox.put("try"), outbox.put("try")
    assert outbox.send_due(timezone.now()) == 0
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.attempts, second.attempts) == (1, 0)
    assert "ConnectionRefusedError" in first.last_error


def test_round_goes_on_when_one_mail_is_refused(sink, kind, mailoutbox):
    sink.data_answer = "550 5.1.1 Nee"
    outbox.put("try")
    outbox.put("try")
    outbox.send_due(timezone.now())
    assert list(Mail.objects.values_list("state", flat=True)) == ["failed", "failed"]


def test_mail_is_given_up_when_the_pauses_are_used_up(kind):
    kind.render = lambda ids: 1 / 0
    mail = outbox.put("try")
    for _ in outbox.PAUSES:
        outbox.send_due(mail.next_try_at)
        mail.refresh_from_db()
        assert mail.state == Mail.State.WAITING
    outbox.send_due(mail.next_try_at)
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (
        Mail.State.FAILED,
        "ZeroDivisionError: division by zero",
    )


def test_mail_is_dropped_when_there_is_nothing_left_to_say(kind, mailoutbox):
    kind.rendered = None
    mail = outbox.put("try")
    assert outbox.send_due(timezone.now()) == 0
    mail.refresh_from_db()
    assert mail.state == Mail.State.DROPPED
    assert mailoutbox == []


def second_sender_during_a_send(kind):
    """Let another sender make its round while the first has the mail in hand."""
    rendered, rounds = kind.rendered, []

    def render(ids):
        if not rounds:
            rounds.append("second")
            outbox.send_due(timezone.now() + datetime.timedelta(seconds=1))
        return rendered

    kind.render = render


def test_mail_is_sent_once_when_two_senders_meet(kind, mailoutbox):
    outbox.put("try")
    second_sender_during_a_send(kind)
    assert outbox.send_due(timezone.now()) == 1
    assert len(mailoutbox) == 1


def test_mail_is_sent_twice_when_two_senders_meet_without_a_lease(kind, mailoutbox, monkeypatch):
    # The negative control of the test above.
    monkeypatch.setattr(outbox, "LEASE", datetime.timedelta(0))
    outbox.put("try")
    second_sender_during_a_send(kind)
    outbox.send_due(timezone.now())
    assert len(mailoutbox) == 2


def test_mail_is_sent_again_when_its_sender_died_and_the_lease_lapsed(kind, mailoutbox):
    mail = outbox.put("try")
    now = timezone.now()
    Mail.objects.update(lease_until=now + outbox.LEASE, attempts=1)  # and then the process died
    assert outbox.send_due(now) == 0
    assert outbox.send_due(now + outbox.LEASE) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (Mail.State.SENT, 2)


def test_mail_stays_sent_when_a_sender_that_lost_its_lease_fails(kind, mailoutbox):
    mail = outbox.put("try")
    now, rounds = timezone.now(), []

    def render(ids):
        if rounds:
            return kind.rendered
        rounds.append("slow")
        # So slow that another sender took the mail over, and sent it.
        assert outbox.send_due(now + outbox.LEASE * 2) == 1
        raise ValueError("The first sender ends badly.")

    kind.render = render
    outbox.send_due(now)
    mail.refresh_from_db()
    assert (mail.state, mail.last_error) == (Mail.State.SENT, "")
    assert len(mailoutbox) == 1
    assert not Fault.objects.exists()


def test_mail_is_not_sent_when_the_callers_transaction_fails(kind, mailoutbox):
    with transaction.atomic():
        outbox.put("try")
        transaction.set_rollback(True)
    assert outbox.send_due(timezone.now()) == 0
    assert mailoutbox == []


def test_headers_stay_one_line_when_the_text_has_line_breaks(kind, mailoutbox):
    kind.rendered = Rendered(
        to="an@gemeente.nl", subject="Vraag\r\nBcc: bo@elders.example\u2028\0x", text="."
    )
    outbox.put("try")
    assert outbox.send_due(timezone.now()) == 1
    assert mailoutbox[0].subject == "Vraag Bcc: bo@elders.example x"
    assert mailoutbox[0].recipients() == ["an@gemeente.nl"]


def test_mail_speaks_the_language_of_its_reader(kind, mailoutbox):
    kind.render = lambda ids: Rendered("an@gemeente.nl", translation.get_language(), ".")
    outbox.put("try", to_language="en")
    outbox.send_due(timezone.now())
    assert mailoutbox[0].subject == "en"


def test_put_refuses_a_kind_that_nobody_registered():
    with pytest.raises(ValueError, match="'nothing' is not registered"):
        outbox.put("nothing")


def test_mail_comes_from_the_site_when_its_settings_name_a_sender(kind, mailoutbox):
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.create(
        site=site, sender_name="De\nKenniskring", sender_email="post@kenniskring.example"
    )
    outbox.put("try")
    outbox.send_due(timezone.now())
    assert mailoutbox[0].from_email == "De Kenniskring <post@kenniskring.example>"


@pytest.mark.parametrize(
    ("address", "recipient"),
    [
        # As they are stored, and as an older row or another room may give them.
        ("naam@xn--mawerk-cta.de", "naam@xn--mawerk-cta.de"),
        ("naam@maßwerk.de", "naam@xn--mawerk-cta.de"),
        ("naam@masswerk.de", "naam@masswerk.de"),
    ],
)
def test_mail_goes_to_the_domain_of_the_address_and_to_no_other(sink, kind, address, recipient):
    kind.rendered = Rendered(to=address, subject="Dag", text="Hallo")
    outbox.put("try")

    assert outbox.send_due(timezone.now()) == 1

    assert sink.recipients == [recipient]
    assert sink.taken[0]["To"] == recipient


def test_django_by_itself_would_mail_somebody_elses_domain(sink, settings):
    """Negative control: what the test above watches for happens without `for_mail`."""
    message = EmailMessage("Dag", "Hallo", "post@kring.example", ["naam@maßwerk.de"])
    get_connection(settings.MAIL_BACKEND).send_messages([message])

    assert sink.recipients == ["naam@masswerk.de"]


@pytest.mark.parametrize("from_settings", [True, False])
def test_mail_comes_from_a_domain_with_other_letters(sink, kind, settings, from_settings):
    settings.DEFAULT_FROM_EMAIL = "De Kring <post@maßwerk.de>"
    if from_settings:
        site = Site.objects.get(is_default_site=True)
        SiteSettings.objects.create(
            site=site, sender_name="De Kring", sender_email="post@maßwerk.de"
        )
    outbox.put("try")

    assert outbox.send_due(timezone.now()) == 1

    assert sink.taken[0]["From"] == "De Kring <post@xn--mawerk-cta.de>"


def test_mail_that_may_not_go_yet_waits(kind, mailoutbox):
    now = timezone.now()
    outbox.put("try", not_before=now + HOUR)

    assert [outbox.send_due(now), outbox.send_due(now + HOUR)] == [0, 1]


def test_command_sends_what_waits(kind, mailoutbox, capsys):
    outbox.put("try")
    outbox.put("try")
    call_command("send_outbox", "--limit", "1")
    assert capsys.readouterr().out == "1 mail(s) sent.\n"
    assert len(mailoutbox) == 1


@pytest.mark.django_db(transaction=True)
def test_every_mail_is_sent_once_when_four_senders_work_at_once(kind, mailoutbox):
    count = 40
    for _ in range(count):
        outbox.put("try")
    start = threading.Barrier(4)

    def send(_number):
        start.wait()
        try:
            return outbox.send_due(timezone.now())
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(send, range(4)))
    assert sum(sent) == count
    arrived = [message.extra_headers["Message-ID"] for message in mailoutbox]
    assert sorted(arrived) == sorted(Mail.objects.values_list("message_id", flat=True))
