"""A mail server that answers as it is told to, and a kind of mail that exists for one test."""

import email
import email.policy

import pytest
from aiosmtpd.controller import Controller

from office.mail.kinds import MAIL_KINDS, MailKind, Rendered
from tests.office.mail.ports import free_port


class Sink:
    """A mail server that answers MAIL, RCPT and DATA as it is told to."""

    def __init__(self):
        self.taken = []
        self.recipients = []
        self.data_answer = "250 OK"
        self.mail_answer = "250 OK"
        self.rcpt_answer = "250 OK"
        self.hang_up_after = None

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802 -- aiosmtpd's name
        if self.mail_answer.startswith("250"):
            envelope.mail_from = address
        return self.mail_answer

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 -- aiosmtpd's name
        if self.rcpt_answer.startswith("250"):
            envelope.rcpt_tos.append(address)
            self.recipients.append(address)
        return self.rcpt_answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- aiosmtpd's name
        if self.data_answer.startswith("250"):
            self.taken.append(
                email.message_from_bytes(envelope.content, policy=email.policy.default)
            )
        if self.hang_up_after is not None:
            server.transport.close()
        return self.data_answer


@pytest.fixture
def sink(settings):
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    settings.EMAIL_TIMEOUT = 5
    yield sink
    controller.stop()


@pytest.fixture
def kind(monkeypatch):
    """A mail kind that exists for one test; what it renders can be changed."""

    class Try:
        rendered = Rendered(to="an@gemeente.nl", subject="Dag", text="Hallo")

        def render(self, ids):
            return self.rendered

    one = Try()

    def render(ids):
        return one.render(ids)  # looked up at each send, so that a test can replace it

    monkeypatch.setattr(MAIL_KINDS, "_items", {"try": MailKind("try", render)})
    return one
