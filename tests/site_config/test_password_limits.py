"""Who knows a password is let in however often; who guesses waits."""

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.urls import get_resolver, reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from office.models import User
from site_config import rate_limits
from site_config.rate_limits import SECRETS, Limit, seconds_to_wait
from tests.knowledge.factories import make_page
from tests.threads import in_thread

pytestmark = pytest.mark.django_db

PASSWORD, WRONG = "een-lang-wachtwoord", "mis"
LOG_IN = "/beheer/login/"


@pytest.fixture
def an() -> User:
    return User.objects.create_superuser("an", "an@example.nl", PASSWORD)


def log_in(client, username="an", password=WRONG, network="198.51.100.1"):
    headers = {"X-Forwarded-For": network}
    return client.post(LOG_IN, {"username": username, "password": password}, headers=headers)


@pytest.fixture
def proxied(settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1"]


@pytest.mark.usefixtures("an", "proxied")
def test_right_password_is_refused_after_ten_wrong_ones_and_given_back_to_nobody(client):
    assert {log_in(client).status_code for _ in range(10)} == {200}
    response = log_in(client, password=PASSWORD)
    assert response.status_code == 429
    page = response.content.decode()
    assert PASSWORD not in page
    assert "te vaak geprobeerd" in page
    # It is spelled otherwise, and is the same account.
    assert log_in(client, username=" AN ").status_code == 429


@pytest.mark.usefixtures("an", "proxied")
def test_owner_of_an_account_still_gets_in_while_somebody_else_guesses(client):
    for _ in range(30):
        log_in(client)
    assert log_in(client, password=PASSWORD, network="198.51.100.2").status_code == 302


@pytest.mark.usefixtures("an", "proxied")
def test_account_is_closed_when_it_is_guessed_from_many_networks(client, monkeypatch):
    monkeypatch.setitem(
        SECRETS, "wagtailadmin_login", (*SECRETS["wagtailadmin_login"][:2], _of_account(5))
    )
    for number in range(5):
        log_in(client, network=f"198.51.100.{number}")
    assert log_in(client, password=PASSWORD, network="203.0.113.1").status_code == 429


def _of_account(count: int) -> Limit:
    return SECRETS["wagtailadmin_login"][2]._replace(count=count)


@pytest.mark.usefixtures("proxied")
def test_network_is_refused_when_it_tries_many_accounts(client):
    answers = [log_in(client, username=f"iemand-{number}") for number in range(61)]
    assert [answer.status_code for answer in answers] == [200] * 60 + [429]


@pytest.mark.usefixtures("an", "proxied")
def test_a_class_logs_in_on_one_account(client):
    # Five more than one network may guess at an account, and then all of those guesses.
    assert {log_in(client, password=PASSWORD).status_code for _ in range(15)} == {302}
    client.logout()
    assert [log_in(client).status_code for _ in range(11)] == [200] * 10 + [429]


@pytest.mark.usefixtures("an", "proxied")
def test_a_town_hall_logs_in_within_a_quarter(client):
    assert {log_in(client, password=PASSWORD).status_code for _ in range(61)} == {302}


@pytest.mark.usefixtures("an", "proxied")
def test_who_has_an_account_buys_no_guess_at_another(client):
    User.objects.create_superuser("bo", "bo@example.nl", PASSWORD)
    answers = []
    for _ in range(11):
        answers.append(log_in(client, "bo").status_code)
        log_in(client, "an", PASSWORD)
        client.logout()
    assert answers == [200] * 10 + [429]
    # Nor at more accounts than her network may try.
    others = []
    for number in range(51):
        others.append(log_in(client, f"iemand-{number}").status_code)
        log_in(client, "an", PASSWORD)
    assert others[:48] == [200] * 48
    assert others[-1] == 429


@pytest.mark.usefixtures("an", "proxied")
def test_right_password_gives_nothing_back_to_a_window_that_did_not_count_it(client, time_machine):
    now = timezone.now()
    time_machine.move_to(now, tick=False)
    what = SECRETS["wagtailadmin_login"]
    request = RequestFactory().post(LOG_IN, {"username": "an", "password": PASSWORD})
    request.META["HTTP_X_FORWARDED_FOR"] = "198.51.100.1"
    assert seconds_to_wait(request, "wagtailadmin_login", what) == 0
    # It is answered after the quarter, when ten guesses are counted already.
    time_machine.move_to(now + timedelta(minutes=16), tick=False)
    assert {log_in(client).status_code for _ in range(10)} == {200}
    rate_limits.give_guesses_back(request)
    assert log_in(client).status_code == 429


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("proxied")
def test_ten_of_sixty_guesses_are_let_through_when_right_ones_come_between():
    User.objects.create_superuser("an", "an@example.nl", PASSWORD)
    wrong, failures = [], []

    def come() -> None:
        client = Client()
        for _ in range(10):
            wrong.append(log_in(client).status_code)
            log_in(client, password=PASSWORD)

    for thread in [in_thread(come, failures) for _ in range(6)]:
        thread.join()
    assert failures == []
    # One that is under way counts: at most ten guesses, and each is counted for good.
    assert wrong.count(200) <= 10
    assert wrong.count(200) + wrong.count(429) == 60
    assert log_in(Client()).status_code == 429


@pytest.mark.usefixtures("an")
def test_passwords_can_be_guessed_for_ever_when_nothing_is_counted(client, monkeypatch):
    # The negative control.
    monkeypatch.setattr(rate_limits, "SECRETS", {})
    for _ in range(60):
        log_in(client)
    assert log_in(client, password=PASSWORD).status_code == 302


@pytest.mark.usefixtures("an", "proxied")
def test_new_password_is_asked_three_times_for_one_account_known_or_not(client):
    for email in ["an@example.nl", "niemand@example.nl"]:
        answers = [
            client.post(
                reverse("wagtailadmin_password_reset"),
                # A field that the form does not have changes nothing.
                {"email": email, "username": f"x{number}"},
                headers={"X-Forwarded-For": f"198.51.100.{number}"},
            ).status_code
            for number in range(4)
        ]
        assert answers == [302, 302, 302, 429]


@pytest.mark.usefixtures("an", "proxied")
def test_new_password_is_asked_ten_times_a_day_for_one_account(client, time_machine):
    now = timezone.now()
    statuses = []
    for quarter in range(11):
        time_machine.move_to(now + timedelta(minutes=16 * quarter))
        statuses.append(new_password(client, network=f"198.51.100.{quarter}").status_code)
    assert statuses == [302] * 10 + [429]


@pytest.mark.usefixtures("an", "proxied")
def test_one_network_leaves_mails_for_a_new_password_to_the_owner(client, time_machine):
    now = timezone.now()
    statuses = []
    for quarter in range(12):
        time_machine.move_to(now + timedelta(minutes=16 * quarter))
        statuses.append(new_password(client).status_code)
    assert statuses == [302] * 5 + [429] * 7
    assert new_password(client, network="198.51.100.2").status_code == 302


def new_password(client, network="198.51.100.1"):
    headers = {"X-Forwarded-For": network}
    address = reverse("wagtailadmin_password_reset")
    return client.post(address, {"email": "an@example.nl"}, headers=headers)


def test_password_of_a_page_is_guessed_twenty_times(client):
    page = make_page(slug="besloten")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password=PASSWORD
    )
    args = [restriction.pk, page.pk]
    address = reverse("wagtailcore_authenticate_with_password", args=args)
    fields = {"password": "mis", "return_url": "/"}
    assert {client.post(address, fields).status_code for _ in range(20)} == {200}
    assert client.post(address, {**fields, "password": PASSWORD}).status_code == 429


def test_sixty_colleagues_read_a_closed_page(client):
    page = make_page(slug="besloten")
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password=PASSWORD
    )
    args = [restriction.pk, page.pk]
    address = reverse("wagtailcore_authenticate_with_password", args=args)
    fields = {"password": PASSWORD, "return_url": "/"}
    assert {client.post(address, fields).status_code for _ in range(60)} == {302}


def test_password_of_a_document_is_guessed_twenty_times(client):
    restriction = CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(),
        restriction_type=CollectionViewRestriction.PASSWORD,
        password=PASSWORD,
    )
    address = reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])
    fields = {"password": "mis", "return_url": "/"}
    assert {client.post(address, fields).status_code for _ in range(20)} == {200}
    assert client.post(address, {**fields, "password": PASSWORD}).status_code == 429


def test_every_address_that_takes_a_password_of_a_visitor_has_a_limit():
    named = {name for name in _names() if "login" in name or "password" in name}
    # These are asked of somebody who is logged in, or hang on a code that nobody can guess.
    inside = {
        "wagtailadmin_login_failed",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_done",
    }
    # The second name of the address of the first.
    assert named - inside - {"wagtailcore_login"} == set(SECRETS)


def _names() -> set[str]:
    return {str(name) for name in get_resolver().reverse_dict if isinstance(name, str)}


def test_there_is_one_place_to_log_in(client):
    assert reverse("wagtailcore_login") == reverse("wagtailadmin_login") == LOG_IN
    assert client.post("/_util/login/", {"username": "an"}).status_code == 404
