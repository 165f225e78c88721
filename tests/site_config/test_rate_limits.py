import pytest
from django.urls import get_resolver

from site_config import rate_limits
from site_config.rate_limits import LIMITS, Limit, seconds_to_wait

pytestmark = pytest.mark.django_db

ASK = "/vragen/stellen/"


@pytest.fixture
def two_questions(monkeypatch):
    """Let an address post a form for a question twice."""
    monkeypatch.setattr(rate_limits, "LIMITS", {"question_ask": Limit(2, 600)})


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


def test_visitor_waits_until_the_window_is_over():
    limit = Limit(1, 60)
    assert seconds_to_wait("x", "198.51.100.1", limit, now=600.0) == 0
    assert seconds_to_wait("x", "198.51.100.1", limit, now=610.0) == 50
    assert seconds_to_wait("x", "198.51.100.1", limit, now=660.0) == 0


def test_every_limit_names_an_address_that_exists():
    names = {
        name for pattern in [get_resolver()] for name in pattern.reverse_dict if str(name) == name
    }
    assert set(LIMITS) <= names
