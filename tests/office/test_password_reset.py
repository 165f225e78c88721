"""A new password: the mail waits in the outbox, and holds no code before it is sent."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from office import password_reset
from office.mail import outbox
from office.models import Mail, User

pytestmark = pytest.mark.django_db

NEW = "een-ander-lang-wachtwoord"


@pytest.fixture
def an() -> User:
    return User.objects.create_superuser("an", "an@gemeente.nl", "een-lang-wachtwoord")


def ask(client, email="an@gemeente.nl"):
    return client.post(reverse("wagtailadmin_password_reset"), {"email": email})


def test_link_in_the_mail_leads_to_a_new_password(client, an, mailoutbox):
    ask(client)
    assert mailoutbox == []
    mail = Mail.objects.get()
    assert (mail.kind, mail.ids) == ("password_reset", {"user": an.pk})

    outbox.send_due(timezone.now())

    (sent,) = mailoutbox
    assert (sent.to, sent.subject) == (["an@gemeente.nl"], "Een nieuw wachtwoord kiezen")
    assert "account an." in sent.body
    (path,) = re.findall(r"http://[^/]+(/beheer/password_reset/confirm/\S+)", sent.body)
    form = client.get(path)["Location"]
    client.post(form, {"new_password1": NEW, "new_password2": NEW})
    an.refresh_from_db()
    assert an.check_password(NEW)
    assert "set-password" not in client.get(path).headers.get("Location", "")


def test_answer_does_not_tell_who_has_an_account(client, an):
    known, unknown = ask(client), ask(client, "niemand@gemeente.nl")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert Mail.objects.count() == 1


def test_nothing_is_mailed_when_the_account_was_closed_meanwhile(an):
    assert password_reset.mail({"user": an.pk}).to == "an@gemeente.nl"
    an.is_active = False
    an.save()
    assert password_reset.mail({"user": an.pk}) is None
    assert password_reset.mail({"user": 0}) is None


def test_an_address_is_known_with_a_sign_in_it_that_nobody_sees(client, an):
    ask(client, "\ufeffAn@gemeente.nl\u200b")

    assert Mail.objects.get().ids == {"user": an.pk}
