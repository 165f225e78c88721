from datetime import timedelta

import pytest
from django.core.cache import cache, caches
from django.test import RequestFactory
from django.urls import get_resolver, resolve
from django.utils import timezone

from events.models import Registration
from office.mail import quota
from office.models import Counted
from site_config import rate_limits
from site_config.rate_limits import LIMITS, SECRETS, Limit, give_back, seconds_to_wait
from tests.events.factories import (
    address,
    an_application,
    make_coming_meeting,
    make_kenniskringen,
)

pytestmark = pytest.mark.django_db

ASK = "/vragen/stellen/"


@pytest.fixture
def two_questions(monkeypatch):
    """Let an address post a form for a question twice."""
    monkeypatch.setattr(rate_limits, "LIMITS", {"question_ask": (Limit(2, 600),)})


def post(client, **headers):
    return client.post(ASK, {"text": "Hoe <b>doen</b> jullie dit?", "name": "An"}, headers=headers)


@pytest.mark.usefixtures("two_questions")
def test_post_gets_429_with_what_was_typed_when_it_is_one_too_many(client):
    assert [post(client).status_code for _ in range(2)] == [400, 400]
    response = post(client)
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 600
    page = response.content.decode()
    assert 'value="Hoe &lt;b&gt;doen&lt;/b&gt; jullie dit?"' in page
    assert "Opnieuw versturen" in page
    assert not response.cookies


def test_posts_are_not_counted_when_no_limit_is_set(client, monkeypatch):
    # The negative control: without its row in the table the fourth post is taken like the first.
    monkeypatch.setattr(rate_limits, "LIMITS", {})
    assert {post(client).status_code for _ in range(4)} == {400}


@pytest.mark.usefixtures("two_questions")
def test_page_does_not_send_megabytes_back_when_much_was_posted(client):
    for _ in range(3):
        response = client.post(ASK, {"text": "a" * 100_000})
    assert response.status_code == 429
    assert len(response.content) < 50_000
    assert "Ga terug met de knop van je browser" in response.content.decode()


@pytest.mark.usefixtures("two_questions")
def test_form_can_still_be_read_when_no_more_can_be_sent(client):
    for _ in range(3):
        post(client)
    assert client.get(ASK).status_code == 200


@pytest.mark.usefixtures("two_questions")
def test_addresses_are_counted_apart_when_a_trusted_proxy_names_them(client, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    for _ in range(3):
        first = post(client, **{"X-Forwarded-For": "198.51.100.1"})
    assert first.status_code == 429
    assert post(client, **{"X-Forwarded-For": "198.51.100.2"}).status_code == 400


@pytest.mark.usefixtures("two_questions")
def test_address_cannot_be_changed_when_the_header_comes_from_the_visitor(client):
    statuses = [
        post(client, **{"X-Forwarded-For": f"198.51.100.{last}"}).status_code for last in range(3)
    ]
    assert statuses == [400, 400, 429]


@pytest.mark.usefixtures("two_questions")
def test_limit_stands_when_the_cache_is_emptied_and_many_others_send_forms(
    client, settings, monkeypatch
):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]
    # A cache forgets what it has no room for.
    monkeypatch.setattr(caches["default"], "_max_entries", 20)
    for _ in range(3):
        post(client, **{"X-Forwarded-For": "198.51.100.1"})
    for number in range(40):
        post(client, **{"X-Forwarded-For": f"203.0.113.{number}"})
    cache.clear()
    assert post(client, **{"X-Forwarded-For": "198.51.100.1"}).status_code == 429


@pytest.mark.usefixtures("two_questions")
def test_window_ends_when_its_time_is_over_and_not_before(client, time_machine):
    time_machine.move_to("2026-11-10T10:00:00+00:00", tick=False)
    assert [post(client).status_code for _ in range(3)] == [400, 400, 429]
    time_machine.move_to("2026-11-10T10:09:59+00:00", tick=False)
    assert int(post(client)["Retry-After"]) == 1
    time_machine.move_to("2026-11-10T10:10:00+00:00", tick=False)
    assert [post(client).status_code for _ in range(3)] == [400, 400, 429]


@pytest.mark.usefixtures("two_questions")
def test_no_address_stands_in_what_is_counted(client):
    post(client)
    (row,) = Counted.objects.all()
    assert "127.0.0.1" not in row.key


# The seats of one meeting


@pytest.fixture
def proxied(settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]


@pytest.fixture
def meeting():
    make_kenniskringen()
    return make_coming_meeting(capacity=40)


def register(client, meeting, number, network="198.51.100.1", **fields):
    fields = {"name": "Iemand", "email": f"iemand-{number}@example.nl", **fields}
    data = an_application(**fields)
    headers = {"X-Forwarded-For": network}
    return client.post(address("register", meeting), data, headers=headers).status_code


@pytest.mark.usefixtures("proxied")
def test_one_network_takes_ten_seats_of_a_meeting_a_day(client, meeting, time_machine):
    now = timezone.now()
    time_machine.move_to(now)
    taken = [register(client, meeting, number) for number in range(12)]
    assert taken == [303] * 10 + [429] * 2
    assert Registration.objects.count() == 10
    # Other networks and other meetings go on, and so does this one a day later.
    assert register(client, meeting, 20, network="198.51.100.2") == 303
    assert register(client, make_coming_meeting(capacity=40), 21) == 303
    time_machine.move_to(now + timedelta(days=1, seconds=60))
    assert register(client, meeting, 22) == 303


@pytest.mark.usefixtures("proxied")
def test_form_that_was_not_taken_does_not_count(client, meeting):
    for number in range(12):
        assert register(client, meeting, number, organisation="") == 422
    assert register(client, meeting, 20) == 303


@pytest.mark.usefixtures("proxied")
@pytest.mark.parametrize("again", [{}, {"question": "Hoe dan?"}, {"name": " IEMAND "}])
def test_somebody_who_sends_again_shuts_no_colleague_out(client, meeting, monkeypatch, again):
    # One mailbox gets five mails an hour, which is another limit.
    monkeypatch.setattr(quota, "LIMITS", ())
    for _ in range(12):
        assert register(client, meeting, 1, **again) == 303
    assert [register(client, meeting, number) for number in range(2, 13)] == [303] * 9 + [429] * 2
    # Nor is she shut out herself.
    assert register(client, meeting, 1) == 303


@pytest.mark.usefixtures("proxied")
def test_names_at_one_mailbox_count_each_for_their_own_seat(client, meeting, monkeypatch):
    monkeypatch.setattr(quota, "LIMITS", ())
    statuses = [register(client, meeting, 1, name=f"Iemand {number}") for number in range(11)]
    assert statuses == [303] * 10 + [429]


@pytest.mark.usefixtures("proxied")
@pytest.mark.parametrize("is_registered", [True, False])
def test_what_counts_does_not_tell_who_is_registered(client, meeting, is_registered):
    if is_registered:
        register(client, meeting, 1, network="198.51.100.2")
    assert [register(client, meeting, number) for number in range(2, 11)] == [303] * 9
    assert register(client, meeting, 1) == 303
    assert register(client, meeting, 20) == 429


@pytest.mark.usefixtures("proxied")
def test_form_that_fails_takes_no_count_from_the_same_form_that_was_taken(client, meeting):
    # The first is answered after the second, which was not counted again.
    what = LIMITS["register"][1]
    request = RequestFactory().post("/", an_application(email="iemand-1@example.nl"))
    request.META["HTTP_X_FORWARDED_FOR"] = "198.51.100.1"
    request.resolver_match = resolve(address("register", meeting))
    seconds_to_wait(request, "register", (what,))
    assert register(client, meeting, 1, name="An") == 303
    give_back(request)
    assert [register(client, meeting, number) for number in range(2, 13)] == [303] * 9 + [429] * 2


@pytest.mark.usefixtures("proxied")
def test_page_says_how_many_hours_and_keeps_what_was_typed(client, meeting, monkeypatch):
    monkeypatch.setitem(LIMITS, "register", (LIMITS["register"][1]._replace(count=0),))
    data = an_application(name="Iemand")
    page = client.post(address("register", meeting), data).content.decode()
    assert "Over 24 uur kan het weer." in page
    assert 'value="Iemand"' in page


def _names() -> set[str]:
    return {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}


def test_every_limit_names_an_address_that_exists():
    assert {*LIMITS, *SECRETS} <= _names()
