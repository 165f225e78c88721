import importlib
import sys

import pytest
from django.core.mail import EmailMultiAlternatives
from django.urls import NoReverseMatch, clear_url_caches, reverse
from django.utils import timezone

import office.urls
import site_config.urls
from office.mail import mailbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings, tmp_path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.MAIL_DIR = tmp_path / "mail"
    return settings.MAIL_DIR


def send(subject="Bevestig je vraag – één", to="an@gemeente.nl", **more):
    message = EmailMultiAlternatives(
        subject, "Open http://127.0.0.1:8000/vragen/bevestigen/1-abc/\n" + "-" * 20, to=[to], **more
    )
    message.attach_alternative("BEGIN:VCALENDAR\n", "text/calendar; method=REQUEST")
    message.send()


def test_mailbox_is_empty_when_there_is_no_folder(tmp_path):
    assert mailbox.received(tmp_path / "none") == []


def test_mailbox_reads_what_was_sent(folder):
    send()
    (mail,) = mailbox.received(folder)
    assert (mail.subject, mail.to) == ("Bevestig je vraag – één", "an@gemeente.nl")
    assert mail.text.startswith("Open http://127.0.0.1:8000/vragen/bevestigen/1-abc/")
    assert [(part.mimetype, part.content) for part in mail.parts] == [
        ("text/calendar", b"BEGIN:VCALENDAR\n")
    ]


@pytest.mark.parametrize("zone", ["-0000", "+0000", "GMT"])
def test_mail_is_shown_at_the_time_of_the_clock_here(folder, zone):
    folder.mkdir()
    mail = f"Subject: x\nDate: Sun, 22 Nov 2026 11:30:00 {zone}\n\nx"
    (folder / "20261122-113000-1.log").write_text(mail)
    (received,) = mailbox.received(folder)
    assert str(timezone.localtime(received.at)) == "2026-11-22 12:30:00+01:00"


def test_mailbox_tells_the_mails_of_one_file_apart(folder):
    send("Een")
    send("Twee")
    # One round of the outbox writes one file; how many these two made differs per Django.
    first, *others = folder.glob("*.log")
    first.write_bytes(b"".join(file.read_bytes() for file in [first, *others]))
    for file in others:
        file.unlink()
    mails = mailbox.received(folder)
    assert len({mail.key for mail in mails}) == 2
    assert {mail.subject for mail in mails} == {"Een", "Twee"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\xff\xfe",
        b"Subject: =?utf-8?b?////?=\nDate: gisteren\n\nx",
        b'Content-Type: text/plain; charset="no-such-charset"\n\n\xe9\n' + b"-" * 79 + b"\n",
        b"Content-Type: multipart/mixed\n\nno boundary",
    ],
)
def test_mailbox_stays_open_when_a_file_is_strange(folder, content):
    folder.mkdir()
    (folder / "20260101-000000-1.log").write_bytes(content)
    send()
    assert "Bevestig je vraag – één" in [mail.subject for mail in mailbox.received(folder)]


@pytest.fixture
def with_debug(settings):
    """Let the addresses be those of a development site."""

    def reload():
        importlib.reload(office.urls)
        importlib.reload(sys.modules["site_config.urls"])
        clear_url_caches()

    settings.DEBUG = True
    reload()
    yield
    settings.DEBUG = False
    reload()


@pytest.mark.usefixtures("with_debug")
def test_mailbox_is_read_without_logging_in_on_this_machine(folder, client):
    send()
    page = client.get("/beheer/postvak/").content.decode()
    assert "Bevestig je vraag – één" in page
    (mail,) = mailbox.received(folder)
    response = client.get(reverse("mailbox_mail", args=[mail.key]))
    assert 'href="http://127.0.0.1:8000/vragen/bevestigen/1-abc/"' in response.content.decode()
    part = client.get(reverse("mailbox_part", args=[mail.key, 0]))
    assert part.content == b"BEGIN:VCALENDAR\n"
    assert part["Content-Disposition"].startswith("attachment")
    assert client.get(reverse("mailbox_part", args=[mail.key, 7])).status_code == 404
    assert client.get(reverse("mailbox_mail", args=["none"])).status_code == 404


@pytest.mark.usefixtures("with_debug", "folder")
@pytest.mark.parametrize(
    "come_from",
    [
        {"REMOTE_ADDR": "192.168.1.7"},
        {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "198.51.100.1"},
        {"REMOTE_ADDR": ""},
    ],
)
def test_mailbox_is_not_there_for_another_machine(client, admin_client, come_from):
    assert client.get("/beheer/postvak/", **come_from).status_code == 404
    assert admin_client.get("/beheer/postvak/", **come_from).status_code == 200


def test_mailbox_does_not_exist_without_debug(client, admin_client):
    assert not hasattr(site_config.urls, "mailbox")
    with pytest.raises(NoReverseMatch):
        reverse("mailbox")
    assert admin_client.get("/beheer/postvak/").status_code == 404
