"""What Django and Wagtail send themselves waits in the outbox like any other mail."""

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import transaction
from django.utils import timezone
from wagtail.admin.mail import send_mail as send_wagtails

from office.mail import outbox
from office.models import Mail

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    # The test runner puts a backend of its own in its place.
    settings.EMAIL_BACKEND = "office.mail.backend.OutboxBackend"


def test_mail_waits_and_goes_out_with_its_words(sink):
    message = EmailMultiAlternatives("Dag\u2028An", "Hallo", to=["an@gemeente.nl"])
    message.attach_alternative("<p>Hallo</p>", "text/html")
    assert message.send() == 1
    assert sink.taken == []

    assert outbox.send_due(timezone.now()) == 1

    (taken,) = sink.taken
    assert (taken["To"], taken["Subject"]) == ("an@gemeente.nl", "Dag An")
    assert taken["From"] == "De Kenniskring <noreply@localhost>"
    assert taken.get_body(["html"]).get_content().strip() == "<p>Hallo</p>"


def test_wagtails_own_mail_goes_to_each_recipient_alone(sink):
    send_wagtails("Dag", "Hallo", ["an@gemeente.nl", "bo@gemeente.nl"])
    assert outbox.send_due(timezone.now()) == 2
    assert {taken["To"] for taken in sink.taken} == {"an@gemeente.nl", "bo@gemeente.nl"}


def test_words_go_once_they_were_sent_and_stay_while_they_wait(sink):
    sink.mail_answer = "451 Later"
    send_mail("Dag", "Hallo", None, ["an@gemeente.nl"])
    outbox.send_due(timezone.now())
    mail = Mail.objects.get()
    assert mail.ids["text"] == "Hallo"

    sink.mail_answer = "250 OK"
    assert outbox.send_due(mail.next_try_at) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.ids) == (Mail.State.SENT, {})


def test_ids_of_another_mail_stay(sink, kind):
    mail = outbox.put("try", row=1)
    outbox.send_due(timezone.now())
    mail.refresh_from_db()
    assert mail.ids == {"row": 1}


def test_mail_is_not_sent_when_its_transaction_fails():
    with transaction.atomic():
        send_mail("Dag", "Hallo", None, ["an@gemeente.nl"])
        transaction.set_rollback(True)
    assert not Mail.objects.exists()


def test_mail_with_a_file_is_refused():
    message = EmailMessage("Dag", "Hallo", to=["an@gemeente.nl"])
    message.attach("a.txt", "a", "text/plain")
    with pytest.raises(ValueError, match="has a file"):
        message.send()
