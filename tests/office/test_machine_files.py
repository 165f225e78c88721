"""robots.txt and security.txt, read by another reader than ours."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from sectxt import Parser
from wagtail.models import Site

from office import machine_files
from office.models import SiteSettings

pytestmark = pytest.mark.django_db

ADDRESS = "https://kenniskring.example/.well-known/security.txt"


@pytest.fixture
def https(settings) -> None:
    settings.BASE_URL = "https://kenniskring.example"


def read(client) -> Parser:
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    return Parser(answer.content, urls=ADDRESS)


@pytest.mark.parametrize("email", ["", "lek@kenniskring.example", "o'lek+nu@kenniskring.example"])
def test_security_txt_is_valid(client, https, email):
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(site=site, defaults={"contact_email": email})

    found = read(client)

    assert found.errors == []
    assert found.is_valid()
    contacts = found.contact_email is not None
    assert contacts == bool(email)
    assert found.preferred_languages == ["nl", "en"]


def test_what_is_no_security_txt_is_found_invalid():
    """The negative control: the other reader does judge."""
    assert not Parser(b"Contact: lek@kenniskring.example\n", urls=ADDRESS).is_valid()


@pytest.mark.parametrize("day", range(0, 800, 31))
def test_words_of_today_stand_for_months_and_less_than_a_year(day):
    now = datetime(2026, 1, 31, 23, 59, tzinfo=UTC) + timedelta(days=day)

    until = datetime.fromisoformat(machine_files.expires(now))

    assert timedelta(days=150) < until - now < timedelta(days=365)


def test_copy_of_security_txt_stays_the_same_for_a_month(client):
    with time_machine.travel(datetime(2026, 11, 2, tzinfo=UTC), tick=False):
        first = client.get("/.well-known/security.txt").content
    with time_machine.travel(datetime(2026, 11, 29, tzinfo=UTC), tick=False):
        assert client.get("/.well-known/security.txt").content == first
        assert timezone.now().year == 2026


def is_disallowed(robots: str, path: str) -> bool:
    """Tell whether a rule of robots.txt matches a path (RFC 9309 §2.2.2)."""
    rules = re.findall(r"^Disallow: (\S+)$", robots, re.MULTILINE)
    return any(re.match(re.escape(rule).replace(r"\*", ".*"), path) for rule in rules)


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("wagtailadmin_home", []),
        ("registration", ["code"]),
        ("registration_cancel", ["code"]),
        ("repeat", ["code"]),
        ("register", [15, "x"]),
        ("registered", [15, "x"]),
        ("resend_link", [15, "x"]),
        ("question_ask", []),
        ("question_sent", []),
        ("question_confirm", ["code"]),
        ("question_stop", ["code"]),
        ("contact_ask", ["almere"]),
        ("contact_sent", []),
        ("contact_confirm", ["code"]),
        ("contact_answer", ["code"]),
        ("search", []),
    ],
)
def test_robots_txt_keeps_machines_from_forms_links_of_one_person_and_the_desk(client, name, args):
    robots = client.get("/robots.txt").content.decode()

    path = reverse(name, args=args)

    assert is_disallowed(robots, path)
    if not path.startswith("/beheer/"):
        assert is_disallowed(robots, f"/en{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/en/",
        "/kenniskringen/",
        "/kenniskringen/15-aanmelden-doe-je-zo/",
        "/vragen/1/",
        "/sitemap.xml",
        "/media/images/x.png",
        "/opnames/x/film.webm",
    ],
)
def test_robots_txt_lets_machines_read_the_rest(client, path):
    assert not is_disallowed(client.get("/robots.txt").content.decode(), path)


def test_robots_txt_names_the_map(client, settings):
    robots = client.get("/robots.txt").content.decode()

    assert f"\nSitemap: {settings.BASE_URL}/sitemap.xml\n" in robots
