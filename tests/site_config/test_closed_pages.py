"""What stands behind a view restriction is told nowhere: every public address × a closed page."""

import pytest
from django.http import HttpResponse
from django.urls import reverse
from wagtail.models import PageViewRestriction

from office.models import User
from search import indexing
from tests.knowledge.factories import make_editor
from tests.site_config import closed_site
from tests.site_config.closed_site import SLUG, TITLE, ClosedSite

pytestmark = [pytest.mark.django_db, pytest.mark.shown]

TARGETS = ["report", "recording", "case", "opgave", "meeting"]
# Where the site names each of them while it is open: an address that stopped doing so would make
# the table pass for nothing.
NAMED_AT = {
    "report": {"page", "search", "gemeente", "person", "question", "question_ask"},
    "recording": {"page", "search", "gemeente", "person", "passage", "question"},
    "case": {"page", "gemeente", "question_ask"},
    "opgave": {"page", "search", "passage", "question", "opgave_ics"},
    "meeting": {"page", "search", "agenda", "agenda_ics", "register", "meeting_ics", "series_ics"},
}


def close(site: ClosedSite, *, above: bool, kind: str = PageViewRestriction.LOGIN) -> None:
    page = site.page.get_parent() if above else site.page
    PageViewRestriction.objects.create(page=page, restriction_type=kind, password="sesam")
    indexing.rebuild()


def told(client, site: ClosedSite) -> dict[str, dict[str, set[str]]]:
    """Return, by name and address, what it tells of the page: its title, its slug."""
    found = {}
    for name, urls in closed_site.addresses(site).items():
        for url in urls:
            for accept in ("text/html", "application/json")[: 1 + (name == "search")]:
                words = _everything(client.get(url, headers={"accept": accept}))
                # An address that was asked for may be repeated, as where to go after a log-in.
                hits = {word for word in (TITLE, SLUG) if word not in url and word in words}
                if hits:
                    found.setdefault(name, {})[url] = hits
    return found


def _everything(answer: HttpResponse) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{answer.headers}\n{body.decode(errors='replace')}"


@pytest.mark.parametrize("target", TARGETS)
def test_a_page_is_named_all_over_the_site_and_nowhere_once_it_is_closed(client, target):
    site = closed_site.build(target)
    indexing.rebuild()
    open_to_all = told(client, site)

    close(site, above=False)

    assert NAMED_AT[target] <= set(open_to_all)
    assert told(client, site) == {}


@pytest.mark.parametrize("target", ["report", "recording"])
def test_nothing_tells_title_or_slug_of_a_page_that_is_closed_from_above(client, target):
    site = closed_site.build(target)
    close(site, above=True)

    assert told(client, site) == {}


@pytest.mark.parametrize("target", ["report", "recording"])
def test_no_mail_tells_of_a_closed_page(target):
    site = closed_site.build(target)
    close(site, above=False)

    for mail in closed_site.mails(site).values():
        assert mail is None or TITLE not in mail.subject + mail.text
        assert mail is None or SLUG not in mail.text


def test_mails_name_what_is_open():
    site = closed_site.build("report")

    found = closed_site.mails(site)

    assert TITLE in found["question_answered"].text
    assert found["report_ready"] is not None


def test_a_reader_who_gave_the_password_gets_to_the_passage(client):
    site = closed_site.build("opgave")
    close(site, above=False, kind=PageViewRestriction.PASSWORD)
    restriction = PageViewRestriction.objects.get()
    address = f"/p/{site.passage().pk}/"
    refused = client.get(address)
    client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{site.page.pk}/",
        {"password": "sesam", "return_url": "/"},
    )

    answer = client.get(address)

    assert refused.status_code == 404
    assert answer.status_code == 302
    assert SLUG in answer["Location"]
    assert "no-store" in answer["Cache-Control"]


def test_a_reader_who_gave_the_password_gets_the_captions(client):
    site = closed_site.build("recording")
    close(site, above=False, kind=PageViewRestriction.PASSWORD)
    restriction = PageViewRestriction.objects.get()
    address = f"/opnames/{site.page.recording.uid}/nl.vtt"
    refused = client.get(address)
    client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{site.page.pk}/",
        {"password": "sesam", "return_url": "/"},
    )

    assert refused.status_code == 404
    assert client.get(address).status_code == 200


# Both are logged in, and neither has given the password.
editor_or_member = pytest.mark.parametrize(
    ("make_user", "reads"),
    [
        (lambda: make_editor("an", publish=False), True),
        (lambda: User.objects.create_user("cas"), False),
    ],
    ids=["editor", "member"],
)


@editor_or_member
def test_only_an_editor_gets_to_what_is_closed_by_a_password(client, make_user, reads):
    site = closed_site.build("recording")
    close(site, above=True, kind=PageViewRestriction.PASSWORD)
    client.force_login(make_user())
    addresses = [
        f"/p/{site.passage().pk}/",
        "/oud-adres/",
        f"/opnames/{site.page.recording.uid}/nl.vtt",
    ]

    found = [client.get(address).status_code for address in addresses]

    assert found == ([302, 301, 200] if reads else [404, 404, 404])


def test_password_of_a_list_opens_the_list_in_every_language(client):
    site = closed_site.build("meeting")
    restriction = PageViewRestriction.objects.create(
        page=site.page, restriction_type=PageViewRestriction.PASSWORD, password="sesam"
    )
    url = "/en/kenniskringen/"
    action = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, site.page.pk])
    assert TITLE not in client.get(url).content.decode()

    client.post(action, {"password": "sesam", "return_url": url})

    assert TITLE in client.get(url).content.decode()


def test_who_logged_in_sees_the_meetings_of_a_list_that_asks_for_that(client):
    site = closed_site.build("meeting")
    close(site, above=False)
    client.force_login(User.objects.create_user("cas"))

    assert TITLE in client.get("/kenniskringen/").content.decode()
    assert client.get(site.made["meeting"].path_in("nl")).status_code == 200


def test_a_public_report_is_read_at_its_own_place_while_the_list_is_closed(client):
    site = closed_site.build("meeting")
    report = site.made["other report"]
    before = client.get(f"/verslagen/{report.slug}/")
    close(site, above=False)

    assert before.status_code == 301
    assert client.get(f"/verslagen/{report.slug}/").status_code == 200


def test_who_waits_for_a_report_hears_when_it_is_opened():
    site = closed_site.build("report")
    close(site, above=False)
    registration = site.made["registration"]
    site.made["report"].save()
    registration.refresh_from_db()
    waited = registration.wants_report

    PageViewRestriction.objects.all().delete()

    registration.refresh_from_db()
    assert (waited, registration.wants_report) == (True, False)
