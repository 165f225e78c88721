"""What machines are answered at /gezond/ and /gereed/."""

import threading
import time

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from office.models import User
from site_config import probes
from site_config.readiness import Finding

FINE = [Finding("database", "Database"), Finding("mail", "Mail")]
BROKEN = [FINE[0], Finding("mail", "Mail", "Er gaat geen mail uit.")]


@pytest.fixture
def found(monkeypatch):
    """Return a function that makes this what a look finds; it returns the list of looks."""

    def let(findings):
        looks = []

        def look():
            looks.append(findings)
            return findings

        monkeypatch.setattr(probes, "watch", probes.Watch(look))
        return looks

    return let


def body(response) -> str:
    return response.content.decode()


# Without the mark for a database: a query here is a failure.
@pytest.mark.parametrize("host", ["testserver", "10.0.0.7:8001", "kenniskring.example", "een huis"])
def test_process_answers_whatever_a_load_balancer_calls_it(settings, host):
    settings.SECURE_SSL_REDIRECT = True
    response = Client(headers={"host": host}).get("/gezond/")
    assert (response.status_code, body(response)) == (200, "ok\n")
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.cookies == {}


@pytest.mark.parametrize("path", ["/gezond/", "/gereed/"])
def test_machines_only_read(path, found):
    found(FINE)
    assert Client().post(path).status_code == 405
    assert Client().head(path).status_code == 200


@pytest.mark.parametrize(
    ("findings", "status", "words"),
    [(FINE, 200, "gereed\n"), (BROKEN, 503, "niet gereed\n"), ([], 503, "niet gereed\n")],
)
@pytest.mark.parametrize("host", ["testserver", "10.0.0.7"])
def test_anybody_reads_whether_the_site_works_and_not_what_is_wrong(
    found, settings, findings, status, words, host
):
    settings.SECURE_SSL_REDIRECT = True
    found(findings)
    response = Client(headers={"host": host}).get("/gereed/")
    assert (response.status_code, body(response)) == (status, words)
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
@pytest.mark.parametrize(("right", "is_told"), [("view_fault", True), ("view_mail", False)])
def test_details_are_for_who_may_see_faults(found, client, right, is_told):
    found(BROKEN)
    user = User.objects.create_user("an")
    user.user_permissions.set(Permission.objects.filter(codename=right))
    client.force_login(user)
    response = client.get("/gereed/")
    details = "\nDatabase: in orde\nMail: Er gaat geen mail uit.\n" if is_told else ""
    assert (response.status_code, body(response)) == (503, f"niet gereed\n{details}")


@pytest.mark.django_db
def test_stranger_with_a_cookie_of_her_own_making_is_told_nothing(found):
    found(BROKEN)
    client = Client(headers={"cookie": "sessionid=verzonnen"})
    assert body(client.get("/gereed/")) == "niet gereed\n"


def test_editor_is_asked_for_nothing_when_the_database_is_away(found):
    # Her session is there as well; without the mark for a database a query fails this test.
    found([Finding("database", "Database", "weg")])
    client = Client(headers={"cookie": "sessionid=verzonnen"})
    assert body(client.get("/gereed/")) == "niet gereed\n"


def test_site_that_is_asked_often_is_looked_at_once(found):
    looks = found(FINE)
    for _time in range(20):
        Client().get("/gereed/")
    assert len(looks) == 1


def test_site_is_looked_at_again_after_a_while(found, monkeypatch):
    looks = found(FINE)
    monkeypatch.setattr(probes, "KEEP", 0)
    for _time in range(2):
        Client().get("/gereed/")
    assert len(looks) == 2


def test_who_asks_is_answered_while_the_database_hangs_and_nobody_queues_up(monkeypatch):
    goes_on, looks = threading.Event(), []

    def hang():
        looks.append("look")
        goes_on.wait(30)
        return FINE

    monkeypatch.setattr(probes, "watch", probes.Watch(hang))
    monkeypatch.setattr(probes, "PATIENCE", 0.05)
    began = time.monotonic()
    answers = [Client().get("/gereed/").status_code for _time in range(3)]
    # Once the second look may begin, the first still hangs: there is no second.
    monkeypatch.setattr(probes, "KEEP", 0)
    probes.watch._until = 0
    answers.append(Client().get("/gereed/").status_code)
    took = time.monotonic() - began
    assert (answers, looks) == ([503] * 4, ["look"])
    assert took < 5
    goes_on.set()
    probes.watch._thread.join(10)
    assert Client().get("/gereed/").status_code == 200


def test_site_that_was_ready_is_not_once_the_database_hangs(monkeypatch):
    goes_on, looks = threading.Event(), []

    def answer_once():
        looks.append("look")
        if len(looks) > 1:
            goes_on.wait(30)
        return FINE

    monkeypatch.setattr(probes, "watch", probes.Watch(answer_once))
    assert Client().get("/gereed/").status_code == 200
    monkeypatch.setattr(probes, "PATIENCE", 0.05)
    probes.watch._until = 0
    assert Client().get("/gereed/").status_code == 503
    goes_on.set()
    probes.watch._thread.join(10)


def test_log_says_once_why_and_once_that_it_is_over(monkeypatch, caplog):
    caplog.set_level("INFO", logger="site_config.probes")
    turns = [BROKEN, BROKEN, FINE, FINE]
    monkeypatch.setattr(probes, "watch", probes.Watch(lambda: turns.pop(0)))
    monkeypatch.setattr(probes, "KEEP", 0)
    while turns:
        Client().get("/gereed/")
    assert caplog.messages == [
        "Not ready: mail: Er gaat geen mail uit.",
        "Ready again.",
    ]


@pytest.mark.django_db(transaction=True)
def test_real_look_reaches_the_database_on_a_connection_of_its_own():
    probes.watch.forget()
    response = Client().get("/gereed/")
    # No loop runs beside the tests, and there is no index.
    assert response.status_code == 503
    assert {one.name for one in probes.watch.findings() if not one.fine} >= {"loops"}
    assert probes.watch.findings()[0].fine
    probes.watch.forget()
