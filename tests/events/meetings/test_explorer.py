"""The admin's list of pages with reports of meetings in it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from office.models import User
from tests.events.factories import make_kenniskringen, make_meeting
from tests.knowledge.factories import make_list, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(client):
    client.force_login(User.objects.create_superuser("an", "an@example.org"))
    return client


@pytest.mark.parametrize("query", ["", "?ordering=title"])
def test_the_list_costs_the_same_queries_for_10_and_50_reports(admin, query):
    make_reports(10)
    few = ours(admin, query)
    make_reports(40)

    many = ours(admin, query)

    assert len(many) == len(few)


def test_a_report_in_the_list_leads_to_its_meeting(admin):
    make_kenniskringen()
    report = make_report("<p>Een</p>")
    meeting = make_meeting(report=report)
    plain = make_report("<p>Twee</p>")

    page = admin.get(reverse("wagtailadmin_explore", args=[make_list().pk])).content.decode()

    assert f'href="{meeting.path_in("nl")}"' in page
    assert f'href="/verslagen/{plain.slug}/"' in page


def test_the_list_can_be_searched(admin):
    make_report("<p>Een</p>", title="Meedenken")

    address = reverse("wagtailadmin_explore", args=[make_list().pk])

    assert admin.get(f"{address}?q=Meedenken").status_code == 200


def make_reports(count: int) -> None:
    for _turn in range(count):
        make_meeting(report=make_report("<p>Een</p>"))


def ours(client, query: str) -> list[str]:
    """Return the queries of the list, but for the two per row with which wagtail-localize asks
    whether it can be translated."""
    address = reverse("wagtailadmin_explore", args=[make_list().pk])
    # The first request of a session writes it.
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"{address}{query}").status_code == 200
    return [
        query["sql"]
        for query in queries
        if "wagtail_localize_" not in query["sql"]
        and 'AS "a" FROM "wagtailcore_locale"' not in query["sql"]
    ]
