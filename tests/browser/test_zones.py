"""A visitor reads the hour of a meeting elsewhere at the clock of that place, which is named."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from events.registrations import mails
from office.mail import links
from tests.browser.answering import Answering
from tests.events.factories import (
    address,
    make_coming_meeting,
    make_kenniskringen,
    make_registration,
)

pytestmark = pytest.mark.xdist_group("browser")

ZONE = "America/Curacao"


def test_visitor_reads_nine_o_clock_in_curacao_on_every_page_about_it(near: Answering):
    make_kenniskringen()
    day = timezone.now().astimezone(ZoneInfo(ZONE)) + timedelta(days=10)
    starts_at = day.replace(hour=9, minute=0, second=0, microsecond=0)
    meeting = make_coming_meeting(starts_at=starts_at, time_zone=ZONE, duration=90)
    own = links.make(mails.PURPOSE, make_registration(meeting, "An"))
    hours = re.compile(r"09\.00 \S+ 10\.30 uur \(tijd in Curaçao\)")
    pages = [
        meeting.path_in("nl"),
        reverse("wagtail_serve", args=["kenniskringen/"]),
        reverse("agenda"),
        address("register", meeting),
        reverse("registration", args=[own]),
    ]
    for path in pages:
        near.page.goto(path)
        main = near.page.locator("main")
        expect(main).to_contain_text(hours)
        # Nobody is told the hour of Amsterdam.
        for hour in ("14.00", "15.00"):
            expect(main).not_to_contain_text(hour)
